//! Writing down who is to get an announcement. People are gone through in the order of their numbers, so many at a time,
//! whether they are among the recipients or not: so each slice takes the same time, and all of them together a time that
//! grows with the city and with nothing else.

use super::{Reach, Whom};
use crate::ids::{AnnouncementId, ChatId};
use crate::store::db::{Conn, Sql, args, statements};
use crate::store::error::StoreError;
use crate::store::values::Arg;

/// People gone through in one slice: some ten milliseconds, for which others who write wait.
pub const SLICE: i64 = 2_000;

/// A statement about recipients: its beginning, and what else must hold for them.
macro_rules! people {
    ($head:literal, $also:literal, $tail:literal) => {
        concat!(
            $head,
            "
          FROM resident
         WHERE resident.chat_id > $1
           AND resident.chat_id <= $2
           AND resident.blocked = FALSE
           AND resident.notices_off = FALSE
           AND CASE WHEN resident.lang <> '' THEN resident.lang
                    WHEN resident.spoken <> '' THEN resident.spoken
                    ELSE CAST($3 AS TEXT) END IN ($4, $5, $6)",
            $also,
            $tail
        )
    };
}

macro_rules! count {
    ($also:literal) => {
        people!("SELECT CAST(COUNT(*) AS BIGINT)", $also, "")
    };
}

macro_rules! write_down {
    ($also:literal) => {
        people!(
            "
        INSERT INTO delivery (announcement_id, chat_id, lang, state, message_id, version)
        SELECT $7, resident.chat_id
             , CASE WHEN resident.lang <> '' THEN resident.lang
                    WHEN resident.spoken <> '' THEN resident.spoken
                    ELSE CAST($3 AS TEXT) END, 0, 0, 0",
            $also,
            "
            ON CONFLICT (announcement_id, chat_id) DO NOTHING"
        )
    };
}

