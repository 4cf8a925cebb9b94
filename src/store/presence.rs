//! Who is there. Each process that serves has a name of its own, and the database tells of any name whether whoever
//! bears it still lives: on PostgreSQL by a session's advisory lock, which ends with its process in the same moment,
//! on SQLite because a file has one server at a time. So what a dead process held can be given back at once.

use std::hash::{BuildHasher, RandomState};
use std::time::Duration;

use sqlx::PgPool;
use sqlx::postgres::{PgListener, PgPoolOptions};
use tokio::time::timeout;

use super::error::StoreError;
use super::{Database, Store};

/// How long PostgreSQL may take to answer before the connection counts as lost.
const ANSWER: Duration = Duration::from_secs(5);

/// A name that no other process bears, and the proof that its bearer lives. Dropped, it is nobody's any more.
pub struct Presence {
    name: String,
    /// The connection whose session holds the lock; none on SQLite. A listener, because it alone tells of its end
    /// without being asked.
    session: Option<PgListener>,
}

impl Store {
    /// Takes a new name. It is held by a connection of its own, which serves nothing else.
    ///
    /// # Errors
    /// When the database is not available.
    pub async fn be_present(&self) -> Result<Presence, StoreError> {
        let Database::Postgres(pool) = &self.0.database else {
            return Ok(Presence { name: any_number().to_string(), session: None });
        };
        let taking = timeout(ANSWER, take(pool)).await;
        taking.unwrap_or_else(|_| Err(StoreError::Unavailable("it does not answer".to_owned())))
    }
}

impl Presence {
    /// The name, under which lanes are leased.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Comes back after this time, or as soon as the name is lost; whether it is still held. Once lost it stays so.
    /// On SQLite it cannot be lost, and this never comes back.
    pub async fn holds_for(&mut self, time: Duration) -> bool {
        let Some(session) = &mut self.session else { return std::future::pending().await };
        // Nothing is listened to: what ends this wait early is the end of the connection.
        if timeout(time, session.try_recv()).await.is_ok() {
            return false;
        }
        let asked = timeout(ANSWER, sqlx::query("SELECT 1").execute(session)).await;
        matches!(asked, Ok(Ok(_)))
    }
}

async fn take(pool: &PgPool) -> Result<Presence, StoreError> {
    let options = pool.connect_options().as_ref().clone();
    let own = PgPoolOptions::new().max_connections(1).max_lifetime(None).idle_timeout(None).connect_lazy_with(options);
    let mut session = PgListener::connect_with(&own).await?;
    // A new connection would not hold the lock.
    session.eager_reconnect(false);
    loop {
        let key = any_number();
        let taken = sqlx::query_scalar("SELECT pg_try_advisory_lock($1)").bind(key);
        if taken.fetch_one(&mut session).await? {
            return Ok(Presence { name: key.to_string(), session: Some(session) });
        }
    }
}

fn any_number() -> i64 {
    i64::from_ne_bytes(RandomState::new().hash_one(std::process::id()).to_ne_bytes())
}
