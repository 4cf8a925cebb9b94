//! A SQLite file that is being written: under a name of its own beside the final one, readable by its owner alone, and
//! put in place only when it is whole and on the disk.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::path::{Path, PathBuf};

use sqlx::SqlitePool;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};

use super::error::CopyError;
use crate::store::OpenError;

/// The unfinished file. Dropped, it goes.
pub(super) struct Part {
    goal: PathBuf,
    part: PathBuf,
    /// Locked, so that two who write the same file do not mix; one that a killed process left is taken over.
    file: Option<File>,
}

impl Part {
    /// Begins a file that will be called `goal`.
    pub(super) fn begin(goal: &Path) -> Result<Part, CopyError> {
        let part = beside(goal, ".part");
        let mut options = OpenOptions::new();
        options.create(true).truncate(false).write(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let file = options.open(&part).map_err(|error| io(&part, &error))?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(CopyError::AtWork(part.display().to_string())),
            Err(TryLockError::Error(error)) => return Err(io(&part, &error)),
        }
        file.set_len(0).map_err(|error| io(&part, &error))?;
        Ok(Part { goal: goal.to_owned(), part, file: Some(file) })
    }

    /// Opens it for writing. It needs no journal: if this process dies, the file is worth nothing anyhow.
    pub(super) async fn open(&self) -> Result<SqlitePool, CopyError> {
        let options = SqliteConnectOptions::new().filename(&self.part).foreign_keys(true);
        let options = options.journal_mode(SqliteJournalMode::Memory).synchronous(SqliteSynchronous::Off);
        let pool = SqlitePoolOptions::new().max_connections(1).idle_timeout(None).max_lifetime(None);
        let pool = pool.connect_with(options).await;
        pool.map_err(|error| OpenError::of(&self.part.display().to_string(), &error).into())
    }

    /// The unfinished file's name.
    pub(super) fn path(&self) -> &Path {
        &self.part
    }

    /// Puts it in place, over what may be there.
    pub(super) fn finish(mut self) -> Result<(), CopyError> {
        let Some(file) = self.file.take() else { return Ok(()) };
        let done = file.sync_all().and_then(|()| fs::rename(&self.part, &self.goal)).and_then(|()| sync(&self.goal));
        done.map_err(|error| io(&self.goal, &error))
    }
}

impl Drop for Part {
    fn drop(&mut self) {
        if self.file.is_some() {
            // What cannot be removed is taken over by the next try.
            let _ = fs::remove_file(&self.part);
        }
    }
}

/// Makes a rename in this file's folder last over a power cut.
pub(super) fn sync(file: &Path) -> std::io::Result<()> {
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    File::open(folder)?.sync_all()
}

/// The file's name with something after it.
pub(super) fn beside(file: &Path, ending: &str) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}

/// Whether both names are of one file that exists.
pub(super) fn same_file(one: &Path, other: &Path) -> bool {
    matches!((one.canonicalize(), other.canonicalize()), (Ok(one), Ok(other)) if one == other)
}

pub(super) fn io(place: &Path, error: &std::io::Error) -> CopyError {
    CopyError::Io { place: place.display().to_string(), reason: error.to_string() }
}
