//! Deliveries as they are looked at: counted, listed, found. Who writes them is `delivery`.

use sqlx::FromRow;

use super::db::{Conn, Sql, args, statements};
use super::error::StoreError;
use crate::ids::{AnnouncementId, ChatId};

/// Telegram would not delete it any more.
pub const TOO_OLD: i64 = 7;

statements! {
    COUNT_IN = Sql::both("
        SELECT CAST(COUNT(*) AS BIGINT)
          FROM delivery
         WHERE announcement_id = $1
           AND state = $2");

    ONE = Sql::both("
        SELECT chat_id, lang, state, message_id, version
          FROM delivery
         WHERE announcement_id = $1
           AND chat_id = $2");
}

/// What became of one recipient.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct Delivery {
    /// Whose it is.
    #[sqlx(rename = "chat_id", try_from = "i64")]
    pub chat: ChatId,
    /// The language they are spoken to in, as a code.
    pub lang: String,
    /// Its state's number: see the migration.
    pub state: i64,
    /// The message; 0: none.
    #[sqlx(rename = "message_id")]
    pub message: i64,
    /// The version of the text that they have.
    pub version: i64,
}

/// How many deliveries are in this state. Goes over all of them.
///
/// # Errors
/// When the database fails.
pub async fn count_in(c: &mut Conn, id: AnnouncementId, state: i64) -> Result<i64, StoreError> {
    let (count,): (i64,) = c.one(COUNT_IN, args![id, state]).await?;
    Ok(count)
}

/// What became of this recipient.
///
/// # Errors
/// When the database fails.
pub async fn one(c: &mut Conn, id: AnnouncementId, chat: ChatId) -> Result<Option<Delivery>, StoreError> {
    c.opt(ONE, args![id, chat]).await
}
