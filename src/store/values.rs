//! How values go into the database and come out of it: ids, moments and languages as plain numbers and text.
//! What is absent is an empty text or zero, never NULL.

use search::Lang;

use crate::clock::Timestamp;
use crate::ids::{AnnouncementId, ChatId, DraftId, EntryId, QuestionId, TicketId, UpdateId};

/// One argument of a statement.
#[derive(Clone, Debug, PartialEq)]
pub enum Arg {
    /// A whole number.
    Int(i64),
    /// A fraction.
    Real(f64),
    /// Text without NUL.
    Text(String),
    /// Yes or no.
    Bool(bool),
}

impl From<String> for Arg {
    fn from(mut text: String) -> Arg {
        // PostgreSQL refuses NUL, and residents and forged buttons do send it.
        text.retain(|c| c != '\0');
        Arg::Text(text)
    }
}

impl From<&str> for Arg {
    fn from(text: &str) -> Arg {
        Arg::from(text.to_owned())
    }
}

impl From<&String> for Arg {
    fn from(text: &String) -> Arg {
        Arg::from(text.as_str())
    }
}

impl From<&EntryId> for Arg {
    fn from(id: &EntryId) -> Arg {
        Arg::from(id.as_str())
    }
}

impl From<&Option<EntryId>> for Arg {
    fn from(id: &Option<EntryId>) -> Arg {
        Arg::from(id.as_ref())
    }
}

impl From<Option<&EntryId>> for Arg {
    fn from(id: Option<&EntryId>) -> Arg {
        Arg::from(id.map_or("", EntryId::as_str))
    }
}

impl From<Lang> for Arg {
    fn from(lang: Lang) -> Arg {
        Arg::from(lang.code())
    }
}

macro_rules! arg_from {
    ($($type:ty => |$value:ident| $arg:expr;)+) => {
        $(impl From<$type> for Arg {
            fn from($value: $type) -> Arg {
                $arg
            }
        })+
    };
}

arg_from! {
    i64 => |number| Arg::Int(number);
    f64 => |number| Arg::Real(number);
    bool => |yes| Arg::Bool(yes);
    ChatId => |id| Arg::Int(id.0);
    UpdateId => |id| Arg::Int(id.0);
    QuestionId => |id| Arg::Int(id.0);
    TicketId => |id| Arg::Int(id.0);
    DraftId => |id| Arg::Int(id.0);
    AnnouncementId => |id| Arg::Int(id.0);
    Timestamp => |moment| Arg::Int(moment.0);
}

macro_rules! newtype_from_number {
    ($($type:ident),+) => {
        $(impl From<i64> for $type {
            fn from(number: i64) -> $type {
                $type(number)
            }
        })+
    };
}

newtype_from_number!(ChatId, UpdateId, QuestionId, TicketId, DraftId, AnnouncementId, Timestamp);

/// An entry that may be none.
#[derive(Debug)]
pub(super) struct MaybeEntry(pub Option<EntryId>);

impl From<String> for MaybeEntry {
    fn from(text: String) -> MaybeEntry {
        MaybeEntry(text.parse().ok())
    }
}

/// A language that may be none.
#[derive(Debug)]
pub(super) struct MaybeLang(pub Option<Lang>);

impl From<String> for MaybeLang {
    fn from(code: String) -> MaybeLang {
        MaybeLang(Lang::parse(&code))
    }
}