statements! {
    COUNT_ALL = Sql::both(count!(""));
    COUNT_FOLLOWERS = Sql::both(count!("
           AND EXISTS (SELECT 1 FROM subscription WHERE subscription.chat_id = resident.chat_id)"));
    COUNT_OF_AIMS = Sql {
        sqlite: count!("
           AND EXISTS (SELECT 1
                         FROM subscription
                        WHERE subscription.chat_id = resident.chat_id
                          AND subscription.aim IN (SELECT value FROM json_each($7)))"),
        postgres: count!("
           AND EXISTS (SELECT 1
                         FROM subscription
                        WHERE subscription.chat_id = resident.chat_id
                          AND subscription.aim IN (SELECT jsonb_array_elements_text(CAST(CAST($7 AS TEXT) AS JSONB))))"),
    };

    WRITE_ALL = Sql::both(write_down!(""));
    WRITE_FOLLOWERS = Sql::both(write_down!("
           AND EXISTS (SELECT 1 FROM subscription WHERE subscription.chat_id = resident.chat_id)"));
    WRITE_OF_AIMS = Sql {
        sqlite: write_down!("
           AND EXISTS (SELECT 1
                         FROM subscription
                        WHERE subscription.chat_id = resident.chat_id
                          AND subscription.aim IN (SELECT value FROM json_each($8)))"),
        postgres: write_down!("
           AND EXISTS (SELECT 1
                         FROM subscription
                        WHERE subscription.chat_id = resident.chat_id
                          AND subscription.aim IN (SELECT jsonb_array_elements_text(CAST(CAST($8 AS TEXT) AS JSONB))))"),
    };

    WRITE_CHANNEL = Sql::both("
        INSERT INTO delivery (announcement_id, chat_id, lang, state, message_id, version)
        VALUES ($1, $2, $3, 0, 0, 0)
            ON CONFLICT (announcement_id, chat_id) DO NOTHING");

    /// The last of so many people after this one.
    BORDER = Sql::both("
        SELECT chat_id
          FROM resident
         WHERE chat_id > $1
         ORDER BY chat_id
         LIMIT 1
        OFFSET $2");

    /// How far it has come; people have positive numbers.
    FROZEN_TO = Sql::both("
        SELECT COALESCE(MAX(chat_id), 0)
          FROM delivery
         WHERE announcement_id = $1
           AND chat_id > 0");

    /// Nobody ends it until the slice is written.
    HOLD = Sql::both("
        UPDATE announcement
           SET total = total
         WHERE id = $1
           AND state = 'freezing'");

    GROW = Sql::both("
        UPDATE announcement
           SET total = total + $2
         WHERE id = $1");
}

/// How many recipients there are now, the channel included.
///
/// # Errors
/// When the database fails.
pub async fn count(c: &mut Conn, reach: &Reach) -> Result<i64, StoreError> {
    let mut args = common(reach, ChatId(0), ChatId(i64::MAX));
    let sql = match (reach.people, reach.aims.is_empty()) {
        (Whom::Nobody, _) => return Ok(i64::from(reach.channel.is_some())),
        (Whom::All, _) => COUNT_ALL,
        (Whom::Followers, true) => COUNT_FOLLOWERS,
        (Whom::Followers, false) => {
            args.push(aims(reach));
            COUNT_OF_AIMS
        }
    };
    let (people,): (i64,) = c.one(sql, args).await?;
    Ok(people + i64::from(reach.channel.is_some()))
}

/// Up to which person the recipients are written down: where to go on after a restart.
///
/// # Errors
/// When the database fails.
pub async fn frozen_to(c: &mut Conn, id: AnnouncementId) -> Result<ChatId, StoreError> {
    let (chat,): (i64,) = c.one(FROZEN_TO, args![id]).await?;
    Ok(ChatId(chat))
}

/// Writes down who of the next `limit` people after this one is to get it, and counts them in its total. The last of
/// those people, to go on from; none: there is nobody left, or the announcement is not freezing any more. A slice that
/// is written twice is there once.
///
/// # Errors
/// When the database fails.
pub async fn freeze(
    c: &mut Conn,
    id: AnnouncementId,
    reach: &Reach,
    after: ChatId,
    limit: i64,
) -> Result<Option<ChatId>, StoreError> {
    if c.run(HOLD, args![id]).await? == 0 {
        return Ok(None);
    }
    let border: Option<(i64,)> = match reach.people {
        Whom::Nobody => None,
        _ => c.opt(BORDER, args![after, limit.max(1) - 1]).await?,
    };
    let border = border.map(|(chat,)| ChatId(chat));
    let mut args = common(reach, after, border.unwrap_or(ChatId(i64::MAX)));
    args.push(id.into());
    let mut written = match (reach.people, reach.aims.is_empty()) {
        (Whom::Nobody, _) => 0,
        (Whom::All, _) => c.run(WRITE_ALL, args).await?,
        (Whom::Followers, true) => c.run(WRITE_FOLLOWERS, args).await?,
        (Whom::Followers, false) => {
            args.push(aims(reach));
            c.run(WRITE_OF_AIMS, args).await?
        }
    };
    if let (None, Some(channel)) = (border, reach.channel) {
        written += c.run(WRITE_CHANNEL, args![id, channel, reach.default]).await?;
    }
    c.run(GROW, args![id, i64::try_from(written).unwrap_or_default()]).await?;
    Ok(border)
}

/// $1 to $6.
fn common(reach: &Reach, after: ChatId, border: ChatId) -> Vec<Arg> {
    // Three places for languages: one that is not asked for is nobody's.
    let lang = |at: usize| reach.langs.get(at).map_or("-", |lang| lang.code());
    args![after, border, reach.default, lang(0), lang(1), lang(2)]
}

fn aims(reach: &Reach) -> Arg {
    Arg::from(serde_json::Value::from(reach.aims.clone()).to_string())
}
