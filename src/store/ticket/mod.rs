//! Tickets: questions handed to staff. What happens to them stands in `acts`.

mod acts;

use search::Lang;
use sqlx::FromRow;

use super::db::{Conn, Sql, args, statements};
use super::error::StoreError;
use super::values::{MaybeEntry, MaybeLang};
use crate::clock::Timestamp;
use crate::ids::{ChatId, EntryId, TicketId};

#[cfg(test)]
pub(super) use acts::STATEMENTS as ACT_STATEMENTS;
pub use acts::{
    NewTicket, Opened, answered, claim, close, fade, moved, open, reminded, remove, reopen, set_card, set_text,
    set_topic,
};

statements! {
    GET = Sql::both("
        SELECT id, chat_id, lang, text, outcome, entry_id, confidence, state, group_id, topic_id, card_id,
               claimed_by, claimed_name, opened_at, answered_at, closed_at
          FROM ticket
         WHERE id = $1");

    BY_TOPIC = Sql::both("
        SELECT id, chat_id, lang, text, outcome, entry_id, confidence, state, group_id, topic_id, card_id,
               claimed_by, claimed_name, opened_at, answered_at, closed_at
          FROM ticket
         WHERE group_id = $1
           AND topic_id = $2");

    OF_CHAT = Sql::both("
        SELECT id, chat_id, lang, text, outcome, entry_id, confidence, state, group_id, topic_id, card_id,
               claimed_by, claimed_name, opened_at, answered_at, closed_at
          FROM ticket
         WHERE chat_id = $1
         ORDER BY id");

    WITHOUT_CARD = Sql::both("
        SELECT id
          FROM ticket
         WHERE state = 'open'
           AND card_id = 0
           AND text <> ''
           AND opened_at < $1
         ORDER BY id
         LIMIT 50");

    /// Whose last word is the resident's.
    WAITING = Sql::both("
        SELECT id, since
          FROM (SELECT id
                     , reminded_at
                     , COALESCE((SELECT MAX(at) FROM ticket_message WHERE ticket_id = ticket.id AND NOT from_staff),
                                opened_at) AS since
                     , COALESCE((SELECT MAX(at) FROM ticket_message WHERE ticket_id = ticket.id AND from_staff),
                                0) AS answered
                  FROM ticket
                 WHERE state = 'open') AS open_ticket
         WHERE since > answered
           AND since < $1
           AND (reminded_at < since OR reminded_at < $2)
         ORDER BY since, id
         LIMIT 20");

    UNANSWERED = Sql::both("
        SELECT id, chat_id, lang, text, outcome, entry_id, confidence, state, group_id, topic_id, card_id,
               claimed_by, claimed_name, opened_at, answered_at, closed_at
          FROM ticket
         WHERE state = 'open'
           AND answered_at = 0
           AND card_id <> 0
         ORDER BY id
         LIMIT 500");

    WAITS = Sql::both("
        SELECT answered_at - opened_at
          FROM ticket
         WHERE answered_at > 0
         ORDER BY answered_at DESC
         LIMIT $1");
}

/// A ticket.
#[derive(Clone, Debug, PartialEq)]
pub struct Ticket {
    /// Its number.
    pub id: TicketId,
    /// Whose it is.
    pub chat: ChatId,
    /// The language they are answered in.
    pub lang: Option<Lang>,
    /// Their question, masked; empty when there is none or it is forgotten.
    pub text: String,
    /// What the bot made of it.
    pub outcome: String,
    /// What it answered.
    pub entry: Option<EntryId>,
    /// How sure it was, 0 to 1.
    pub confidence: f64,
    /// Whether it is open.
    pub open: bool,
    /// The staff group it stands in, its topic there, and the card in it; 0 as long as there is none.
    pub group: ChatId,
    /// See `group`.
    pub topic: i64,
    /// See `group`.
    pub card: i64,
    /// Who takes care of it: id and name; id 0: nobody yet.
    pub claimed: (ChatId, String),
    /// When it was opened.
    pub opened: Timestamp,
    /// When staff answered first; 0: not yet.
    pub answered: Timestamp,
    /// When it was closed; 0: not.
    pub closed: Timestamp,
}

#[derive(FromRow)]
struct Row {
    id: i64,
    chat_id: i64,
    #[sqlx(try_from = "String")]
    lang: MaybeLang,
    text: String,
    outcome: String,
    #[sqlx(try_from = "String")]
    entry_id: MaybeEntry,
    confidence: f64,
    state: String,
    group_id: i64,
    topic_id: i64,
    card_id: i64,
    claimed_by: i64,
    claimed_name: String,
    opened_at: i64,
    answered_at: i64,
    closed_at: i64,
}

impl From<Row> for Ticket {
    fn from(row: Row) -> Ticket {
        Ticket {
            id: TicketId(row.id),
            chat: ChatId(row.chat_id),
            lang: row.lang.0,
            text: row.text,
            outcome: row.outcome,
            entry: row.entry_id.0,
            confidence: row.confidence,
            open: row.state == "open",
            group: ChatId(row.group_id),
            topic: row.topic_id,
            card: row.card_id,
            claimed: (ChatId(row.claimed_by), row.claimed_name),
            opened: Timestamp(row.opened_at),
            answered: Timestamp(row.answered_at),
            closed: Timestamp(row.closed_at),
        }
    }
}

/// The ticket with this number.
///
/// # Errors
/// When the database fails.
pub async fn get(c: &mut Conn, id: TicketId) -> Result<Option<Ticket>, StoreError> {
    let row: Option<Row> = c.opt(GET, args![id]).await?;
    Ok(row.map(Ticket::from))
}

/// The ticket that this topic of this group is.
///
/// # Errors
/// When the database fails.
pub async fn by_topic(c: &mut Conn, group: ChatId, topic: i64) -> Result<Option<Ticket>, StoreError> {
    let row: Option<Row> = c.opt(BY_TOPIC, args![group, topic]).await?;
    Ok(row.map(Ticket::from))
}

/// All tickets of a resident, oldest first.
///
/// # Errors
/// When the database fails.
pub async fn of_chat(c: &mut Conn, chat: ChatId) -> Result<Vec<Ticket>, StoreError> {
    let rows: Vec<Row> = c.all(OF_CHAT, args![chat]).await?;
    Ok(rows.into_iter().map(Ticket::from).collect())
}

/// Open tickets from before this moment that have a question and that staff have not been shown yet, oldest first; at most fifty.
///
/// # Errors
/// When the database fails.
pub async fn without_card(c: &mut Conn, before: Timestamp) -> Result<Vec<TicketId>, StoreError> {
    let rows: Vec<(i64,)> = c.all(WITHOUT_CARD, args![before]).await?;
    Ok(rows.into_iter().map(|(id,)| TicketId(id)).collect())
}

/// Open tickets whose resident has been waiting since before the first moment, and of whom staff have not been reminded
/// since then, or not since the second one; with the moment since which they wait, longest first, at most twenty.
///
/// # Errors
/// When the database fails.
pub async fn waiting(
    c: &mut Conn,
    before: Timestamp,
    reminded: Timestamp,
) -> Result<Vec<(TicketId, Timestamp)>, StoreError> {
    let rows: Vec<(i64, i64)> = c.all(WAITING, args![before, reminded]).await?;
    Ok(rows.into_iter().map(|(id, since)| (TicketId(id), Timestamp(since))).collect())
}

/// Open tickets that staff have seen and not answered, oldest first; at most five hundred.
///
/// # Errors
/// When the database fails.
pub async fn unanswered(c: &mut Conn) -> Result<Vec<Ticket>, StoreError> {
    let rows: Vec<Row> = c.all(UNANSWERED, args![]).await?;
    Ok(rows.into_iter().map(Ticket::from).collect())
}

/// How long residents waited for the first answer, of so many tickets answered last, in milliseconds.
///
/// # Errors
/// When the database fails.
pub async fn waits(c: &mut Conn, last: i64) -> Result<Vec<i64>, StoreError> {
    let rows: Vec<(i64,)> = c.all(WAITS, args![last]).await?;
    Ok(rows.into_iter().map(|(wait,)| wait).collect())
}
