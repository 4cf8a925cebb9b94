//! What can go wrong with the database, sorted by what to do about it. No message carries a password or private text.

use sqlx::postgres::PgDatabaseError;
use sqlx::sqlite::SqliteError;

/// Why something was not read or written.
#[derive(Clone, Debug, thiserror::Error)]
pub enum StoreError {
    /// Not now: unreachable, busy, full, stopping. The same may work later.
    #[error("the database is not available: {0}")]
    Unavailable(String),
    /// Two transactions stood in each other's way, more often than the store tries again.
    #[error("the database is busy: {0}")]
    Conflict(String),
    /// The statement or the data are wrong: trying again will not help.
    #[error("the database refused: {0}")]
    Broken(String),
}

impl StoreError {
    /// What the database or the system says, without what this program makes of it.
    pub fn reason(&self) -> &str {
        match self {
            StoreError::Unavailable(reason) | StoreError::Conflict(reason) | StoreError::Broken(reason) => reason,
        }
    }

    /// Whether the same may work a little later; the web answers 503 then.
    pub fn may_pass(&self) -> bool {
        !matches!(self, StoreError::Broken(_))
    }
}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> StoreError {
        let text = error.to_string();
        match &error {
            sqlx::Error::Io(_)
            | sqlx::Error::Tls(_)
            | sqlx::Error::PoolTimedOut
            | sqlx::Error::PoolClosed
            | sqlx::Error::WorkerCrashed
            | sqlx::Error::BeginFailed => StoreError::Unavailable(text),
            sqlx::Error::Database(_) => match trouble(&error) {
                Some(Trouble::Conflict) => StoreError::Conflict(text),
                Some(Trouble::Unreachable | Trouble::ReadOnly) => StoreError::Unavailable(text),
                Some(Trouble::Damaged) | None => StoreError::Broken(text),
            },
            _ => StoreError::Broken(text),
        }
    }
}

/// What a database's error code means for us.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Trouble {
    /// Serialisation failure or deadlock: try again.
    Conflict,
    /// Busy, starting, stopping, out of connections or memory.
    Unreachable,
    /// Read-only, no rights, disk full.
    ReadOnly,
    /// The file is no database or a damaged one.
    Damaged,
}

/// The trouble behind an error, where its code is one we know.
pub(super) fn trouble(error: &sqlx::Error) -> Option<Trouble> {
    let database = error.as_database_error()?;
    let code = database.code()?;
    if database.try_downcast_ref::<SqliteError>().is_some() {
        return sqlite_trouble(code.parse().ok()?);
    }
    database.try_downcast_ref::<PgDatabaseError>().and_then(|_| postgres_trouble(&code))
}

/// By the primary result code, the low byte: <https://www.sqlite.org/rescode.html>.
fn sqlite_trouble(code: i64) -> Option<Trouble> {
    const PERM: i64 = 3;
    const BUSY: i64 = 5;
    const LOCKED: i64 = 6;
    const NOMEM: i64 = 7;
    const READONLY: i64 = 8;
    const IOERR: i64 = 10;
    const CORRUPT: i64 = 11;
    const FULL: i64 = 13;
    const CANTOPEN: i64 = 14;
    const NOTADB: i64 = 26;
    match code & 0xff {
        BUSY | LOCKED | NOMEM => Some(Trouble::Unreachable),
        PERM | READONLY | IOERR | FULL | CANTOPEN => Some(Trouble::ReadOnly),
        CORRUPT | NOTADB => Some(Trouble::Damaged),
        _ => None,
    }
}

/// By SQLSTATE: <https://www.postgresql.org/docs/15/errcodes-appendix.html>.
fn postgres_trouble(code: &str) -> Option<Trouble> {
    match code {
        "40001" | "40P01" => Some(Trouble::Conflict),
        "25006" | "42501" | "53100" => Some(Trouble::ReadOnly),
        "XX001" | "XX002" => Some(Trouble::Damaged),
        // Connection lost or refused, wrong login, no such database, out of resources, shutting down.
        _ if ["08", "28", "3D", "53", "57P"].iter().any(|class| code.starts_with(class)) => Some(Trouble::Unreachable),
        _ => None,
    }
}

/// Why the database cannot be used at all. Each says what to do.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The address is none we know. It is not repeated, for it may hold a password.
    #[error(
        "QAIDA_DATABASE_URL is not understood ({0}); write sqlite://folder/file.db or postgres://user:password@host/name"
    )]
    BadUrl(String),
    /// Another process serves from this file.
    #[error("another qaida already runs on {place}: stop it first, or give this one a database of its own")]
    Locked {
        /// The file.
        place: String,
    },
    /// A newer qaida changed the schema.
    #[error(
        "{place} was last used by a newer qaida (its schema is {found}, this version knows up to {known}): start the newer version again, or restore an older backup"
    )]
    NewerSchema {
        /// The database.
        place: String,
        /// The schema's number there.
        found: i64,
        /// The newest number this program knows.
        known: i64,
    },
    /// Nobody answers, or not to us.
    #[error(
        "cannot reach the database {place} ({reason}): check that it runs, and the host, user, password and name in its address"
    )]
    Unreachable {
        /// The database, without password.
        place: String,
        /// What the driver says.
        reason: String,
    },
    /// It cannot be written.
    #[error(
        "cannot write to the database {place} ({reason}): check the rights of the file and its folder, and that the disk is neither full nor read-only"
    )]
    ReadOnly {
        /// The database, without password.
        place: String,
        /// What the system says.
        reason: String,
    },
    /// The file is damaged or something else.
    #[error(
        "{place} is damaged or no database of qaida ({reason}): restore a backup, or move the file away to start empty"
    )]
    Corrupt {
        /// The file.
        place: String,
        /// What the database says.
        reason: String,
    },
    /// Anything else.
    #[error("cannot open the database {place}: {reason}")]
    Other {
        /// The database, without password.
        place: String,
        /// What the driver says.
        reason: String,
    },
}

impl OpenError {
    /// The error for what the driver said about this database.
    pub(super) fn of(place: &str, error: &sqlx::Error) -> OpenError {
        let (place, reason) = (place.to_owned(), error.to_string());
        match (trouble(error), error) {
            (Some(Trouble::ReadOnly), _) => OpenError::ReadOnly { place, reason },
            (Some(Trouble::Damaged), _) => OpenError::Corrupt { place, reason },
            (Some(Trouble::Unreachable | Trouble::Conflict), _)
            | (None, sqlx::Error::Io(_) | sqlx::Error::Tls(_) | sqlx::Error::PoolTimedOut) => {
                OpenError::Unreachable { place, reason }
            }
            (None, _) => OpenError::Other { place, reason },
        }
    }
}
