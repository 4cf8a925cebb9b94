//! Residents who may not write to staff for a while.

use super::audit;
use super::db::{Conn, Sql, args, statements};
use super::error::StoreError;
use crate::clock::Timestamp;
use crate::ids::ChatId;

statements! {
    SET = Sql::both("
        INSERT INTO mute (chat_id, until, by_user, at)
        VALUES ($1, $2, $3, $4)
            ON CONFLICT (chat_id) DO UPDATE
           SET until = excluded.until, by_user = excluded.by_user, at = excluded.at");

    UNTIL = Sql::both("
        SELECT until
          FROM mute
         WHERE chat_id = $1");

    REMOVE = Sql::both("
        DELETE FROM mute
         WHERE chat_id = $1");
}

/// This resident may not write to staff until then.
///
/// # Errors
/// When the database fails.
pub async fn set(c: &mut Conn, chat: ChatId, until: Timestamp, by: ChatId, now: Timestamp) -> Result<(), StoreError> {
    c.run(SET, args![chat, until, by, now]).await?;
    audit::add(c, now, by, "muted a resident").await
}

/// Until when this resident is muted, if they are now.
///
/// # Errors
/// When the database fails.
pub async fn until(c: &mut Conn, chat: ChatId, now: Timestamp) -> Result<Option<Timestamp>, StoreError> {
    let row: Option<(i64,)> = c.opt(UNTIL, args![chat]).await?;
    Ok(row.map(|(until,)| Timestamp(until)).filter(|until| *until > now))
}

/// They may write again.
///
/// # Errors
/// When the database fails.
pub async fn remove(c: &mut Conn, chat: ChatId) -> Result<(), StoreError> {
    c.run(REMOVE, args![chat]).await.map(drop)
}
