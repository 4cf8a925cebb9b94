//! Announcements, from the first draft to what became of them. What one says and to whom is the room `announce`'s; here
//! it is a text. `find` looks them up, `turn` takes them from one state to another.

mod find;
mod turn;

use sqlx::FromRow;

use super::db::{Conn, Sql, args, statements};
use super::error::StoreError;
use super::meta;
use super::values::Arg;
use crate::clock::Timestamp;
use crate::ids::{AnnouncementId, ChatId, UpdateId};

pub use find::{all_made_by, get, live, made_by, of_channel, of_chat, of_post};
pub use turn::{begin, correct, end, halt, set_card, set_problem, set_shown, turn, withdraw};
#[cfg(test)]
pub(super) use {find::STATEMENTS as FIND_STATEMENTS, turn::STATEMENTS as TURN_STATEMENTS};

/// The counter that announcements are numbered from.
const COUNTER: &str = "announcement";

/// A statement that reads announcements: all that a [`Row`] holds, of those for which the rest is true.
macro_rules! rows {
    ($which:literal) => {
        concat!(
            "
        SELECT id, chat_id, card_id, by_name, channel_id, body, state, made_at, due_at, approved_by, started_at
             , ended_at, total, sent, blocked, refused, unknown, version, done, problem
          FROM announcement",
            $which
        )
    };
}
pub(super) use rows;

statements! {
    ADD = Sql::both("
        INSERT INTO announcement (id, update_id, chat_id, card_id, by_name, channel_id, entry_id, body, state, made_at,
                                  due_at, approved_by, started_at, ended_at, total, sent, blocked, refused, unknown,
                                  version, done, problem, shown, post_id)
        VALUES ($1, $2, $3, 0, $4, $5, '', $6, 'draft', $7, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, '', '', $8)
            ON CONFLICT (update_id, chat_id) DO NOTHING");

    OF_UPDATE = Sql::both(rows!("
         WHERE update_id = $1
           AND chat_id = $2"));

    REMOVE = Sql::both("
        DELETE FROM announcement
         WHERE id = $1
           AND state IN ('draft', 'dropped')");
}

/// Where an announcement is in its life.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// It is being written.
    Draft,
    /// It is confirmed and waits for its moment.
    Scheduled,
    /// Its moment passed while nobody could send it: its admin is asked.
    Late,
    /// Its recipients are being written down.
    Freezing,
    /// It goes out.
    Sending,
    /// It stands still until somebody resumes it.
    Paused,
    /// Everybody was dealt with.
    Sent,
    /// It was ended before everybody was dealt with.
    Stopped,
    /// What was sent is being changed.
    Correcting,
    /// What was sent is being deleted.
    Withdrawing,
    /// What could be deleted was.
    Withdrawn,
    /// The draft was thrown away.
    Dropped,
}

impl State {
    /// All of them.
    pub const ALL: [State; 12] = [
        State::Draft,
        State::Scheduled,
        State::Late,
        State::Freezing,
        State::Sending,
        State::Paused,
        State::Sent,
        State::Stopped,
        State::Correcting,
        State::Withdrawing,
        State::Withdrawn,
        State::Dropped,
    ];

    /// Its name in the database.
    pub fn name(self) -> &'static str {
        match self {
            State::Draft => "draft",
            State::Scheduled => "scheduled",
            State::Late => "late",
            State::Freezing => "freezing",
            State::Sending => "sending",
            State::Paused => "paused",
            State::Sent => "sent",
            State::Stopped => "stopped",
            State::Correcting => "correcting",
            State::Withdrawing => "withdrawing",
            State::Withdrawn => "withdrawn",
            State::Dropped => "dropped",
        }
    }

    /// Whether it went out and nothing is being done with it: it can be corrected and withdrawn.
    pub fn is_at_rest(self) -> bool {
        matches!(self, State::Sent | State::Stopped)
    }

    /// Whether people may have it by now.
    pub fn is_out(self) -> bool {
        !matches!(self, State::Draft | State::Scheduled | State::Late | State::Dropped)
    }
}

/// An announcement as kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Announcement {
    /// Its number.
    pub id: AnnouncementId,
    /// Where its card is: the private chat of the admin who made it.
    pub chat: ChatId,
    /// The card's message; 0 while it is on its way.
    pub card: i64,
    /// The name of who made it.
    pub by_name: String,
    /// The linked channel in whose name it is made.
    pub channel: ChatId,
    /// What it says and whom it goes to, in a form that the room `announce` knows.
    pub body: String,
    /// Where it is in its life.
    pub state: State,
    /// When it was begun.
    pub made: Timestamp,
    /// When it is to go out; none: as soon as it is confirmed.
    pub due: Option<Timestamp>,
    /// Who confirmed it, while a second admin is waited for.
    pub approved_by: Option<ChatId>,
    /// When it began to go out.
    pub started: Option<Timestamp>,
    /// When everybody was dealt with, or it was stopped.
    pub ended: Option<Timestamp>,
    /// Its counts.
    pub tally: Tally,
    /// How many corrections it has had.
    pub version: i64,
    /// How many deliveries the correction or withdrawal at work has dealt with.
    pub done: i64,
    /// Why it was paused by itself; a code that the view knows, or nothing.
    pub problem: String,
}

/// What became of the deliveries of an announcement.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Recipients in all.
    pub total: i64,
    /// Who have it.
    pub sent: i64,
    /// Who blocked the bot, or are gone.
    pub blocked: i64,
    /// Where Telegram refused it.
    pub refused: i64,
    /// Of whom nobody knows whether they have it.
    pub unknown: i64,
}

