//! Why a message did not go out, as types: what a handler may want to tell apart, and nothing it could leak.

use crate::ids::ChatId;

/// A message did not go out.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SendError {
    /// The person blocked the bot, is gone, or the bot was removed from the chat: never try again.
    #[error("the bot may not write to this chat")]
    Blocked,
    /// Telegram refused the call itself.
    #[error("refused: {0}")]
    Refused(Refusal),
    /// The group is now a supergroup with this id.
    #[error("the group has become a supergroup")]
    Migrated(ChatId),
    /// The token is no longer valid; the program stops.
    #[error("the token is not valid any more")]
    Revoked,
    /// Telegram could not be reached, several times.
    #[error("Telegram could not be reached: {0}")]
    Unreachable(String),
    /// Told to wait for longer than it is worth.
    #[error("told to wait for too long")]
    Flood,
    /// Another receiver of updates holds the token.
    #[error("another program receives this bot's updates")]
    Conflict,
    /// The call was carried out, but its result is of an unknown shape.
    #[error("the result could not be read: {0}")]
    Unreadable(String),
}

/// What Telegram's refusals mean to a caller.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// An edit that changes nothing.
    #[error("message is not modified")]
    NotModified,
    /// A button press that was answered too late.
    #[error("query is too old")]
    QueryTooOld,
    /// There is no such chat for this bot.
    #[error("chat not found")]
    ChatNotFound,
    /// The message is gone.
    #[error("message is gone")]
    MessageGone,
    /// The message is too old to be changed or deleted, or of a kind that cannot be.
    #[error("message cannot be changed any more")]
    TooLate,
    /// The forum topic is gone.
    #[error("topic is gone")]
    TopicGone,
    /// Anything else: most likely a mistake of this program.
    #[error("{0}")]
    Other(String),
}

/// Parts of Telegram's descriptions, lower case, and what they mean.
const KNOWN: [(&str, Refusal); 12] = [
    ("message is not modified", Refusal::NotModified),
    ("query is too old", Refusal::QueryTooOld),
    ("query id is invalid", Refusal::QueryTooOld),
    ("query_id_invalid", Refusal::QueryTooOld),
    ("chat not found", Refusal::ChatNotFound),
    ("peer_id_invalid", Refusal::ChatNotFound),
    ("message thread not found", Refusal::TopicGone),
    ("topic_deleted", Refusal::TopicGone),
    ("message to ", Refusal::MessageGone),
    ("message not found", Refusal::MessageGone),
    ("message can't be", Refusal::TooLate),
    ("message_id_invalid", Refusal::MessageGone),
];

/// Descriptions are short; a longer one is cut before it is kept.
const LONGEST: usize = 200;

impl Refusal {
    pub(super) fn of(description: &str) -> Refusal {
        let lower = description.to_lowercase();
        let known = KNOWN.iter().find(|(part, _)| lower.contains(part));
        known
            .map_or_else(|| Refusal::Other(description.chars().take(LONGEST).collect()), |(_, refusal)| refusal.clone())
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use super::*;

    #[test]
    fn telegrams_own_words_are_known() {
        let table = [
            (
                "Bad Request: message is not modified: specified new message content and reply markup are exactly \
                 the same as a current content and reply markup of the message",
                Refusal::NotModified,
            ),
            ("Bad Request: query is too old and response timeout expired or query ID is invalid", Refusal::QueryTooOld),
            ("Bad Request: chat not found", Refusal::ChatNotFound),
            ("Bad Request: message to edit not found", Refusal::MessageGone),
            ("Bad Request: message can't be edited", Refusal::TooLate),
            ("Bad Request: MESSAGE_ID_INVALID", Refusal::MessageGone),
            ("Bad Request: message thread not found", Refusal::TopicGone),
            ("Bad Request: text is too long", Refusal::Other("Bad Request: text is too long".to_owned())),
        ];
        for (description, meaning) in table {
            assert_eq!(Refusal::of(description), meaning, "{description}");
        }
    }
}
