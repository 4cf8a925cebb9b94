//! Entries that staff put aside: residents are told that the answer is being checked.

use sqlx::FromRow;

use super::db::{Conn, Sql, args, statements};
use super::error::StoreError;
use super::{audit, meta};
use crate::clock::Timestamp;
use crate::ids::{ChatId, EntryId};

statements! {
    HOLD = Sql::both("
        INSERT INTO on_hold (entry_id, by_user, by_name, since)
        VALUES ($1, $2, $3, $4)
            ON CONFLICT (entry_id) DO NOTHING");

    RELEASE = Sql::both("
        DELETE FROM on_hold
         WHERE entry_id = $1");

    ALL = Sql::both("
        SELECT entry_id, by_name, since
          FROM on_hold
         ORDER BY since, entry_id");
}

/// An entry that is put aside.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct Held {
    /// The entry.
    #[sqlx(rename = "entry_id", try_from = "String")]
    pub entry: EntryId,
    /// Who did it.
    pub by_name: String,
    /// When.
    #[sqlx(try_from = "i64")]
    pub since: Timestamp,
}

/// Puts an entry aside. False: it was already.
///
/// # Errors
/// When the database fails.
pub async fn hold(
    c: &mut Conn,
    entry: &EntryId,
    (by, name): (ChatId, &str),
    now: Timestamp,
) -> Result<bool, StoreError> {
    if c.run(HOLD, args![entry, by, name, now]).await? == 0 {
        return Ok(false);
    }
    meta::bump_knowledge(c).await?;
    audit::add(c, now, by, &format!("put {entry} on hold")).await?;
    Ok(true)
}

/// Puts an entry back. False: it was not aside.
///
/// # Errors
/// When the database fails.
pub async fn release(c: &mut Conn, entry: &EntryId, by: ChatId, now: Timestamp) -> Result<bool, StoreError> {
    if c.run(RELEASE, args![entry]).await? == 0 {
        return Ok(false);
    }
    meta::bump_knowledge(c).await?;
    audit::add(c, now, by, &format!("took {entry} off hold")).await?;
    Ok(true)
}

/// All of them, the oldest first.
///
/// # Errors
/// When the database fails.
pub async fn all(c: &mut Conn) -> Result<Vec<Held>, StoreError> {
    c.all(ALL, args![]).await
}
