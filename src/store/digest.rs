//! What staff are told of once a day, counted over a stretch of time. Every statement goes over the questions of that
//! stretch by the time they were asked, or over the tickets that are open.

use sqlx::FromRow;

use super::db::{Conn, Sql, args, statements};
use super::error::StoreError;
use crate::clock::Timestamp;
use crate::ids::{ChatId, EntryId, QuestionId, TicketId};

/// How long after its question a word on an answer is still found, in milliseconds. Words come within minutes; looking
/// for them among all questions ever asked would take long.
const WORD_LATE: i64 = 24 * 60 * 60 * 1000;

statements! {
    OUTCOMES = Sql::both("
        SELECT outcome, COUNT(*)
          FROM question
         WHERE asked_at >= $1
           AND asked_at < $2
         GROUP BY outcome");

    RATINGS = Sql::both("
        SELECT answer_feedback.entry_id
             , CAST(SUM(CASE WHEN vote = 'useful' THEN 1 ELSE 0 END) AS BIGINT) AS useful
             , CAST(SUM(CASE WHEN vote = 'useful' THEN 0 ELSE 1 END) AS BIGINT) AS not_useful
          FROM question
          JOIN answer_feedback ON answer_feedback.question_id = question.id
         WHERE question.asked_at >= $1
           AND question.asked_at < $3
           AND given_at >= $2
           AND given_at < $3
         GROUP BY answer_feedback.entry_id
         ORDER BY answer_feedback.entry_id");

    /// Who chose another answer since, has one; a text that is gone says nothing.
    DECLINED = Sql::both("
        SELECT id, text
          FROM question
         WHERE asked_at >= $1
           AND asked_at < $2
           AND outcome = 'decline'
           AND entry_id = ''
           AND text <> ''
         ORDER BY asked_at DESC, id
         LIMIT $3");

    /// Whose last word is the resident's.
    WAITING = Sql::both("
        SELECT id, text, topic_id, since
          FROM (SELECT id
                     , text
                     , topic_id
                     , COALESCE((SELECT MAX(at) FROM ticket_message WHERE ticket_id = ticket.id AND NOT from_staff),
                                opened_at) AS since
                     , COALESCE((SELECT MAX(at) FROM ticket_message WHERE ticket_id = ticket.id AND from_staff),
                                0) AS answered
                  FROM ticket
                 WHERE state = 'open'
                   AND group_id = $1
                   AND card_id <> 0) AS open_ticket
         WHERE since > answered
         ORDER BY since, id
         LIMIT $2");
}

/// What was said of one answer.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct Rating {
    /// The answer.
    #[sqlx(rename = "entry_id", try_from = "String")]
    pub entry: EntryId,
    /// How often it was useful.
    pub useful: i64,
    /// How often it was not, for whatever reason.
    pub not_useful: i64,
}

/// A question to which nothing was answered.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct Declined {
    /// Its id.
    #[sqlx(try_from = "i64")]
    pub id: QuestionId,
    /// Its text, masked.
    pub text: String,
}

/// A ticket whose resident waits for staff.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct Waiting {
    /// Its number.
    #[sqlx(try_from = "i64")]
    pub id: TicketId,
    /// The question, masked.
    pub text: String,
    /// Its topic in the staff group.
    #[sqlx(rename = "topic_id")]
    pub topic: i64,
    /// Since when they wait.
    #[sqlx(try_from = "i64")]
    pub since: Timestamp,
}

/// How often each outcome came up, from the first moment on and before the second.
///
/// # Errors
/// When the database fails.
pub async fn outcomes(c: &mut Conn, (since, until): (Timestamp, Timestamp)) -> Result<Vec<(String, i64)>, StoreError> {
    c.all(OUTCOMES, args![since, until]).await
}

/// What was said of answers, from the first moment on and before the second, an answer each.
///
/// # Errors
/// When the database fails.
pub async fn ratings(c: &mut Conn, (since, until): (Timestamp, Timestamp)) -> Result<Vec<Rating>, StoreError> {
    c.all(RATINGS, args![since.plus(-WORD_LATE), since, until]).await
}

/// Questions of that time to which nothing was answered, newest first, at most so many.
///
/// # Errors
/// When the database fails.
pub async fn declined(
    c: &mut Conn,
    (since, until): (Timestamp, Timestamp),
    most: i64,
) -> Result<Vec<Declined>, StoreError> {
    c.all(DECLINED, args![since, until, most]).await
}

/// Tickets in this group whose resident waits, longest first, at most so many.
///
/// # Errors
/// When the database fails.
pub async fn waiting(c: &mut Conn, group: ChatId, most: i64) -> Result<Vec<Waiting>, StoreError> {
    c.all(WAITING, args![group, most]).await
}
