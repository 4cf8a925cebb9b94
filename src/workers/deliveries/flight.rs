//! Calls on their way, side by side, and how they land.

use std::sync::Arc;
use std::time::Duration;

use serde_json::{Map, Value, json};
use tokio::time::Instant;

use crate::ids::{AnnouncementId, ChatId};
use crate::store::delivery::Had;
use crate::transport::{Amended, Announced, NotSent, Sender};
use crate::view::Outgoing;

/// A mark this old is not acted on: the lease may be another's by now.
const FRESH: Duration = Duration::from_secs(2);

/// A call that has ended.
pub(super) struct Landed {
    pub(super) id: AnnouncementId,
    pub(super) chat: ChatId,
    pub(super) how: How,
}

/// How it ended.
pub(super) enum How {
    /// The try to send a message in this version.
    Sent(i64, Announced),
    /// The try to change a message to this version.
    Corrected(i64, Amended),
    /// The try to delete a message.
    Withdrawn(Amended),
}

/// Sends one message, unless its mark, made then, is too old.
pub(super) async fn send(
    sender: Sender,
    (id, version, chat): (AnnouncementId, i64, ChatId),
    call: Option<Arc<Outgoing>>,
    marked: Instant,
) -> Landed {
    let announced = match call {
        _ if marked.elapsed() > FRESH => Announced::NotSent(NotSent::Busy),
        Some(call) => sender.announce(chat, call.method, &call.body).await,
        None => Announced::Refused("there is no version for them".to_owned()),
    };
    Landed { id, chat, how: How::Sent(version, announced) }
}

/// Makes a message say what it is to say now.
pub(super) async fn correct(
    sender: Sender,
    id: AnnouncementId,
    had: Had,
    call: Option<Arc<Outgoing>>,
    version: i64,
) -> Landed {
    let amended = match call {
        Some(call) => {
            let mut body = call.body.clone();
            body.insert("message_id".to_owned(), json!(had.message));
            sender.amend(had.chat, call.method, &body).await
        }
        None => Amended::Refused("there is no version for them".to_owned()),
    };
    Landed { id, chat: had.chat, how: How::Corrected(version, amended) }
}

/// Deletes a message, with the others of its album.
pub(super) async fn withdraw(sender: Sender, id: AnnouncementId, had: Had, parts: Vec<i64>) -> Landed {
    let (method, name, value) = match parts.is_empty() {
        true => ("deleteMessage", "message_id", json!(had.message)),
        false => {
            let all: Vec<i64> = std::iter::once(had.message).chain(parts).collect();
            ("deleteMessages", "message_ids", json!(all))
        }
    };
    let body: Map<String, Value> = [(name.to_owned(), value)].into_iter().collect();
    let amended = sender.amend(had.chat, method, &body).await;
    Landed { id, chat: had.chat, how: How::Withdrawn(amended) }
}
