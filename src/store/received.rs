//! What one chat was sent of announcements. Deliveries are kept by announcement and there may be millions of them: a
//! chat's are looked up one announcement at a time, by the primary key.

use sqlx::FromRow;

use super::db::{Conn, Sql, args, statements};
use super::error::StoreError;
use super::values::MaybeEntry;
use crate::ids::{AnnouncementId, ChatId, EntryId};

/// So many of the last announcements can be replied to.
const REPLIED_TO: i64 = 50;

statements! {
    OF_CHAT = Sql::both("
        SELECT announcement_id, lang, state, message_id
          FROM delivery
         WHERE announcement_id IN (SELECT id FROM announcement)
           AND chat_id = $1
         ORDER BY announcement_id");

    /// Who is to get it and wishes to be forgotten before that is no recipient any more.
    LESS = Sql::both("
        UPDATE announcement
           SET total = total - 1
         WHERE id = $1
           AND EXISTS (SELECT 1 FROM delivery WHERE announcement_id = $1 AND chat_id = $2 AND state = 0)");

    ERASE = Sql::both("
        DELETE FROM delivery
         WHERE announcement_id = $1
           AND chat_id = $2");

    ERASE_PARTS = Sql::both("
        DELETE FROM delivery_part
         WHERE announcement_id = $1
           AND chat_id = $2");

    ABOUT = Sql::both("
        SELECT announcement.id, announcement.entry_id
          FROM announcement
          JOIN delivery ON delivery.announcement_id = announcement.id
         WHERE announcement.id IN (SELECT id FROM announcement WHERE entry_id <> '' ORDER BY id DESC LIMIT $3)
           AND delivery.chat_id = $1
           AND delivery.message_id = $2");

    ABOUT_PART = Sql::both("
        SELECT announcement.id, announcement.entry_id
          FROM announcement
          JOIN delivery_part ON delivery_part.announcement_id = announcement.id
         WHERE announcement.id IN (SELECT id FROM announcement WHERE entry_id <> '' ORDER BY id DESC LIMIT $3)
           AND delivery_part.chat_id = $1
           AND delivery_part.message_id = $2");

    POST = Sql::both("
        SELECT announcement_id
          FROM delivery
         WHERE announcement_id IN (SELECT id FROM announcement WHERE channel_id = $1)
           AND chat_id = $1
           AND message_id = $2");

    POST_PART = Sql::both("
        SELECT announcement_id
          FROM delivery_part
         WHERE announcement_id IN (SELECT id FROM announcement WHERE channel_id = $1)
           AND chat_id = $1
           AND message_id = $2");
}

/// An announcement that a chat was sent, or is to be sent.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct Received {
    /// Which one.
    #[sqlx(rename = "announcement_id", try_from = "i64")]
    pub announcement: AnnouncementId,
    /// In which language, as a code.
    pub lang: String,
    /// What became of it: 0 to do, 1 being sent, 2 sent, 3 blocked, 4 refused, 5 unknown, 6 withdrawn, 7 too old to be
    /// withdrawn.
    pub state: i64,
    /// The message in the chat; 0: none that is known.
    #[sqlx(rename = "message_id")]
    pub message: i64,
}

/// All that this chat was sent. Looks at every announcement: read it aside, not within a write.
///
/// # Errors
/// When the database fails.
pub async fn of_chat(c: &mut Conn, chat: ChatId) -> Result<Vec<Received>, StoreError> {
    c.all(OF_CHAT, args![chat]).await
}

/// Forgets that this chat was sent an announcement, or was to be; its figures stay.
///
/// # Errors
/// When the database fails.
pub async fn erase(c: &mut Conn, announcement: AnnouncementId, chat: ChatId) -> Result<(), StoreError> {
    for sql in [LESS, ERASE_PARTS, ERASE] {
        c.run(sql, args![announcement, chat]).await?;
    }
    Ok(())
}

/// The announcement that this message of the chat shows, and the entry it is linked to; none: it shows none of the last
/// ones, or one that is linked to no entry.
///
/// # Errors
/// When the database fails.
pub async fn about(c: &mut Conn, chat: ChatId, message: i64) -> Result<Option<(AnnouncementId, EntryId)>, StoreError> {
    for sql in [ABOUT, ABOUT_PART] {
        let row: Option<(i64, String)> = c.opt(sql, args![chat, message, REPLIED_TO]).await?;
        if let Some((id, entry)) = row {
            return Ok(MaybeEntry::from(entry).0.map(|entry| (AnnouncementId(id), entry)));
        }
    }
    Ok(None)
}

/// The announcement that this post of a channel shows.
///
/// # Errors
/// When the database fails.
pub async fn of_post(c: &mut Conn, channel: ChatId, post: i64) -> Result<Option<AnnouncementId>, StoreError> {
    for sql in [POST, POST_PART] {
        let row: Option<(i64,)> = c.opt(sql, args![channel, post]).await?;
        if let Some((id,)) = row {
            return Ok(Some(AnnouncementId(id)));
        }
    }
    Ok(None)
}
