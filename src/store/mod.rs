//! All SQL of qaida, one file a noun, for SQLite and PostgreSQL alike. Functions take a connection and speak in ids,
//! moments and plain rows; what a row means is decided above. Knows no Telegram and no wording.

pub mod announcement;
pub mod announcement_text;
pub mod audit;
pub mod canned;
pub mod channel;
pub mod composing;
pub mod copy;
mod db;
pub mod delivery;
pub mod digest;
pub mod draft;
pub mod entry;
mod error;
pub mod feedback;
pub mod inbox;
pub mod lane;
pub mod lease;
pub mod meta;
pub mod mute;
pub mod on_hold;
mod open;
pub mod owner;
pub mod person;
mod presence;
pub mod question;
pub mod received;
pub mod resident;
pub mod revision;
pub mod round;
pub mod source;
pub mod subscription;
pub mod ticket;
pub mod ticket_message;
mod values;
mod whereabouts;
mod writer;

#[cfg(test)]
pub(crate) mod tests;

use std::fs::File;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use futures_util::future::BoxFuture;
use sqlx::{Connection, PgPool, SqliteConnection, SqlitePool};

pub use db::Conn;
pub use error::{OpenError, StoreError};
use open::Address;
pub use presence::Presence;
use whereabouts::Whereabouts;
use writer::{Writer, guarded};

/// How often a transaction is tried when others stand in its way.
const TRIES: u32 = 5;
/// How long to wait before trying again, times the number of tries so far.
const PAUSE: Duration = Duration::from_millis(15);
/// How long a health check's result is good for: probes come often, and each check is a write.
const HEALTH_AGE: Duration = Duration::from_secs(1);
/// How often to look whether the file is still there.
const LOOK: Duration = Duration::from_secs(1);
/// How long a health check may take.
const HEALTH_WAIT: Duration = Duration::from_secs(3);

/// The database. Clones share it.
#[derive(Clone)]
pub struct Store(Arc<Inner>);

struct Inner {
    database: Database,
    /// Held as long as this process serves from a SQLite file.
    lock: Mutex<Option<File>>,
    health: tokio::sync::Mutex<Option<(Instant, Result<(), StoreError>)>>,
}

enum Database {
    Sqlite { read: SqlitePool, writer: Writer, whereabouts: Arc<Whereabouts>, anchor: Mutex<Option<SqliteConnection>> },
    Postgres(PgPool),
}

impl Store {
    /// Opens a database beside whoever else uses it, as a command-line tool does. Creates what is missing and brings
    /// the schema up to date.
    ///
    /// # Errors
    /// Each says what to do.
    pub async fn open(url: &str) -> Result<Store, OpenError> {
        Store::open_as(url, false).await
    }

    /// Opens a database to serve from it: of a SQLite file there can be one such process at a time.
    ///
    /// # Errors
    /// Each says what to do.
    pub async fn open_serving(url: &str) -> Result<Store, OpenError> {
        Store::open_as(url, true).await
    }

    async fn open_as(url: &str, serving: bool) -> Result<Store, OpenError> {
        let (database, lock) = match Address::parse(url)? {
            Address::Sqlite(options) => {
                let open = open::sqlite(options, serving).await?;
                let whereabouts = Arc::new(open.whereabouts);
                let (read, writer) = (open.read, Writer::start(open.write, whereabouts.clone()));
                let anchor = Mutex::new(Some(open.anchor));
                (Database::Sqlite { read, writer, whereabouts, anchor }, open.lock)
            }
            Address::Postgres(options) => (Database::Postgres(open::postgres(options).await?), None),
        };
        Ok(Store(Arc::new(Inner { database, lock: Mutex::new(lock), health: tokio::sync::Mutex::new(None) })))
    }

    /// Whether several processes can serve from this database at once.
    pub fn is_shared(&self) -> bool {
        matches!(self.0.database, Database::Postgres(_))
    }

    /// A connection to read with: everything read through it is from one moment. Hold it briefly, there are few.
    ///
    /// # Errors
    /// When the database is not available.
    pub async fn read(&self) -> Result<Conn, StoreError> {
        // In a task of its own: a transaction whose beginning is cancelled half-way can spoil its pool.
        let begun = match &self.0.database {
            Database::Sqlite { read, .. } => tokio::spawn(Conn::read_sqlite(read.clone())),
            Database::Postgres(pool) => tokio::spawn(Conn::read_postgres(pool.clone())),
        };
        begun.await.map_err(|_| StoreError::Unavailable("the program is stopping".to_owned()))?
    }

