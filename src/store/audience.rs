//! How many people an announcement would go to, as of now.

use search::Lang;

use super::db::{Conn, Sql, args, statements};
use super::error::StoreError;
use crate::ids::ChatId;

statements! {
    /// The language of those who chose none is the one the bot last spoke to them in.
    ALL = Sql::both("
        SELECT CAST(COUNT(*) AS BIGINT)
          FROM resident
         WHERE NOT blocked
           AND NOT notices_off
           AND ($1 = '' OR $1 = CASE WHEN lang <> '' THEN lang WHEN spoken <> '' THEN spoken ELSE $2 END)");

    /// In the list of aims each stands between two commas; when it is empty, whoever follows anything counts.
    FOLLOWERS = Sql::both("
        SELECT CAST(COUNT(*) AS BIGINT)
          FROM resident r
         WHERE NOT r.blocked
           AND NOT r.notices_off
           AND ($1 = '' OR $1 = CASE WHEN r.lang <> '' THEN r.lang WHEN r.spoken <> '' THEN r.spoken ELSE $2 END)
           AND EXISTS (SELECT 1
                         FROM subscription s
                        WHERE s.chat_id = r.chat_id
                          AND ($3 = '' OR $3 LIKE '%,' || s.aim || ',%'))");
}

/// Who gets an announcement in private.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum People {
    /// Nobody.
    Nobody,
    /// Those who follow what it is about.
    Followers,
    /// Everybody who ever wrote.
    All,
}

/// Whom an announcement reaches. Who blocked the bot or wants no notices is never among them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reach {
    /// The channel it is posted in.
    pub channel: Option<ChatId>,
    /// Who gets it in private.
    pub people: People,
    /// What the followers follow: ids of entries, and the whole city; empty: anything.
    pub aims: Vec<String>,
    /// Only those who are spoken to in this language.
    pub lang: Option<Lang>,
    /// The language of those of whom nothing is known.
    pub default: Lang,
}

/// How many it reaches, a channel counting as one.
///
/// # Errors
/// When the database fails.
pub async fn count(c: &mut Conn, reach: &Reach) -> Result<i64, StoreError> {
    let lang = reach.lang.map_or("", Lang::code);
    let default = reach.default.code();
    let people = match reach.people {
        People::Nobody => 0,
        People::All => c.one::<(i64,)>(ALL, args![lang, default]).await?.0,
        People::Followers => {
            let aims = match &reach.aims[..] {
                [] => String::new(),
                aims => format!(",{},", aims.join(",")),
            };
            c.one::<(i64,)>(FOLLOWERS, args![lang, default, aims]).await?.0
        }
    };
    Ok(people + i64::from(reach.channel.is_some()))
}
