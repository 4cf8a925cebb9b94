//! Puts a finished file in the place of a SQLite database, and keeps what was there under a name with the date. At every
//! moment there is a whole database at the place.

use std::fs;
use std::path::{Path, PathBuf};

use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode};
use sqlx::{ConnectOptions, Connection};

use super::error::CopyError;
use super::part::{Part, beside, io, sync};

/// SQLite's side files.
const SIDE_FILES: [&str; 2] = ["-wal", "-shm"];

/// What is at the place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum There {
    /// No file, or one that nothing was ever written to.
    Nothing,
    /// A database that can be opened.
    Database,
    /// A file that cannot be read as a database.
    Damaged,
}

/// Replaces `file`; the name under which the old one is kept.
pub(super) async fn replace(file: &Path, there: There, part: Part) -> Result<Option<String>, CopyError> {
    if there == There::Nothing {
        part.finish()?;
        return Ok(None);
    }
    if there == There::Database {
        into_one_file(file).await?;
    }
    let kept = beside(file, &format!(".before-restore-{}", date()));
    keep(file, &kept).map_err(|error| io(&kept, &error))?;
    for ending in SIDE_FILES {
        let side = beside(file, ending);
        if side.exists() {
            fs::rename(&side, beside(&kept, ending)).map_err(|error| io(&side, &error))?;
        }
    }
    sync(file).map_err(|error| io(&kept, &error))?;
    part.finish()?;
    Ok(Some(kept.display().to_string()))
}

/// Merges the write-ahead log into the file, which SQLite does only when nobody else has it open: a log that stayed
/// would be taken for the new file's.
async fn into_one_file(file: &Path) -> Result<(), CopyError> {
    let in_use = |_| CopyError::InUse(file.display().to_string());
    let options = SqliteConnectOptions::new().filename(file).disable_statement_logging();
    let connection = options.journal_mode(SqliteJournalMode::Delete).connect().await.map_err(in_use)?;
    connection.close().await.map_err(in_use)
}

/// A second name for the file, or a copy where the file system has no second names.
fn keep(file: &Path, kept: &PathBuf) -> std::io::Result<()> {
    fs::hard_link(file, kept).or_else(|_| fs::copy(file, kept).map(drop))
}

/// UTC, as a part of a file's name.
fn date() -> String {
    jiff::Timestamp::now().strftime("%Y-%m-%dT%H-%M-%S").to_string()
}
