//! The whole database, as of one moment, as one SQLite file: while qaida serves, from either database.

use std::path::Path;

use super::error::CopyError;
use super::part::{Part, same_file};
use super::source::Source;
use super::{Progress, Report, fill, look, size, verify};
use crate::store::db::Conn;

/// Writes the database at `url` into `file`, then opens and checks it. The file is readable by its owner alone.
///
/// # Errors
/// Each says what to do. The file is there only when it is complete; one that was there is replaced only with `force`.
pub async fn backup(url: &str, file: &Path, force: bool, told: Progress<'_>) -> Result<Report, CopyError> {
    if file.exists() && !force {
        return Err(CopyError::Exists(file.display().to_string()));
    }
    let mut source = Source::open(url).await?;
    let written = write(&mut source, file, told).await;
    source.close().await;
    written
}

async fn write(source: &mut Source, file: &Path, told: Progress<'_>) -> Result<Report, CopyError> {
    let seen = look::at(&mut source.conn, &source.place).await?;
    if seen.schema.is_empty() {
        return Err(CopyError::NotOurs(source.place.clone()));
    }
    if same_file(Path::new(&source.place), file) {
        return Err(CopyError::Itself(source.place.clone()));
    }
    let part = Part::begin(file)?;
    let pool = part.open().await?;
    let mut copy = Conn::write_sqlite(&pool).await?;
    let read = fill(source, &seen.schema, &mut copy, told).await?;
    copy.commit().await?;
    pool.close().await;
    verify(part.path(), &seen.schema, &read).await?;
    let bytes = size(part.path());
    part.finish()?;
    Ok(Report { bytes, ..seen.report(&read, None) })
}