    /// Carries a job out in a transaction and returns when it is safely stored. If it fails, nothing of it stays.
    ///
    /// The job runs to its end even when the caller stops waiting. It is cloned to be tried again when another
    /// transaction stood in its way, so it must do nothing but use the connection, and it must not wait for anything
    /// else: on SQLite everybody's writes wait for it.
    ///
    /// ```ignore
    /// store.write(move |c| Box::pin(async move { meta::set(c, key, value).await })).await?;
    /// ```
    ///
    /// # Errors
    /// What the job returned, or why it could not be stored.
    pub async fn write<T, F>(&self, job: F) -> Result<T, StoreError>
    where
        T: Send + 'static,
        F: for<'c> FnOnce(&'c mut Conn) -> BoxFuture<'c, Result<T, StoreError>> + Clone + Send + 'static,
    {
        match &self.0.database {
            Database::Sqlite { writer, .. } => writer.write(job).await,
            Database::Postgres(pool) => {
                let task = tokio::spawn(write_postgres(pool.clone(), job));
                task.await.map_err(|_| StoreError::Unavailable("the program is stopping".to_owned()))?
            }
        }
    }

    /// Whether the database can be written, as of at most a second ago.
    ///
    /// # Errors
    /// When it cannot.
    pub async fn health(&self) -> Result<(), StoreError> {
        let mut last = self.0.health.lock().await;
        if let Some((when, result)) = &*last
            && when.elapsed() < HEALTH_AGE
        {
            return result.clone();
        }
        let check = self.write(|c| Box::pin(meta::touch(c)));
        let late = || Err(StoreError::Unavailable("it does not answer".to_owned()));
        let result = tokio::time::timeout(HEALTH_WAIT, check).await.unwrap_or_else(|_| late());
        *last = Some((Instant::now(), result.clone()));
        result
    }

    /// Comes back when the file was removed or replaced, with why: nothing that is written from then on can be kept. On
    /// a server never.
    pub async fn vanished(&self) -> StoreError {
        let Database::Sqlite { whereabouts, .. } = &self.0.database else { return std::future::pending().await };
        loop {
            if let Err(gone) = whereabouts.check() {
                return gone;
            }
            tokio::time::sleep(LOOK).await;
        }
    }

    /// Finishes the writes that wait and closes the database. Clones of this store can no longer use it.
    pub async fn close(&self) {
        match &self.0.database {
            Database::Sqlite { read, writer, anchor, .. } => {
                read.close().await;
                let anchor = anchor.lock().unwrap_or_else(PoisonError::into_inner).take();
                if let Some(anchor) = anchor {
                    // Closed or lost: it holds nothing any more.
                    let _ = anchor.close().await;
                }
                writer.close().await;
            }
            Database::Postgres(pool) => pool.close().await,
        }
        if let Ok(mut lock) = self.0.lock.lock() {
            lock.take();
        }
    }
}

/// A job on PostgreSQL, tried again when a deadlock or a serialisation failure took it back.
async fn write_postgres<T, F>(pool: PgPool, job: F) -> Result<T, StoreError>
where
    T: Send + 'static,
    F: for<'c> FnOnce(&'c mut Conn) -> BoxFuture<'c, Result<T, StoreError>> + Clone + Send + 'static,
{
    let mut tries = 1;
    loop {
        match try_postgres(&pool, job.clone()).await {
            Err(StoreError::Conflict(_)) if tries < TRIES => tokio::time::sleep(PAUSE * tries).await,
            result => return result,
        }
        tries += 1;
    }
}

async fn try_postgres<T, F>(pool: &PgPool, job: F) -> Result<T, StoreError>
where
    F: for<'c> FnOnce(&'c mut Conn) -> BoxFuture<'c, Result<T, StoreError>>,
{
    let mut conn = Conn::write_postgres(pool).await?;
    let result = guarded(&mut conn, job).await;
    let result = result?;
    conn.commit().await?;
    Ok(result)
}
