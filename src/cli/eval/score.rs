//! The figures: what each counts, and of which lines it is a percentage.

use std::collections::BTreeMap;

use search::{Candidate, Outcome, Understanding};

use crate::knowledge::entry::Knowledge;
use crate::knowledge::labelled::{Gold, Line, place};

/// How many candidates "the first three" are.
const FIRST: usize = 3;

/// What one reply was worth.
#[derive(Debug, Default)]
pub(super) struct Verdict {
    pub right: bool,
    answered: bool,
    declined: bool,
    asked: bool,
    asked_good: bool,
    top3: bool,
    id: bool,
}

impl Verdict {
    /// Of what was understood, against what is accepted.
    pub(super) fn of(gold: &Gold, got: &Understanding, knowledge: &Knowledge) -> Verdict {
        let accepted = |candidate: &Candidate| {
            place(&candidate.id, None, knowledge).is_some_and(|place| gold.places.contains(&place))
        };
        let best = got.best.as_ref();
        let answered = got.outcome == Outcome::Answer;
        let asked = got.outcome == Outcome::Ask;
        Verdict {
            right: gold.is_right(got, knowledge),
            answered,
            declined: got.outcome == Outcome::Decline,
            asked,
            asked_good: asked && got.candidates.iter().take(got.options).any(accepted),
            top3: got.candidates.iter().take(FIRST).any(accepted),
            id: answered && best.is_some_and(|best| gold.ids.contains(&best.id)),
        }
    }
}

/// Counts of one group of lines.
#[derive(Clone, Debug, Default)]
pub(super) struct Counts {
    pub all: usize,
    inside: usize,
    outside: usize,
    counts: [usize; FIGURES.len()],
}

/// Which lines a figure is a percentage of.
#[derive(Clone, Copy, Debug)]
enum Of {
    All,
    Inside,
    Outside,
}

/// The figures in the order they are shown.
const FIGURES: [(&str, Of); 9] = [
    ("right", Of::All),
    ("hit", Of::Inside),
    ("wrong", Of::Inside),
    ("oos", Of::Outside),
    ("false", Of::Outside),
    ("asked", Of::All),
    ("asked_good", Of::Inside),
    ("top3", Of::Inside),
    ("id", Of::Inside),
];

impl Counts {
    fn count(&mut self, gold: &Gold, verdict: &Verdict) {
        let Verdict { right, answered, declined, asked, asked_good, top3, id } = *verdict;
        let happened =
            [right, answered && right, answered && !right, declined, answered && !right, asked, asked_good, top3, id];
        self.all += 1;
        self.inside += usize::from(gold.inside);
        self.outside += usize::from(gold.outside);
        for ((count, happened), (_, of)) in self.counts.iter_mut().zip(happened).zip(FIGURES) {
            let concerned = match of {
                Of::All => true,
                Of::Inside => gold.inside,
                Of::Outside => gold.outside,
            };
            *count += usize::from(happened && concerned);
        }
    }

    /// The figures, in percent with one decimal; of no lines, 0.
    pub(super) fn figures(&self) -> impl Iterator<Item = (&'static str, f64)> {
        FIGURES.into_iter().zip(self.counts).map(|((name, of), count)| {
            let lines = match of {
                Of::All => self.all,
                Of::Inside => self.inside,
                Of::Outside => self.outside,
            };
            #[allow(clippy::cast_precision_loss)]
            let percent = 100.0 * count as f64 / lines.max(1) as f64;
            (name, (percent * 10.0).round() / 10.0)
        })
    }
}

/// All groups.
#[derive(Debug, Default)]
pub(super) struct Scores {
    pub all: Counts,
    pub lang: BTreeMap<String, Counts>,
    pub style: BTreeMap<String, Counts>,
    pub kind: BTreeMap<String, Counts>,
}

impl Scores {
    /// Counts one line in all its groups.
    pub(super) fn count(&mut self, line: &Line, gold: &Gold, verdict: &Verdict) {
        self.all.count(gold, verdict);
        let groups = [(&mut self.lang, &*line.lang), (&mut self.style, &*line.style), (&mut self.kind, line.kind())];
        for (group, name) in groups.into_iter().filter(|(_, name)| !name.is_empty()) {
            group.entry(name.to_owned()).or_default().count(gold, verdict);
        }
    }
}
