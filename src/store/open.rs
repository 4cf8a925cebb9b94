//! Opening a database: its address, the instance lock, the pools, and bringing the schema up to date.

use std::fs::{DirBuilder, File, OpenOptions, TryLockError};
use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::time::{Duration, Instant};

use sqlx::migrate::{MigrateError, Migrator};
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{ConnectOptions, Connection, PgPool, SqliteConnection, SqlitePool};

use super::error::{OpenError, Trouble, trouble};
use super::whereabouts::Whereabouts;

/// The numbered files of `migrations/`, compiled in; after adding one, touch this file so that cargo notices.
pub(super) static MIGRATIONS: Migrator = sqlx::migrate!("./migrations");

/// How long SQLite waits for another process that writes (an import beside a running server).
pub(super) const BUSY: Duration = Duration::from_secs(10);
/// Rows that SQLite's thread may be ahead of whoever reads them: more than any statement has. When it has to wait for
/// the reader, the channel between them (flume 0.12) can lose the call that wakes the reader, and both wait for ever:
/// seen at sqlx's own 50 on a machine with more to do than processors.
pub(super) const ROWS_UNDERWAY: usize = 1 << 24;
/// How often to ask whether it is one's turn to open a file.
const TURN: Duration = Duration::from_millis(10);
/// How long to wait for a free connection before saying "unavailable".
pub(super) const ACQUIRE: Duration = Duration::from_secs(5);
/// Connections that read from SQLite side by side; each is a thread.
const SQLITE_READERS: u32 = 4;
/// Connections to PostgreSQL, of each replica.
const POSTGRES_CONNECTIONS: u32 = 16;

/// An opened SQLite file.
pub(super) struct OpenSqlite {
    pub(super) read: SqlitePool,
    pub(super) write: SqlitePool,
    pub(super) lock: Option<File>,
    pub(super) whereabouts: Whereabouts,
    /// Does nothing but be open: when the last connection closes, SQLite removes its log of writes and makes a new one
    /// later, which would look as if somebody had replaced it.
    pub(super) anchor: SqliteConnection,
}

/// What an address names.
pub(super) enum Address {
    Sqlite(SqliteConnectOptions),
    Postgres(PgConnectOptions),
}

impl Address {
    /// Reads an address. Errors never repeat it.
    pub(super) fn parse(url: &str) -> Result<Address, OpenError> {
        let bad = |error: sqlx::Error| OpenError::BadUrl(error.to_string());
        if url.starts_with("sqlite:") {
            if url.contains(":memory:") || url.contains("mode=memory") {
                return Err(OpenError::BadUrl("a database in memory would be lost at the end".to_owned()));
            }
            return Ok(Address::Sqlite(SqliteConnectOptions::from_str(url).map_err(bad)?.disable_statement_logging()));
        }
        if url.starts_with("postgres:") || url.starts_with("postgresql:") {
            let options = PgConnectOptions::from_str(url).map_err(bad)?;
            return Ok(Address::Postgres(options.application_name("qaida").disable_statement_logging()));
        }
        Err(OpenError::BadUrl("it starts with neither sqlite:// nor postgres://".to_owned()))
    }
}

/// Opens the file, creating it and its folders; `serving` also takes the instance lock beside it.
pub(super) async fn sqlite(options: SqliteConnectOptions, serving: bool) -> Result<OpenSqlite, OpenError> {
    let file = options.get_filename().to_owned();
    let place = file.display().to_string();
    if file.as_os_str().is_empty() {
        return Err(OpenError::BadUrl("it names no file".to_owned()));
    }
    if file.is_dir() {
        return Err(OpenError::BadUrl(format!("{place} is a folder")));
    }
    make_folder(&file).map_err(|error| OpenError::ReadOnly { place: place.clone(), reason: error.to_string() })?;
    let lock = if serving { Some(instance_lock(&file)?) } else { None };
    let _turn = turn(&file).await;

    let common = options.busy_timeout(BUSY).foreign_keys(true).row_buffer_size(ROWS_UNDERWAY);
    let writer = common
        .clone()
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full);
    let write = SqlitePoolOptions::new().max_connections(1).acquire_timeout(BUSY + ACQUIRE).idle_timeout(None);
    let write = write.max_lifetime(None).test_before_acquire(false).after_release(|connection, _| {
        // After a full disk and the like SQLite has ended the transaction itself, which leaves sqlx thinking that it
        // is still in one: such a connection would refuse every further BEGIN, so it is replaced.
        Box::pin(async move {
            connection.ping().await?;
            Ok(!connection.is_in_transaction())
        })
    });
    let write = write.connect_with(writer).await;
    let write = write.map_err(|error| OpenError::of(&place, &error))?;

    MIGRATIONS.run(&write).await.map_err(|error| migration_error(&place, error))?;

    let anchor = anchor(&common).await.map_err(|error| OpenError::of(&place, &error))?;
    let read = SqlitePoolOptions::new().max_connections(SQLITE_READERS).acquire_timeout(ACQUIRE).idle_timeout(None);
    let read = read.max_lifetime(None).test_before_acquire(false).connect_with(common.read_only(true)).await;
    let read = read.map_err(|error| OpenError::of(&place, &error))?;
    Ok(OpenSqlite { read, write, lock, whereabouts: Whereabouts::of(&file), anchor })
}

