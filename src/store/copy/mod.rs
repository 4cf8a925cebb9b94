//! Moves all that a database holds into another one, whichever of SQLite and PostgreSQL the two are: what backup and
//! restore are made of. The copy gets the schema of what it is a copy of, is counted, and is put in place at the end, so
//! that a copy broken off changes nothing.

mod backup;
mod error;
mod examine;
mod look;
mod part;
mod restore;
mod source;
mod swap;
mod tables;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;
use std::path::Path;

use sqlx::migrate::Migrator;
use sqlx::sqlite::SqliteConnectOptions;

pub use backup::backup;
pub use error::CopyError;
pub use examine::{Examined, examine};
use look::Counts;
pub use restore::{Orders, restore};
use source::Source;
use tables::TABLES;

use super::db::Conn;
use super::open::{MIGRATIONS, migration_error};

#[cfg(test)]
pub(in crate::store) use {look::STATEMENTS as LOOK_STATEMENTS, restore::STATEMENTS as RESTORE_STATEMENTS};

/// What was moved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// Rows in all.
    pub rows: u64,
    /// The size of the SQLite file, in bytes: of the backup, or of what was restored from.
    pub bytes: u64,
    /// The number of the schema that the copy was made of.
    pub schema: i64,
    /// Whose it is; none when no bot has ever started on it.
    pub bot: Option<i64>,
    /// Where the file that was replaced is kept, when there was one.
    pub kept: Option<String>,
}

/// Hears how many rows have been moved so far.
pub type Progress<'a> = &'a mut (dyn FnMut(u64) + Send);

/// Copies every table.
async fn pour(from: &mut Conn, to: &mut Conn, told: Progress<'_>) -> Result<Counts, CopyError> {
    let (mut counts, mut sum) = (Counts::new(), 0);
    for table in TABLES {
        let columns = from.columns(table).await?;
        // A table that came later than the schema at hand.
        if columns.is_empty() {
            continue;
        }
        let before = sum;
        let rows = from.pour(to, (table, &columns), &mut |rows| told(before + rows)).await?;
        sum += rows;
        counts.push((table, rows));
    }
    Ok(counts)
}

/// The rows must all have arrived.
fn compare(read: &Counts, written: &Counts) -> Result<(), CopyError> {
    for (table, rows) in read {
        let found = written.iter().find(|(name, _)| name == table).map_or(0, |(_, found)| *found);
        if found != *rows {
            return Err(CopyError::Incomplete { table, read: *rows, written: found });
        }
    }
    Ok(())
}

/// Opens a finished SQLite file and looks whether all is there and sound.
async fn verify(file: &Path, schema: &BTreeSet<i64>, read: &Counts) -> Result<(), CopyError> {
    let mut copy = Source::file(SqliteConnectOptions::new().filename(file)).await?;
    let checked = async {
        look::sound(&mut copy.conn, &copy.place).await?;
        let found = look::schema(&mut copy.conn, &copy.place).await?;
        if !schema.is_subset(&found) {
            return Err(CopyError::NotOurs(copy.place.clone()));
        }
        compare(read, &look::counts(&mut copy.conn).await?)
    };
    let checked = checked.await;
    copy.close().await;
    checked
}

/// Makes the tables of this schema in an empty database and fills them; the rows of each.
async fn fill(
    source: &mut Source,
    schema: &BTreeSet<i64>,
    to: &mut Conn,
    told: Progress<'_>,
) -> Result<Counts, CopyError> {
    let chosen = MIGRATIONS.iter().filter(|migration| schema.contains(&migration.version)).cloned().collect();
    let migrated = to.migrate(&Migrator::with_migrations(chosen)).await;
    migrated.map_err(|error| migration_error("the copy", error))?;
    pour(&mut source.conn, to, told).await
}

fn size(file: &Path) -> u64 {
    std::fs::metadata(file).map_or(0, |about| about.len())
}
