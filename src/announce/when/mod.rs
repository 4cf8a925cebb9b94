//! A moment as people write it, in three languages and mixed: "ертең 9:00", "в пятницу 18.30", "in half an hour". Text
//! and the present moment in, data out; what is not surely understood is not guessed.
//!
//! ```text
//! text ─ token, words ─▶ tokens ─ spoken (dates, hours, whiles) ─▶ what is said ─ settle ─▶ When
//! ```

mod dates;
mod hours;
mod part;
mod settle;
mod spoken;
mod token;
mod whiles;
mod words;

use std::fmt;

use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;

use crate::clock::Timestamp;

/// A longer text is no answer to "when?": characters.
const LONGEST: usize = 120;
/// Milliseconds of a minute.
const MINUTE: i64 = 60_000;

/// A moment that is not over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    /// What the clock of the city shows then, to the minute.
    pub civil: DateTime,
    /// The moment itself; never before the present one: of the minute that is running, it is now.
    pub at: Timestamp,
}

impl fmt::Display for Moment {
    /// As it is read back: `2026-11-28 18:30`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.civil.strftime("%Y-%m-%d %H:%M"))
    }
}

/// What a text names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// A moment from now on, within a year.
    At(Moment),
    /// A moment or a day that is over.
    Past,
    /// A day, if it names one, without an hour. `format!("{day} {hour}")` with the hour that is answered can be read.
    NoTime(Option<Date>),
    /// More than a year ahead.
    TooFar,
    /// Two days that are not the same: "Monday 28.11" when that is a Saturday.
    Contradiction,
    /// Nothing that is surely a moment.
    NotUnderstood,
}

/// Reads a moment by the clock of this zone. A date without a year is the next such one, an hour without a day the next
/// such one, a weekday today's until its hour is over; "next friday" is that of the week that begins on the next Monday.
/// Hours are of twenty-four unless a part of the day says otherwise. Midnight ends the day it is said of.
pub fn read(text: &str, now: Timestamp, zone: &TimeZone) -> When {
    let short = text.trim().chars().count() <= LONGEST;
    let tokens = short.then(|| token::tokens(text)).flatten();
    let said = tokens.and_then(|tokens| spoken::spoken(&tokens));
    said.map_or(When::NotUnderstood, |said| settle::settle(&said, now, zone))
}

#[cfg(test)]
mod tests;
