//! Who wrote to the bot: their language, whether they blocked it, and what was talked about last.

use search::Lang;
use sqlx::FromRow;

use super::db::{Conn, Sql, args, statements};
use super::error::StoreError;
use super::values::{MaybeEntry, MaybeLang};
use crate::clock::Timestamp;
use crate::ids::{AnnouncementId, ChatId, EntryId, TicketId};

statements! {
    /// Who writes has not blocked the bot.
    SEEN = Sql::both("
        INSERT INTO resident (chat_id, lang, first_seen, last_seen, blocked, after_entry, after_at)
        VALUES ($1, '', $2, $2, FALSE, '', 0)
            ON CONFLICT (chat_id) DO UPDATE
           SET last_seen = excluded.last_seen, blocked = FALSE
     RETURNING chat_id, lang, first_seen, last_seen, blocked, after_entry, after_at, ticket_id, notices_off, spoken
             , after_notice");

    /// As SEEN; a moment of 0 leaves what was talked about as it was.
    TALKED = Sql::both("
        INSERT INTO resident (chat_id, lang, first_seen, last_seen, blocked, after_entry, after_at, spoken)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
            ON CONFLICT (chat_id) DO UPDATE
           SET last_seen = excluded.last_seen
             , blocked = FALSE
             , spoken = excluded.spoken
             , after_notice = CASE WHEN excluded.after_at > 0 AND excluded.after_entry <> resident.after_entry THEN 0
                                   ELSE resident.after_notice END
             , after_entry = CASE WHEN excluded.after_at > 0 THEN excluded.after_entry ELSE resident.after_entry END
             , after_at = CASE WHEN excluded.after_at > 0 THEN excluded.after_at ELSE resident.after_at END");

    GET = Sql::both("
        SELECT chat_id, lang, first_seen, last_seen, blocked, after_entry, after_at, ticket_id, notices_off, spoken
             , after_notice
          FROM resident
         WHERE chat_id IN ($1)");

    SET_LANG = Sql::both("
        UPDATE resident
           SET lang = $2
         WHERE chat_id = $1");

    SET_SPOKEN = Sql::both("
        UPDATE resident
           SET spoken = $2
         WHERE chat_id = $1");

    /// What they were spoken to in before stays.
    SPOKEN_FIRST = Sql::both("
        UPDATE resident
           SET spoken = $2
         WHERE chat_id = $1
           AND spoken = ''");

    SET_NOTICES_OFF = Sql::both("
        UPDATE resident
           SET notices_off = $2
         WHERE chat_id = $1");

    SET_BLOCKED = Sql::both("
        UPDATE resident
           SET blocked = $2
         WHERE chat_id = $1");

    SET_AFTER = Sql::both("
        UPDATE resident
           SET after_entry = $2, after_at = $3, after_notice = $4
         WHERE chat_id = $1");

    SET_TICKET = Sql::both("
        UPDATE resident
           SET ticket_id = $2
         WHERE chat_id = $1");

    REMOVE = Sql::both("
        DELETE FROM resident
         WHERE chat_id = $1");
}

/// Somebody who wrote to the bot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Resident {
    /// Their private chat.
    pub chat: ChatId,
    /// The language they chose, if they did.
    pub lang: Option<Lang>,
    /// When they first wrote.
    pub first_seen: Timestamp,
    /// When they last wrote.
    pub last_seen: Timestamp,
    /// Whether they blocked the bot.
    pub blocked: bool,
    /// The entry talked about last.
    pub after: Option<EntryId>,
    /// When that was.
    pub after_at: Timestamp,
    /// The announcement that it came from.
    pub after_notice: Option<AnnouncementId>,
    /// The ticket that what they write goes to.
    pub ticket: Option<TicketId>,
    /// Whether they want no announcements at all.
    pub notices_off: bool,
    /// The language the bot last spoke to them in.
    pub spoken: Option<Lang>,
}

#[derive(FromRow)]
struct Row {
    chat_id: i64,
    #[sqlx(try_from = "String")]
    lang: MaybeLang,
    first_seen: i64,
    last_seen: i64,
    blocked: bool,
    #[sqlx(try_from = "String")]
    after_entry: MaybeEntry,
    after_at: i64,
    ticket_id: i64,
    notices_off: bool,
    #[sqlx(try_from = "String")]
    spoken: MaybeLang,
    after_notice: i64,
}

impl From<Row> for Resident {
    fn from(row: Row) -> Resident {
        Resident {
            chat: ChatId(row.chat_id),
            lang: row.lang.0,
            first_seen: Timestamp(row.first_seen),
            last_seen: Timestamp(row.last_seen),
            blocked: row.blocked,
            after: row.after_entry.0,
            after_at: Timestamp(row.after_at),
            after_notice: Some(AnnouncementId(row.after_notice)).filter(|id| id.0 != 0),
            ticket: Some(TicketId(row.ticket_id)).filter(|ticket| ticket.0 != 0),
            notices_off: row.notices_off,
            spoken: row.spoken.0,
        }
    }
}

/// Notes that this chat wrote now, and says what is known of it. Whoever writes is no longer blocked.
///
/// # Errors
/// When the database fails.
pub async fn seen(c: &mut Conn, chat: ChatId, now: Timestamp) -> Result<Resident, StoreError> {
    let row: Row = c.one(SEEN, args![chat, now]).await?;
    Ok(row.into())
}

/// Somebody asked something.
#[derive(Clone, Debug)]
pub struct Talked {
    /// Their chat.
    pub chat: ChatId,
    /// When.
    pub at: Timestamp,
    /// What is talked about from now on, which may be nothing; none: what it was before.
    pub about: Option<Option<EntryId>>,
    /// The language of the reply.
    pub lang: Lang,
}

/// Notes that these chats wrote, as [`seen`] does, and what was talked about. Each chat may stand here once.
///
/// # Errors
/// When the database fails.
pub async fn talked(c: &mut Conn, all: &[Talked]) -> Result<(), StoreError> {
    let row = |talked: &Talked| {
        let (entry, at) = match &talked.about {
            Some(entry) => (entry.as_ref(), talked.at),
            None => (None, Timestamp(0)),
        };
        args![talked.chat, "", talked.at, talked.at, false, entry, at, talked.lang]
    };
    c.run_many(TALKED, all.iter().map(row).collect()).await.map(drop)
}

/// From now on what they write goes to this ticket; none: to the bot.
///
/// # Errors
/// When the database fails.
pub async fn set_ticket(c: &mut Conn, chat: ChatId, ticket: Option<TicketId>) -> Result<(), StoreError> {
    c.run(SET_TICKET, args![chat, ticket.map_or(0, |ticket| ticket.0)]).await.map(drop)
}

/// What is known of this chat.
///
/// # Errors
/// When the database fails.
pub async fn get(c: &mut Conn, chat: ChatId) -> Result<Option<Resident>, StoreError> {
    Ok(get_all(c, &[chat]).await?.into_iter().next())
}

/// What is known of these chats.
///
/// # Errors
/// When the database fails.
pub async fn get_all(c: &mut Conn, chats: &[ChatId]) -> Result<Vec<Resident>, StoreError> {
    let rows: Vec<Row> = c.all_of(GET, args![], chats.iter().map(|chat| chat.0).collect()).await?;
    Ok(rows.into_iter().map(Resident::from).collect())
}

/// Keeps the language they chose. Nothing happens to a chat never [`seen`], here and below.
///
/// # Errors
/// When the database fails.
pub async fn set_lang(c: &mut Conn, chat: ChatId, lang: Lang) -> Result<(), StoreError> {
    c.run(SET_LANG, args![chat, lang]).await.map(drop)
}

/// Keeps the language that they were spoken to in.
///
/// # Errors
/// When the database fails.
pub async fn set_spoken(c: &mut Conn, chat: ChatId, lang: Lang) -> Result<(), StoreError> {
    c.run(SET_SPOKEN, args![chat, lang]).await.map(drop)
}

/// The same, unless one is known.
///
/// # Errors
/// When the database fails.
pub async fn spoken_first(c: &mut Conn, chat: ChatId, lang: Lang) -> Result<(), StoreError> {
    c.run(SPOKEN_FIRST, args![chat, lang]).await.map(drop)
}

/// Keeps whether they want no announcements at all.
///
/// # Errors
/// When the database fails.
pub async fn set_notices_off(c: &mut Conn, chat: ChatId, off: bool) -> Result<(), StoreError> {
    c.run(SET_NOTICES_OFF, args![chat, off]).await.map(drop)
}

/// Keeps whether they blocked the bot. Of somebody who never wrote, or was forgotten, nothing is kept: no message goes
/// out to those who are not known, so there is nothing to remember.
///
/// # Errors
/// When the database fails.
pub async fn set_blocked(c: &mut Conn, chat: ChatId, blocked: bool) -> Result<(), StoreError> {
    c.run(SET_BLOCKED, args![chat, blocked]).await.map(drop)
}

/// Keeps what was talked about, or that it was nothing.
///
/// # Errors
/// When the database fails.
pub async fn set_after(c: &mut Conn, chat: ChatId, after: Option<&EntryId>, at: Timestamp) -> Result<(), StoreError> {
    c.run(SET_AFTER, args![chat, after, at, 0]).await.map(drop)
}

/// Keeps that an announcement is talked about, and which entry it is linked to.
///
/// # Errors
/// When the database fails.
pub async fn set_notice(
    c: &mut Conn,
    chat: ChatId,
    (notice, entry): (AnnouncementId, &EntryId),
    at: Timestamp,
) -> Result<(), StoreError> {
    c.run(SET_AFTER, args![chat, entry, at, notice]).await.map(drop)
}

/// Forgets who this is.
///
/// # Errors
/// When the database fails.
pub async fn remove(c: &mut Conn, chat: ChatId) -> Result<(), StoreError> {
    c.run(REMOVE, args![chat]).await.map(drop)
}
