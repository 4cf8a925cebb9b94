//! Who follows what: topics, departments, or every notice of the city. Blocking the bot changes nothing of it.

use sqlx::FromRow;

use super::db::{Conn, Sql, args, statements};
use super::error::StoreError;
use crate::clock::Timestamp;
use crate::ids::{ChatId, EntryId};

/// The aim of those who follow everything.
const CITY: &str = "city";

statements! {
    FOLLOW = Sql::both("
        INSERT INTO subscription (chat_id, aim, since)
        VALUES ($1, $2, $3)
            ON CONFLICT (chat_id, aim) DO NOTHING");

    UNFOLLOW = Sql::both("
        DELETE FROM subscription
         WHERE chat_id = $1
           AND aim = $2");

    UNFOLLOW_ALL = Sql::both("
        DELETE FROM subscription
         WHERE chat_id = $1");

    OF_CHAT = Sql::both("
        SELECT aim, since
          FROM subscription
         WHERE chat_id = $1
         ORDER BY since, aim");
}

/// What can be followed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Aim {
    /// Every notice of the city.
    City,
    /// A topic, or a department.
    Entry(EntryId),
}

impl Aim {
    /// As it is kept.
    pub fn as_str(&self) -> &str {
        match self {
            Aim::City => CITY,
            Aim::Entry(id) => id.as_str(),
        }
    }
}

/// What somebody follows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subscription {
    /// What.
    pub aim: Aim,
    /// Since when.
    pub since: Timestamp,
}

#[derive(FromRow)]
struct Row {
    aim: String,
    since: i64,
}

impl Row {
    /// An id that is none any more is left out.
    fn read(self) -> Option<Subscription> {
        let aim = if self.aim == CITY { Aim::City } else { Aim::Entry(self.aim.parse().ok()?) };
        Some(Subscription { aim, since: Timestamp(self.since) })
    }
}

/// This chat follows it from now on. False: it did already.
///
/// # Errors
/// When the database fails.
pub async fn follow(c: &mut Conn, chat: ChatId, aim: &Aim, now: Timestamp) -> Result<bool, StoreError> {
    Ok(c.run(FOLLOW, args![chat, aim.as_str(), now]).await? == 1)
}

/// This chat does not follow it any more. False: it did not.
///
/// # Errors
/// When the database fails.
pub async fn unfollow(c: &mut Conn, chat: ChatId, aim: &Aim) -> Result<bool, StoreError> {
    Ok(c.run(UNFOLLOW, args![chat, aim.as_str()]).await? == 1)
}

/// This chat follows nothing any more.
///
/// # Errors
/// When the database fails.
pub async fn unfollow_all(c: &mut Conn, chat: ChatId) -> Result<(), StoreError> {
    c.run(UNFOLLOW_ALL, args![chat]).await.map(drop)
}

/// What this chat follows, in the order in which it began to.
///
/// # Errors
/// When the database fails.
pub async fn of_chat(c: &mut Conn, chat: ChatId) -> Result<Vec<Subscription>, StoreError> {
    let rows: Vec<Row> = c.all(OF_CHAT, args![chat]).await?;
    Ok(rows.into_iter().filter_map(Row::read).collect())
}
