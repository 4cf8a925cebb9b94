//! Entries as rows: what an answer can be, with its texts, contacts, successions and examples. Here they are plain
//! columns; what they mean is for the knowledge room.

mod parts;
mod rows;

pub use rows::{ContactRow, EntryRow, EntryRows, ExampleRow, Mark, SuccessionRow, TextRow};

#[cfg(test)]
pub(super) use parts::STATEMENTS as PART_STATEMENTS;

use super::db::{Conn, Sql, args, statements};
use super::error::StoreError;
use crate::ids::EntryId;

statements! {
    UPSERT = Sql::both("
        INSERT INTO entry (id, kind, department, reading, source, announced, since, until, review_by, owner,
                           emergency, show_name, pack_hash, edited)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
            ON CONFLICT (id) DO UPDATE
           SET kind = excluded.kind
             , department = excluded.department
             , reading = excluded.reading
             , source = excluded.source
             , announced = excluded.announced
             , since = excluded.since
             , until = excluded.until
             , review_by = excluded.review_by
             , owner = excluded.owner
             , emergency = excluded.emergency
             , show_name = excluded.show_name
             , pack_hash = excluded.pack_hash
             , edited = excluded.edited");

    ALL = Sql::both("
        SELECT id, kind, department, reading, source, announced, since, until, review_by, owner
             , emergency, show_name, pack_hash, edited
          FROM entry
         ORDER BY id");

    ONE = Sql::both("
        SELECT id, kind, department, reading, source, announced, since, until, review_by, owner
             , emergency, show_name, pack_hash, edited
          FROM entry
         WHERE id = $1");

    MARKS = Sql::both("
        SELECT id, pack_hash, edited
          FROM entry
         ORDER BY id");

    /// Its parts go with it.
    DELETE = Sql::both("
        DELETE FROM entry
         WHERE id = $1");
}

/// Puts an entry and all its parts in the place of what it was, or adds it.
///
/// Whoever changes knowledge also calls [`super::meta::bump_knowledge`] in the same transaction.
///
/// # Errors
/// When the database fails.
pub async fn replace(c: &mut Conn, rows: &EntryRows) -> Result<(), StoreError> {
    let e = &rows.entry;
    let columns = args![
        &e.id,
        &e.kind,
        &e.department,
        &e.reading,
        &e.source,
        &e.announced,
        &e.since,
        &e.until,
        &e.review_by,
        &e.owner,
        e.emergency,
        e.show_name,
        &e.pack_hash,
        e.edited
    ];
    c.run(UPSERT, columns).await?;
    parts::replace(c, rows).await
}

/// All entries with all their parts, by id.
///
/// # Errors
/// When the database fails.
pub async fn all(c: &mut Conn) -> Result<Vec<EntryRows>, StoreError> {
    let entries: Vec<EntryRow> = c.all(ALL, args![]).await?;
    parts::fill(c, entries).await
}

/// One entry's own columns, without its parts.
///
/// # Errors
/// When the database fails.
pub async fn get(c: &mut Conn, id: &EntryId) -> Result<Option<EntryRow>, StoreError> {
    c.opt(ONE, args![id]).await
}

/// What an upgrade has to know of every entry, by id.
///
/// # Errors
/// When the database fails.
pub async fn marks(c: &mut Conn) -> Result<Vec<Mark>, StoreError> {
    c.all(MARKS, args![]).await
}

/// Deletes an entry; its revisions stay. `false`: there was none.
///
/// # Errors
/// When the database fails.
pub async fn delete(c: &mut Conn, id: &EntryId) -> Result<bool, StoreError> {
    Ok(c.run(DELETE, args![id]).await? == 1)
}
