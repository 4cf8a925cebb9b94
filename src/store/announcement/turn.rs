//! Announcements taken from one state to another, by compare-and-set: of two presses one counts.

use super::{Announcement, State};
use crate::clock::Timestamp;
use crate::ids::{AnnouncementId, ChatId};
use crate::store::db::{Conn, Sql, args, statements};
use crate::store::error::StoreError;

statements! {
    /// What has been corrected since it was read is still to be shown.
    SET_SHOWN = Sql::both("
        UPDATE announcement
           SET shown = $2
         WHERE id = $1
           AND done = $3");

    SET_CARD = Sql::both("
        UPDATE announcement
           SET card_id = $2
         WHERE id = $1");

    TURN = Sql::both("
        UPDATE announcement
           SET state = $3
         WHERE id = $1
           AND state = $2");

    BEGIN = Sql::both("
        UPDATE announcement
           SET state = 'freezing', started_at = $3, awaited = FALSE
         WHERE id = $1
           AND state = $2
           AND due_at <= $3");

    /// What is not all written down yet could not go on where it stopped.
    HALT = Sql::both("
        UPDATE announcement
           SET state = CASE WHEN state = 'sending' THEN 'paused'
                            WHEN state = 'freezing' THEN 'stopped'
                            WHEN EXISTS (SELECT 1
                                           FROM delivery
                                          WHERE announcement_id = announcement.id
                                            AND delivery.state = 0) THEN 'stopped'
                            ELSE 'sent' END
             , ended_at = CASE state WHEN 'freezing' THEN $2 ELSE ended_at END
         WHERE channel_id = $1
           AND state IN ('freezing', 'sending', 'correcting')");

    END = Sql::both("
        UPDATE announcement
           SET state = $3, ended_at = $4
         WHERE id = $1
           AND state = $2");

    SET_PROBLEM = Sql::both("
        UPDATE announcement
           SET problem = $2
         WHERE id = $1");

    /// What a correction says. Its deliveries are edited until they have this version.
    CORRECT = Sql::both("
        UPDATE announcement
           SET state = 'correcting', body = $2, version = version + 1, done = 0, awaited = FALSE, shown = ''
         WHERE id = $1
           AND state = $3
           AND body = $4");

    WITHDRAW = Sql::both("
        UPDATE announcement
           SET state = 'withdrawing', done = 0, awaited = FALSE
         WHERE id = $1
           AND state = $2");
}

/// Its card shows this state, with so many deliveries done. If more are by now, it does not.
///
/// # Errors
/// When the database fails.
pub async fn set_shown(c: &mut Conn, id: AnnouncementId, state: State, done: i64) -> Result<(), StoreError> {
    c.run(SET_SHOWN, args![id, state.name(), done]).await.map(drop)
}

/// Notes which message shows it.
///
/// # Errors
/// When the database fails.
pub async fn set_card(c: &mut Conn, id: AnnouncementId, card: i64) -> Result<(), StoreError> {
    c.run(SET_CARD, args![id, card]).await.map(drop)
}

/// From one state to another. False: it was not in the first one.
///
/// # Errors
/// When the database fails.
pub async fn turn(c: &mut Conn, id: AnnouncementId, from: State, to: State) -> Result<bool, StoreError> {
    Ok(c.run(TURN, args![id, from.name(), to.name()]).await? == 1)
}

/// It begins to go out now. False: it was not in this state, or has another moment by now.
///
/// # Errors
/// When the database fails.
pub async fn begin(c: &mut Conn, id: AnnouncementId, from: State, now: Timestamp) -> Result<bool, StoreError> {
    Ok(c.run(BEGIN, args![id, from.name(), now]).await? == 1)
}

/// It is over now: `to` is sent, stopped or withdrawn. False: it was not in the first state.
///
/// # Errors
/// When the database fails.
pub async fn end(
    c: &mut Conn,
    id: AnnouncementId,
    (from, to): (State, State),
    now: Timestamp,
) -> Result<bool, StoreError> {
    Ok(c.run(END, args![id, from.name(), to.name(), now]).await? == 1)
}

/// Whatever goes out, or is being corrected, in the name of this channel stands still.
///
/// # Errors
/// When the database fails.
pub async fn halt(c: &mut Conn, channel: ChatId, now: Timestamp) -> Result<(), StoreError> {
    c.run(HALT, args![channel, now]).await.map(drop)
}

/// Notes why it was paused by itself; empty: it was not.
///
/// # Errors
/// When the database fails.
pub async fn set_problem(c: &mut Conn, id: AnnouncementId, problem: &str) -> Result<(), StoreError> {
    c.run(SET_PROBLEM, args![id, problem]).await.map(drop)
}

/// What it says is corrected from now on, everywhere. False: it is not as it was read.
///
/// # Errors
/// When the database fails.
pub async fn correct(c: &mut Conn, one: &Announcement, body: &str) -> Result<bool, StoreError> {
    Ok(c.run(CORRECT, args![one.id, body, one.state.name(), &one.body]).await? == 1)
}

/// It is withdrawn from now on, everywhere. False: it is not as it was read.
///
/// # Errors
/// When the database fails.
pub async fn withdraw(c: &mut Conn, one: &Announcement) -> Result<bool, StoreError> {
    Ok(c.run(WITHDRAW, args![one.id, one.state.name()]).await? == 1)
}
