//! From which score on a hit is worth an answer: fitted to every tenth example, by an index that has not seen those.

use search::{Corpus, Origin, Outcome, tuning::Costs};

use crate::contender::Reading;
use crate::questions::{Places, Question};
use crate::rival::{Learn, Rival};
use crate::score::Score;

/// One of so many examples is held out.
const HELD_OUT: usize = 10;
/// Thresholds tried: as many quantiles of the scores.
const TRIED: usize = 200;

/// A held-out example: what it is taken for, and the best hit's score.
struct Held {
    question: Question,
    got: Reading,
    score: Option<f64>,
}

/// The threshold that is worth most on the held-out examples; the lowest number where none is worth anything.
pub fn fit(learn: Learn, corpus: &Corpus) -> anyhow::Result<f64> {
    let places = Places::of(corpus);
    let held = hold_out(learn, corpus, &places)?;
    let mut scores: Vec<f64> = held.iter().filter_map(|held| held.score).collect();
    scores.sort_by(f64::total_cmp);
    let step = (scores.len() / TRIED).max(1);
    let tried = scores.into_iter().step_by(step);
    let mut best = (worth(&held, &places, f64::MIN), f64::MIN);
    for least in tried {
        let worth = worth(&held, &places, least);
        if worth > best.0 {
            best = (worth, least);
        }
    }
    Ok(best.1)
}

fn hold_out(learn: Learn, corpus: &Corpus, places: &Places) -> anyhow::Result<Vec<Held>> {
    let mut kept = Corpus { labels: corpus.labels.clone(), samples: Vec::new() };
    let mut questions = Vec::new();
    let mut examples = 0;
    for sample in &corpus.samples {
        examples += usize::from(sample.origin == Origin::Example);
        if sample.origin == Origin::Example && examples % HELD_OUT == 0 {
            questions.extend(places.question(corpus, sample));
        } else {
            kept.samples.push(sample.clone());
        }
    }
    let rival = Rival::learn(learn, &kept)?;
    let ask = |question: Question| {
        let (got, score) = rival.scored(&question.text)?;
        Ok(Held { question, got, score })
    };
    questions.into_iter().map(ask).collect()
}

/// What a threshold is worth, with what is none of ours weighed down to its share of real questions.
fn worth(held: &[Held], places: &Places, least: f64) -> f64 {
    let none = held.iter().filter(|held| held.question.is_outside()).count() as f64;
    let rest = held.len() as f64 - none;
    let costs = Costs::default();
    let weight = rest * costs.none_share / (1.0 - costs.none_share) / none.max(1.0);
    let declined = Reading { outcome: Outcome::Decline, candidates: Vec::new() };
    let mut score = Score::default();
    for Held { question, got, score: reached } in held {
        let got = if reached.is_some_and(|reached| reached >= least) { got } else { &declined };
        score.count(question, got, places, if question.is_outside() { weight } else { 1.0 });
    }
    score.worth(&costs)
}
