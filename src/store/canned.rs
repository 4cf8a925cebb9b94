//! Ready answers: what staff send again and again, in every language.

use search::Lang;
use sqlx::FromRow;

use super::db::{Conn, Sql, args, statements};
use super::error::StoreError;
use super::{audit, meta};
use crate::clock::Timestamp;
use crate::ids::ChatId;

/// The counter of the ready answers. A number is never given twice: who deletes one means that one.
const COUNTER: &str = "canned";

statements! {
    ALL = Sql::both("
        SELECT id, kk, ru, en
          FROM canned
         ORDER BY id");

    GET = Sql::both("
        SELECT id, kk, ru, en
          FROM canned
         WHERE id = $1");

    ADD = Sql::both("
        INSERT INTO canned (id, kk, ru, en)
        VALUES ($1, $2, $3, $4)");

    REMOVE = Sql::both("
        DELETE FROM canned
         WHERE id = $1");
}

/// A ready answer.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct Canned {
    /// Its number.
    pub id: i64,
    /// In Kazakh.
    pub kk: String,
    /// In Russian.
    pub ru: String,
    /// In English.
    pub en: String,
}

impl Canned {
    /// What it says in this language.
    pub fn text(&self, lang: Lang) -> &str {
        match lang {
            Lang::Kk => &self.kk,
            Lang::Ru => &self.ru,
            Lang::En => &self.en,
        }
    }
}

/// What came of adding one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Added {
    /// It has this number.
    New(i64),
    /// It was there before, under this number: the same update may be handled twice.
    There(i64),
    /// There are as many as there may be.
    Full,
}

/// All of them, oldest first.
///
/// # Errors
/// When the database fails.
pub async fn all(c: &mut Conn) -> Result<Vec<Canned>, StoreError> {
    c.all(ALL, args![]).await
}

/// The one with this number.
///
/// # Errors
/// When the database fails.
pub async fn get(c: &mut Conn, id: i64) -> Result<Option<Canned>, StoreError> {
    c.opt(GET, args![id]).await
}

/// Adds one that says this in Kazakh, Russian and English, if there are fewer than `most`.
///
/// # Errors
/// When the database fails.
pub async fn add(
    c: &mut Conn,
    [kk, ru, en]: [&str; 3],
    most: usize,
    (by, now): (ChatId, Timestamp),
) -> Result<Added, StoreError> {
    let known = all(c).await?;
    if let Some(there) = known.iter().find(|there| [&*there.kk, &*there.ru, &*there.en] == [kk, ru, en]) {
        return Ok(Added::There(there.id));
    }
    if known.len() >= most {
        return Ok(Added::Full);
    }
    let id = meta::next(c, COUNTER).await?;
    c.run(ADD, args![id, kk, ru, en]).await?;
    audit::add(c, now, by, &format!("added ready answer {id}")).await?;
    Ok(Added::New(id))
}

/// Takes one away; false when there is none with this number.
///
/// # Errors
/// When the database fails.
pub async fn remove(c: &mut Conn, id: i64, (by, now): (ChatId, Timestamp)) -> Result<bool, StoreError> {
    if c.run(REMOVE, args![id]).await? == 0 {
        return Ok(false);
    }
    audit::add(c, now, by, &format!("deleted ready answer {id}")).await?;
    Ok(true)
}
