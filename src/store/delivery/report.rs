//! Deliveries as they are looked at: counted, found, listed a page at a time.

use search::Lang;
use sqlx::FromRow;

use super::{Fate, TextVersion};
use crate::ids::{AnnouncementId, ChatId};
use crate::store::db::{Conn, Sql, args, statements};
use crate::store::error::StoreError;
use crate::store::values::MaybeLang;

statements! {
    COUNT_IN = Sql::both("
        SELECT CAST(COUNT(*) AS BIGINT)
          FROM delivery
         WHERE announcement_id = $1
           AND state = $2");

    /// What could not be changed has a version below zero.
    COUNT_OLDER = Sql::both("
        SELECT CAST(COUNT(*) AS BIGINT)
          FROM delivery
         WHERE announcement_id = $1
           AND state = 2
           AND version < $2");

    MESSAGE = Sql::both("
        SELECT message_id
          FROM delivery
         WHERE announcement_id = $1
           AND chat_id = $2");

    UNKNOWN = Sql::both("
        SELECT chat_id
          FROM delivery
         WHERE announcement_id = $1
           AND state = 5
           AND chat_id > $2
         ORDER BY chat_id
         LIMIT $3");

    EXPORT = Sql::both("
        SELECT chat_id, lang, state, message_id, version
          FROM delivery
         WHERE announcement_id = $1
           AND chat_id > $2
         ORDER BY chat_id
         LIMIT $3");
}

/// A delivery, for the list of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Exported {
    /// Whose it is; a channel has a negative number.
    pub chat: ChatId,
    /// How they are spoken to.
    pub lang: Option<Lang>,
    /// What became of it.
    pub fate: Fate,
    /// Its message; 0: none is known.
    pub message: i64,
    /// Which text they have.
    pub version: TextVersion,
}

#[derive(FromRow)]
struct ExportedRow {
    chat_id: i64,
    #[sqlx(try_from = "String")]
    lang: MaybeLang,
    state: i64,
    message_id: i64,
    version: i64,
}

/// How many deliveries came to this. Goes over all of them.
///
/// # Errors
/// When the database fails.
pub async fn count_in(c: &mut Conn, id: AnnouncementId, fate: Fate) -> Result<i64, StoreError> {
    let (count,): (i64,) = c.one(COUNT_IN, args![id, fate.number()]).await?;
    Ok(count)
}

/// How many have a text older than this version. Goes over all deliveries.
///
/// # Errors
/// When the database fails.
pub async fn count_older(c: &mut Conn, id: AnnouncementId, version: i64) -> Result<i64, StoreError> {
    let (count,): (i64,) = c.one(COUNT_OLDER, args![id, version]).await?;
    Ok(count)
}

/// The message that this recipient has; 0: none is known. None: it is no recipient.
///
/// # Errors
/// When the database fails.
pub async fn message(c: &mut Conn, id: AnnouncementId, chat: ChatId) -> Result<Option<i64>, StoreError> {
    let row: Option<(i64,)> = c.opt(MESSAGE, args![id, chat]).await?;
    Ok(row.map(|(message,)| message))
}

/// The next recipients after this one of whom nobody knows whether they have it.
///
/// # Errors
/// When the database fails.
pub async fn unknown(c: &mut Conn, id: AnnouncementId, after: ChatId, limit: i64) -> Result<Vec<ChatId>, StoreError> {
    let rows: Vec<(i64,)> = c.all(UNKNOWN, args![id, after, limit]).await?;
    Ok(rows.into_iter().map(|(chat,)| ChatId(chat)).collect())
}

/// The next deliveries after this recipient's, in the order of their numbers.
///
/// # Errors
/// When the database fails.
pub async fn export(c: &mut Conn, id: AnnouncementId, after: ChatId, limit: i64) -> Result<Vec<Exported>, StoreError> {
    let rows: Vec<ExportedRow> = c.all(EXPORT, args![id, after, limit]).await?;
    let exported = |row: ExportedRow| Exported {
        chat: ChatId(row.chat_id),
        lang: row.lang.0,
        fate: Fate::of(row.state),
        message: row.message_id,
        version: TextVersion::of(row.version),
    };
    Ok(rows.into_iter().map(exported).collect())
}
