//! What residents asked and what became of it. The text is masked before it comes here, and kept a limited time.

use search::Lang;
use sqlx::FromRow;

use super::db::{Conn, Sql, args, statements};
use super::error::StoreError;
use super::feedback;
use super::resident::{self, Talked};
use super::values::{MaybeEntry, MaybeLang};
use crate::clock::Timestamp;
use crate::ids::{ChatId, EntryId, QuestionId, UpdateId};

statements! {
    INSERT = Sql::both("
        INSERT INTO question (id, update_id, chat_id, asked_at, lang, text, outcome, entry_id, confidence)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
            ON CONFLICT DO NOTHING");

    GET = Sql::both("
        SELECT id, update_id, chat_id, asked_at, lang, text, outcome, entry_id, confidence
          FROM question
         WHERE id = $1");

    SETTLE = Sql::both("
        UPDATE question
           SET entry_id = $2
         WHERE id = $1");

    RECENT = Sql::both("
        SELECT text
          FROM question
         WHERE asked_at >= $1
           AND text <> ''
         ORDER BY asked_at DESC
         LIMIT $2");

    OLD = Sql::both("
        SELECT id
          FROM question
         WHERE asked_at < $1
           AND chat_id <> 0
         ORDER BY asked_at
         LIMIT $2");

    /// What stays is a figure. Its update's number becomes one that no update has, so that it leads to nobody and the
    /// key (update, chat) stays unique without a chat; its time is known to the hour.
    UNLINK = Sql::both("
        UPDATE question
           SET update_id = -id, chat_id = 0, text = '', asked_at = asked_at - asked_at % 3600000
         WHERE id = $1");
}

/// A question to be kept.
#[derive(Clone, Debug, PartialEq)]
pub struct NewQuestion {
    /// Its id, the same whenever its update is handled.
    pub id: QuestionId,
    /// The update it came in.
    pub update: UpdateId,
    /// Who asked.
    pub chat: ChatId,
    /// When.
    pub asked: Timestamp,
    /// The language of the reply.
    pub lang: Lang,
    /// The text, masked.
    pub text: String,
    /// `answer`, `ask`, `decline`, `smalltalk`.
    pub outcome: String,
    /// What was answered.
    pub entry: Option<EntryId>,
    /// How sure that was, 0 to 1.
    pub confidence: f64,
    /// Whether what was talked about before stays so: a thanks or a decline does not change it.
    pub stays: bool,
}

/// A question as kept.
#[derive(Clone, Debug, PartialEq)]
pub struct Question {
    /// Its id.
    pub id: QuestionId,
    /// The update it came in.
    pub update: UpdateId,
    /// Who asked.
    pub chat: ChatId,
    /// When.
    pub asked: Timestamp,
    /// The language of the reply.
    pub lang: Option<Lang>,
    /// The text, masked; empty when it is forgotten.
    pub text: String,
    /// `answer`, `ask`, `decline`, `smalltalk`.
    pub outcome: String,
    /// What was answered, or chosen from the options since.
    pub entry: Option<EntryId>,
    /// How sure the answer was, 0 to 1.
    pub confidence: f64,
}

#[derive(FromRow)]
struct Row {
    id: i64,
    update_id: i64,
    chat_id: i64,
    asked_at: i64,
    #[sqlx(try_from = "String")]
    lang: MaybeLang,
    text: String,
    outcome: String,
    #[sqlx(try_from = "String")]
    entry_id: MaybeEntry,
    confidence: f64,
}

impl From<Row> for Question {
    fn from(row: Row) -> Question {
        Question {
            id: QuestionId(row.id),
            update: UpdateId(row.update_id),
            chat: ChatId(row.chat_id),
            asked: Timestamp(row.asked_at),
            lang: row.lang.0,
            text: row.text,
            outcome: row.outcome,
            entry: row.entry_id.0,
            confidence: row.confidence,
        }
    }
}

/// Keeps questions of different chats, and with each that its chat wrote and what was talked about. A question of an
/// update that has one already is left out.
///
/// # Errors
/// When the database fails.
pub async fn record(c: &mut Conn, questions: &[&NewQuestion]) -> Result<(), StoreError> {
    let talked = |asked: &&NewQuestion| Talked {
        chat: asked.chat,
        at: asked.asked,
        about: (!asked.stays).then(|| asked.entry.clone()),
        lang: asked.lang,
    };
    resident::talked(c, &questions.iter().map(talked).collect::<Vec<_>>()).await?;
    let row = |asked: &&NewQuestion| {
        args![
            asked.id,
            asked.update,
            asked.chat,
            asked.asked,
            asked.lang,
            &asked.text,
            &asked.outcome,
            &asked.entry,
            asked.confidence
        ]
    };
    c.run_many(INSERT, questions.iter().map(row).collect()).await.map(drop)
}

/// The question with this id.
///
/// # Errors
/// When the database fails.
pub async fn get(c: &mut Conn, id: QuestionId) -> Result<Option<Question>, StoreError> {
    let row: Option<Row> = c.opt(GET, args![id]).await?;
    Ok(row.map(Question::from))
}

/// Notes which entry the question turned out to be about: the one that was chosen from the options.
///
/// # Errors
/// When the database fails.
pub async fn settle(c: &mut Conn, id: QuestionId, entry: &EntryId) -> Result<(), StoreError> {
    c.run(SETTLE, args![id, entry.as_str()]).await?;
    Ok(())
}

/// Questions that are still somebody's and were asked before this moment, oldest first.
///
/// # Errors
/// When the database fails.
pub async fn old(c: &mut Conn, before: Timestamp, limit: i64) -> Result<Vec<QuestionId>, StoreError> {
    let rows: Vec<(i64,)> = c.all(OLD, args![before, limit]).await?;
    Ok(rows.into_iter().map(|(id,)| QuestionId(id)).collect())
}

/// Forgets who asked a question and in which words; what became of it stays, as a figure.
///
/// # Errors
/// When the database fails.
pub async fn unlink(c: &mut Conn, id: QuestionId) -> Result<(), StoreError> {
    c.run(UNLINK, args![id]).await?;
    feedback::blur(c, id).await
}

/// What was asked since then in different words, newest first.
///
/// # Errors
/// When the database fails.
pub async fn recent(c: &mut Conn, since: Timestamp, most: i64) -> Result<Vec<String>, StoreError> {
    let rows: Vec<(String,)> = c.all(RECENT, args![since, most]).await?;
    let mut seen = std::collections::HashSet::new();
    Ok(rows.into_iter().map(|(text,)| text).filter(|text| seen.insert(text.clone())).collect())
}
