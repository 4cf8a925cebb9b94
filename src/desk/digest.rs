//! What staff are told of once a day, as data: what was asked and what became of it, which answers were of no use, which
//! questions had none, who waits, and what somebody has to look at again.

use std::sync::Arc;
use std::time::Duration;

use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;

use super::gaps::{Gap, gaps_aside};
use super::{Desk, Group};
use crate::answer::Answerer;
use crate::clock::Timestamp;
use crate::ids::{ChatId, TicketId};
use crate::knowledge::entry::{Entry, Knowledge};
use crate::store::StoreError;
use crate::store::digest::{self, Rating};

/// Answers named as the worst at most.
const WORST: usize = 3;
/// Gaps, tickets and overdue answers named at most, of each.
pub(super) const NAMED: usize = 5;
/// Declined questions that are looked at, the newest: more would not change which gaps are the widest.
const DECLINED: i64 = 2000;
/// Waiting tickets that are looked at: a desk with more has other worries.
const WAITING: i64 = 500;

/// The time a digest is about.
#[derive(Clone, Debug)]
pub struct Span {
    /// It begins here.
    pub since: Timestamp,
    /// It ends before this.
    pub until: Timestamp,
    /// The city's clock.
    pub zone: TimeZone,
}

impl Span {
    fn local(&self, moment: Timestamp) -> DateTime {
        local(moment, &self.zone)
    }
}

/// What the clock of this zone shows at this moment.
pub fn local(moment: Timestamp, zone: &TimeZone) -> DateTime {
    // Out of range is only a clock gone mad: then it is the epoch.
    let moment = jiff::Timestamp::from_millisecond(moment.0).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
    zone.to_datetime(moment)
}

/// The digest.
#[derive(Clone, Debug)]
pub struct Digest {
    /// Whose it is.
    pub group: ChatId,
    /// From when to when, by the city's clock.
    pub span: (DateTime, DateTime),
    /// What was asked.
    pub asked: Asked,
    /// Answers found useful, and not.
    pub votes: (i64, i64),
    /// The answers of least use, worst first.
    pub worst: Vec<Worst>,
    /// What had no answer, most asked first.
    pub gaps: Vec<Gap>,
    /// Who waits for staff, longest first.
    pub waiting: Listed<Waiting>,
    /// Answers whose time to be looked at again is over, longest first.
    pub overdue: Listed<Arc<Entry>>,
}

/// The first ones of a list, and how many there are beyond.
#[derive(Clone, Debug)]
pub struct Listed<T> {
    /// The first ones.
    pub first: Vec<T>,
    /// How many more there are.
    pub more: usize,
}

/// Questions by what became of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Asked {
    /// Answered.
    pub answered: i64,
    /// Asked back.
    pub asked_back: i64,
    /// Not answered.
    pub declined: i64,
    /// Greetings and the like; they are no questions.
    pub smalltalk: i64,
}

impl Asked {
    /// All that were questions.
    pub fn all(self) -> i64 {
        self.answered + self.asked_back + self.declined
    }
}

/// An answer that was of little use.
#[derive(Clone, Debug)]
pub struct Worst {
    /// The answer.
    pub entry: Arc<Entry>,
    /// How often it was not useful.
    pub not_useful: i64,
    /// How often anything was said of it.
    pub said: i64,
}

/// A ticket whose resident waits for staff.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// Its number.
    pub ticket: TicketId,
    /// The question, masked.
    pub text: String,
    /// Its topic in the group.
    pub topic: i64,
    /// For how long.
    pub time: Duration,
}

impl Digest {
    /// Whether nothing happened and nobody waits. That something is overdue is no news: it waits for the next digest.
    pub fn is_empty(&self) -> bool {
        let quiet = self.asked == Asked::default() && self.votes == (0, 0);
        quiet && self.waiting.first.is_empty()
    }
}

