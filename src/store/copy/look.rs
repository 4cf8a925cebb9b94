//! What can be seen of a database through one connection: which migrations have run, whether it is sound, whose it is,
//! and how much is in it.

use std::collections::BTreeSet;

use super::Report;
use super::error::CopyError;
use super::tables::TABLES;
use crate::store::db::{Conn, Sql, args, statements};
use crate::store::open::MIGRATIONS;
use crate::store::{OpenError, StoreError, meta};

statements! {
    /// Whether any migration has ever run there.
    MIGRATED = Sql {
        sqlite: "
        SELECT COUNT(*)
          FROM sqlite_master
         WHERE type = 'table'
           AND name = '_sqlx_migrations'",
        postgres: "
        SELECT COUNT(*)
          FROM information_schema.tables
         WHERE table_schema = current_schema()
           AND table_name = '_sqlx_migrations'",
    };

    /// Of a SQLite file. In PostgreSQL other programs may have tables beside ours.
    TABLES_IN_FILE = Sql {
        sqlite: "SELECT COUNT(*) FROM sqlite_master WHERE type = 'table'",
        postgres: "SELECT CAST(0 AS BIGINT)",
    };

    APPLIED = Sql::both("
        SELECT version
          FROM _sqlx_migrations
         WHERE success");

    /// `ok`, or what is wrong. PostgreSQL sees to that itself.
    INTEGRITY = Sql {
        sqlite: "SELECT integrity_check FROM pragma_integrity_check LIMIT 1",
        postgres: "SELECT CAST('ok' AS TEXT)",
    };

    /// Tables with rows that refer to nothing.
    DANGLING = Sql {
        sqlite: "SELECT DISTINCT \"table\" FROM pragma_foreign_key_check",
        postgres: "SELECT CAST('' AS TEXT) WHERE FALSE",
    };
}

/// The rows of each table.
pub(super) type Counts = Vec<(&'static str, u64)>;

/// A database, as far as its copy needs to know it.
pub(super) struct Seen {
    /// The migrations that have run.
    pub(super) schema: BTreeSet<i64>,
    /// Whose it is, when it knows.
    pub(super) bot: Option<i64>,
}

/// What a restore would replace.
pub(super) struct Occupied {
    /// In words.
    pub(super) what: String,
    /// Whose it is, when it knows.
    pub(super) bot: Option<i64>,
}

impl Seen {
    /// The report on a copy of it.
    pub(super) fn report(&self, read: &Counts, kept: Option<String>) -> Report {
        let rows = read.iter().map(|(_, rows)| rows).sum();
        Report { rows, bytes: 0, schema: self.schema.last().copied().unwrap_or_default(), bot: self.bot, kept }
    }
}

/// Looks at a database.
///
/// # Errors
/// As [`schema`].
pub(super) async fn at(c: &mut Conn, place: &str) -> Result<Seen, CopyError> {
    Ok(Seen { schema: schema(c, place).await?, bot: bot(c).await? })
}

/// What is in a database that is to be replaced; none when it is empty.
pub(super) async fn occupied(c: &mut Conn, place: &str) -> Result<Option<Occupied>, CopyError> {
    let foreign = !migrated(c, place).await? && c.one::<(i64,)>(TABLES_IN_FILE, args![]).await?.0 > 0;
    if foreign {
        return Ok(Some(Occupied { what: "tables of another program".to_owned(), bot: None }));
    }
    let rows: u64 = counts(c).await?.iter().map(|(_, rows)| rows).sum();
    let bot = bot(c).await?;
    let of = bot.map(|bot| format!(" of the bot {bot}")).unwrap_or_default();
    Ok((rows > 0).then(|| Occupied { what: format!("{rows} rows{of}"), bot }))
}

/// The migrations that have run; none when it is no database of ours.
///
/// # Errors
/// When one is unknown here: a newer qaida has changed the schema.
pub(super) async fn schema(c: &mut Conn, place: &str) -> Result<BTreeSet<i64>, CopyError> {
    if !migrated(c, place).await? {
        return Ok(BTreeSet::new());
    }
    let applied: Vec<(i64,)> = c.all(APPLIED, args![]).await?;
    let applied: BTreeSet<i64> = applied.into_iter().map(|(version,)| version).collect();
    let known: BTreeSet<i64> = MIGRATIONS.iter().map(|migration| migration.version).collect();
    match applied.difference(&known).max() {
        None => Ok(applied),
        Some(&found) => {
            let known = known.last().copied().unwrap_or_default();
            Err(OpenError::NewerSchema { place: place.to_owned(), found, known }.into())
        }
    }
}

/// Whether it has a schema of ours. The first thing that is read: what is no database, or a damaged one, shows here.
async fn migrated(c: &mut Conn, place: &str) -> Result<bool, CopyError> {
    match c.one::<(i64,)>(MIGRATED, args![]).await {
        Ok((count,)) => Ok(count > 0),
        Err(StoreError::Broken(reason)) => Err(CopyError::Damaged { place: place.to_owned(), reason }),
        Err(error) => Err(error.into()),
    }
}

/// SQLite's own check of the file, and of what its rows refer to.
pub(super) async fn sound(c: &mut Conn, place: &str) -> Result<(), CopyError> {
    let damaged = |reason: String| CopyError::Damaged { place: place.to_owned(), reason };
    let found: Result<Vec<(String,)>, StoreError> = c.all(INTEGRITY, args![]).await;
    match found.map_err(|error| damaged(error.to_string()))?.as_slice() {
        [(ok,)] if ok == "ok" => {}
        found => return Err(damaged(found.first().map(|(line,)| line.clone()).unwrap_or_default())),
    }
    let dangling: Vec<(String,)> = c.all(DANGLING, args![]).await?;
    match dangling.first() {
        None => Ok(()),
        Some((table,)) => Err(damaged(format!("rows of {table} refer to what is not there"))),
    }
}

/// The rows of every table there is.
pub(super) async fn counts(c: &mut Conn) -> Result<Counts, StoreError> {
    let mut counts = Counts::new();
    for table in TABLES {
        if !c.columns(table).await?.is_empty() {
            counts.push((table, c.count(table).await?));
        }
    }
    Ok(counts)
}

/// Whose it is, when it knows.
async fn bot(c: &mut Conn) -> Result<Option<i64>, StoreError> {
    match c.columns("meta").await?.is_empty() {
        true => Ok(None),
        false => meta::bot(c).await,
    }
}
