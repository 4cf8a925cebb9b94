//! A database to be read whole: opened as it is, never created and never migrated, so that a newer program can back up
//! what an older one still serves from. All that is read through it is from one moment.

use sqlx::postgres::PgPoolOptions;
use sqlx::sqlite::{SqliteConnectOptions, SqlitePoolOptions};
use sqlx::{PgPool, SqlitePool};

use super::error::CopyError;
use crate::store::OpenError;
use crate::store::db::Conn;
use crate::store::open::{self, Address};

/// The database and one view of it.
pub(super) struct Source {
    /// Its name, without a password.
    pub(super) place: String,
    pub(super) conn: Conn,
    pool: Pool,
}

enum Pool {
    Sqlite(SqlitePool),
    Postgres(PgPool),
}

impl Source {
    /// Opens what this address names.
    pub(super) async fn open(url: &str) -> Result<Source, CopyError> {
        match Address::parse(url)? {
            Address::Sqlite(options) => Source::file(options).await,
            Address::Postgres(options) => {
                let place = open::postgres_place(&options);
                let pool = PgPoolOptions::new().max_connections(1).acquire_timeout(open::ACQUIRE);
                let pool = pool.connect_with(options).await.map_err(|error| OpenError::of(&place, &error))?;
                Ok(Source { place, conn: Conn::read_postgres(pool.clone()).await?, pool: Pool::Postgres(pool) })
            }
        }
    }

    /// Opens a file. Not read-only: the last one to close it puts SQLite's side files away, whoever owns them.
    pub(super) async fn file(options: SqliteConnectOptions) -> Result<Source, CopyError> {
        let file = options.get_filename().to_owned();
        let place = file.display().to_string();
        if !file.is_file() {
            return Err(CopyError::Nothing(place));
        }
        let options = options.create_if_missing(false).busy_timeout(open::BUSY).row_buffer_size(open::ROWS_UNDERWAY);
        let pool = SqlitePoolOptions::new().max_connections(1).acquire_timeout(open::BUSY).connect_with(options).await;
        let pool = pool.map_err(|error| OpenError::of(&place, &error))?;
        Ok(Source { place, conn: Conn::read_sqlite(pool.clone()).await?, pool: Pool::Sqlite(pool) })
    }

    /// Lets go of it.
    pub(super) async fn close(self) {
        drop(self.conn);
        match self.pool {
            Pool::Sqlite(pool) => pool.close().await,
            Pool::Postgres(pool) => pool.close().await,
        }
    }
}
