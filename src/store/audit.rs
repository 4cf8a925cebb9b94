//! Who did what, when: a line for everything that gives or takes rights. Lines are only ever added.

use super::db::{Conn, Sql, args, statements};
use super::error::StoreError;
use super::meta;
use crate::clock::Timestamp;
use crate::ids::ChatId;

/// The counter of the lines.
const COUNTER: &str = "audit";
/// Whoever has the machine, as opposed to a Telegram account.
pub const COMMAND_LINE: ChatId = ChatId(0);

statements! {
    ADD = Sql::both("
        INSERT INTO audit (id, at, by_user, what)
        VALUES ($1, $2, $3, $4)");

    ALL = Sql::both("
        SELECT at, by_user, what
          FROM audit
         ORDER BY id");
}

/// A line.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Line {
    /// When.
    #[sqlx(try_from = "i64")]
    pub at: Timestamp,
    /// The person, or [`COMMAND_LINE`].
    #[sqlx(rename = "by_user", try_from = "i64")]
    pub by: ChatId,
    /// What was done.
    pub what: String,
}

/// Adds a line, in the transaction that does what it tells of.
///
/// # Errors
/// When the database fails.
pub async fn add(c: &mut Conn, at: Timestamp, by: ChatId, what: &str) -> Result<(), StoreError> {
    let id = meta::next(c, COUNTER).await?;
    c.run(ADD, args![id, at, by, what]).await.map(drop)
}

/// Every line, oldest first.
///
/// # Errors
/// When the database fails.
pub async fn all(c: &mut Conn) -> Result<Vec<Line>, StoreError> {
    c.all(ALL, args![]).await
}
