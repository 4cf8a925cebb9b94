//! Work that one process alone may do. Who does it holds a lease for a few seconds, by the database's clock, and renews
//! it in the same transaction in which it takes more work: so whoever has lost it takes none. When its holder is gone
//! it is free at once, which is told as for lanes.

use super::db::{Conn, Sql, args, statements};
use super::error::StoreError;

/// How long a lease holds, in milliseconds.
const LASTS: i64 = 3_000;

statements! {
    /// On SQLite whoever has another name is gone, for a file has one server at a time.
    TAKE = Sql {
        sqlite: "
        INSERT INTO lease (name, holder, until_at)
        VALUES ($1, $2, CAST(unixepoch('subsec') * 1000 AS BIGINT) + $3)
            ON CONFLICT (name) DO UPDATE
           SET holder = excluded.holder, until_at = excluded.until_at",
        postgres: "
        INSERT INTO lease (name, holder, until_at)
        VALUES ($1, $2, CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000 AS BIGINT) + $3)
            ON CONFLICT (name) DO UPDATE
           SET holder = excluded.holder, until_at = excluded.until_at
         WHERE lease.holder = excluded.holder
            OR lease.until_at < CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000 AS BIGINT)
            OR lease.holder NOT IN (SELECT CAST((CAST(classid AS BIGINT) << 32) | CAST(objid AS BIGINT) AS TEXT)
                                      FROM pg_locks
                                     WHERE locktype = 'advisory'
                                       AND objsubid = 1
                                       AND granted
                                       AND database = (SELECT oid
                                                         FROM pg_database
                                                        WHERE datname = current_database()))",
    };

    /// As TAKE: who could have it.
    HELD = Sql {
        sqlite: "
        SELECT holder
          FROM lease
         WHERE name = $1
           AND FALSE",
        postgres: "
        SELECT holder
          FROM lease
         WHERE name = $1
           AND until_at >= CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000 AS BIGINT)
           AND holder IN (SELECT CAST((CAST(classid AS BIGINT) << 32) | CAST(objid AS BIGINT) AS TEXT)
                            FROM pg_locks
                           WHERE locktype = 'advisory'
                             AND objsubid = 1
                             AND granted
                             AND database = (SELECT oid
                                               FROM pg_database
                                              WHERE datname = current_database()))",
    };

    RENEW = Sql {
        sqlite: "
        UPDATE lease
           SET until_at = CAST(unixepoch('subsec') * 1000 AS BIGINT) + $3
         WHERE name = $1
           AND holder = $2",
        postgres: "
        UPDATE lease
           SET until_at = CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000 AS BIGINT) + $3
         WHERE name = $1
           AND holder = $2",
    };

    RELEASE = Sql::both("
        UPDATE lease
           SET holder = '', until_at = 0
         WHERE name = $1
           AND holder = $2");
}

/// Takes the lease on this work for the process `me` (the name of its [`super::Presence`]). False: another one has it.
///
/// # Errors
/// When the database fails.
pub async fn take(c: &mut Conn, work: &str, me: &str) -> Result<bool, StoreError> {
    Ok(c.run(TAKE, args![work, me, LASTS]).await? == 1)
}

/// Whether somebody who lives has it. Only looks: what is free now may be taken a moment later.
///
/// # Errors
/// When the database fails.
pub async fn is_held(c: &mut Conn, work: &str) -> Result<bool, StoreError> {
    let holder: Option<(String,)> = c.opt(HELD, args![work]).await?;
    Ok(holder.is_some())
}

/// Holds it longer. False: it is another's by now. Until the transaction ends nobody else can take it.
///
/// # Errors
/// When the database fails.
pub async fn renew(c: &mut Conn, work: &str, me: &str) -> Result<bool, StoreError> {
    Ok(c.run(RENEW, args![work, me, LASTS]).await? == 1)
}

/// Gives it back, if it is still this process's.
///
/// # Errors
/// When the database fails.
pub async fn release(c: &mut Conn, work: &str, me: &str) -> Result<(), StoreError> {
    c.run(RELEASE, args![work, me]).await.map(drop)
}