impl Tally {
    /// How many have been dealt with.
    pub fn dealt_with(&self) -> i64 {
        self.sent + self.blocked + self.refused + self.unknown
    }
}

/// A row of the table.
#[derive(FromRow)]
pub(super) struct Row {
    id: i64,
    chat_id: i64,
    card_id: i64,
    by_name: String,
    channel_id: i64,
    body: String,
    state: String,
    made_at: i64,
    due_at: i64,
    approved_by: i64,
    started_at: i64,
    ended_at: i64,
    total: i64,
    sent: i64,
    blocked: i64,
    refused: i64,
    unknown: i64,
    version: i64,
    done: i64,
    problem: String,
}

impl From<Row> for Announcement {
    fn from(row: Row) -> Announcement {
        let moment = |at: i64| Some(Timestamp(at)).filter(|at| at.0 != 0);
        // A state that a newer program made is one that this one leaves alone.
        let state = State::ALL.into_iter().find(|state| state.name() == row.state).unwrap_or(State::Dropped);
        Announcement {
            id: AnnouncementId(row.id),
            chat: ChatId(row.chat_id),
            card: row.card_id,
            by_name: row.by_name,
            channel: ChatId(row.channel_id),
            body: row.body,
            state,
            made: Timestamp(row.made_at),
            due: moment(row.due_at),
            approved_by: Some(ChatId(row.approved_by)).filter(|by| by.0 != 0),
            started: moment(row.started_at),
            ended: moment(row.ended_at),
            tally: Tally {
                total: row.total,
                sent: row.sent,
                blocked: row.blocked,
                refused: row.refused,
                unknown: row.unknown,
            },
            version: row.version,
            done: row.done,
            problem: row.problem,
        }
    }
}

/// A draft to be kept.
#[derive(Clone, Debug)]
pub struct NewAnnouncement {
    /// The update that began it: one makes one.
    pub update: UpdateId,
    /// Whose it is: their private chat.
    pub chat: ChatId,
    /// Their name.
    pub by_name: String,
    /// The channel in whose name it is made.
    pub channel: ChatId,
    /// What it says so far.
    pub body: String,
    /// The post of the channel that it is made of; 0: of none.
    pub post: i64,
}

/// The announcements that a statement made with [`rows`] finds.
pub(super) async fn listed(c: &mut Conn, sql: Sql, args: Vec<Arg>) -> Result<Vec<Announcement>, StoreError> {
    let rows: Vec<Row> = c.all(sql, args).await?;
    Ok(rows.into_iter().map(Announcement::from).collect())
}

/// Keeps a draft, or finds the one that this update has begun already.
///
/// # Errors
/// When the database fails.
pub async fn add(c: &mut Conn, new: &NewAnnouncement, now: Timestamp) -> Result<Announcement, StoreError> {
    let begun: Option<Row> = c.opt(OF_UPDATE, args![new.update, new.chat]).await?;
    if let Some(begun) = begun {
        return Ok(begun.into());
    }
    let id = AnnouncementId(meta::next(c, COUNTER).await?);
    c.run(ADD, args![id, new.update, new.chat, &new.by_name, new.channel, &new.body, now, new.post]).await?;
    let row: Row = c.one(OF_UPDATE, args![new.update, new.chat]).await?;
    Ok(row.into())
}

/// Takes a draft away for good; what was confirmed stays.
///
/// # Errors
/// When the database fails.
pub async fn remove(c: &mut Conn, id: AnnouncementId) -> Result<(), StoreError> {
    c.run(REMOVE, args![id]).await.map(drop)
}
