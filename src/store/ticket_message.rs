//! What was passed on between a resident and staff: where each message was written, and where its copy is. A message is
//! noted before it is sent, so that one that was on its way when the server died is known to be that.

use sqlx::FromRow;

use super::db::{Conn, Sql, args, statements};
use super::error::StoreError;
use crate::clock::Timestamp;
use crate::ids::{ChatId, TicketId};

statements! {
    BEGIN = Sql::both("
        INSERT INTO ticket_message (ticket_id, from_staff, message_id, copy_id, by_user, at, text, withdrawn)
        VALUES ($1, $2, $3, 0, $4, $5, $6, FALSE)
            ON CONFLICT (ticket_id, from_staff, message_id) DO NOTHING");

    DONE = Sql::both("
        UPDATE ticket_message
           SET copy_id = $4
         WHERE ticket_id = $1
           AND from_staff = $2
           AND message_id = $3");

    /// Of staff's messages only: residents' edits are passed on, but what was asked stays what it was.
    SET_TEXT = Sql::both("
        UPDATE ticket_message
           SET text = $3
         WHERE from_staff
           AND message_id = $2
           AND ticket_id IN (SELECT id FROM ticket WHERE group_id = $1)");

    WITHDRAWN = Sql::both("
        UPDATE ticket_message
           SET withdrawn = TRUE
         WHERE ticket_id = $1
           AND from_staff = $2
           AND message_id = $3");

    FADE = Sql::both("
        UPDATE ticket_message
           SET text = ''
         WHERE at < $1
           AND text <> ''");

    AT = Sql::both("
        SELECT ticket.chat_id
             , CASE WHEN from_staff THEN ticket_message.copy_id ELSE ticket_message.message_id END
          FROM ticket_message
          JOIN ticket ON ticket.id = ticket_message.ticket_id
         WHERE ticket.group_id = $1
           AND CASE WHEN from_staff THEN ticket_message.message_id ELSE ticket_message.copy_id END = $2
           AND copy_id <> 0
           AND NOT withdrawn");

    /// One message of staff may have gone to several residents.
    COPIES = Sql::both("
        SELECT ticket_message.ticket_id, ticket.chat_id, ticket_message.copy_id
          FROM ticket_message
          JOIN ticket ON ticket.id = ticket_message.ticket_id
         WHERE ticket.group_id = $1
           AND from_staff
           AND message_id = $2
           AND copy_id <> 0
           AND NOT withdrawn
         ORDER BY ticket_message.ticket_id");

    /// Numbers count in a group: those of another one are turned so that they meet nobody's. With the moment, because a
    /// ticket may be moved more than once.
    TURN_OURS = Sql::both("
        UPDATE ticket_message
           SET message_id = -(at * 4096 + message_id % 4096)
         WHERE ticket_id = $1
           AND from_staff
           AND message_id > 0");

    TURN_COPIES = Sql::both("
        UPDATE ticket_message
           SET copy_id = -1
         WHERE ticket_id = $1
           AND NOT from_staff
           AND copy_id > 0");

    UNDELIVERED = Sql::both("
        SELECT ticket_id, message_id
          FROM ticket_message
          JOIN ticket ON ticket.id = ticket_message.ticket_id
         WHERE copy_id = 0
           AND NOT withdrawn
           AND NOT from_staff
           AND at < $1
         ORDER BY at, message_id
         LIMIT 50");

    OF_TICKET = Sql::both("
        SELECT from_staff, message_id, copy_id, at, text, withdrawn
          FROM ticket_message
         WHERE ticket_id = $1
         ORDER BY at, message_id");
}

/// A message that was passed on, or is on its way.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct TicketMessage {
    /// Whether staff wrote it.
    pub from_staff: bool,
    /// Its number where it was written.
    #[sqlx(rename = "message_id")]
    pub message: i64,
    /// Its copy's number on the other side; 0 while it is on its way.
    #[sqlx(rename = "copy_id")]
    pub copy: i64,
    /// When it was written.
    #[sqlx(try_from = "i64")]
    pub at: Timestamp,
    /// Its text, masked.
    pub text: String,
    /// Whether it was withdrawn.
    pub withdrawn: bool,
}

/// What is known of a message that is to be passed on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Passing {
    /// It is new.
    New,
    /// It was on its way when the server stopped: it may have arrived.
    InFlight,
    /// It has arrived.
    Done,
}

/// A message to be passed on.
#[derive(Clone, Debug)]
pub struct NewMessage {
    /// Of which ticket.
    pub ticket: TicketId,
    /// Whether staff wrote it.
    pub from_staff: bool,
    /// Its number where it was written.
    pub message: i64,
    /// Who wrote it.
    pub by: ChatId,
    /// Its text, masked.
    pub text: String,
}

/// Notes that a message is about to be passed on.
///
/// # Errors
/// When the database fails.
pub async fn begin(c: &mut Conn, new: &NewMessage, now: Timestamp) -> Result<Passing, StoreError> {
    let values = args![new.ticket, new.from_staff, new.message, new.by, now, &new.text];
    if c.run(BEGIN, values).await? == 1 {
        return Ok(Passing::New);
    }
    let known = of_ticket(c, new.ticket).await?;
    let known = known.iter().find(|known| known.from_staff == new.from_staff && known.message == new.message);
    Ok(if known.is_some_and(|known| known.copy != 0) { Passing::Done } else { Passing::InFlight })
}

/// Notes where the copy is.
///
/// # Errors
/// When the database fails.
pub async fn done(
    c: &mut Conn,
    (ticket, from_staff, message): (TicketId, bool, i64),
    copy: i64,
) -> Result<(), StoreError> {
    c.run(DONE, args![ticket, from_staff, message, copy]).await.map(drop)
}

/// Notes that the copy was withdrawn.
///
/// # Errors
/// When the database fails.
pub async fn withdrawn(c: &mut Conn, (ticket, from_staff, message): (TicketId, bool, i64)) -> Result<(), StoreError> {
    c.run(WITHDRAWN, args![ticket, from_staff, message]).await.map(drop)
}

/// The resident's chat and the number there of what stands under this number in the staff group.
///
/// # Errors
/// When the database fails.
pub async fn at(c: &mut Conn, group: ChatId, number: i64) -> Result<Option<(ChatId, i64)>, StoreError> {
    let row: Option<(i64, i64)> = c.opt(AT, args![group, number]).await?;
    Ok(row.map(|(chat, number)| (ChatId(chat), number)))
}

/// The copies of a message of staff: of which ticket, in whose chat, under which number.
///
/// # Errors
/// When the database fails.
pub async fn copies(c: &mut Conn, group: ChatId, message: i64) -> Result<Vec<(TicketId, ChatId, i64)>, StoreError> {
    let rows: Vec<(i64, i64, i64)> = c.all(COPIES, args![group, message]).await?;
    Ok(rows.into_iter().map(|(ticket, chat, copy)| (TicketId(ticket), ChatId(chat), copy)).collect())
}

/// The ticket goes on in another group: what stands in the one before is no longer reached by its numbers.
///
/// # Errors
/// When the database fails.
pub async fn left_behind(c: &mut Conn, ticket: TicketId) -> Result<(), StoreError> {
    c.run(TURN_OURS, args![ticket]).await?;
    c.run(TURN_COPIES, args![ticket]).await.map(drop)
}

/// What residents wrote before this moment and staff have not got, oldest first; at most fifty.
///
/// # Errors
/// When the database fails.
pub async fn undelivered(c: &mut Conn, before: Timestamp) -> Result<Vec<(TicketId, i64)>, StoreError> {
    let rows: Vec<(i64, i64)> = c.all(UNDELIVERED, args![before]).await?;
    Ok(rows.into_iter().map(|(ticket, message)| (TicketId(ticket), message)).collect())
}

/// Forgets the words of what was written before this moment.
///
/// # Errors
/// When the database fails.
pub async fn fade(c: &mut Conn, before: Timestamp) -> Result<(), StoreError> {
    c.run(FADE, args![before]).await.map(drop)
}

/// All messages of a ticket, oldest first.
///
/// # Errors
/// When the database fails.
pub async fn of_ticket(c: &mut Conn, ticket: TicketId) -> Result<Vec<TicketMessage>, StoreError> {
    c.all(OF_TICKET, args![ticket]).await
}

/// The number that a message has on the other side, given its number on one: whichever of the two wrote it.
pub fn counterpart(messages: &[TicketMessage], on_staff_side: bool, number: i64) -> Option<i64> {
    messages.iter().find_map(|message| {
        // What staff wrote stands under its own number in the group, what a resident wrote under its copy's.
        let (here, there) = match message.from_staff == on_staff_side {
            true => (message.message, message.copy),
            false => (message.copy, message.message),
        };
        (here == number && there > 0 && !message.withdrawn).then_some(there)
    })
}

/// A message of staff, by its group and number, says this now (masked).
///
/// # Errors
/// When the database fails.
pub async fn set_text(c: &mut Conn, (group, message): (ChatId, i64), text: &str) -> Result<(), StoreError> {
    c.run(SET_TEXT, args![group, message, text]).await.map(drop)
}
