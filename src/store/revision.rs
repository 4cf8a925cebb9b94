//! Saved versions of entries: who, when, what and why. They are only ever added.

use sqlx::FromRow;

use super::db::{Conn, Sql, args, statements};
use super::error::StoreError;
use super::meta;
use crate::clock::Timestamp;
use crate::ids::EntryId;

/// The counter that revision ids are from.
const COUNTER: &str = "revision";

statements! {
    ADD = Sql::both("
        INSERT INTO revision (id, entry_id, saved_at, author, reason, body)
        VALUES ($1, $2, $3, $4, $5, $6)");

    LIST = Sql::both("
        SELECT id, entry_id, saved_at, author, reason, body
          FROM revision
         WHERE entry_id = $1
         ORDER BY id DESC
         LIMIT $2");

    GET = Sql::both("
        SELECT id, entry_id, saved_at, author, reason, body
          FROM revision
         WHERE id = $1");
}

/// A version to be saved.
#[derive(Clone, Debug)]
pub struct NewRevision {
    /// The entry.
    pub entry: EntryId,
    /// When.
    pub at: Timestamp,
    /// Who.
    pub author: String,
    /// Why.
    pub reason: String,
    /// The whole entry, in a form the knowledge room knows.
    pub body: String,
}

/// A saved version.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct Revision {
    /// Its number, growing over all entries.
    pub id: i64,
    /// The entry.
    #[sqlx(rename = "entry_id", try_from = "String")]
    pub entry: EntryId,
    /// When.
    #[sqlx(rename = "saved_at", try_from = "i64")]
    pub at: Timestamp,
    /// Who.
    pub author: String,
    /// Why.
    pub reason: String,
    /// The whole entry, in a form the knowledge room knows.
    pub body: String,
}

/// Saves a version and gives its number.
///
/// # Errors
/// When the database fails.
pub async fn add(c: &mut Conn, new: &NewRevision) -> Result<i64, StoreError> {
    let id = meta::next(c, COUNTER).await?;
    c.run(ADD, args![id, &new.entry, new.at, &new.author, &new.reason, &new.body]).await?;
    Ok(id)
}

/// The last so many versions of an entry, newest first.
///
/// # Errors
/// When the database fails.
pub async fn list(c: &mut Conn, entry: &EntryId, most: i64) -> Result<Vec<Revision>, StoreError> {
    c.all(LIST, args![entry, most]).await
}

/// The version with this number.
///
/// # Errors
/// When the database fails.
pub async fn get(c: &mut Conn, id: i64) -> Result<Option<Revision>, StoreError> {
    c.opt(GET, args![id]).await
}

/// The newest version of an entry.
///
/// # Errors
/// When the database fails.
pub async fn newest(c: &mut Conn, entry: &EntryId) -> Result<Option<Revision>, StoreError> {
    c.opt(LIST, args![entry, 1i64]).await
}
