//! Channels that the bot was made an administrator of, and which of them are linked. Who may post in one is Telegram's
//! to say, and asked afresh.

use sqlx::FromRow;

use super::db::{Conn, Sql, args, statements};
use super::error::StoreError;
use crate::clock::Timestamp;
use crate::ids::ChatId;

statements! {
    /// What is known of who linked it stays.
    SEEN = Sql::both("
        INSERT INTO channel (chat_id, title, username, added_by, linked_by, linked_at, gone)
        VALUES ($1, $2, $3, $4, 0, 0, $5)
            ON CONFLICT (chat_id) DO UPDATE
           SET title = excluded.title, username = excluded.username, added_by = excluded.added_by, gone = excluded.gone");

    LINK = Sql::both("
        INSERT INTO channel (chat_id, title, username, added_by, linked_by, linked_at, gone)
        VALUES ($1, $2, $3, $4, $4, $5, FALSE)
            ON CONFLICT (chat_id) DO UPDATE
           SET title = excluded.title, username = excluded.username, linked_by = excluded.linked_by
             , linked_at = excluded.linked_at, gone = FALSE");

    RENAME = Sql::both("
        UPDATE channel
           SET title = $2, username = $3
         WHERE chat_id = $1");

    UNLINK = Sql::both("
        UPDATE channel
           SET linked_by = 0, linked_at = 0
         WHERE chat_id = $1
           AND linked_by <> 0");

    GET = Sql::both("
        SELECT chat_id, title, username, added_by, linked_by, gone
          FROM channel
         WHERE chat_id = $1");

    ALL = Sql::both("
        SELECT chat_id, title, username, added_by, linked_by, gone
          FROM channel
         ORDER BY chat_id");
}

/// A channel.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct Channel {
    /// Its id.
    #[sqlx(rename = "chat_id", try_from = "i64")]
    pub chat: ChatId,
    /// Its title.
    pub title: String,
    /// Its public name, without the @; empty: it has none.
    pub username: String,
    /// Who made the bot an administrator of it; 0: nobody knows.
    #[sqlx(try_from = "i64")]
    pub added_by: ChatId,
    /// Who linked it; 0: nobody.
    #[sqlx(try_from = "i64")]
    pub linked_by: ChatId,
    /// Whether the bot may not post there any more.
    pub gone: bool,
}

impl Channel {
    /// Whether announcements can be made in its name.
    pub fn is_linked(&self) -> bool {
        self.linked_by.0 != 0 && !self.gone
    }
}

/// Notes what became of the bot in a channel, by whose act.
///
/// # Errors
/// When the database fails.
pub async fn seen(c: &mut Conn, channel: &Channel) -> Result<(), StoreError> {
    let Channel { chat, title, username, added_by, gone, .. } = channel;
    c.run(SEEN, args![*chat, title, username, *added_by, *gone]).await.map(drop)
}

/// Links a channel: `linked_by` is who does.
///
/// # Errors
/// When the database fails.
pub async fn link(c: &mut Conn, channel: &Channel, now: Timestamp) -> Result<(), StoreError> {
    let Channel { chat, title, username, linked_by, .. } = channel;
    c.run(LINK, args![*chat, title, username, *linked_by, now]).await.map(drop)
}

/// A channel that is known is called this now.
///
/// # Errors
/// When the database fails.
pub async fn rename(c: &mut Conn, chat: ChatId, title: &str, username: &str) -> Result<(), StoreError> {
    c.run(RENAME, args![chat, title, username]).await.map(drop)
}

/// Announcements are not made in its name any more. False: it was not linked.
///
/// # Errors
/// When the database fails.
pub async fn unlink(c: &mut Conn, chat: ChatId) -> Result<bool, StoreError> {
    Ok(c.run(UNLINK, args![chat]).await? == 1)
}

/// What is known of this channel.
///
/// # Errors
/// When the database fails.
pub async fn get(c: &mut Conn, chat: ChatId) -> Result<Option<Channel>, StoreError> {
    c.opt(GET, args![chat]).await
}

/// Every channel that is known.
///
/// # Errors
/// When the database fails.
pub async fn all(c: &mut Conn) -> Result<Vec<Channel>, StoreError> {
    c.all(ALL, args![]).await
}
