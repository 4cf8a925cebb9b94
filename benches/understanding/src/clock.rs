//! How long things take.

use std::time::Instant;

use crate::contender::{Contender, Reading};
use crate::questions::Question;

/// How often each question is asked; the shortest time counts, which is what the work takes when nothing disturbs it.
const ROUNDS: usize = 3;

/// Times of one question, in microseconds.
#[derive(Clone, Copy)]
pub struct Asked {
    /// Half of the questions take less.
    pub p50: f64,
    /// One in a hundred takes more.
    pub p99: f64,
}

/// Does something, and says how many seconds that took.
pub fn time<T>(work: impl FnOnce() -> T) -> (T, f64) {
    let begun = Instant::now();
    let done = work();
    (done, begun.elapsed().as_secs_f64())
}

/// Asks all questions on this thread, round by round, so that no question finds the caches full of itself. Gives what
/// each was taken for and how long that took.
pub fn ask(contender: &dyn Contender, questions: &[Question]) -> anyhow::Result<(Vec<Reading>, Asked)> {
    let mut times = vec![f64::MAX; questions.len()];
    let mut readings = Vec::new();
    for _ in 0..ROUNDS {
        readings.clear();
        for (question, shortest) in questions.iter().zip(&mut times) {
            let (got, seconds) = time(|| contender.ask(&question.text));
            readings.push(got?);
            *shortest = shortest.min(seconds * 1e6);
        }
    }
    times.sort_by(f64::total_cmp);
    let part = |percent: usize| times.get(times.len() * percent / 100).copied().unwrap_or_default();
    Ok((readings, Asked { p50: part(50), p99: part(99) }))
}
