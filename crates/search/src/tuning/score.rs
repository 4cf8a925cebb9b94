//! Counts outcomes of held-out examples, as `qaida eval` counts those of questions.

use super::{Costs, is_offered, is_right};
use crate::{Label, Outcome, Scope, Understanding};

/// Weighted counts.
#[derive(Debug, Clone, Copy, Default)]
pub struct Score {
    all: f64,
    inside: f64,
    none: f64,
    right: f64,
    hit: f64,
    wrong: f64,
    declined: f64,
    false_answers: f64,
    asked: f64,
    asked_well: f64,
}

impl Score {
    pub(super) fn count(&mut self, label: &Label, got: &Understanding, weight: f64) {
        let (right, answered) = (is_right(label, got), got.outcome == Outcome::Answer);
        let (inside, none) = (label.scope == Scope::Inside, label.scope == Scope::Outside);
        for (sum, counts) in [
            (&mut self.all, true),
            (&mut self.inside, inside),
            (&mut self.none, none),
            (&mut self.right, right),
            (&mut self.hit, inside && answered && right),
            (&mut self.wrong, inside && answered && !right),
            (&mut self.declined, none && got.outcome == Outcome::Decline),
            (&mut self.false_answers, none && answered),
            (&mut self.asked, got.outcome == Outcome::Ask),
            (&mut self.asked_well, inside && is_offered(label, got)),
        ] {
            *sum += if counts { weight } else { 0.0 };
        }
    }

    /// Per cent of what is none of ours that was declined.
    pub fn declined(&self) -> f64 {
        share(self.declined, self.none)
    }

    /// Points for a hundred questions.
    pub fn worth(&self, costs: &Costs) -> f64 {
        share(
            self.right + costs.asked_well * self.asked_well
                - costs.wrong * self.wrong
                - costs.false_answer * self.false_answers,
            self.all,
        )
    }

    /// Names and values of the figures, in per cent of what each concerns.
    pub fn figures(&self) -> [(&'static str, f64); 7] {
        [
            ("right", share(self.right, self.all)),
            ("hit", share(self.hit, self.inside)),
            ("wrong", share(self.wrong, self.inside)),
            ("oos", self.declined()),
            ("false", share(self.false_answers, self.none)),
            ("asked", share(self.asked, self.all)),
            ("asked_good", share(self.asked_well, self.inside)),
        ]
    }
}

fn share(count: f64, of: f64) -> f64 {
    if of > 0.0 { 100.0 * count / of } else { 0.0 }
}
