//! What belongs to the whole database: values by name, numbers that only grow, whose bot this is, and the generation
//! of the knowledge, by which a running server notices an import by another process.

use super::db::{Conn, Sql, args, statements};
use super::error::StoreError;
use crate::ids::ChatId;

/// Where the id of the bot is kept.
const BOT: &str = "bot_id";
/// The bot's public name as of the last start, without the @.
pub const USERNAME: &str = "bot_username";
/// The staff group's chat.
pub const STAFF_CHAT: &str = "staff_chat";
/// What is spoken there.
pub const STAFF_LANG: &str = "staff_lang";
/// The day, by the city's clock, on which staff got their digest last.
pub const DIGEST_DAY: &str = "digest_day";
/// The moment up to which they were told, in milliseconds.
pub const DIGEST_UNTIL: &str = "digest_until";
/// The press by which a ready answer was sent last, and the message it became.
pub const READY_PRESS: &str = "ready_press";
/// What the health check writes.
const HEALTH: &str = "health";
/// The counter of changes to the knowledge.
const KNOWLEDGE: &str = "knowledge";

statements! {
    GET = Sql::both("
        SELECT value
          FROM meta
         WHERE key = $1");

    SET = Sql::both("
        INSERT INTO meta (key, value)
        VALUES ($1, $2)
            ON CONFLICT (key) DO UPDATE
           SET value = excluded.value");

    /// Only the first one gets to set it.
    SET_ONCE = Sql::both("
        INSERT INTO meta (key, value)
        VALUES ($1, $2)
            ON CONFLICT (key) DO NOTHING");

    /// Only while it is what it was.
    CHANGE = Sql::both("
        UPDATE meta
           SET value = $3
         WHERE key = $1
           AND value = $2");

    REMOVE = Sql::both("
        DELETE FROM meta
         WHERE key = $1");

    /// What is looked for is a word of ours and a full stop, in which LIKE finds nothing special.
    FAMILY = Sql::both("
        SELECT key, value
          FROM meta
         WHERE key LIKE $1
         ORDER BY key");

    NEXT = Sql::both("
        INSERT INTO counter (name, value)
        VALUES ($1, 1)
            ON CONFLICT (name) DO UPDATE
           SET value = counter.value + 1
     RETURNING value");

    NEXT_IF = Sql::both("
        UPDATE counter
           SET value = value + 1
         WHERE name = $1
           AND value = $2");

    CURRENT = Sql::both("
        SELECT value
          FROM counter
         WHERE name = $1");
}

/// The value of this name.
///
/// # Errors
/// When the database fails.
pub async fn get(c: &mut Conn, key: &str) -> Result<Option<String>, StoreError> {
    let row: Option<(String,)> = c.opt(GET, args![key]).await?;
    Ok(row.map(|(value,)| value))
}

/// Gives the name this value.
///
/// # Errors
/// When the database fails.
pub async fn set(c: &mut Conn, key: &str, value: &str) -> Result<(), StoreError> {
    c.run(SET, args![key, value]).await.map(drop)
}

/// Gives the name this value in place of the one it had (none: it had none); false when somebody else was first.
///
/// # Errors
/// When the database fails.
pub async fn change(c: &mut Conn, key: &str, before: Option<&str>, value: &str) -> Result<bool, StoreError> {
    let changed = match before {
        Some(before) => c.run(CHANGE, args![key, before, value]).await?,
        None => c.run(SET_ONCE, args![key, value]).await?,
    };
    Ok(changed == 1)
}

/// All names that begin with this, and their values.
///
/// # Errors
/// When the database fails.
pub async fn family(c: &mut Conn, beginning: &str) -> Result<Vec<(String, String)>, StoreError> {
    c.all(FAMILY, args![format!("{beginning}%")]).await
}

/// Forgets the name.
///
/// # Errors
/// When the database fails.
pub async fn remove(c: &mut Conn, key: &str) -> Result<(), StoreError> {
    c.run(REMOVE, args![key]).await.map(drop)
}

/// Whose database this is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Claim {
    /// It was nobody's and is this bot's now.
    New,
    /// It is this bot's.
    Same,
    /// It is another bot's, the one with this id.
    Other(i64),
}

/// Takes the database for this bot, unless another has it.
///
/// # Errors
/// When the database fails.
pub async fn claim_bot(c: &mut Conn, id: i64) -> Result<Claim, StoreError> {
    if c.run(SET_ONCE, args![BOT, id.to_string()]).await? == 1 {
        return Ok(Claim::New);
    }
    let stored = get(c, BOT).await?.unwrap_or_default();
    let stored = stored.parse().map_err(|_| StoreError::Broken(format!("the stored bot id is {stored:?}")))?;
    Ok(if stored == id { Claim::Same } else { Claim::Other(stored) })
}

/// The staff group, where an owner said that it is one.
///
/// # Errors
/// When the database fails.
pub async fn staff_chat(c: &mut Conn) -> Result<Option<ChatId>, StoreError> {
    Ok(get(c, STAFF_CHAT).await?.and_then(|id| id.parse().ok()).map(ChatId))
}

/// The id of the bot whose database this is.
///
/// # Errors
/// When the database fails.
pub async fn bot(c: &mut Conn) -> Result<Option<i64>, StoreError> {
    Ok(get(c, BOT).await?.and_then(|id| id.parse().ok()))
}

/// Says that the knowledge has changed. Belongs into the transaction that changes it.
///
/// # Errors
/// When the database fails.
pub async fn bump_knowledge(c: &mut Conn) -> Result<i64, StoreError> {
    next(c, KNOWLEDGE).await
}

/// The same, if it has not changed since this state of it. Until the transaction ends, others who change it wait.
///
/// # Errors
/// When the database fails.
pub async fn advance_knowledge(c: &mut Conn, generation: i64) -> Result<bool, StoreError> {
    Ok(c.run(NEXT_IF, args![KNOWLEDGE, generation]).await? == 1)
}

/// How often the knowledge has changed; 0 when there has never been any.
///
/// # Errors
/// When the database fails.
pub async fn knowledge_generation(c: &mut Conn) -> Result<i64, StoreError> {
    let row: Option<(i64,)> = c.opt(CURRENT, args![KNOWLEDGE]).await?;
    Ok(row.map_or(0, |(value,)| value))
}

/// The next number of this counter. On PostgreSQL others who want one wait for the commit: take it late.
pub(super) async fn next(c: &mut Conn, counter: &str) -> Result<i64, StoreError> {
    let (value,): (i64,) = c.one(NEXT, args![counter]).await?;
    Ok(value)
}

/// Writes something, to see whether that is possible.
pub(super) async fn touch(c: &mut Conn) -> Result<(), StoreError> {
    set(c, HEALTH, "ok").await
}
