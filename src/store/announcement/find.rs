//! Announcements looked up: by number, maker, channel, post, and those that move.

use super::{Announcement, Row, State, listed, rows};
use crate::ids::{AnnouncementId, ChatId};
use crate::store::db::{Conn, Sql, args, statements};
use crate::store::error::StoreError;

/// The most announcements that are listed at once.
const LISTED: i64 = 20;

statements! {
    GET = Sql::both(rows!("
         WHERE id = $1"));

    OF_CHAT = Sql::both(rows!("
         WHERE chat_id = $1
           AND state = $2
         ORDER BY id DESC
         LIMIT $3"));

    /// Posts that were offered and not taken up would soon be all there is.
    MADE_BY = Sql::both(rows!("
         WHERE chat_id = $1
           AND state <> 'dropped'
           AND (post_id = 0 OR state <> 'draft')
         ORDER BY id DESC
         LIMIT $2"));

    OF_POST = Sql::both("
        SELECT id
          FROM announcement
         WHERE channel_id = $1
           AND post_id = $2
           AND state NOT IN ('draft', 'scheduled', 'late', 'dropped')");

    ALL_MADE_BY = Sql::both(rows!("
         WHERE chat_id = $1
         ORDER BY id"));

    /// Of drafts only those that wait for a second admin: others are their makers'.
    OF_CHANNEL = Sql::both(rows!("
         WHERE channel_id = $1
           AND state <> 'dropped'
           AND (state <> 'draft' OR approved_by <> 0)
         ORDER BY id DESC
         LIMIT $2"));

    /// What moves, and what has come to rest since its card was changed last.
    LIVE = Sql::both(rows!("
         WHERE state IN ('freezing', 'sending', 'correcting', 'withdrawing')
            OR (state IN ('paused', 'sent', 'stopped', 'withdrawn') AND shown <> state)
         ORDER BY id"));
}

/// The announcement with this number.
///
/// # Errors
/// When the database fails.
pub async fn get(c: &mut Conn, id: AnnouncementId) -> Result<Option<Announcement>, StoreError> {
    let row: Option<Row> = c.opt(GET, args![id]).await?;
    Ok(row.map(Announcement::from))
}

/// The newest announcements that somebody made and that are in this state, newest first.
///
/// # Errors
/// When the database fails.
pub async fn of_chat(c: &mut Conn, chat: ChatId, state: State) -> Result<Vec<Announcement>, StoreError> {
    listed(c, OF_CHAT, args![chat, state.name(), LISTED]).await
}

/// The newest announcements that somebody made, newest first; but for those thrown away, and drafts made of posts.
///
/// # Errors
/// When the database fails.
pub async fn made_by(c: &mut Conn, chat: ChatId) -> Result<Vec<Announcement>, StoreError> {
    listed(c, MADE_BY, args![chat, LISTED]).await
}

/// The newest announcements made in the name of this channel, newest first; of drafts those that somebody confirmed.
///
/// # Errors
/// When the database fails.
pub async fn of_channel(c: &mut Conn, channel: ChatId) -> Result<Vec<Announcement>, StoreError> {
    listed(c, OF_CHANNEL, args![channel, LISTED]).await
}

/// The announcement that was made of this post of a channel and went out.
///
/// # Errors
/// When the database fails.
pub async fn of_post(c: &mut Conn, channel: ChatId, post: i64) -> Result<Option<AnnouncementId>, StoreError> {
    let row: Option<(i64,)> = c.opt(OF_POST, args![channel, post]).await?;
    Ok(row.map(|(id,)| AnnouncementId(id)))
}

/// All announcements that somebody ever made, oldest first.
///
/// # Errors
/// When the database fails.
pub async fn all_made_by(c: &mut Conn, chat: ChatId) -> Result<Vec<Announcement>, StoreError> {
    listed(c, ALL_MADE_BY, args![chat]).await
}

/// What goes out, is being changed or deleted, and what has come to rest since its card was changed last; oldest first.
///
/// # Errors
/// When the database fails.
pub async fn live(c: &mut Conn) -> Result<Vec<Announcement>, StoreError> {
    listed(c, LIVE, args![]).await
}
