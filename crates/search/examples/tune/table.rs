//! Counts outcomes the way the project measures them.

use super::{
    COST_FALSE, COST_WRONG, NONE_SHARE, WORTH_ASKED_GOOD,
    cases::{Case, Files},
};
use search::{Index, Outcome, Query, Understanding};

/// Weighted counts.
#[derive(Default)]
pub struct Table {
    all: f64,
    inside: f64,
    none: f64,
    right: f64,
    hit: f64,
    wrong: f64,
    oos: f64,
    false_: f64,
    asked: f64,
    asked_good: f64,
    top3: f64,
    id: f64,
    lang_sure: f64,
    lang_sure_right: f64,
    lang_right: f64,
    urgent: f64,
    also: f64,
    alarm: f64,
    alarmed: f64,
    false_alarm: f64,
    false_inside: f64,
    matter: f64,
    matters: f64,
}

/// Whether the outcome is right.
pub fn right(files: &Files, case: &Case, got: &Understanding) -> bool {
    let ok = |id: &str| std::iter::once(&case.id).chain(&case.also).any(|good| files.group(good) == files.group(id));
    match got.outcome {
        Outcome::Answer => got.best.as_ref().is_some_and(|best| ok(&best.id)),
        Outcome::Ask => false,
        Outcome::Decline => ok("none"),
        Outcome::Smalltalk => ok("smalltalk"),
    }
}

impl Table {
    pub fn count(&mut self, files: &Files, case: &Case, got: &Understanding, weight: f64) {
        let ok =
            |id: &str| std::iter::once(&case.id).chain(&case.also).any(|good| files.group(good) == files.group(id));
        let good = right(files, case, got);
        let add = |to: &mut f64, when: bool| *to += if when { weight } else { 0.0 };
        let answered = got.outcome == Outcome::Answer;
        let inside = !case.is_none() && case.id != "smalltalk";
        add(&mut self.all, true);
        add(&mut self.right, good);
        add(&mut self.asked, got.outcome == Outcome::Ask);
        add(&mut self.lang_right, got.lang.lang.code() == case.lang);
        add(&mut self.lang_sure, got.lang.sure);
        add(&mut self.lang_sure_right, got.lang.sure && got.lang.lang.code() == case.lang);
        add(&mut self.urgent, got.urgent);
        add(&mut self.alarm, case.urgent);
        add(&mut self.alarmed, case.urgent && got.urgent);
        add(&mut self.false_alarm, !case.urgent && got.urgent);
        add(&mut self.false_inside, inside && got.urgent);
        add(&mut self.matters, case.decoy.is_some() && case.is_none() && got.matter.is_some());
        add(&mut self.matter, case.is_none() && got.matter.is_some() && got.matter == case.decoy);
        add(&mut self.also, !got.also_asked.is_empty());
        add(&mut self.none, case.is_none());
        add(&mut self.oos, case.is_none() && got.outcome == Outcome::Decline);
        add(&mut self.false_, case.is_none() && answered && !good);
        add(&mut self.inside, inside);
        add(&mut self.hit, inside && answered && good);
        add(&mut self.wrong, inside && answered && !good);
        let options = got.candidates.iter().take(got.options);
        add(&mut self.asked_good, inside && options.into_iter().any(|option| ok(&option.id)));
        add(&mut self.top3, inside && got.candidates.iter().take(3).any(|candidate| ok(&candidate.id)));
        let best = got.best.as_ref().map(|best| &best.id);
        add(&mut self.id, inside && answered && best.is_some_and(|id| *id == case.id || case.also.contains(id)));
    }

    /// Emergencies noticed, false alarms, false alarms where an entry was asked for, in per cent.
    pub fn alarms(&self) -> String {
        let share = |count: f64, of: f64| 100.0 * count / of.max(1.0);
        format!(
            "noticed {:.1} false {:.2} inside {:.2}",
            share(self.alarmed, self.alarm),
            share(self.false_alarm, self.all - self.alarm),
            share(self.false_inside, self.inside)
        )
    }

    /// Per cent of what is not ours that was declined.
    pub fn declined(&self) -> f64 {
        100.0 * self.oos / self.none.max(1.0)
    }

    /// What the thresholds are fitted to.
    pub fn worth(&self) -> f64 {
        let share = |count: f64, of: f64| 100.0 * count / of.max(1.0);
        share(self.right, self.all) + WORTH_ASKED_GOOD * share(self.asked_good, self.all)
            - COST_WRONG * share(self.wrong, self.inside) * (1.0 - NONE_SHARE)
            - COST_FALSE * share(self.false_, self.none) * NONE_SHARE
    }
}

impl std::fmt::Display for Table {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let figures = [
            ("right", self.right, self.all),
            ("hit", self.hit, self.inside),
            ("wrong", self.wrong, self.inside),
            ("oos", self.oos, self.none),
            ("false", self.false_, self.none),
            ("asked", self.asked, self.all),
            ("asked_good", self.asked_good, self.inside),
            ("top3", self.top3, self.inside),
            ("id", self.id, self.inside),
            ("lang", self.lang_right, self.all),
            ("sure", self.lang_sure, self.all),
            ("sure_right", self.lang_sure_right, self.lang_sure),
            ("urgent", self.urgent, self.all),
            ("alarmed", self.alarmed, self.alarm),
            ("false_alarm", self.false_alarm, self.all - self.alarm),
            ("matter", self.matter, self.matters),
            ("also", self.also, self.all),
        ];
        for (name, count, of) in figures {
            write!(f, "{name} {:.1} ", 100.0 * count / of.max(1.0))?;
        }
        Ok(())
    }
}

/// Lists what went wrong.
pub fn mistakes(files: &Files, index: &Index, cases: &[Case]) {
    for case in cases {
        let got = index.ask(&Query { text: &case.q, ..Query::default() });
        if !right(files, case, &got) {
            let best = got.candidates.first().map_or("", |best| best.id.as_str());
            println!(
                "  {:?} {} not {} ({:.2}, {}) [{}] {}",
                got.outcome,
                best,
                case.id,
                got.confidence,
                got.matter.as_deref().unwrap_or(""),
                case.style,
                case.q
            );
        }
        if got.lang.sure && got.lang.lang.code() != case.lang {
            println!("  language {} not {}: {}", got.lang.lang, case.lang, case.q);
        }
        if !got.also_asked.is_empty() {
            println!("  also {:?}: {}", got.also_asked, case.q);
        }
        if got.urgent || case.urgent {
            let alarm = index.explain(&Query { text: &case.q, ..Query::default() }).alarm;
            println!("  urgent {} {:?} alarm {alarm:.2} [{}] {}", got.urgent, got.matter, case.style, case.q);
        }
    }
}
