//! One lane a chat: how many updates wait, and who handles them now. A lane is leased by one runner at a time, so one
//! chat goes in order while chats go side by side, over several processes too. Times come from the caller's clock.

use std::collections::BTreeMap;

use super::db::{Conn, Sql, args, statements};
use super::error::StoreError;
use crate::clock::Timestamp;
use crate::ids::ChatId;

/// No lane is leased or rests for longer, in milliseconds. One that is not free until later was left by a clock that
/// went wrong and has been put right since: it is free. So clocks of replicas may differ by less than this.
const BELIEVED: i64 = 120_000;

statements! {
    ADD = Sql::both("
        INSERT INTO lane (chat_id, waiting, lease_by, lease_until)
        VALUES ($1, $2, $3, $4)
            ON CONFLICT (chat_id) DO UPDATE
           SET waiting = lane.waiting + excluded.waiting");

    TAKE = Sql::both("
        UPDATE lane
           SET waiting = waiting - $1
         WHERE chat_id IN ($2)
     RETURNING chat_id");

    /// Those that have been free for longest come first, so that no lane starves.
    LEASE = Sql {
        sqlite: "
        UPDATE lane
           SET lease_by = $1, lease_until = $3
         WHERE chat_id IN (SELECT chat_id
                             FROM lane
                            WHERE waiting > 0
                              AND (lease_until <= $2 OR lease_until > $5)
                            ORDER BY lease_until, chat_id
                            LIMIT $4)
     RETURNING chat_id",
        postgres: "
          WITH free AS MATERIALIZED (SELECT chat_id
                                       FROM lane
                                      WHERE waiting > 0
                                        AND (lease_until <= $2 OR lease_until > $5)
                                      ORDER BY lease_until, chat_id
                                      LIMIT $4
                                        FOR UPDATE SKIP LOCKED)
        UPDATE lane
           SET lease_by = $1, lease_until = $3
          FROM free
         WHERE lane.chat_id = free.chat_id
     RETURNING lane.chat_id",
    };

    RENEW_ALL = Sql::both("
        UPDATE lane
           SET lease_until = $2
         WHERE lease_by = $1");

    RELEASE = Sql::both("
        UPDATE lane
           SET lease_by = '', lease_until = $2
         WHERE lease_by = $1
           AND chat_id IN ($3)
     RETURNING chat_id");

    CLEAR = Sql::both("
        UPDATE lane
           SET waiting = 0, lease_by = '', lease_until = $1
         WHERE chat_id IN ($2)
     RETURNING chat_id");

    RELEASE_ALL = Sql::both("
        UPDATE lane
           SET lease_by = '', lease_until = $2
         WHERE lease_by = $1");

    /// On SQLite whoever has another name is gone, for a file has one server at a time. On PostgreSQL a name is a number
    /// under which its bearer holds an advisory lock; pg_locks has its two halves.
    RELEASE_GONE = Sql {
        sqlite: "
        UPDATE lane
           SET lease_by = '', lease_until = $2
         WHERE lease_by <> ''
           AND lease_by <> $1",
        postgres: "
        UPDATE lane
           SET lease_by = '', lease_until = $2
         WHERE lease_by <> ''
           AND lease_by <> $1
           AND lease_by NOT IN (SELECT CAST((CAST(classid AS BIGINT) << 32) | CAST(objid AS BIGINT) AS TEXT)
                                  FROM pg_locks
                                 WHERE locktype = 'advisory'
                                   AND objsubid = 1
                                   AND granted
                                   AND database = (SELECT oid
                                                     FROM pg_database
                                                    WHERE datname = current_database()))",
    };

    WAITING = Sql::both("
        SELECT CAST(COALESCE(SUM(waiting), 0) AS BIGINT)
          FROM lane
         WHERE waiting > 0");

    SWEEP = Sql::both("
        DELETE FROM lane
         WHERE waiting = 0
           AND lease_until < $1");
}

/// Leases up to `limit` free lanes with something waiting until this moment, for the runner `by`.
///
/// # Errors
/// When the database fails.
pub async fn lease(
    c: &mut Conn,
    by: &str,
    now: Timestamp,
    until: Timestamp,
    limit: i64,
) -> Result<Vec<ChatId>, StoreError> {
    let rows: Vec<(i64,)> = c.all(LEASE, args![by, now, until, limit, now.plus(BELIEVED)]).await?;
    Ok(rows.into_iter().map(|(chat,)| ChatId(chat)).collect())
}

/// Holds all leases of this runner longer, those that ran out and were not taken meanwhile included.
///
/// # Errors
/// When the database fails.
pub async fn renew_all(c: &mut Conn, by: &str, until: Timestamp) -> Result<u64, StoreError> {
    c.run(RENEW_ALL, args![by, until]).await
}

/// Gives these lanes back, as far as this runner still holds them. They can be leased again from the moment `free`:
/// now, or later after a failure.
///
/// # Errors
/// When the database fails.
pub async fn release(c: &mut Conn, chats: &[ChatId], by: &str, free: Timestamp) -> Result<(), StoreError> {
    let ids = chats.iter().map(|chat| chat.0).collect();
    c.all_of::<(i64,)>(RELEASE, args![by, free], ids).await.map(drop)
}

/// Gives lanes back in which nothing was found, whatever their number said: a miscount must not hold a chat up.
///
/// # Errors
/// When the database fails.
pub(super) async fn clear(c: &mut Conn, chats: Vec<ChatId>, free: Timestamp) -> Result<(), StoreError> {
    c.all_of::<(i64,)>(CLEAR, args![free], chats.into_iter().map(|chat| chat.0).collect()).await.map(drop)
}

/// Gives all lanes of this runner back, as at an orderly stop.
///
/// # Errors
/// When the database fails.
pub async fn release_all(c: &mut Conn, by: &str, now: Timestamp) -> Result<u64, StoreError> {
    c.run(RELEASE_ALL, args![by, now]).await
}

/// Gives back the lanes of runners that are no longer there, for the runner `by`, which is; how many there were. Who is
/// there is told by [`super::Presence`].
///
/// # Errors
/// When the database fails.
pub async fn release_gone(c: &mut Conn, by: &str, now: Timestamp) -> Result<u64, StoreError> {
    c.run(RELEASE_GONE, args![by, now]).await
}

/// Deletes lanes in which nothing has waited since this moment; the next update makes a new one.
///
/// # Errors
/// When the database fails.
pub async fn sweep(c: &mut Conn, before: Timestamp) -> Result<u64, StoreError> {
    c.run(SWEEP, args![before]).await
}

/// How many updates wait in all lanes.
pub(super) async fn waiting(c: &mut Conn) -> Result<i64, StoreError> {
    let (sum,): (i64,) = c.one(WAITING, args![]).await?;
    Ok(sum)
}

/// So many more wait in these chats.
pub(super) async fn add(c: &mut Conn, counts: BTreeMap<ChatId, i64>) -> Result<(), StoreError> {
    let rows = counts.into_iter().map(|(chat, count)| args![chat, count, "", 0]).collect();
    c.run_many(ADD, rows).await.map(drop)
}

/// So many less wait in these chats.
pub(super) async fn take(c: &mut Conn, counts: BTreeMap<ChatId, i64>) -> Result<(), StoreError> {
    let mut alike: BTreeMap<i64, Vec<i64>> = BTreeMap::new();
    for (chat, count) in counts {
        alike.entry(count).or_default().push(chat.0);
    }
    for (count, chats) in alike {
        c.all_of::<(i64,)>(TAKE, args![count], chats).await?;
    }
    Ok(())
}
