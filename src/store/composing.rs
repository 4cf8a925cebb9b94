//! What an announcement goes through until it is sent: it is written, agreed to, scheduled, moved. Every change names
//! what the announcement said before: of two changes at the same time one counts.

use super::announcement::{self, Announcement, State, listed, rows};
use super::db::{Conn, Sql, args, statements};
use super::error::StoreError;
use crate::clock::Timestamp;
use crate::ids::ChatId;

/// The most drafts that are looked through at once.
const DRAFTS: i64 = 100;

statements! {
    COMPOSERS = Sql::both("
        SELECT DISTINCT chat_id
          FROM announcement");

    AWAITING = Sql::both(rows!("
         WHERE chat_id = $1
           AND awaited
         ORDER BY id DESC"));

    DRAFTS_OF = Sql::both(rows!("
         WHERE channel_id = $1
           AND state = 'draft'
         ORDER BY id DESC
         LIMIT $2"));

    OF_POSTS = Sql::both(rows!("
         WHERE channel_id = $1
           AND post_id <> 0
           AND state <> 'dropped'
         ORDER BY id DESC
         LIMIT $2"));

    DUE = Sql::both(rows!("
         WHERE state = 'scheduled'
           AND due_at <= $1
         ORDER BY due_at, id"));

    UNASKED = Sql::both(rows!("
         WHERE state = 'late'
           AND shown <> 'late'
         ORDER BY id"));

    NOTE = Sql::both("
        UPDATE announcement
           SET body = $2, awaited = $3
         WHERE id = $1
           AND state = $4
           AND body = $5");

    /// Only a draft changes, and a change of what it says or whom it goes to is nobody's consent any more.
    CHANGE = Sql::both("
        UPDATE announcement
           SET body = $2, entry_id = $3, due_at = $4, channel_id = $5, awaited = $6, approved_by = 0
         WHERE id = $1
           AND state = 'draft'
           AND body = $7");

    APPROVE = Sql::both("
        UPDATE announcement
           SET approved_by = $2
         WHERE id = $1
           AND state = $5
           AND approved_by = $4
           AND body = $3");

    /// A correction is nobody's consent yet, whoever confirmed what was sent.
    PROPOSE = Sql::both("
        UPDATE announcement
           SET body = $2, awaited = FALSE, approved_by = 0
         WHERE id = $1
           AND state = $3
           AND body = $4");

    /// Whoever begins something in the name of a channel waits for whoever is just doing so, or unlinks it.
    IS_LINKED = Sql::both("
        UPDATE channel
           SET gone = gone
         WHERE chat_id = $1
           AND linked_by <> 0
           AND gone = FALSE");

    /// A post that was offered to several admins goes out once.
    START = Sql::both("
        UPDATE announcement
           SET state = 'freezing', started_at = $2, awaited = FALSE
         WHERE id = $1
           AND state = 'draft'
           AND body = $3
           AND (post_id = 0 OR NOT EXISTS (SELECT 1
                                             FROM announcement other
                                            WHERE other.channel_id = announcement.channel_id
                                              AND other.post_id = announcement.post_id
                                              AND other.state NOT IN ('draft', 'dropped')))");

    SCHEDULE = Sql::both("
        UPDATE announcement
           SET state = 'scheduled', due_at = $2, awaited = FALSE
         WHERE id = $1
           AND state = 'draft'
           AND body = $3
           AND (post_id = 0 OR NOT EXISTS (SELECT 1
                                             FROM announcement other
                                            WHERE other.channel_id = announcement.channel_id
                                              AND other.post_id = announcement.post_id
                                              AND other.state NOT IN ('draft', 'dropped')))");

    MOVE_TO = Sql::both("
        UPDATE announcement
           SET state = 'scheduled', due_at = $2, body = $3, awaited = FALSE, shown = ''
         WHERE id = $1
           AND state = $4
           AND state IN ('scheduled', 'late')
           AND body = $5");

    HOLD = Sql::both("
        UPDATE announcement
           SET due_at = $2
         WHERE id = $1
           AND state = 'scheduled'
           AND due_at = $3");

    REOPEN = Sql::both("
        UPDATE announcement
           SET state = 'draft', due_at = $2, approved_by = 0, shown = ''
         WHERE id = $1
           AND state = $3");
}

/// Everybody who ever began an announcement.
///
/// # Errors
/// When the database fails.
pub async fn composers(c: &mut Conn) -> Result<Vec<ChatId>, StoreError> {
    let rows: Vec<(i64,)> = c.all(COMPOSERS, args![]).await?;
    Ok(rows.into_iter().map(|(chat,)| ChatId(chat)).collect())
}

/// The announcement that the next message in this chat belongs to.
///
/// # Errors
/// When the database fails.
pub async fn awaiting(c: &mut Conn, chat: ChatId) -> Result<Option<Announcement>, StoreError> {
    Ok(all_awaiting(c, chat).await?.into_iter().next())
}

/// All to which a message in this chat could belong: one, unless somebody was stopped half-way.
///
/// # Errors
/// When the database fails.
pub async fn all_awaiting(c: &mut Conn, chat: ChatId) -> Result<Vec<Announcement>, StoreError> {
    listed(c, AWAITING, args![chat]).await
}

/// The newest drafts in the name of this channel, newest first.
///
/// # Errors
/// When the database fails.
pub async fn drafts_of(c: &mut Conn, channel: ChatId) -> Result<Vec<Announcement>, StoreError> {
    listed(c, DRAFTS_OF, args![channel, DRAFTS]).await
}

/// The newest that were made of posts of this channel, newest first.
///
/// # Errors
/// When the database fails.
pub async fn of_posts(c: &mut Conn, channel: ChatId) -> Result<Vec<Announcement>, StoreError> {
    listed(c, OF_POSTS, args![channel, DRAFTS]).await
}

/// The scheduled ones whose moment has come, the longest waiting first.
///
/// # Errors
/// When the database fails.
pub async fn due(c: &mut Conn, now: Timestamp) -> Result<Vec<Announcement>, StoreError> {
    listed(c, DUE, args![now]).await
}

/// Those that missed their moment and whose admins have not been asked yet.
///
/// # Errors
/// When the database fails.
pub async fn unasked(c: &mut Conn) -> Result<Vec<Announcement>, StoreError> {
    listed(c, UNASKED, args![]).await
}

/// What an announcement says from now on, and what the database looks for in it.
#[derive(Clone, Debug)]
pub struct Written {
    /// What it says and whom it goes to.
    pub body: String,
    /// The entry it is linked to; empty: none.
    pub entry: String,
    /// When it is to go out; none: as soon as it is confirmed.
    pub due: Option<Timestamp>,
    /// Its channel.
    pub channel: ChatId,
    /// Whether the next message of its admin belongs to it.
    pub awaited: bool,
}

/// Changes a draft that is as it was read. False: it is not.
///
/// # Errors
/// When the database fails.
pub async fn change(c: &mut Conn, one: &Announcement, new: &Written) -> Result<bool, StoreError> {
    let Written { body, entry, due, channel, awaited } = new;
    let due = due.unwrap_or(Timestamp(0));
    Ok(c.run(CHANGE, args![one.id, body, entry, due, *channel, *awaited, &one.body]).await? == 1)
}

/// Notes what the next message gives, or what was shown: nothing that anybody agreed to changes. False: it is not as it
/// was read.
///
/// # Errors
/// When the database fails.
pub async fn note(c: &mut Conn, one: &Announcement, body: &str, awaited: bool) -> Result<bool, StoreError> {
    Ok(c.run(NOTE, args![one.id, body, awaited, one.state.name(), &one.body]).await? == 1)
}

/// Notes a correction that is to be confirmed. False: the announcement is not as it was read.
///
/// # Errors
/// When the database fails.
pub async fn propose(c: &mut Conn, one: &Announcement, body: &str) -> Result<bool, StoreError> {
    Ok(c.run(PROPOSE, args![one.id, body, one.state.name(), &one.body]).await? == 1)
}

/// This person confirms it as it is, and another one has to. False: somebody was first, or it has changed.
///
/// # Errors
/// When the database fails.
pub async fn approve(c: &mut Conn, one: &Announcement, by: ChatId) -> Result<bool, StoreError> {
    // Who confirmed it before may not post any more: else this would send it.
    let before = one.approved_by.unwrap_or(ChatId(0));
    Ok(c.run(APPROVE, args![one.id, by, &one.body, before, one.state.name()]).await? == 1)
}

/// Whether the channel is linked; it stays so until this transaction ends.
async fn is_linked(c: &mut Conn, channel: ChatId) -> Result<bool, StoreError> {
    Ok(c.run(IS_LINKED, args![channel]).await? == 1)
}

/// What waits, or came too late, begins to go out now. False: it was not in this state, has another moment by now, or its
/// channel is linked no more.
///
/// # Errors
/// When the database fails.
pub async fn begin(c: &mut Conn, one: &Announcement, from: State, now: Timestamp) -> Result<bool, StoreError> {
    Ok(is_linked(c, one.channel).await? && announcement::begin(c, one.id, from, now).await?)
}

/// The draft, as it was read, begins to go out now. False: it has changed, or its channel is linked no more.
///
/// # Errors
/// When the database fails.
pub async fn start(c: &mut Conn, one: &Announcement, now: Timestamp) -> Result<bool, StoreError> {
    Ok(is_linked(c, one.channel).await? && c.run(START, args![one.id, now, &one.body]).await? == 1)
}

/// The draft, as it was read, goes out at this moment. False: it has changed, or its channel is linked no more.
///
/// # Errors
/// When the database fails.
pub async fn schedule(c: &mut Conn, one: &Announcement, due: Timestamp) -> Result<bool, StoreError> {
    Ok(is_linked(c, one.channel).await? && c.run(SCHEDULE, args![one.id, due, &one.body]).await? == 1)
}

/// What is scheduled, or came too late, goes out at this moment, which its body says too. False: it is not as it was
/// read.
///
/// # Errors
/// When the database fails.
pub async fn move_to(c: &mut Conn, one: &Announcement, body: &str, due: Timestamp) -> Result<bool, StoreError> {
    Ok(c.run(MOVE_TO, args![one.id, due, body, one.state.name(), &one.body]).await? == 1)
}

/// What is scheduled waits until this moment; what its body says stays. False: somebody was first.
///
/// # Errors
/// When the database fails.
pub async fn hold(c: &mut Conn, one: &Announcement, until: Timestamp) -> Result<bool, StoreError> {
    let before = one.due.unwrap_or(Timestamp(0));
    Ok(c.run(HOLD, args![one.id, until, before]).await? == 1)
}

/// What is scheduled, or came too late, is a draft again, to which nobody has agreed; `due` is what its body says. False:
/// it is not as it was read.
///
/// # Errors
/// When the database fails.
pub async fn reopen(c: &mut Conn, one: &Announcement, due: Option<Timestamp>) -> Result<bool, StoreError> {
    let due = due.unwrap_or(Timestamp(0));
    Ok(c.run(REOPEN, args![one.id, due, one.state.name()]).await? == 1)
}
