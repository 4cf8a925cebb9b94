//! What can be done to deliveries after they went out: correcting them, taking them back, deciding about those of which
//! nobody knows.

use search::Lang;
use sqlx::FromRow;

use super::{Fate, TextVersion};
use crate::ids::{AnnouncementId, ChatId};
use crate::store::db::{Conn, Sql, args, statements};
use crate::store::error::StoreError;
use crate::store::values::MaybeLang;

statements! {
    TO_CORRECT = Sql::both("
        SELECT chat_id, lang, message_id
          FROM delivery
         WHERE announcement_id = $1
           AND state = 2
           AND ABS(version) < $2
           AND chat_id > $3
         ORDER BY chat_id
         LIMIT $4");

    /// What has come of a newer correction stays.
    CORRECTED = Sql::both("
        UPDATE delivery
           SET version = $2
         WHERE announcement_id = $1
           AND state = 2
           AND ABS(version) < $3
           AND chat_id IN ($4)
     RETURNING chat_id");

    /// One that was stopped before is so again.
    ALL_CORRECTED = Sql::both("
        UPDATE announcement
           SET state = CASE WHEN EXISTS (SELECT 1 FROM delivery WHERE announcement_id = $1 AND state = 0)
                            THEN 'stopped'
                            ELSE 'sent' END
         WHERE id = $1
           AND state = 'correcting'");

    TO_WITHDRAW = Sql::both("
        SELECT chat_id, lang, message_id
          FROM delivery
         WHERE announcement_id = $1
           AND state = 2
           AND chat_id > $2
         ORDER BY chat_id
         LIMIT $3");

    WITHDRAWN = Sql::both("
        UPDATE delivery
           SET state = $2
         WHERE announcement_id = $1
           AND state = 2
           AND chat_id IN ($3)
     RETURNING chat_id");

    PARTS = Sql::both("
        SELECT message_id
          FROM delivery_part
         WHERE announcement_id = $1
           AND chat_id = $2
         ORDER BY message_id");

    /// What lands after a correction was stopped is no part of what is done next, but changes what its card tells.
    CORRECTED_MORE = Sql::both("
        UPDATE announcement
           SET done = done + $2, shown = ''
         WHERE id = $1
           AND version = $3
           AND state IN ('correcting', 'sent', 'stopped')");

    WITHDRAWN_MORE = Sql::both("
        UPDATE announcement
           SET done = done + $2
         WHERE id = $1");

    /// One that was stopped stays so while anybody is left to whom it was not to go any more.
    SEND_ON = Sql::both("
        UPDATE announcement
           SET state = 'sending', ended_at = 0, problem = '', awaited = FALSE, shown = ''
         WHERE id = $1
           AND state IN ('sent', 'stopped')
           AND unknown > 0
           AND NOT EXISTS (SELECT 1 FROM delivery WHERE announcement_id = $1 AND state = 0)");

    /// Who wants no announcements any more, or blocked the bot, stays as they are.
    RETRY = Sql::both("
        UPDATE delivery
           SET state = 0
         WHERE announcement_id = $1
           AND state = 5
           AND NOT EXISTS (SELECT 1
                             FROM resident
                            WHERE resident.chat_id = delivery.chat_id
                              AND (resident.notices_off OR resident.blocked))");

    RETRIED = Sql::both("
        UPDATE announcement
           SET unknown = unknown - $2
         WHERE id = $1");

    UNDER_WAY = Sql::both("
        SELECT id
          FROM announcement
         WHERE state IN ('freezing', 'sending', 'paused')
         ORDER BY id");

    /// Nobody is written down for it, and nothing of it is counted, until this is done.
    HOLD = Sql::both("
        UPDATE announcement
           SET total = total
         WHERE id = $1
           AND state IN ('freezing', 'sending', 'paused')");

    TAKE_BACK = Sql::both("
        DELETE FROM delivery
         WHERE announcement_id = $1
           AND chat_id = $2
           AND state = 0");

    LESS = Sql::both("
        UPDATE announcement
           SET total = total - $2, shown = ''
         WHERE id = $1");
}

/// A message that somebody has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Had {
    /// Who.
    pub chat: ChatId,
    /// How they are spoken to.
    pub lang: Option<Lang>,
    /// The message; of an album its first.
    pub message: i64,
}

#[derive(FromRow)]
struct HadRow {
    chat_id: i64,
    #[sqlx(try_from = "String")]
    lang: MaybeLang,
    message_id: i64,
}

impl From<HadRow> for Had {
    fn from(row: HadRow) -> Had {
        Had { chat: ChatId(row.chat_id), lang: row.lang.0, message: row.message_id }
    }
}

/// The next messages after this recipient's that are older than this version, and of which nobody has found out that they
/// cannot be changed to it.
///
/// # Errors
/// When the database fails.
pub async fn to_correct(
    c: &mut Conn,
    id: AnnouncementId,
    version: i64,
    after: ChatId,
    limit: i64,
) -> Result<Vec<Had>, StoreError> {
    let rows: Vec<HadRow> = c.all(TO_CORRECT, args![id, version, after, limit]).await?;
    Ok(rows.into_iter().map(Had::from).collect())
}

/// These have this version, or, when they `stay`, the text that they had: theirs could not be changed.
///
/// # Errors
/// When the database fails.
pub async fn corrected(
    c: &mut Conn,
    id: AnnouncementId,
    (version, stay): (i64, bool),
    chats: &[ChatId],
) -> Result<(), StoreError> {
    let ids = chats.iter().map(|chat| chat.0).collect();
    let kept = if stay { TextVersion::Before(version) } else { TextVersion::Has(version) };
    let done = c.all_of::<(i64,)>(CORRECTED, args![id, kept.number(), version], ids).await?.len();
    c.run(CORRECTED_MORE, args![id, i64::try_from(done).unwrap_or_default(), version]).await.map(drop)
}

/// All are corrected, or no more are to be: it is as it was before. False: it is not being corrected.
///
/// # Errors
/// When the database fails.
pub async fn all_corrected(c: &mut Conn, id: AnnouncementId) -> Result<bool, StoreError> {
    Ok(c.run(ALL_CORRECTED, args![id]).await? == 1)
}

/// The next messages after this recipient's that can be taken back.
///
/// # Errors
/// When the database fails.
pub async fn to_withdraw(c: &mut Conn, id: AnnouncementId, after: ChatId, limit: i64) -> Result<Vec<Had>, StoreError> {
    let rows: Vec<HadRow> = c.all(TO_WITHDRAW, args![id, after, limit]).await?;
    Ok(rows.into_iter().map(Had::from).collect())
}

/// The other messages of somebody's album.
///
/// # Errors
/// When the database fails.
pub async fn parts(c: &mut Conn, id: AnnouncementId, chat: ChatId) -> Result<Vec<i64>, StoreError> {
    let rows: Vec<(i64,)> = c.all(PARTS, args![id, chat]).await?;
    Ok(rows.into_iter().map(|(message,)| message).collect())
}

/// Theirs were taken back, or were found to be too old for it: `fate` says which.
///
/// # Errors
/// When the database fails.
pub async fn withdrawn(c: &mut Conn, id: AnnouncementId, fate: Fate, chats: &[ChatId]) -> Result<(), StoreError> {
    let ids = chats.iter().map(|chat| chat.0).collect();
    let done = c.all_of::<(i64,)>(WITHDRAWN, args![id, fate.number()], ids).await?.len();
    c.run(WITHDRAWN_MORE, args![id, i64::try_from(done).unwrap_or_default()]).await.map(drop)
}

/// Sends it to those of whom nobody knows whether they have it: only when a person has decided so, for some will have
/// it twice. How many those are; 0: nobody, or it is not over, or it was stopped before its end.
///
/// # Errors
/// When the database fails.
pub async fn retry_unknown(c: &mut Conn, id: AnnouncementId) -> Result<u64, StoreError> {
    if c.run(SEND_ON, args![id]).await? == 0 {
        return Ok(0);
    }
    let many = c.run(RETRY, args![id]).await?;
    c.run(RETRIED, args![id, i64::try_from(many).unwrap_or_default()]).await?;
    Ok(many)
}

/// Who wants no announcements any more gets none that were written down for them already: they are no recipient of those
/// that are under way. What is on its way in this moment arrives; whom it reaches otherwise stays as it was written down,
/// whatever they follow since. Announcement by announcement, because there is no way to a person's deliveries alone.
///
/// # Errors
/// When the database fails.
pub async fn take_back(c: &mut Conn, chat: ChatId) -> Result<(), StoreError> {
    let under_way: Vec<(i64,)> = c.all(UNDER_WAY, args![]).await?;
    for (id,) in under_way {
        if c.run(HOLD, args![id]).await? == 0 {
            continue;
        }
        let taken = c.run(TAKE_BACK, args![id, chat]).await?;
        if taken > 0 {
            c.run(LESS, args![id, i64::try_from(taken).unwrap_or_default()]).await?;
        }
    }
    Ok(())
}
