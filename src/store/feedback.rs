//! Whether an answer was useful, as the one who asked says. One word a question; it can be changed.

use super::db::{Conn, Sql, args, statements};
use super::error::StoreError;
use crate::clock::Timestamp;
use crate::ids::{ChatId, QuestionId};

statements! {
    /// Nothing is inserted for a question of another chat.
    ADD = Sql::both("
        INSERT INTO feedback (question_id, useful, given_at)
        SELECT id, $3, $4
          FROM question
         WHERE id = $1
           AND chat_id = $2
            ON CONFLICT (question_id) DO NOTHING");

    CHANGE = Sql::both("
        UPDATE feedback
           SET useful = $3, given_at = $4
         WHERE question_id = (SELECT id FROM question WHERE id = $1 AND chat_id = $2)
           AND useful <> $3");

    ASKED = Sql::both("
        SELECT id
          FROM question
         WHERE id = $1
           AND chat_id = $2");

    COUNTS = Sql::both("
        SELECT CAST(COALESCE(SUM(CASE WHEN useful THEN 1 ELSE 0 END), 0) AS BIGINT) AS useful
             , CAST(COALESCE(SUM(CASE WHEN useful THEN 0 ELSE 1 END), 0) AS BIGINT) AS not_useful
          FROM feedback");
}

/// What became of a word of feedback.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Given {
    /// It is the first for this question.
    New,
    /// It replaces the opposite.
    Changed,
    /// It was given before.
    Same,
    /// This chat asked no such question: an old or a forged button.
    Unknown,
}

/// Feedback counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Counts {
    /// Answers found useful.
    pub useful: i64,
    /// Answers found not useful.
    pub not_useful: i64,
}

/// Takes the word of the chat that asked.
///
/// # Errors
/// When the database fails.
pub async fn give(
    c: &mut Conn,
    question: QuestionId,
    chat: ChatId,
    useful: bool,
    at: Timestamp,
) -> Result<Given, StoreError> {
    if c.run(ADD, args![question, chat, useful, at]).await? == 1 {
        return Ok(Given::New);
    }
    if c.run(CHANGE, args![question, chat, useful, at]).await? == 1 {
        return Ok(Given::Changed);
    }
    let asked: Option<(i64,)> = c.opt(ASKED, args![question, chat]).await?;
    Ok(if asked.is_some() { Given::Same } else { Given::Unknown })
}

/// How often answers were useful.
///
/// # Errors
/// When the database fails.
pub async fn counts(c: &mut Conn) -> Result<Counts, StoreError> {
    c.one(COUNTS, args![]).await
}
