//! Why a database was not backed up or restored. Each says what to do; after each the target is as it was.

use crate::store::{OpenError, StoreError};

/// A backup or a restore did not come about.
#[derive(Debug, thiserror::Error)]
pub enum CopyError {
    /// One of the two databases cannot be used.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// The database failed on the way.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// There is nothing to read.
    #[error("there is no database at {0}: check the name")]
    Nothing(String),
    /// A database, but none of ours.
    #[error("{0} is no database of qaida: name a file that `qaida backup` wrote")]
    NotOurs(String),
    /// What SQLite's own check says.
    #[error("{place} is damaged or no database ({reason}): use the last good backup")]
    Damaged {
        /// The file.
        place: String,
        /// The first thing that is wrong.
        reason: String,
    },
    /// The file to be written is there already.
    #[error("{0} exists already: choose another name, or add --force to replace it")]
    Exists(String),
    /// Another backup or restore writes there.
    #[error("another program is writing {0} at this moment: wait for it to end")]
    AtWork(String),
    /// What was written is not what was read.
    #[error("{table} has {written} rows in the copy and {read} where it comes from: the copy was not kept, try again")]
    Incomplete {
        /// The table.
        table: &'static str,
        /// Rows read.
        read: u64,
        /// Rows found in the copy.
        written: u64,
    },
    /// The target has something in it.
    #[error(
        "{place} is not empty ({what}): name an empty database with QAIDA_DATABASE_URL, or add --force to replace it"
    )]
    NotEmpty {
        /// The target.
        place: String,
        /// What is in it.
        what: String,
    },
    /// Both names are of the same file.
    #[error("{0} is the database itself: name another file")]
    Itself(String),
    /// A process serves from the target, or another tool has it open.
    #[error("{0} is in use: stop qaida there first")]
    InUse(String),
    /// The backup is of another bot than the target or the token.
    #[error(
        "this backup is of the bot {backup}, and {place} is of the bot {expected}: take that bot's backup, or add --force"
    )]
    OtherBot {
        /// Whose the backup is.
        backup: i64,
        /// Whose the target is.
        expected: i64,
        /// The target, or the token.
        place: String,
    },
    /// A file could not be written, renamed or read.
    #[error("cannot write {place} ({reason}): check the rights of its folder, and that the disk is not full")]
    Io {
        /// The file.
        place: String,
        /// What the system says.
        reason: String,
    },
}
