//! Whether confidence means what it says: of the answers given with 0.9, nine of ten should be right.

use super::is_right;
use crate::{Label, Outcome, Understanding};

/// Where the bins of confidence begin.
const FROM: [f64; 8] = [0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.97];

/// Answers of like confidence.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Bin {
    /// Lowest confidence.
    pub from: f64,
    /// How many answers, weighted.
    pub answers: f64,
    confidence: f64,
    right: f64,
}

impl Bin {
    /// Mean confidence, from 0 to 1.
    pub fn confidence(&self) -> f64 {
        self.confidence / self.answers.max(f64::MIN_POSITIVE)
    }

    /// Share that was right, from 0 to 1.
    pub fn right(&self) -> f64 {
        self.right / self.answers.max(f64::MIN_POSITIVE)
    }
}

pub(super) fn bins() -> Vec<Bin> {
    FROM.into_iter().map(|from| Bin { from, ..Bin::default() }).collect()
}

/// Counts an outcome that is an answer.
pub(super) fn count(bins: &mut [Bin], label: &Label, got: &Understanding, weight: f64) {
    let judged = got.outcome == Outcome::Answer;
    if let Some(bin) = bins.iter_mut().rev().find(|bin| judged && got.confidence >= bin.from) {
        bin.answers += weight;
        bin.confidence += weight * got.confidence;
        bin.right += if is_right(label, got) { weight } else { 0.0 };
    }
}
