//! Handing deliveries out to be sent, and taking back what came of it. A delivery is marked before it is sent, and after
//! that it is never sent again by itself: what was marked when its process died may have arrived.

use sqlx::FromRow;

use super::Fate;
use crate::clock::Timestamp;
use crate::ids::{AnnouncementId, ChatId};
use crate::store::announcement::State;
use crate::store::db::{Conn, Sql, args, statements};
use crate::store::error::StoreError;
use crate::store::values::MaybeLang;
use search::Lang;

statements! {
    AT_WORK = Sql::both("
        SELECT id, state, version
          FROM announcement
         WHERE state IN ('freezing', 'sending', 'correcting', 'withdrawing')
         ORDER BY id");

    STANDING = Sql::both("
        SELECT id, state, version
          FROM announcement
         WHERE id = $1");

    CLAIM = Sql::both("
        UPDATE delivery
           SET state = 1
         WHERE announcement_id = $1
           AND state = 0
           AND chat_id IN (SELECT chat_id
                             FROM delivery
                            WHERE announcement_id = $1
                              AND state = 0
                              AND chat_id > $2
                            ORDER BY chat_id
                            LIMIT $3)
     RETURNING chat_id, lang");

    SENT = Sql::both("
        UPDATE delivery
           SET state = 2, message_id = $3, version = $4
         WHERE announcement_id = $1
           AND chat_id = $2
           AND state = 1");

    PART = Sql::both("
        INSERT INTO delivery_part (announcement_id, chat_id, message_id)
        VALUES ($1, $2, $3)
            ON CONFLICT (announcement_id, chat_id, message_id) DO NOTHING");

    TURN = Sql::both("
        UPDATE delivery
           SET state = $2
         WHERE announcement_id = $1
           AND state = 1
           AND chat_id IN ($3)
     RETURNING chat_id");

    BLOCK = Sql::both("
        UPDATE resident
           SET blocked = TRUE
         WHERE chat_id IN ($1)
     RETURNING chat_id");

    COUNT = Sql::both("
        UPDATE announcement
           SET sent = sent + $2, blocked = blocked + $3, refused = refused + $4, unknown = unknown + $5, shown = ''
         WHERE id = $1");

    ANY_AT_WORK = Sql::both("
        SELECT announcement_id
          FROM delivery
         WHERE state = 1
         LIMIT 1");

    LEFT_AT_WORK = Sql::both("
        SELECT DISTINCT announcement_id
          FROM delivery
         WHERE state = 1");

    CRASHED = Sql::both("
        UPDATE delivery
           SET state = 5
         WHERE announcement_id = $1
           AND state = 1");

    PUT_BACK = Sql::both("
        UPDATE delivery
           SET state = 0
         WHERE state = 1");

    /// What somebody pauses or stops in this moment stays so.
    FINISH = Sql::both("
        UPDATE announcement
           SET state = 'sent', ended_at = $2
         WHERE id = $1
           AND state = 'sending'
           AND NOT EXISTS (SELECT 1 FROM delivery WHERE announcement_id = $1 AND state = 0)
           AND NOT EXISTS (SELECT 1 FROM delivery WHERE announcement_id = $1 AND state = 1)");
}

/// An announcement that something is to be done about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Which.
    pub id: AnnouncementId,
    /// Where it is in its life.
    pub state: State,
    /// How many corrections it has had.
    pub version: i64,
}

#[derive(FromRow)]
struct StandingRow {
    id: i64,
    state: String,
    version: i64,
}

impl From<StandingRow> for Standing {
    fn from(row: StandingRow) -> Standing {
        let state = State::ALL.into_iter().find(|state| state.name() == row.state).unwrap_or(State::Dropped);
        Standing { id: AnnouncementId(row.id), state, version: row.version }
    }
}

/// A delivery that is being sent from now on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Claimed {
    /// Whose it is.
    pub chat: ChatId,
    /// How they are spoken to.
    pub lang: Option<Lang>,
}

#[derive(FromRow)]
struct ClaimedRow {
    chat_id: i64,
    #[sqlx(try_from = "String")]
    lang: MaybeLang,
}

/// What came of a delivery.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It is there: in this version, as these messages.
    Sent {
        /// How many corrections the text had had.
        version: i64,
        /// The messages; several are an album.
        messages: Vec<i64>,
    },
    /// They blocked the bot, or are gone.
    Blocked,
    /// Telegram refused it.
    Refused,
    /// It may have arrived.
    Unknown,
    /// It certainly did not go out, and is to be tried again.
    Again,
}

/// A delivery and what came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dealt {
    /// Whose it is.
    pub chat: ChatId,
    /// What came of it.
    pub outcome: Outcome,
}

/// All announcements that something is to be done about, oldest first.
///
/// # Errors
/// When the database fails.
pub async fn at_work(c: &mut Conn) -> Result<Vec<Standing>, StoreError> {
    let rows: Vec<StandingRow> = c.all(AT_WORK, args![]).await?;
    Ok(rows.into_iter().map(Standing::from).collect())
}

/// How this announcement stands now.
///
/// # Errors
/// When the database fails.
pub async fn standing(c: &mut Conn, id: AnnouncementId) -> Result<Option<Standing>, StoreError> {
    let row: Option<StandingRow> = c.opt(STANDING, args![id]).await?;
    Ok(row.map(Standing::from))
}

/// Hands out up to `limit` deliveries that are to do, of recipients after this one, in the order of their numbers.
/// Whether the announcement is still being sent is for the caller to see in the same transaction.
///
/// # Errors
/// When the database fails.
pub async fn claim(c: &mut Conn, id: AnnouncementId, after: ChatId, limit: i64) -> Result<Vec<Claimed>, StoreError> {
    let rows: Vec<ClaimedRow> = c.all(CLAIM, args![id, after, limit]).await?;
    let mut claimed: Vec<_> =
        rows.into_iter().map(|row| Claimed { chat: ChatId(row.chat_id), lang: row.lang.0 }).collect();
    claimed.sort_unstable_by_key(|claimed| claimed.chat);
    Ok(claimed)
}

/// Keeps what came of deliveries that were handed out, and counts it. What is not handed out any more stays as it is.
///
/// # Errors
/// When the database fails.
pub async fn record(c: &mut Conn, id: AnnouncementId, dealt: &[Dealt]) -> Result<(), StoreError> {
    let sent = sent(c, id, dealt).await?;
    let blocked = turn(c, id, dealt, &Outcome::Blocked, Fate::Blocked).await?;
    let refused = turn(c, id, dealt, &Outcome::Refused, Fate::Refused).await?;
    let unknown = turn(c, id, dealt, &Outcome::Unknown, Fate::Unknown).await?;
    turn(c, id, dealt, &Outcome::Again, Fate::ToDo).await?;
    if !blocked.is_empty() {
        c.all_of::<(i64,)>(BLOCK, args![], blocked.clone()).await?;
    }
    let count = |some: &[i64]| i64::try_from(some.len()).unwrap_or_default();
    if sent + count(&blocked) + count(&refused) + count(&unknown) > 0 {
        c.run(COUNT, args![id, sent, count(&blocked), count(&refused), count(&unknown)]).await?;
    }
    Ok(())
}

async fn sent(c: &mut Conn, id: AnnouncementId, dealt: &[Dealt]) -> Result<i64, StoreError> {
    let (mut count, mut parts) = (0, Vec::new());
    for one in dealt {
        let Outcome::Sent { version, messages } = &one.outcome else { continue };
        let first = messages.first().copied().unwrap_or_default();
        if c.run(SENT, args![id, one.chat, first, *version]).await? == 1 {
            count += 1;
            parts.extend(messages.iter().skip(1).map(|message| args![id, one.chat, *message]));
        }
    }
    c.run_many(PART, parts).await?;
    Ok(count)
}

/// Turns those that came to this; who they were.
async fn turn(
    c: &mut Conn,
    id: AnnouncementId,
    dealt: &[Dealt],
    outcome: &Outcome,
    fate: Fate,
) -> Result<Vec<i64>, StoreError> {
    let chats: Vec<i64> = dealt.iter().filter(|one| one.outcome == *outcome).map(|one| one.chat.0).collect();
    if chats.is_empty() {
        return Ok(chats);
    }
    let turned: Vec<(i64,)> = c.all_of(TURN, args![id, fate.number()], chats).await?;
    Ok(turned.into_iter().map(|(chat,)| chat).collect())
}

/// Whether any delivery is handed out.
///
/// # Errors
/// When the database fails.
pub async fn any_at_work(c: &mut Conn) -> Result<bool, StoreError> {
    let one: Option<(i64,)> = c.opt(ANY_AT_WORK, args![]).await?;
    Ok(one.is_some())
}

/// Whatever is still handed out was when its process died: nobody knows what became of it. How many those are. Belongs
/// into the transaction that takes the lease.
///
/// # Errors
/// When the database fails.
pub async fn crashed(c: &mut Conn) -> Result<u64, StoreError> {
    let mut all = 0;
    let left: Vec<(i64,)> = c.all(LEFT_AT_WORK, args![]).await?;
    for (id,) in left {
        let crashed = c.run(CRASHED, args![id]).await?;
        c.run(COUNT, args![id, 0, 0, 0, i64::try_from(crashed).unwrap_or_default()]).await?;
        all += crashed;
    }
    Ok(all)
}

/// What is still handed out is to do again: for a process that holds the lease and knows that none of it was sent.
///
/// # Errors
/// When the database fails.
pub async fn put_back(c: &mut Conn) -> Result<u64, StoreError> {
    c.run(PUT_BACK, args![]).await
}

/// Ends a sending of which nothing is left. False: there is, or it is not being sent.
///
/// # Errors
/// When the database fails.
pub async fn finish(c: &mut Conn, id: AnnouncementId, now: Timestamp) -> Result<bool, StoreError> {
    Ok(c.run(FINISH, args![id, now]).await? == 1)
}
