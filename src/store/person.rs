//! All that names or quotes one person: what there is of it, and taking it away. [`TABLES`] lists every table that
//! concerns people; a test goes over the schema and fails when one is missing there, or is shown or erased by nobody.

use sqlx::FromRow;

use super::announcement::{self, Announcement, State};
use super::db::{Conn, Sql, args, statements};
use super::error::StoreError;
use super::received::{self, Received as Announced};
use super::resident::{self, Resident};
use super::subscription::{self, Subscription};
use super::ticket::{self, Ticket};
use super::ticket_message::{self, TicketMessage};
use super::values::{MaybeEntry, MaybeLang};
use super::{inbox, question};
use crate::clock::Timestamp;
use crate::ids::{ChatId, EntryId, QuestionId, UpdateId};
use search::Lang;

/// What becomes of a table's rows when their person is to be forgotten.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// They go.
    Erased,
    /// They stay as figures: without text, chat and precise time.
    Unlinked,
    /// They are neither shown nor erased, for this reason.
    Left(&'static str),
}

/// Every table whose rows concern people.
pub const TABLES: &[(&str, Fate)] = &[
    ("resident", Fate::Erased),
    ("question", Fate::Unlinked),
    // These two know their person only by the question. The first one is no longer written.
    ("feedback", Fate::Unlinked),
    ("answer_feedback", Fate::Unlinked),
    ("ticket", Fate::Erased),
    // Goes with its ticket.
    ("ticket_message", Fate::Erased),
    ("mute", Fate::Left("that somebody was abusive ends by itself, not by their asking")),
    // Telegram may deliver an update again: its number must stay known.
    ("inbox", Fate::Unlinked),
    ("lane", Fate::Left("how many updates of a chat wait; goes an hour after the last one")),
    ("owner", Fate::Left("who may run the bot is the owners' affair; it holds nothing that was written")),
    ("owner_link", Fate::Left("who opened a link is known for a day after it has run out")),
    ("audit", Fate::Left("who gave or took rights must stay known")),
    ("draft", Fate::Left("it is staff's writing; one made from a ticket repeats nothing its resident wrote")),
    ("subscription", Fate::Erased),
    ("channel", Fate::Left("it names who linked a channel, which is public work")),
    ("announcement", Fate::Left("drafts go with their maker; what was sent is what an admin told the city")),
    ("announcement_text", Fate::Left("it is what was told to the city")),
    ("delivery", Fate::Erased),
    // Goes with its delivery.
    ("delivery_part", Fate::Erased),
    ("on_hold", Fate::Left("it names who of the staff put an answer aside")),
    ("revision", Fate::Left("the author is who changed the knowledge, never a resident")),
];

