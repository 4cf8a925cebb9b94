//! Whether the files that are open are still the ones at their address: the database and its log of writes. On Unix a
//! file that was removed or replaced can be written for ever, and everything written goes nowhere: no write may be
//! called safe then.

use std::path::{Path, PathBuf};

use super::error::StoreError;

/// The open files and where they belong.
pub(super) struct Whereabouts(Vec<(PathBuf, Identity)>);

/// What tells a file from another that stands in its place.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Identity {
    device: u64,
    number: u64,
}

impl Whereabouts {
    /// Of a database that was just opened.
    pub(super) fn of(database: &Path) -> Whereabouts {
        let mut log = database.as_os_str().to_owned();
        log.push("-wal");
        let files = [database.to_owned(), PathBuf::from(log)];
        Whereabouts(files.into_iter().filter_map(|path| Some((path.clone(), identity(&path).ok()?))).collect())
    }

    /// Whether the files are where they were. A look that fails for another reason than that nothing is there says
    /// nothing.
    ///
    /// # Errors
    /// When one was removed or replaced.
    pub(super) fn check(&self) -> Result<(), StoreError> {
        self.0.iter().try_for_each(|(path, opened)| {
            let fate = match identity(path) {
                Ok(now) if now == *opened => return Ok(()),
                Ok(_) => "replaced by another",
                Err(error) if error.kind() == std::io::ErrorKind::NotFound => "removed",
                Err(_) => return Ok(()),
            };
            Err(StoreError::Unavailable(format!(
                "the file {} was {fate} while this program had it open",
                path.display()
            )))
        })
    }
}

#[cfg(unix)]
fn identity(path: &Path) -> std::io::Result<Identity> {
    use std::os::unix::fs::MetadataExt;
    let found = std::fs::metadata(path)?;
    Ok(Identity { device: found.dev(), number: found.ino() })
}

/// Elsewhere an open file cannot be removed.
#[cfg(not(unix))]
fn identity(path: &Path) -> std::io::Result<Identity> {
    std::fs::metadata(path).map(|_| Identity { device: 0, number: 0 })
}
