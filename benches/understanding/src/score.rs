//! What counts as right: the same figures as `qaida eval` prints, under the same names.

use search::{Outcome, tuning::Costs};

use crate::contender::Reading;
use crate::questions::{NONE, Places, Question, SMALLTALK};

/// How many candidates "the first three" are.
const FIRST: usize = 3;

/// A number of questions, and in how many of them something happened.
#[derive(Default)]
struct Share {
    of: f64,
    count: f64,
}

impl Share {
    fn add(&mut self, happened: bool, weight: f64) {
        self.of += weight;
        self.count += if happened { weight } else { 0.0 };
    }

    fn percent(&self) -> f64 {
        if self.of > 0.0 { 100.0 * self.count / self.of } else { 0.0 }
    }
}

/// Counts of all questions.
#[derive(Default)]
pub struct Score {
    right: Share,
    hit: Share,
    wrong: Share,
    declined: Share,
    answered: Share,
    top3: Share,
    asked: Share,
}

impl Score {
    /// Counts a question, as so many.
    pub fn count(&mut self, question: &Question, got: &Reading, places: &Places, weight: f64) {
        let accepted = |id: &String| places.place(id).is_some_and(|place| question.accepted.contains(place));
        let answered = got.outcome == Outcome::Answer;
        let right = match got.outcome {
            Outcome::Answer => got.candidates.first().is_some_and(accepted),
            Outcome::Ask => false,
            Outcome::Decline => question.accepted.contains(NONE),
            Outcome::Smalltalk => question.accepted.contains(SMALLTALK),
        };
        self.right.add(right, weight);
        self.asked.add(got.outcome == Outcome::Ask, weight);
        if question.is_inside() {
            self.hit.add(answered && right, weight);
            self.wrong.add(answered && !right, weight);
            self.top3.add(got.candidates.iter().take(FIRST).any(accepted), weight);
        }
        if question.is_outside() {
            self.declined.add(got.outcome == Outcome::Decline, weight);
            self.answered.add(answered && !right, weight);
        }
    }

    /// Right, hit, wrong, declined, top 3, asked back, in per cent: right and asked back of all questions, declined of those that are none of ours
    /// (none where there are no such), the others of those that ask for an entry.
    pub fn figures(&self) -> [Option<f64>; 6] {
        let declined = (self.declined.of > 0.0).then(|| self.declined.percent());
        let percent = |share: &Share| Some(share.percent());
        [
            percent(&self.right),
            percent(&self.hit),
            percent(&self.wrong),
            declined,
            percent(&self.top3),
            percent(&self.asked),
        ]
    }

    /// What thresholds are fitted to, by the costs that qaida's own are fitted to.
    pub fn worth(&self, costs: &Costs) -> f64 {
        let wrong = costs.wrong * self.wrong.percent() * (1.0 - costs.none_share);
        self.right.percent() - wrong - costs.false_answer * self.answered.percent() * costs.none_share
    }
}

/// Of what all questions were taken for.
pub fn of(readings: &[Reading], questions: &[Question], places: &Places) -> Score {
    let mut score = Score::default();
    for (question, got) in questions.iter().zip(readings) {
        score.count(question, got, places, 1.0);
    }
    score
}
