//! Deliveries: one row for each recipient of an announcement, from being written down to what became of it. `freeze`
//! writes them, `claim` hands them out and takes back what came of it, `after` is what can be done to them later,
//! `report` looks at them.
//!
//! There may be millions: nothing here goes over all of them at once while others wait to write.

mod after;
mod claim;
mod freeze;
mod report;

use search::Lang;

use crate::ids::ChatId;

pub use after::{Had, all_corrected, corrected, parts, retry_unknown, take_back, to_correct, to_withdraw, withdrawn};
pub use claim::{
    Claimed, Dealt, Outcome, Standing, any_at_work, at_work, claim, crashed, finish, put_back, record, standing,
};
pub use freeze::{SLICE, count, freeze, frozen_to};
pub use report::{Exported, count_in, count_older, export, message, unknown};
#[cfg(test)]
pub(super) use {
    after::STATEMENTS as AFTER_STATEMENTS, claim::STATEMENTS as CLAIM_STATEMENTS,
    freeze::STATEMENTS as FREEZE_STATEMENTS, report::STATEMENTS as REPORT_STATEMENTS,
};

/// Where a delivery is, as it is in the database.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// To be sent.
    ToDo,
    /// Being sent.
    AtWork,
    /// Sent.
    Sent,
    /// The recipient blocked the bot, or is gone.
    Blocked,
    /// Telegram refused it.
    Refused,
    /// It may have arrived: nobody knows.
    Unknown,
    /// Sent, and deleted since.
    Withdrawn,
    /// Sent, and too old to be deleted.
    TooOld,
}

impl Fate {
    /// All of them, in the order of their numbers.
    pub const ALL: [Fate; 8] = [
        Fate::ToDo,
        Fate::AtWork,
        Fate::Sent,
        Fate::Blocked,
        Fate::Refused,
        Fate::Unknown,
        Fate::Withdrawn,
        Fate::TooOld,
    ];

    /// Its number in the database.
    pub fn number(self) -> i64 {
        self as i64
    }

    fn of(number: i64) -> Fate {
        // What a newer program made is nothing to be sent again.
        Fate::ALL.into_iter().find(|fate| fate.number() == number).unwrap_or(Fate::Unknown)
    }
}

/// Which text somebody has, by how many corrections it had had.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextVersion {
    /// This one.
    Has(i64),
    /// One before this: theirs could not be changed to it.
    Before(i64),
}

impl TextVersion {
    /// As it is in the database: below zero is what could not be changed.
    fn number(self) -> i64 {
        match self {
            TextVersion::Has(version) => version,
            TextVersion::Before(version) => -version,
        }
    }

    fn of(number: i64) -> TextVersion {
        if number < 0 { TextVersion::Before(-number) } else { TextVersion::Has(number) }
    }

    /// Whether there is a newer text than theirs, when this is the newest.
    pub fn is_old(self, newest: i64) -> bool {
        // What could not be changed is older than anything in numbers too.
        self.number() < newest
    }
}

/// Which people an announcement goes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whom {
    /// Nobody: it stands in the channel alone.
    Nobody,
    /// Those who follow one of the aims, or without aims anything.
    Followers,
    /// Everybody who ever wrote.
    All,
}

/// Whom an announcement reaches. Those who blocked the bot or want no notices are never among them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reach {
    /// The channel that gets it too.
    pub channel: Option<ChatId>,
    /// Which people.
    pub people: Whom,
    /// What they follow, as it stands in their subscriptions; nothing: whatever it is.
    pub aims: Vec<String>,
    /// Only those who are spoken to in one of these languages.
    pub langs: Vec<Lang>,
    /// How people are spoken to who chose no language and were never answered in one; also the channel's.
    pub default: Lang,
}