statements! {
    QUESTIONS = Sql::both("
        SELECT id, update_id, asked_at, lang, text, outcome, entry_id, confidence
          FROM question
         WHERE chat_id = $1
         ORDER BY asked_at, id");

    RATINGS = Sql::both("
        SELECT question_id
             , answer_feedback.entry_id
             , vote = 'useful' AS useful
             , reason
             , given_at
          FROM answer_feedback
          JOIN question ON question.id = answer_feedback.question_id
         WHERE question.chat_id = $1
         ORDER BY question_id, given_at");

    UPDATES = Sql::both("
        SELECT update_id, received_at
          FROM inbox
         WHERE chat_id = $1
         ORDER BY update_id");
}

/// What is kept about one person.
#[derive(Clone, Debug, PartialEq)]
pub struct Held {
    /// Their private chat.
    pub chat: ChatId,
    /// What is known of them.
    pub resident: Option<Resident>,
    /// What they asked, oldest first.
    pub questions: Vec<Asked>,
    /// What they said of the answers.
    pub ratings: Vec<Rated>,
    /// What they wrote to staff and got back, a ticket each.
    pub tickets: Vec<(Ticket, Vec<TicketMessage>)>,
    /// What they follow.
    pub following: Vec<Subscription>,
    /// The announcements they were sent.
    pub announced: Vec<Announced>,
    /// The announcements they made, drafts among them.
    pub made: Vec<Announcement>,
    /// The numbers of their last updates, which are remembered a few days; the one at hand is among them.
    pub updates: Vec<Received>,
}

impl Held {
    /// Whether there is nothing but the update in which they ask for it.
    pub fn is_nothing(&self) -> bool {
        self.resident.is_none()
            && self.questions.is_empty()
            && self.tickets.is_empty()
            && self.following.is_empty()
            && self.announced.is_empty()
            && self.made.is_empty()
    }

    /// What they wrote for an announcement that nobody got.
    pub fn drafts(&self) -> impl Iterator<Item = &Announcement> {
        self.made.iter().filter(|one| matches!(one.state, State::Draft | State::Dropped))
    }
}

/// A question they asked.
#[derive(Clone, Debug, PartialEq)]
pub struct Asked {
    /// Its id.
    pub id: QuestionId,
    /// The update it came in.
    pub update: UpdateId,
    /// When.
    pub asked: Timestamp,
    /// The language of the reply.
    pub lang: Option<Lang>,
    /// The text, masked; empty when it is forgotten.
    pub text: String,
    /// `answer`, `ask`, `decline`, `smalltalk`.
    pub outcome: String,
    /// What was answered.
    pub entry: Option<EntryId>,
    /// How sure that was, 0 to 1.
    pub confidence: f64,
}

/// What they said of an answer.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct Rated {
    /// The question that was answered.
    #[sqlx(rename = "question_id", try_from = "i64")]
    pub question: QuestionId,
    /// The answer.
    #[sqlx(rename = "entry_id", try_from = "String")]
    pub entry: EntryId,
    /// Whether it was useful.
    pub useful: bool,
    /// What was wrong with it, if they said so.
    pub reason: String,
    /// When they said so.
    #[sqlx(rename = "given_at", try_from = "i64")]
    pub given: Timestamp,
}

/// An update of theirs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, FromRow)]
pub struct Received {
    /// Its number.
    #[sqlx(rename = "update_id", try_from = "i64")]
    pub update: UpdateId,
    /// When it came.
    #[sqlx(rename = "received_at", try_from = "i64")]
    pub received: Timestamp,
}

#[derive(FromRow)]
struct AskedRow {
    id: i64,
    update_id: i64,
    asked_at: i64,
    #[sqlx(try_from = "String")]
    lang: MaybeLang,
    text: String,
    outcome: String,
    #[sqlx(try_from = "String")]
    entry_id: MaybeEntry,
    confidence: f64,
}

impl From<AskedRow> for Asked {
    fn from(row: AskedRow) -> Asked {
        Asked {
            id: QuestionId(row.id),
            update: UpdateId(row.update_id),
            asked: Timestamp(row.asked_at),
            lang: row.lang.0,
            text: row.text,
            outcome: row.outcome,
            entry: row.entry_id.0,
            confidence: row.confidence,
        }
    }
}

/// All that is kept about whom this chat belongs to. Goes over whole tables: read it aside, not within a write.
///
/// # Errors
/// When the database fails.
pub async fn held(c: &mut Conn, chat: ChatId) -> Result<Held, StoreError> {
    let questions: Vec<AskedRow> = c.all(QUESTIONS, args![chat]).await?;
    let mut tickets = Vec::new();
    for ticket in ticket::of_chat(c, chat).await? {
        let messages = ticket_message::of_ticket(c, ticket.id).await?;
        tickets.push((ticket, messages));
    }
    Ok(Held {
        chat,
        resident: resident::get(c, chat).await?,
        questions: questions.into_iter().map(Asked::from).collect(),
        ratings: c.all(RATINGS, args![chat]).await?,
        tickets,
        following: subscription::of_chat(c, chat).await?,
        announced: received::of_chat(c, chat).await?,
        made: announcement::all_made_by(c, chat).await?,
        updates: c.all(UPDATES, args![chat]).await?,
    })
}

/// Takes away what was found. Done twice it changes nothing more. What came since stays: it is a new acquaintance.
///
/// # Errors
/// When the database fails.
pub async fn erase(c: &mut Conn, held: &Held) -> Result<(), StoreError> {
    for asked in &held.questions {
        question::unlink(c, asked.id).await?;
    }
    for (ticket, _) in &held.tickets {
        ticket::remove(c, ticket.id).await?;
    }
    for received in &held.updates {
        inbox::unlink(c, received.update).await?;
    }
    for announced in &held.announced {
        received::erase(c, announced.announcement, held.chat).await?;
    }
    for draft in held.drafts() {
        announcement::remove(c, draft.id).await?;
    }
    subscription::unfollow_all(c, held.chat).await?;
    resident::remove(c, held.chat).await
}