impl Desk {
    /// Collects the digest of this group about this time.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn digest(&self, group: Group, span: Span, answerer: &Answerer) -> Result<Digest, StoreError> {
        let time = (span.since, span.until);
        let (outcomes, ratings, declined, waiting) = {
            let c = &mut self.store.read().await?;
            let (outcomes, ratings) = (digest::outcomes(c, time).await?, digest::ratings(c, time).await?);
            let declined = digest::declined(c, time, DECLINED).await?;
            (outcomes, ratings, declined, digest::waiting(c, group.chat, WAITING).await?)
        };
        let snapshot = answerer.snapshot();
        let until = span.local(span.until);
        let waits = |found: digest::Waiting| Waiting {
            ticket: found.id,
            text: found.text,
            topic: found.topic,
            time: Duration::from_millis(u64::try_from(span.until.0 - found.since.0).unwrap_or_default()),
        };
        Ok(Digest {
            group: group.chat,
            span: (span.local(span.since), until),
            asked: asked(&outcomes),
            votes: ratings.iter().fold((0, 0), |(good, bad), of| (good + of.useful, bad + of.not_useful)),
            worst: worst(&ratings, &snapshot.knowledge),
            gaps: gaps_aside(answerer.clone(), declined).await?,
            waiting: first(waiting.into_iter().map(waits).collect()),
            overdue: first(overdue(&snapshot.knowledge, until.date())),
        })
    }
}

fn first<T>(mut all: Vec<T>) -> Listed<T> {
    let more = all.len().saturating_sub(NAMED);
    all.truncate(NAMED);
    Listed { first: all, more }
}

fn asked(outcomes: &[(String, i64)]) -> Asked {
    let of = |name: &str| outcomes.iter().find(|(outcome, _)| outcome == name).map_or(0, |(_, count)| *count);
    Asked { answered: of("answer"), asked_back: of("ask"), declined: of("decline"), smalltalk: of("smalltalk") }
}

/// Those of least use: how often an answer was of none, weighed by how much that is of all that was said of it. One bad
/// word of a hundred says little, and so does a single one.
fn worst(ratings: &[Rating], knowledge: &Knowledge) -> Vec<Worst> {
    let bad = ratings.iter().filter(|rating| rating.not_useful > 0);
    let worst = |rating: &Rating| {
        let entry = Arc::clone(knowledge.entry(&rating.entry)?);
        Some(Worst { entry, not_useful: rating.not_useful, said: rating.useful + rating.not_useful })
    };
    let mut found: Vec<Worst> = bad.filter_map(worst).collect();
    let weight = |worst: &Worst| worst.not_useful as f64 * worst.not_useful as f64 / worst.said as f64;
    found.sort_by(|one, other| weight(other).total_cmp(&weight(one)));
    found.truncate(WORST);
    found
}

/// Answers that were to be looked at again before this day.
fn overdue(knowledge: &Knowledge, today: Date) -> Vec<Arc<Entry>> {
    let mut found: Vec<_> = knowledge.entries.values().filter(|entry| entry.is_overdue(today)).cloned().collect();
    found.sort_by_key(|entry| entry.review_by.parse::<Date>().ok());
    found
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use super::*;
    use crate::knowledge::fixture;

    fn rating(entry: &str, useful: i64, not_useful: i64) -> Rating {
        Rating { entry: entry.parse().unwrap(), useful, not_useful }
    }

    #[test]
    fn the_worst_are_often_and_mostly_of_no_use() {
        let ratings = [
            rating("trees", 180, 20),
            rating("sport", 0, 10),
            rating("fact:savings", 0, 1),
            rating("dept:town", 5, 0),
            rating("gone", 0, 50),
            rating("dept:people", 1, 3),
        ];
        let found = worst(&ratings, &fixture::knowledge());
        let told: Vec<_> = found.iter().map(|w| (w.entry.id.as_str(), w.not_useful, w.said)).collect();
        assert_eq!(told, [("sport", 10, 10), ("dept:people", 3, 4), ("trees", 20, 200)]);
    }

    #[test]
    fn overdue_is_what_was_to_be_looked_at_before_today() {
        let mut knowledge = fixture::knowledge();
        for (id, day) in [("trees", "2026-06-01"), ("sport", "2026-05-01"), ("dept:town", "2026-07-01")] {
            let entry = knowledge.entries.get_mut(&id.parse().unwrap()).map(Arc::make_mut).unwrap();
            entry.review_by = day.to_owned();
        }
        let found = |day: &str| {
            let found = overdue(&knowledge, day.parse().unwrap());
            found.iter().map(|entry| entry.id.to_string()).collect::<Vec<_>>()
        };
        assert_eq!(found("2026-07-01"), ["sport", "trees"]);
        assert!(found("2026-05-01").is_empty());
    }
}
