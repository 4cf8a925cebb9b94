//! Drafts: changes of the knowledge that staff are writing. What a draft says is the desk's; here it is a text.

use sqlx::FromRow;

use super::db::{Conn, Sql, args, statements};
use super::error::StoreError;
use super::meta;
use crate::clock::Timestamp;
use crate::ids::{ChatId, DraftId, TicketId};

/// The counter that drafts are numbered from.
const COUNTER: &str = "draft";

statements! {
    ADD = Sql::both("
        INSERT INTO draft (id, chat_id, topic_id, card_id, ticket_id, message_id, by_user, by_name, made_at, body,
                           approved_by, state)
        VALUES ($1, $2, $3, 0, $4, $5, $6, $7, $8, $9, 0, 'open')");

    GET = Sql::both("
        SELECT id, chat_id, topic_id, card_id, ticket_id, message_id, by_name, body, approved_by, state
          FROM draft
         WHERE id = $1");

    AT = Sql::both("
        SELECT id, chat_id, topic_id, card_id, ticket_id, message_id, by_name, body, approved_by, state
          FROM draft
         WHERE chat_id = $1
           AND card_id = $2");

    OF_MESSAGE = Sql::both("
        SELECT id, chat_id, topic_id, card_id, ticket_id, message_id, by_name, body, approved_by, state
          FROM draft
         WHERE ticket_id = $1
           AND message_id = $2
           AND state = 'open'
         ORDER BY id DESC
         LIMIT 1");

    SAME = Sql::both("
        SELECT id, chat_id, topic_id, card_id, ticket_id, message_id, by_name, body, approved_by, state
          FROM draft
         WHERE chat_id = $1
           AND by_user = $2
           AND ticket_id = $3
           AND body = $4
           AND state = 'open'
         ORDER BY id DESC
         LIMIT 1");

    SET_CARD = Sql::both("
        UPDATE draft
           SET card_id = $2
         WHERE id = $1");

    MOVE = Sql::both("
        UPDATE draft
           SET chat_id = $2, topic_id = 0, card_id = $3
         WHERE id = $1");

    /// Only what is chosen or waited for on the card has changed, or that somebody has seen what would change.
    KEEP_BODY = Sql::both("
        UPDATE draft
           SET body = $2
         WHERE id = $1
           AND state = 'open'
           AND body = $3");

    /// A draft that changes is nobody's consent any more.
    SET_BODY = Sql::both("
        UPDATE draft
           SET body = $2, approved_by = 0
         WHERE id = $1
           AND state = 'open'");

    APPROVE = Sql::both("
        UPDATE draft
           SET approved_by = $2
         WHERE id = $1
           AND state = 'open'
           AND approved_by = 0
           AND body = $3");

    CLOSE = Sql::both("
        UPDATE draft
           SET state = $2
         WHERE id = $1
           AND state = 'open'
           AND body = $3");
}

/// A draft as kept.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct DraftRow {
    /// Its number.
    #[sqlx(try_from = "i64")]
    pub id: DraftId,
    /// Where its card is.
    #[sqlx(rename = "chat_id", try_from = "i64")]
    pub chat: ChatId,
    /// In which topic; 0: in none.
    #[sqlx(rename = "topic_id")]
    pub topic: i64,
    /// The card's message; 0 while it is on its way.
    #[sqlx(rename = "card_id")]
    pub card: i64,
    /// The question it was made from; 0: from none.
    #[sqlx(rename = "ticket_id", try_from = "i64")]
    pub ticket: TicketId,
    /// The answer of staff it was made from; 0: from none.
    #[sqlx(rename = "message_id")]
    pub message: i64,
    /// Who began it.
    pub by_name: String,
    /// What it says, in a form the desk knows.
    pub body: String,
    /// Who wants it published, while a second person is waited for; 0: nobody.
    #[sqlx(try_from = "i64")]
    pub approved_by: ChatId,
    /// `open`, `published`, `dropped`.
    pub state: String,
}

impl DraftRow {
    /// Whether it can still be changed.
    pub fn is_open(&self) -> bool {
        self.state == "open"
    }
}

/// A draft to be kept.
#[derive(Clone, Debug)]
pub struct NewDraft {
    /// Where its card goes.
    pub chat: ChatId,
    /// Into which topic; 0: into none.
    pub topic: i64,
    /// The question and the answer of staff it is made from; zeros: from none.
    pub from: (TicketId, i64),
    /// Who makes it.
    pub by: (ChatId, String),
    /// What it says.
    pub body: String,
}

/// Keeps a draft; its number. One that the same person has just begun in the same way is taken up again: a press may
/// be handled twice.
///
/// # Errors
/// When the database fails.
pub async fn add(c: &mut Conn, new: &NewDraft, now: Timestamp) -> Result<DraftId, StoreError> {
    let (ticket, message) = new.from;
    let same: Option<DraftRow> = c.opt(SAME, args![new.chat, new.by.0, ticket, &new.body]).await?;
    if let Some(same) = same {
        return Ok(same.id);
    }
    let id = DraftId(meta::next(c, COUNTER).await?);
    c.run(ADD, args![id, new.chat, new.topic, ticket, message, new.by.0, &new.by.1, now, &new.body]).await?;
    Ok(id)
}

/// The draft with this number.
///
/// # Errors
/// When the database fails.
pub async fn get(c: &mut Conn, id: DraftId) -> Result<Option<DraftRow>, StoreError> {
    c.opt(GET, args![id]).await
}

/// The draft that this message shows.
///
/// # Errors
/// When the database fails.
pub async fn at(c: &mut Conn, chat: ChatId, card: i64) -> Result<Option<DraftRow>, StoreError> {
    c.opt(AT, args![chat, card]).await
}

/// The open draft that was made from this answer of staff.
///
/// # Errors
/// When the database fails.
pub async fn of_message(c: &mut Conn, ticket: TicketId, message: i64) -> Result<Option<DraftRow>, StoreError> {
    c.opt(OF_MESSAGE, args![ticket, message]).await
}

/// Notes which message shows it.
///
/// # Errors
/// When the database fails.
pub async fn set_card(c: &mut Conn, id: DraftId, card: i64) -> Result<(), StoreError> {
    c.run(SET_CARD, args![id, card]).await.map(drop)
}

/// Changes what it says. False: it is not open any more.
///
/// # Errors
/// When the database fails.
pub async fn set_body(c: &mut Conn, id: DraftId, body: &str) -> Result<bool, StoreError> {
    Ok(c.run(SET_BODY, args![id, body]).await? == 1)
}

/// Changes what its card is waiting for, or that somebody has seen what would change: who has agreed to it still does.
/// False: it is not open any more, or says something else by now.
///
/// # Errors
/// When the database fails.
pub async fn keep_body(c: &mut Conn, id: DraftId, body: &str, before: &str) -> Result<bool, StoreError> {
    Ok(c.run(KEEP_BODY, args![id, body, before]).await? == 1)
}

/// Its card is this message of this chat from now on, in no topic.
///
/// # Errors
/// When the database fails.
pub async fn move_to(c: &mut Conn, id: DraftId, (chat, card): (ChatId, i64)) -> Result<(), StoreError> {
    c.run(MOVE, args![id, chat, card]).await.map(drop)
}

/// This person wants it published as it is. False: somebody else was first, or it has changed.
///
/// # Errors
/// When the database fails.
pub async fn approve(c: &mut Conn, draft: &DraftRow, by: ChatId) -> Result<bool, StoreError> {
    Ok(c.run(APPROVE, args![draft.id, by, &draft.body]).await? == 1)
}

/// It is done with: `published` or `dropped`. False: it was before, or it has changed.
///
/// # Errors
/// When the database fails.
pub async fn close(c: &mut Conn, draft: &DraftRow, state: &str) -> Result<bool, StoreError> {
    Ok(c.run(CLOSE, args![draft.id, state, &draft.body]).await? == 1)
}
