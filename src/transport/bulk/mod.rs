//! The second lane out, for what goes to many: paced, behind the answers, and of a message exactly one try. After
//! whatever may have arrived nothing is sent again; what became of a try is told in types, and the caller keeps it.
//! Changing and deleting obey the same pace, also with one try: a 429 stops the lane, whatever it was for.

mod lane;
mod pace;

use std::time::Duration;

use serde::Deserialize;
use serde_json::{Map, Value};

use super::api::Fault;
use super::body::Body;
use super::refusal::Refusal;
use super::sender::Sender;
use crate::ids::ChatId;

pub(super) use lane::Lane;

/// What is said of a body that cannot be written.
const NO_JSON: &str = "the message is no JSON";
/// What is said of a chat that has another number now.
const MIGRATED: &str = "the group has become a supergroup";

/// What became of the one try to send a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Announced {
    /// It is there, as these messages: several are an album.
    Sent(Vec<i64>),
    /// It certainly is not there, and may be tried again.
    NotSent(NotSent),
    /// They blocked the bot, are gone, or the bot is not in the chat any more.
    Blocked,
    /// Telegram refused it, and would again; with its words.
    Refused(String),
    /// It may have arrived: never to be sent again by itself. With what happened.
    Unknown(String),
}

/// Why a call certainly did nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotSent {
    /// Told to wait for so long: nothing goes out in this lane until then.
    TooMany(Duration),
    /// No connection could be made.
    NoConnection,
    /// It was not this chat's turn to be written to.
    Busy,
    /// The token is not valid any more; the program stops.
    Revoked,
}

/// What became of changing or deleting a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Amended {
    /// It is as it should be.
    Done,
    /// It cannot be changed or deleted any more.
    TooLate,
    /// The message is gone.
    Gone,
    /// They blocked the bot or are gone: what they have stays.
    Blocked,
    /// Nothing was done, for this reason: to be tried again later.
    Later(NotSent),
    /// It may be as it should be, or not: to be tried again later. With what happened.
    Unknown(String),
    /// Telegram refused it, and would again; with its words.
    Refused(String),
}

impl Amended {
    /// Whether it is to be tried again.
    pub fn is_for_later(&self) -> bool {
        matches!(self, Amended::Later(_) | Amended::Unknown(_))
    }
}

impl Sender {
    /// Sends a message to a chat, at once and with one try. The lane must have had room for it ([`Sender::room`]).
    pub async fn announce(&self, chat: ChatId, method: &'static str, body: &Map<String, Value>) -> Announced {
        if self.is_busy(chat) {
            return Announced::NotSent(NotSent::Busy);
        }
        let Ok(body) = Body::json(&WithChat { chat_id: chat.0, body }) else {
            return Announced::Refused(NO_JSON.to_owned());
        };
        match self.post(method, body, self.rules().timeout).await {
            Ok(result) => match message_ids(result.get()) {
                Some(messages) => Announced::Sent(messages),
                None => Announced::Unknown("an unreadable result".to_owned()),
            },
            Err(fault) => self.announced(fault),
        }
    }

    fn announced(&self, fault: Fault) -> Announced {
        if let Some(why) = self.nothing_done(&fault) {
            return Announced::NotSent(why);
        }
        match fault {
            Fault::Forbidden { .. } => Announced::Blocked,
            Fault::Refused { description, .. } if is_gone(&description) => Announced::Blocked,
            Fault::Refused { description, .. } | Fault::Conflict { description } => Announced::Refused(description),
            Fault::Migrated { .. } => Announced::Refused(MIGRATED.to_owned()),
            fault => Announced::Unknown(fault.to_string()),
        }
    }

    /// Changes or deletes a message, at once and with one try: doing it again later is no harm. The lane must have had
    /// room for it.
    pub async fn amend(&self, chat: ChatId, method: &'static str, body: &Map<String, Value>) -> Amended {
        if self.is_busy(chat) {
            return Amended::Later(NotSent::Busy);
        }
        let Ok(body) = Body::json(&WithChat { chat_id: chat.0, body }) else {
            return Amended::Refused(NO_JSON.to_owned());
        };
        match self.post(method, body, self.rules().timeout).await {
            Ok(_) => Amended::Done,
            Err(fault) => self.amended(fault),
        }
    }

    fn amended(&self, fault: Fault) -> Amended {
        if let Some(why) = self.nothing_done(&fault) {
            return Amended::Later(why);
        }
        match fault {
            Fault::Forbidden { .. } => Amended::Blocked,
            Fault::Refused { description, .. } if is_gone(&description) => Amended::Blocked,
            Fault::Refused { description, .. } => match Refusal::of(&description) {
                Refusal::NotModified => Amended::Done,
                Refusal::MessageGone => Amended::Gone,
                Refusal::TooLate => Amended::TooLate,
                _ => Amended::Refused(description),
            },
            Fault::Conflict { description } => Amended::Refused(description),
            Fault::Migrated { .. } => Amended::Refused(MIGRATED.to_owned()),
            fault => Amended::Unknown(fault.to_string()),
        }
    }

    /// Whether nothing may go to this chat now. Otherwise its turn is taken.
    fn is_busy(&self, chat: ChatId) -> bool {
        self.lane().is_held() || !self.paces().take_turn(chat)
    }

    /// Why a call that ended so did nothing at all; none: it may have, or was refused. Told to wait, the whole lane does:
    /// whoever asks on only makes it longer.
    fn nothing_done(&self, fault: &Fault) -> Option<NotSent> {
        Some(match fault {
            Fault::TooMany { retry_after } => {
                self.lane().hold(*retry_after);
                NotSent::TooMany(*retry_after)
            }
            Fault::Network { connected: false, .. } => NotSent::NoConnection,
            Fault::Revoked => NotSent::Revoked,
            _ => return None,
        })
    }
}

/// The chat, and what else a call says.
#[derive(serde::Serialize)]
struct WithChat<'a> {
    chat_id: i64,
    #[serde(flatten)]
    body: &'a Map<String, Value>,
}

#[derive(Deserialize)]
struct Message {
    message_id: i64,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Messages {
    One(Message),
    Album(Vec<Message>),
}

fn message_ids(result: &str) -> Option<Vec<i64>> {
    Some(match serde_json::from_str(result).ok()? {
        Messages::One(message) => vec![message.message_id],
        Messages::Album(messages) if messages.is_empty() => return None,
        Messages::Album(messages) => messages.into_iter().map(|message| message.message_id).collect(),
    })
}

/// Whether a refusal says that there is nobody any more to write to.
fn is_gone(description: &str) -> bool {
    let lower = description.to_lowercase();
    ["chat not found", "peer_id_invalid", "user is deactivated"].iter().any(|part| lower.contains(part))
}

#[cfg(test)]
mod tests;
