//! What happens to a ticket. What must happen once is a compare-and-set: the count says who was first.

use search::Lang;

use super::{Ticket, get};
use crate::clock::Timestamp;
use crate::ids::{ChatId, EntryId, TicketId, UpdateId};
use crate::store::db::{Conn, Sql, args, statements};
use crate::store::error::StoreError;
use crate::store::{audit, meta, resident, ticket_message};

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

    REMINDED = Sql::both("
        UPDATE ticket
           SET reminded_at = $2
         WHERE id = $1");

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
