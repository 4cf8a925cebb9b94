//! Whether an answer was useful, and if not, what was wrong with it, as the one who asked says. One word an answer; it
//! can be changed. How often each word holds is counted beside, so that counting reads a handful of rows.

use std::collections::BTreeMap;

use sqlx::FromRow;

use super::db::{Conn, Sql, args, statements};
use super::error::StoreError;
use crate::clock::Timestamp;
use crate::ids::{ChatId, QuestionId};

statements! {
    /// Nothing comes back for a question of another chat, or one that was not answered.
    CURRENT = Sql::both("
        SELECT question.entry_id
             , COALESCE(answer_feedback.vote, '') AS vote
             , COALESCE(answer_feedback.reason, '') AS reason
          FROM question
          LEFT JOIN answer_feedback
            ON answer_feedback.question_id = question.id
           AND answer_feedback.entry_id = question.entry_id
         WHERE question.id = $1
           AND question.chat_id = $2
           AND question.entry_id <> ''");

    ADD = Sql::both("
        INSERT INTO answer_feedback (question_id, entry_id, vote, reason, given_at)
        VALUES ($1, $2, $3, $4, $5)
            ON CONFLICT (question_id, entry_id) DO NOTHING");

    CHANGE = Sql::both("
        UPDATE answer_feedback
           SET vote = $3, reason = $4, given_at = $5
         WHERE question_id = $1
           AND entry_id = $2
           AND vote = $6
           AND reason = $7");

    COUNT = Sql::both("
        INSERT INTO feedback_count (name, value)
        VALUES ($1, $2)
            ON CONFLICT (name) DO UPDATE
           SET value = feedback_count.value + excluded.value");

    BLUR = Sql::both("
        UPDATE answer_feedback
           SET given_at = given_at - given_at % 3600000
         WHERE question_id = $1");

    /// In the table that is no longer written.
    BLUR_OLD = Sql::both("
        UPDATE feedback
           SET given_at = given_at - given_at % 3600000
         WHERE question_id = $1");

    COUNTS = Sql::both("
        SELECT name, value
          FROM feedback_count");
}

/// What is wrong with an answer that was not useful.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// It names a department that does not handle this.
    WrongDepartment,
    /// It is about something else than what was asked.
    OtherQuestion,
    /// It cannot be understood, or is no longer true.
    Unclear,
}

impl Reason {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Reason; 3] = [Reason::WrongDepartment, Reason::OtherQuestion, Reason::Unclear];

    /// Its name in the database and the metrics.
    pub fn name(self) -> &'static str {
        match self {
            Reason::WrongDepartment => "wrong_department",
            Reason::OtherQuestion => "other_question",
            Reason::Unclear => "unclear",
        }
    }
}

/// A word on an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Vote {
    /// It was useful.
    Useful,
    /// It was not.
    NotUseful,
    /// It was not, for this reason.
    Because(Reason),
}

impl Vote {
    fn name(self) -> &'static str {
        match self {
            Vote::Useful => "useful",
            Vote::NotUseful | Vote::Because(_) => "not_useful",
        }
    }

    fn reason(self) -> &'static str {
        match self {
            Vote::Because(reason) => reason.name(),
            Vote::Useful | Vote::NotUseful => "",
        }
    }

    fn read(vote: &str, reason: &str) -> Option<Vote> {
        Some(match vote {
            "useful" => Vote::Useful,
            "not_useful" => {
                let known = Reason::ALL.into_iter().find(|known| known.name() == reason);
                known.map_or(Vote::NotUseful, Vote::Because)
            }
            _ => return None,
        })
    }

    /// What holds when this comes after `before`: a reason given stays when "not useful" is only said again.
    fn after(self, before: Option<Vote>) -> Vote {
        match (self, before) {
            (Vote::NotUseful, Some(Vote::Because(reason))) => Vote::Because(reason),
            (vote, _) => vote,
        }
    }
}

/// Feedback counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Answers found useful.
    pub useful: i64,
    /// Answers found not useful, with or without a reason.
    pub not_useful: i64,
    /// How often each reason was given, in the order of [`Reason::ALL`].
    pub reasons: [i64; 3],
}

#[derive(FromRow)]
struct Current {
    entry_id: String,
    vote: String,
    reason: String,
}

/// Takes the word of the chat that asked, on the answer that its question has now, and says which word holds. None: this
/// chat asked no such question, or it has no answer.
///
/// # Errors
/// When the database fails.
pub async fn give(
    c: &mut Conn,
    question: QuestionId,
    chat: ChatId,
    vote: Vote,
    at: Timestamp,
) -> Result<Option<Vote>, StoreError> {
    let current: Option<Current> = c.opt(CURRENT, args![question, chat]).await?;
    let Some(current) = current else { return Ok(None) };
    let before = Vote::read(&current.vote, &current.reason);
    let now = vote.after(before);
    if before == Some(now) {
        return Ok(Some(now));
    }
    let word = args![question, &current.entry_id, now.name(), now.reason(), at];
    let changed = match before {
        None => c.run(ADD, word).await?,
        Some(_) => c.run(CHANGE, [word, args![&current.vote, &current.reason]].concat()).await?,
    };
    if changed != 1 {
        return Err(StoreError::Conflict("two words on one answer at once".to_owned()));
    }
    count(c, before, now).await?;
    Ok(Some(now))
}

/// Moves the counts. In the order of their names, so that two who do this at once do not wait for each other.
async fn count(c: &mut Conn, before: Option<Vote>, now: Vote) -> Result<(), StoreError> {
    let mut moves = BTreeMap::new();
    for (vote, by) in before.map(|vote| (vote, -1)).into_iter().chain([(now, 1)]) {
        for name in [vote.name(), vote.reason()].into_iter().filter(|name| !name.is_empty()) {
            *moves.entry(name).or_insert(0) += by;
        }
    }
    for (name, by) in moves.into_iter().filter(|(_, by)| *by != 0) {
        c.run(COUNT, args![name, by]).await?;
    }
    Ok(())
}

/// How often each word holds.
///
/// # Errors
/// When the database fails.
pub async fn counts(c: &mut Conn) -> Result<Counts, StoreError> {
    let rows: Vec<(String, i64)> = c.all(COUNTS, args![]).await?;
    let of = |name: &str| rows.iter().find(|(found, _)| found == name).map_or(0, |(_, value)| *value);
    Ok(Counts {
        useful: of(Vote::Useful.name()),
        not_useful: of(Vote::NotUseful.name()),
        reasons: Reason::ALL.map(|reason| of(reason.name())),
    })
}

/// Keeps only the hour in which the words on this question were given, as of the question itself.
///
/// # Errors
/// When the database fails.
pub(super) async fn blur(c: &mut Conn, question: QuestionId) -> Result<(), StoreError> {
    c.run(BLUR, args![question]).await?;
    c.run(BLUR_OLD, args![question]).await.map(drop)
}
