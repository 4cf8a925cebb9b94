//! Tickets: questions handed to staff. What must happen once is a compare-and-set: the count says who was first.

use search::Lang;
use sqlx::FromRow;

use super::db::{Conn, Sql, args, statements};
use super::error::StoreError;
use super::values::{MaybeEntry, MaybeLang};
use super::{audit, meta, resident, ticket_message};
use crate::clock::Timestamp;
use crate::ids::{ChatId, EntryId, TicketId, UpdateId};

/// The counter of the tickets.
const COUNTER: &str = "ticket";

statements! {
    /// Nothing happens when this update opened one before, or the resident has an open one.
    OPEN = Sql::both("
        INSERT INTO ticket (id, update_id, chat_id, lang, text, outcome, entry_id, confidence, state,
                            group_id, topic_id, card_id, claimed_by, claimed_name, opened_at, answered_at, closed_at,
                            reminded_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'open', 0, 0, 0, 0, '', $9, 0, 0, 0)
            ON CONFLICT DO NOTHING");

    GET = Sql::both("
        SELECT id, chat_id, lang, text, outcome, entry_id, confidence, state, group_id, topic_id, card_id,
               claimed_by, claimed_name, opened_at, answered_at, closed_at
          FROM ticket
         WHERE id = $1");

    BY_UPDATE = Sql::both("
        SELECT id
          FROM ticket
         WHERE update_id = $1
           AND chat_id = $2");

    OPEN_OF = Sql::both("
        SELECT id
          FROM ticket
         WHERE chat_id = $1
           AND state = 'open'");

    BY_TOPIC = Sql::both("
        SELECT id
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

    REMINDED = Sql::both("
        UPDATE ticket
           SET reminded_at = $2
         WHERE id = $1");

    UNANSWERED = Sql::both("
        SELECT id, chat_id, lang, text, outcome, entry_id, confidence, state, group_id, topic_id, card_id,
               claimed_by, claimed_name, opened_at, answered_at, closed_at
          FROM ticket
         WHERE state = 'open'
           AND answered_at = 0
           AND card_id <> 0
         ORDER BY id
         LIMIT 500");

    SET_TOPIC = Sql::both("
        UPDATE ticket
           SET group_id = $2, topic_id = $3, card_id = 0
         WHERE id = $1
           AND topic_id = $4");

    SET_CARD = Sql::both("
        UPDATE ticket
           SET card_id = $2
         WHERE id = $1");

    CLAIM = Sql::both("
        UPDATE ticket
           SET claimed_by = $2, claimed_name = $3
         WHERE id = $1
           AND claimed_by <> $2");

    CLAIM_FREE = Sql::both("
        UPDATE ticket
           SET claimed_by = $2, claimed_name = $3
         WHERE id = $1
           AND claimed_by = 0");

    ANSWERED = Sql::both("
        UPDATE ticket
           SET answered_at = $2
         WHERE id = $1
           AND answered_at = 0");

    CLOSE = Sql::both("
        UPDATE ticket
           SET state = 'closed', closed_at = $2
         WHERE id = $1
           AND state = 'open'");

    /// Another one may be open by now: then this one stays closed.
    REOPEN = Sql::both("
        UPDATE ticket
           SET state = 'open', closed_at = 0
         WHERE id = $1
           AND state = 'closed'
           AND NOT EXISTS (SELECT 1 FROM ticket AS other
                            WHERE other.chat_id = ticket.chat_id AND other.state = 'open')");

    MOVED = Sql::both("
        UPDATE ticket
           SET group_id = $2
         WHERE group_id = $1");

    WAITS = Sql::both("
        SELECT answered_at - opened_at
          FROM ticket
         WHERE answered_at > 0
         ORDER BY answered_at DESC
         LIMIT $1");

    SET_TEXT = Sql::both("
        UPDATE ticket
           SET text = $2
         WHERE id = $1
           AND text = ''");

    FADE = Sql::both("
        UPDATE ticket
           SET text = ''
         WHERE state = 'closed'
           AND closed_at < $1
           AND text <> ''");

    REMOVE = Sql::both("
        DELETE FROM ticket
         WHERE id = $1");
}

/// A question to be handed to staff.
#[derive(Clone, Debug)]
pub struct NewTicket {
    /// The update in which they asked for it.
    pub update: UpdateId,
    /// Whose it is.
    pub chat: ChatId,
    /// The language they are answered in.
    pub lang: Lang,
    /// Their question, masked; empty when they have not written one.
    pub text: String,
    /// What the bot made of it: `answer`, `ask`, `decline`, `smalltalk`; empty when it was not asked.
    pub outcome: String,
    /// What it answered.
    pub entry: Option<EntryId>,
    /// How sure it was, 0 to 1.
    pub confidence: f64,
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

/// What came of opening a ticket.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Opened {
    /// It is new.
    New,
    /// The same update opened it before.
    Again,
    /// The resident has an open one: this is it.
    There,
}

/// Opens a ticket, and has what its resident writes go there from now on. The same update again, or a resident who has
/// an open one, gives the one there is.
///
/// # Errors
/// When the database fails.
pub async fn open(c: &mut Conn, new: &NewTicket, now: Timestamp) -> Result<(TicketId, Opened), StoreError> {
    resident::seen(c, new.chat, now).await?;
    let known = match c.opt::<(i64,)>(BY_UPDATE, args![new.update, new.chat]).await? {
        Some((id,)) => Some((id, Opened::Again)),
        None => c.opt::<(i64,)>(OPEN_OF, args![new.chat]).await?.map(|(id,)| (id, Opened::There)),
    };
    if let Some((id, opened)) = known {
        if opened == Opened::There {
            set_text(c, TicketId(id), &new.text).await?;
        }
        resident::set_ticket(c, new.chat, Some(TicketId(id))).await?;
        return Ok((TicketId(id), opened));
    }
    let id = TicketId(meta::next(c, COUNTER).await?);
    let values = args![id, new.update, new.chat, new.lang, &new.text, &new.outcome, &new.entry, new.confidence, now];
    if c.run(OPEN, values).await? == 0 {
        return Err(StoreError::Conflict("another ticket of this resident was opened at the same moment".to_owned()));
    }
    resident::set_ticket(c, new.chat, Some(id)).await?;
    Ok((id, Opened::New))
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
    match c.opt::<(i64,)>(BY_TOPIC, args![group, topic]).await? {
        Some((id,)) => get(c, TicketId(id)).await,
        None => Ok(None),
    }
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

/// Staff were reminded of it.
///
/// # Errors
/// When the database fails.
pub async fn reminded(c: &mut Conn, id: TicketId, now: Timestamp) -> Result<(), StoreError> {
    c.run(REMINDED, args![id, now]).await.map(drop)
}

/// Gives the ticket a topic in place of another (0: in place of none); false when it has a third by now.
///
/// # Errors
/// When the database fails.
pub async fn set_topic(
    c: &mut Conn,
    id: TicketId,
    (group, topic): (ChatId, i64),
    instead: i64,
) -> Result<bool, StoreError> {
    let before = get(c, id).await?.map_or(group, |ticket| ticket.group);
    let is_set = c.run(SET_TOPIC, args![id, group, topic, instead]).await? == 1;
    if is_set && before != group && before.0 != 0 {
        ticket_message::left_behind(c, id).await?;
    }
    Ok(is_set)
}

/// Notes where its card is.
///
/// # Errors
/// When the database fails.
pub async fn set_card(c: &mut Conn, id: TicketId, card: i64) -> Result<(), StoreError> {
    c.run(SET_CARD, args![id, card]).await.map(drop)
}

/// Somebody takes care of it, whoever did before; false when it was they.
///
/// # Errors
/// When the database fails.
pub async fn claim(c: &mut Conn, id: TicketId, (by, name): (ChatId, &str), now: Timestamp) -> Result<bool, StoreError> {
    let changed = c.run(CLAIM, args![id, by, name]).await? == 1;
    if changed {
        audit::add(c, now, by, &format!("claimed ticket {}", id.0)).await?;
    }
    Ok(changed)
}

/// Staff answered: who did takes care of it from now on if nobody does. Whether they came to by this.
///
/// # Errors
/// When the database fails.
pub async fn answered(
    c: &mut Conn,
    id: TicketId,
    (by, name): (ChatId, &str),
    now: Timestamp,
) -> Result<bool, StoreError> {
    c.run(ANSWERED, args![id, now]).await?;
    Ok(by.0 != 0 && c.run(CLAIM_FREE, args![id, by, name]).await? == 1)
}

/// Closes it, and has what its resident writes go to the bot; false when it is closed already.
///
/// # Errors
/// When the database fails.
pub async fn close(c: &mut Conn, ticket: &Ticket, by: ChatId, why: &str, now: Timestamp) -> Result<bool, StoreError> {
    if c.run(CLOSE, args![ticket.id, now]).await? == 0 {
        return Ok(false);
    }
    resident::set_ticket(c, ticket.chat, None).await?;
    audit::add(c, now, by, &format!("closed ticket {}{why}", ticket.id.0)).await?;
    Ok(true)
}

/// Opens it again; false when it is open, or its resident has another open one.
///
/// # Errors
/// When the database fails.
pub async fn reopen(c: &mut Conn, ticket: &Ticket, by: ChatId, now: Timestamp) -> Result<bool, StoreError> {
    if c.run(REOPEN, args![ticket.id]).await? == 0 {
        return Ok(false);
    }
    resident::set_ticket(c, ticket.chat, Some(ticket.id)).await?;
    audit::add(c, now, by, &format!("reopened ticket {}", ticket.id.0)).await?;
    Ok(true)
}

/// The staff group has another id from now on.
///
/// # Errors
/// When the database fails.
pub async fn moved(c: &mut Conn, from: ChatId, to: ChatId) -> Result<(), StoreError> {
    c.run(MOVED, args![from, to]).await.map(drop)
}

/// How long residents waited for the first answer, of so many tickets answered last, in milliseconds.
///
/// # Errors
/// When the database fails.
pub async fn waits(c: &mut Conn, last: i64) -> Result<Vec<i64>, StoreError> {
    let rows: Vec<(i64,)> = c.all(WAITS, args![last]).await?;
    Ok(rows.into_iter().map(|(wait,)| wait).collect())
}

/// Gives the ticket its question, masked, when it has none yet.
///
/// # Errors
/// When the database fails.
pub async fn set_text(c: &mut Conn, id: TicketId, text: &str) -> Result<(), StoreError> {
    c.run(SET_TEXT, args![id, text]).await.map(drop)
}

/// Forgets the words of questions that were closed before this moment.
///
/// # Errors
/// When the database fails.
pub async fn fade(c: &mut Conn, before: Timestamp) -> Result<(), StoreError> {
    c.run(FADE, args![before]).await.map(drop)
}

/// Takes a ticket away with all that was passed on.
///
/// # Errors
/// When the database fails.
pub async fn remove(c: &mut Conn, id: TicketId) -> Result<(), StoreError> {
    c.run(REMOVE, args![id]).await.map(drop)
}