async fn anchor(options: &SqliteConnectOptions) -> Result<SqliteConnection, sqlx::Error> {
    let mut anchor = options.clone().read_only(true).connect().await?;
    // Only who has read once holds the files.
    sqlx::query("SELECT count(*) FROM sqlite_master").execute(&mut anchor).await?;
    Ok(anchor)
}

/// Connects to PostgreSQL and brings its schema up to date; replicas that start together wait for one another.
pub(super) async fn postgres(options: PgConnectOptions) -> Result<PgPool, OpenError> {
    let place = postgres_place(&options);
    reach(&options).await.map_err(|error| OpenError::of(&place, &error))?;
    let pool = PgPoolOptions::new().max_connections(POSTGRES_CONNECTIONS).acquire_timeout(ACQUIRE);
    // What does not answer here is closed, and its place is free: the pool itself would wait for it without an end.
    let pool = pool.after_release(|connection, _| {
        Box::pin(async move {
            let answer = tokio::time::timeout(ACQUIRE, connection.ping()).await;
            answer.unwrap_or(Err(sqlx::Error::PoolTimedOut)).map(|()| true)
        })
    });
    let pool = pool.connect_with(options).await.map_err(|error| OpenError::of(&place, &error))?;
    MIGRATIONS.run(&pool).await.map_err(|error| migration_error(&place, error))?;
    Ok(pool)
}

/// Connects once, for the reason when that is refused: the pool tries some refusals again until it is out of time, and
/// then knows no reason.
async fn reach(options: &PgConnectOptions) -> Result<(), sqlx::Error> {
    let connected = tokio::time::timeout(ACQUIRE, options.connect()).await;
    connected.unwrap_or(Err(sqlx::Error::PoolTimedOut))?.close().await
}

/// The address without user and password.
pub(super) fn postgres_place(options: &PgConnectOptions) -> String {
    let name = options.get_database().unwrap_or_default();
    match options.get_socket() {
        Some(socket) => format!("{name} at {}", socket.display()),
        None => format!("{name} at {}:{}", options.get_host(), options.get_port()),
    }
}

/// Folders that are missing are made for the owner alone: the file holds what people wrote.
pub(super) fn make_folder(file: &Path) -> std::io::Result<()> {
    let Some(folder) = file.parent().filter(|folder| !folder.as_os_str().is_empty()) else { return Ok(()) };
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

/// Waits until nobody else opens a database in the same folder, and holds the turn: SQLite refuses two who switch a new
/// file to WAL or migrate it at once, without waiting. The lock is on the folder itself, so that it leaves nothing
/// behind; where there is no such lock, or not in time, opening goes on, and SQLite says what is wrong.
pub(super) async fn turn(file: &Path) -> Option<File> {
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let folder = File::open(folder).ok()?;
    let started = Instant::now();
    loop {
        match folder.try_lock() {
            Ok(()) => return Some(folder),
            Err(TryLockError::WouldBlock) if started.elapsed() < BUSY => tokio::time::sleep(TURN).await,
            Err(_) => return None,
        }
    }
}

/// The lock is on a file of its own: opening and closing the database's file would disturb SQLite's locks on it.
pub(super) fn instance_lock(file: &Path) -> Result<File, OpenError> {
    let mut name = file.as_os_str().to_owned();
    name.push(".lock");
    let place = file.display().to_string();
    let unusable = |error: std::io::Error| OpenError::ReadOnly { place: place.clone(), reason: error.to_string() };
    let options = OpenOptions::new().create(true).truncate(false).write(true).open(PathBuf::from(name));
    let lock = options.map_err(unusable)?;
    match lock.try_lock() {
        Ok(()) => Ok(lock),
        Err(TryLockError::WouldBlock) => Err(OpenError::Locked { place }),
        Err(TryLockError::Error(error)) => Err(unusable(error)),
    }
}

pub(super) fn migration_error(place: &str, error: MigrateError) -> OpenError {
    let place = place.to_owned();
    match error {
        MigrateError::VersionMissing(found) => {
            let known = MIGRATIONS.iter().map(|migration| migration.version).max().unwrap_or_default();
            OpenError::NewerSchema { place, found, known }
        }
        MigrateError::Execute(error) => OpenError::of(&place, &error),
        MigrateError::ExecuteMigration(error, version) => match trouble(&error) {
            None | Some(Trouble::Conflict) => {
                OpenError::Other { place, reason: format!("migration {version} failed: {error}") }
            }
            Some(_) => OpenError::of(&place, &error),
        },
        other => OpenError::Other { place, reason: other.to_string() },
    }
}
