//! An update as it came, and the two things read from it before it is stored: its number and its chat. Read
//! leniently, so that a kind that nobody here knows yet is stored and handed on like any other.

use std::collections::HashMap;
use std::sync::Arc;

use serde_json::Value;
use serde_json::value::RawValue;

use crate::clock::Timestamp;
use crate::ids::{ChatId, UpdateId};
use crate::store::resident::Resident;

/// The kinds asked of Telegram.
pub const ALLOWED_UPDATES: [&str; 8] = [
    "message",
    "edited_message",
    "channel_post",
    "edited_channel_post",
    "callback_query",
    "my_chat_member",
    "chat_member",
    "message_reaction",
];

/// A stored update, handed to the handler.
#[derive(Clone)]
pub struct RawUpdate {
    /// Telegram's number: what makes handling idempotent.
    pub update_id: UpdateId,
    /// The chat it belongs to; 0 when it belongs to none.
    pub chat: ChatId,
    /// The JSON text, exactly as it came.
    pub raw: Arc<str>,
    /// When it was stored.
    pub received: Timestamp,
    /// What was known of the chat when the update was taken up.
    pub resident: Option<Resident>,
}

impl std::fmt::Debug for RawUpdate {
    /// Without the text, which is private.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "RawUpdate({})", self.update_id.0)
    }
}

/// What is read before storing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// Telegram's number.
    pub update_id: UpdateId,
    /// The chat, 0 when there is none.
    pub chat: ChatId,
    /// The kind's name, for the metrics; one of a closed list, so that nobody can make up labels.
    pub kind: &'static str,
}

/// A text that is no JSON object with an `update_id`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no JSON with an update_id")]
pub struct NoUpdate;

/// Kinds that are counted under their own name.
const KINDS: [&str; 12] = [
    "message",
    "edited_message",
    "channel_post",
    "edited_channel_post",
    "callback_query",
    "inline_query",
    "my_chat_member",
    "chat_member",
    "chat_join_request",
    "message_reaction",
    "poll",
    "poll_answer",
];

/// Where a chat's or person's id may stand, most telling first.
const PLACES: [&[&str]; 4] = [&["chat", "id"], &["message", "chat", "id"], &["from", "id"], &["user", "id"]];

impl Head {
    /// Reads number, chat and kind.
    ///
    /// # Errors
    /// When the text is no JSON object with a whole number as `update_id`.
    pub fn read(raw: &str) -> Result<Head, NoUpdate> {
        let parts: HashMap<String, &RawValue> = serde_json::from_str(raw).map_err(|_| NoUpdate)?;
        let number = parts.get("update_id").ok_or(NoUpdate)?;
        let update_id = UpdateId(serde_json::from_str(number.get()).map_err(|_| NoUpdate)?);
        let known = KINDS.iter().find(|kind| parts.contains_key(**kind));
        let part = known.and_then(|kind| parts.get(*kind));
        let part = part.or_else(|| parts.iter().find(|(name, _)| *name != "update_id").map(|(_, part)| part));
        let chat = part.and_then(|part| chat_of(part.get())).unwrap_or(ChatId(0));
        Ok(Head { update_id, chat, kind: known.copied().unwrap_or("other") })
    }
}

fn chat_of(part: &str) -> Option<ChatId> {
    let part: Value = serde_json::from_str(part).ok()?;
    let found = PLACES.iter().find_map(|place| place.iter().try_fold(&part, |at, name| at.get(name))?.as_i64());
    found.map(ChatId)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use super::*;

    fn head(raw: &str) -> (i64, i64, &'static str) {
        let head = Head::read(raw).unwrap();
        (head.update_id.0, head.chat.0, head.kind)
    }

    #[test]
    fn the_chat_is_found_in_every_kind() {
        let table = [
            (r#"{"update_id":1,"message":{"chat":{"id":7},"from":{"id":8}}}"#, (1, 7, "message")),
            (r#"{"update_id":2,"edited_message":{"chat":{"id":-100}}}"#, (2, -100, "edited_message")),
            (
                r#"{"update_id":3,"callback_query":{"from":{"id":8},"message":{"chat":{"id":7}}}}"#,
                (3, 7, "callback_query"),
            ),
            (r#"{"update_id":4,"callback_query":{"from":{"id":8}}}"#, (4, 8, "callback_query")),
            (r#"{"my_chat_member":{"chat":{"id":9}},"update_id":5}"#, (5, 9, "my_chat_member")),
            (r#"{"update_id":6,"poll_answer":{"user":{"id":5}}}"#, (6, 5, "poll_answer")),
            (r#"{"update_id":7,"brand_new":{"chat":{"id":3}}}"#, (7, 3, "other")),
            (r#"{"update_id":8}"#, (8, 0, "other")),
            (r#"{"update_id":9,"message":"odd"}"#, (9, 0, "message")),
            (r#"{"update_id":10,"message":{"chat":{"id":"7"},"from":{"id":8}}}"#, (10, 8, "message")),
        ];
        for (raw, expected) in table {
            assert_eq!(head(raw), expected, "{raw}");
        }
    }

    #[test]
    fn what_is_no_update_is_refused() {
        for raw in ["", "{", "[]", "7", "{}", r#"{"update_id":"7"}"#, r#"{"update_id":1.5}"#, r#"{"update_id":null}"#] {
            assert_eq!(Head::read(raw), Err(NoUpdate), "{raw}");
        }
    }

    #[test]
    fn deep_nesting_neither_overflows_nor_is_refused() {
        let deep = format!(r#"{{"update_id":1,"message":{}{}}}"#, "[".repeat(100_000), "]".repeat(100_000));
        assert_eq!(head(&deep), (1, 0, "message"));
    }
}
