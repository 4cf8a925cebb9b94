//! A backup back into a database, SQLite or PostgreSQL. Nobody may serve from it meanwhile; nothing changes unless all of
//! it goes well.

use std::path::Path;
use std::time::Duration;

use sqlx::PgPool;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::sqlite::SqliteConnectOptions;

use super::error::CopyError;
use super::look::{self, Seen};
use super::part::{Part, io, same_file};
use super::source::Source;
use super::swap::{self, There};
use super::tables::{MIGRATIONS_TABLE, TABLES};
use super::{Progress, Report, compare, fill, size, verify};
use crate::store::OpenError;
use crate::store::db::{Conn, Sql, args, statements};
use crate::store::open::{self, Address, MIGRATIONS, migration_error};

statements! {
    /// Programs of ours that are connected, this one aside.
    CONNECTED = Sql {
        sqlite: "SELECT CAST(0 AS BIGINT)",
        postgres: "
        SELECT COUNT(*)
          FROM pg_stat_activity
         WHERE datname = current_database()
           AND application_name = 'qaida'
           AND pid <> pg_backend_pid()",
    };
}

/// How often it is looked whether others are gone.
const LOOKS: u32 = 10;
/// The pause between two looks.
const LOOK_AGAIN: Duration = Duration::from_millis(200);

/// What the operator wants.
#[derive(Clone, Copy, Debug, Default)]
pub struct Orders {
    /// Replace what is there, whosever it is.
    pub force: bool,
    /// The bot that will serve from it, when the settings tell.
    pub bot: Option<i64>,
}

/// Puts what `file` holds into the database at `url`, and brings its schema up to date. Leases are given back.
///
/// # Errors
/// Each says what to do. The database is as it was then.
pub async fn restore(file: &Path, url: &str, orders: Orders, told: Progress<'_>) -> Result<Report, CopyError> {
    let address = Address::parse(url)?;
    let mut source = Source::file(SqliteConnectOptions::new().filename(file)).await?;
    let restored = from(&mut source, address, orders, told).await;
    source.close().await;
    restored.map(|report| Report { bytes: size(file), ..report })
}

async fn from(source: &mut Source, address: Address, orders: Orders, told: Progress<'_>) -> Result<Report, CopyError> {
    let backup = look::at(&mut source.conn, &source.place).await?;
    if backup.schema.is_empty() {
        return Err(CopyError::NotOurs(source.place.clone()));
    }
    look::sound(&mut source.conn, &source.place).await?;
    match address {
        Address::Sqlite(options) => into_sqlite(source, &backup, options, (orders, told)).await,
        Address::Postgres(options) => into_postgres(source, &backup, options, (orders, told)).await,
    }
}

/// Into a file: a new one is written beside it and takes its place.
async fn into_sqlite(
    source: &mut Source,
    backup: &Seen,
    options: SqliteConnectOptions,
    (orders, told): (Orders, Progress<'_>),
) -> Result<Report, CopyError> {
    let file = options.get_filename().to_owned();
    let place = file.display().to_string();
    if same_file(Path::new(&source.place), &file) {
        return Err(CopyError::Itself(place));
    }
    open::make_folder(&file).map_err(|error| io(&file, &error))?;
    let _alone = open::instance_lock(&file)?;
    let _turn = open::turn(&file).await;
    let there = there(&file, backup, orders).await?;

    let part = Part::begin(&file)?;
    let pool = part.open().await?;
    let mut target = Conn::write_sqlite(&pool).await?;
    let read = fill(source, &backup.schema, &mut target, told).await?;
    settle(&mut target, &place).await?;
    target.commit().await?;
    pool.close().await;
    verify(part.path(), &backup.schema, &read).await?;
    let kept = swap::replace(&file, there, part).await?;
    Ok(backup.report(&read, kept))
}

/// What is at the place, if it may be replaced.
async fn there(file: &Path, backup: &Seen, orders: Orders) -> Result<There, CopyError> {
    if std::fs::metadata(file).is_ok_and(|about| about.len() == 0) || !file.exists() {
        may_go(None, orders.bot, backup, orders.force)?;
        return Ok(There::Nothing);
    }
    let seen = async {
        let mut target = Source::file(SqliteConnectOptions::new().filename(file)).await?;
        let seen = look::occupied(&mut target.conn, &target.place).await;
        target.close().await;
        seen
    };
    match seen.await {
        Ok(occupied) => {
            may_go(occupied.as_ref().map(|what| (what, file)), orders.bot, backup, orders.force)?;
            Ok(There::Database)
        }
        Err(CopyError::Damaged { .. } | CopyError::Open(OpenError::Corrupt { .. })) if orders.force => {
            Ok(There::Damaged)
        }
        Err(error) => Err(error),
    }
}

/// Into PostgreSQL: all in one transaction.
async fn into_postgres(
    source: &mut Source,
    backup: &Seen,
    options: PgConnectOptions,
    (orders, told): (Orders, Progress<'_>),
) -> Result<Report, CopyError> {
    let place = open::postgres_place(&options);
    let pool = PgPoolOptions::new().max_connections(1).acquire_timeout(open::ACQUIRE);
    let pool = pool.connect_with(options).await.map_err(|error| OpenError::of(&place, &error))?;
    if !alone(&pool).await? {
        return Err(CopyError::InUse(place));
    }
    let mut target = Conn::write_postgres(&pool).await?;
    look::schema(&mut target, &place).await?;
    let occupied = look::occupied(&mut target, &place).await?;
    may_go(occupied.as_ref().map(|what| (what, Path::new(&place))), orders.bot, backup, orders.force)?;

    target.drop_tables(&[TABLES, &[MIGRATIONS_TABLE]].concat()).await?;
    let read = fill(source, &backup.schema, &mut target, told).await?;
    settle(&mut target, &place).await?;
    compare(&read, &look::counts(&mut target).await?)?;
    target.commit().await?;
    pool.close().await;
    Ok(backup.report(&read, None))
}

/// Whether nothing of ours is connected: every process that serves holds a connection all the time. One that has just
/// ended is waited for.
async fn alone(pool: &PgPool) -> Result<bool, CopyError> {
    for _ in 0..LOOKS {
        // In a transaction of its own: within one the list does not change.
        let (connected,): (i64,) = Conn::read_postgres(pool.clone()).await?.one(CONNECTED, args![]).await?;
        if connected == 0 {
            return Ok(true);
        }
        tokio::time::sleep(LOOK_AGAIN).await;
    }
    Ok(false)
}

/// Whether what is there may be replaced by this backup.
fn may_go(
    there: Option<(&look::Occupied, &Path)>,
    bot: Option<i64>,
    backup: &Seen,
    force: bool,
) -> Result<(), CopyError> {
    if force {
        return Ok(());
    }
    let expected = match there {
        Some((occupied, place)) => occupied.bot.map(|bot| (bot, place.display().to_string())),
        None => bot.map(|bot| (bot, "the token".to_owned())),
    };
    if let (Some(backup), Some((expected, place))) = (backup.bot, expected)
        && backup != expected
    {
        return Err(CopyError::OtherBot { backup, expected, place });
    }
    match there {
        None => Ok(()),
        Some((occupied, place)) => {
            Err(CopyError::NotEmpty { place: place.display().to_string(), what: occupied.what.clone() })
        }
    }
}

/// What a restored database needs before somebody serves from it: nobody's leases, and the present schema.
async fn settle(target: &mut Conn, place: &str) -> Result<(), CopyError> {
    for table in TABLES {
        target.free_leases(table).await?;
    }
    Ok(target.migrate(&MIGRATIONS).await.map_err(|error| migration_error(place, error))?)
}
