//! What came in from Telegram, raw as it came. Stored means handled: a row stays pending until it is done or given up,
//! then only its id stays for a while, so that a repeated delivery is recognised.

use std::collections::BTreeMap;

use sqlx::FromRow;

use super::db::{Conn, Sql, args, statements};
use super::error::StoreError;
use super::lane;
use crate::clock::Timestamp;
use crate::ids::{ChatId, UpdateId};

/// The chat of updates that belong to none: they share one lane.
pub const NO_CHAT: ChatId = ChatId(0);

statements! {
    INSERT = Sql::both("
        INSERT INTO inbox (update_id, chat_id, raw, received_at, attempts, done_at, given_up)
        VALUES ($1, $2, $3, $4, $5, $6, $7)
            ON CONFLICT (update_id) DO NOTHING
     RETURNING chat_id");

    /// The oldest of each chat.
    NEXT = Sql::both("
        SELECT update_id, chat_id, raw, received_at, attempts
          FROM inbox
         WHERE update_id IN (SELECT MIN(waiting.update_id)
                               FROM inbox AS waiting
                              WHERE waiting.done_at = 0
                                AND waiting.chat_id IN ($1)
                              GROUP BY waiting.chat_id)");

    /// Only what is pending can be done: the rows tell whose lanes have less to wait for.
    DONE = Sql::both("
        UPDATE inbox
           SET raw = '', done_at = $1, given_up = $2
         WHERE done_at = 0
           AND update_id IN ($3)
     RETURNING chat_id");

    FAILED = Sql::both("
        UPDATE inbox
           SET attempts = attempts + 1
         WHERE update_id = $1
           AND done_at = 0
     RETURNING attempts");

    UNLINK = Sql::both("
        UPDATE inbox
           SET chat_id = 0
         WHERE update_id = $1
           AND done_at > 0");

    /// Of nobody who is known: those who asked to be forgotten, whose last update was done only after that.
    STRANGE = Sql::both("
        SELECT update_id
          FROM inbox
         WHERE done_at >= $1
           AND chat_id <> 0
           AND NOT EXISTS (SELECT 1 FROM resident WHERE resident.chat_id = inbox.chat_id)");

    OLDEST = Sql::both("
        SELECT COUNT(*) AS waiting
             , CAST(COALESCE(MIN(received_at), 0) AS BIGINT) AS oldest
          FROM inbox
         WHERE done_at = 0");

    SWEEP = Sql::both("
        DELETE FROM inbox
         WHERE done_at > 0
           AND done_at < $1");
}

/// An update to be stored.
#[derive(Clone, Debug)]
pub struct Incoming {
    /// Its number.
    pub update_id: UpdateId,
    /// Its chat, or [`NO_CHAT`].
    pub chat: ChatId,
    /// The JSON text as it came.
    pub raw: String,
    /// When it came.
    pub received: Timestamp,
}

/// An update that waits to be handled.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct Pending {
    /// Its number.
    #[sqlx(try_from = "i64")]
    pub update_id: UpdateId,
    /// Its chat.
    #[sqlx(rename = "chat_id", try_from = "i64")]
    pub chat: ChatId,
    /// The JSON text as it came.
    pub raw: String,
    /// When it came.
    #[sqlx(rename = "received_at", try_from = "i64")]
    pub received: Timestamp,
    /// How often handling it has failed.
    pub attempts: i64,
}

/// Stores updates, each once, and says how many were new.
///
/// # Errors
/// When the database fails.
pub async fn insert(c: &mut Conn, incoming: &[Incoming]) -> Result<usize, StoreError> {
    let mut ordered: Vec<&Incoming> = incoming.iter().collect();
    // In one order everywhere, so that two replicas that got the same updates do not wait for each other.
    ordered.sort_by_key(|update| update.update_id);
    let row = |update: &&Incoming| args![update.update_id, update.chat, &update.raw, update.received, 0, 0, false];
    let new: Vec<(i64,)> = c.all_many(INSERT, ordered.iter().map(row).collect()).await?;
    lane::add(c, per_chat(&new)).await?;
    Ok(new.len())
}

/// The oldest waiting update of each of these chats. Whoever asks holds the leases of their lanes.
///
/// # Errors
/// When the database fails.
pub async fn next(c: &mut Conn, chats: &[ChatId]) -> Result<Vec<Pending>, StoreError> {
    c.all_of(NEXT, args![], chats.iter().map(|chat| chat.0).collect()).await
}

/// Marks updates as done and empties what they said.
///
/// # Errors
/// When the database fails.
pub async fn done(c: &mut Conn, updates: &[UpdateId], at: Timestamp) -> Result<(), StoreError> {
    finish(c, updates, at, false).await
}

async fn finish(c: &mut Conn, updates: &[UpdateId], at: Timestamp, given_up: bool) -> Result<(), StoreError> {
    let ids = updates.iter().map(|update| update.0).collect();
    let finished: Vec<(i64,)> = c.all_of(DONE, args![at, given_up], ids).await?;
    lane::take(c, per_chat(&finished)).await
}

/// What follows when handling an update failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failed {
    /// It will be handed out again; so often it has failed.
    Again(i64),
    /// It failed too often and is out of the way.
    GivenUp,
}

/// Counts a failure. At the `limit`-th the update is given up, so that it does not hold up its chat for ever.
///
/// # Errors
/// When the database fails.
pub async fn failed(c: &mut Conn, update: UpdateId, at: Timestamp, limit: i64) -> Result<Failed, StoreError> {
    let row: Option<(i64,)> = c.opt(FAILED, args![update]).await?;
    match row {
        Some((attempts,)) if attempts < limit => Ok(Failed::Again(attempts)),
        _ => finish(c, &[update], at, true).await.map(|()| Failed::GivenUp),
    }
}

/// Forgets whose update this was, once it is done: its number is known still.
///
/// # Errors
/// When the database fails.
pub async fn unlink(c: &mut Conn, update: UpdateId) -> Result<(), StoreError> {
    c.run(UNLINK, args![update]).await.map(drop)
}

/// Updates done since this moment of chats that belong to no resident.
///
/// # Errors
/// When the database fails.
pub async fn strange(c: &mut Conn, since: Timestamp) -> Result<Vec<UpdateId>, StoreError> {
    let rows: Vec<(i64,)> = c.all(STRANGE, args![since]).await?;
    Ok(rows.into_iter().map(|(id,)| UpdateId(id)).collect())
}

/// Forgets the ids of updates done before this moment.
///
/// # Errors
/// When the database fails.
pub async fn sweep(c: &mut Conn, before: Timestamp) -> Result<u64, StoreError> {
    c.run(SWEEP, args![before]).await
}

/// How many updates wait, over all chats.
///
/// # Errors
/// When the database fails.
pub async fn pending_count(c: &mut Conn) -> Result<i64, StoreError> {
    lane::waiting(c).await
}

/// How many updates wait, and when the oldest of them came. Reads every one: for people who look, not for machines
/// that ask all the time.
///
/// # Errors
/// When the database fails.
pub async fn waiting(c: &mut Conn) -> Result<(i64, Option<Timestamp>), StoreError> {
    let (waiting, oldest): (i64, i64) = c.one(OLDEST, args![]).await?;
    Ok((waiting, (waiting > 0).then_some(Timestamp(oldest))))
}

fn per_chat(rows: &[(i64,)]) -> BTreeMap<ChatId, i64> {
    let mut counts = BTreeMap::new();
    for (chat,) in rows {
        *counts.entry(ChatId(*chat)).or_insert(0) += 1;
    }
    counts
}
