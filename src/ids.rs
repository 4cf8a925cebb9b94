//! Identifiers as types of their own, so that a chat is never taken for an entry. Nothing here knows Telegram or SQL.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// What an entry is; the prefix of its id says it, except for topics, which have none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// A matter residents ask about.
    Topic,
    /// A department of the new structure.
    Department,
    /// An abolished department.
    Former,
    /// Something the source says that is no topic.
    Fact,
    /// A matter of other bodies, known so that it is not answered wrongly.
    Decoy,
    /// A greeting, thanks and the like.
    Smalltalk,
}

impl Kind {
    /// Every kind, in the order of the pack's folders.
    pub const ALL: [Kind; 6] = [Kind::Department, Kind::Former, Kind::Topic, Kind::Fact, Kind::Decoy, Kind::Smalltalk];

    /// The part of an id before the colon; empty for topics.
    pub fn prefix(self) -> &'static str {
        match self {
            Kind::Topic => "",
            Kind::Department => "dept",
            Kind::Former => "former",
            Kind::Fact => "fact",
            Kind::Decoy => "decoy",
            Kind::Smalltalk => "smalltalk",
        }
    }

    /// The pack's folder for this kind, and its name in the database.
    pub fn folder(self) -> &'static str {
        match self {
            Kind::Topic => "topics",
            Kind::Department => "departments",
            Kind::Former => "former",
            Kind::Fact => "facts",
            Kind::Decoy => "decoys",
            Kind::Smalltalk => "smalltalk",
        }
    }
}

/// The id of an entry: `greening`, `dept:new-economy`, `former:finance`, `fact:akim`, `decoy:pensions`.
/// The bare part is 1 to 40 characters of `a-z`, `0-9` and `-`, so that every id fits a button's 64 bytes.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct EntryId(String);

/// A text that is no entry id.
#[derive(Debug, thiserror::Error)]
#[error("{0:?} is no entry id: [dept:|former:|fact:|decoy:|smalltalk:] and 1 to 40 characters of a-z, 0-9 and -")]
pub struct BadEntryId(String);

impl EntryId {
    /// The id of an entry of this kind with this bare name.
    ///
    /// # Errors
    /// When the bare name has other characters or another length than ids have.
    pub fn new(kind: Kind, bare: &str) -> Result<EntryId, BadEntryId> {
        let fits = (1..=40).contains(&bare.len())
            && bare.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
        if !fits {
            return Err(BadEntryId(bare.chars().take(60).collect()));
        }
        Ok(EntryId(match kind.prefix() {
            "" => bare.to_owned(),
            prefix => format!("{prefix}:{bare}"),
        }))
    }

    /// What kind of entry this names.
    pub fn kind(&self) -> Kind {
        let prefix = self.0.split_once(':').map_or("", |(prefix, _)| prefix);
        Kind::ALL.into_iter().find(|kind| kind.prefix() == prefix).unwrap_or(Kind::Topic)
    }

    /// The id without its kind: `new-economy` of `dept:new-economy`.
    pub fn bare(&self) -> &str {
        self.0.split_once(':').map_or(&self.0, |(_, bare)| bare)
    }

    /// The whole id.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for EntryId {
    type Err = BadEntryId;

    fn from_str(text: &str) -> Result<EntryId, BadEntryId> {
        let (prefix, bare) = text.split_once(':').unwrap_or(("", text));
        let kind = Kind::ALL.into_iter().find(|kind| kind.prefix() == prefix);
        match kind {
            Some(Kind::Topic) if text.contains(':') => Err(BadEntryId(text.chars().take(60).collect())),
            Some(kind) => EntryId::new(kind, bare),
            None => Err(BadEntryId(text.chars().take(60).collect())),
        }
    }
}

impl From<EntryId> for String {
    fn from(id: EntryId) -> String {
        id.0
    }
}

impl TryFrom<String> for EntryId {
    type Error = BadEntryId;

    fn try_from(text: String) -> Result<EntryId, BadEntryId> {
        text.parse()
    }
}

impl fmt::Display for EntryId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A Telegram chat; of a private chat also its person.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ChatId(pub i64);

/// One stored question; its feedback buttons carry it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct QuestionId(pub i64);

/// One question handed to staff.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TicketId(pub i64);

/// One draft of a change of the knowledge.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct DraftId(pub i64);

/// One announcement, from its first draft on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct AnnouncementId(pub i64);

/// Telegram's number of an update: what makes handling idempotent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct UpdateId(pub i64);
