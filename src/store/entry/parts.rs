//! The lists that hang on an entry: texts, former departments, contacts, successions, examples. They are written and
//! read as wholes, many rows a statement.

use std::collections::HashMap;

use sqlx::FromRow;

use super::rows::{ContactRow, EntryRow, EntryRows, ExampleRow, SuccessionRow, TextRow};
use crate::store::db::{Conn, Record, Sql, args, statements};
use crate::store::error::StoreError;

statements! {
    CLEAR_TEXTS = Sql::both("DELETE FROM entry_text WHERE entry_id = $1");
    CLEAR_FORMER = Sql::both("DELETE FROM entry_former WHERE entry_id = $1");
    CLEAR_CONTACTS = Sql::both("DELETE FROM contact WHERE entry_id = $1");
    CLEAR_SUCCESSIONS = Sql::both("DELETE FROM succession WHERE entry_id = $1");
    CLEAR_EXAMPLES = Sql::both("DELETE FROM example WHERE entry_id = $1");

    ADD_TEXTS = Sql::both("
        INSERT INTO entry_text (entry_id, lang, name, body, reading_note, elsewhere, keywords)
        VALUES ($1, $2, $3, $4, $5, $6, $7)");

    ADD_FORMER = Sql::both("
        INSERT INTO entry_former (entry_id, position, former_id)
        VALUES ($1, $2, $3)");

    ADD_CONTACTS = Sql::both("
        INSERT INTO contact (entry_id, position, kind, value, source)
        VALUES ($1, $2, $3, $4, $5)");

    ADD_SUCCESSIONS = Sql::both("
        INSERT INTO succession (entry_id, position, successor_id, announced, since, source)
        VALUES ($1, $2, $3, $4, $5, $6)");

    ADD_EXAMPLES = Sql::both("
        INSERT INTO example (entry_id, position, lang, text, folded)
        VALUES ($1, $2, $3, $4, $5)");

    TEXTS = Sql::both("
        SELECT entry_id, lang, name, body, reading_note, elsewhere, keywords
          FROM entry_text
         ORDER BY entry_id, lang");

    FORMER = Sql::both("
        SELECT entry_id, former_id
          FROM entry_former
         ORDER BY entry_id, position");

    CONTACTS = Sql::both("
        SELECT entry_id, kind, value, source
          FROM contact
         ORDER BY entry_id, position");

    SUCCESSIONS = Sql::both("
        SELECT entry_id, successor_id, announced, since, source
          FROM succession
         ORDER BY entry_id, position");

    EXAMPLES = Sql::both("
        SELECT entry_id, lang, text, folded
          FROM example
         ORDER BY entry_id, position");
}

/// A part with the entry it belongs to.
#[derive(FromRow)]
struct Of<T> {
    entry_id: String,
    #[sqlx(flatten)]
    part: T,
}

/// The id of a former department, as a row.
#[derive(FromRow)]
struct FormerRow {
    former_id: String,
}

/// Puts these parts in the place of what the entry had.
pub(super) async fn replace(c: &mut Conn, rows: &EntryRows) -> Result<(), StoreError> {
    let id = &rows.entry.id;
    for clear in [CLEAR_TEXTS, CLEAR_FORMER, CLEAR_CONTACTS, CLEAR_SUCCESSIONS, CLEAR_EXAMPLES] {
        c.run(clear, args![id]).await?;
    }
    let texts = rows.texts.iter();
    let texts =
        texts.map(|t| args![id, &t.lang, &t.name, &t.body, &t.reading_note, &t.elsewhere, &t.keywords]).collect();
    c.run_many(ADD_TEXTS, texts).await?;

    let former = numbered(&rows.former).map(|(at, former)| args![id, at, former]).collect();
    c.run_many(ADD_FORMER, former).await?;

    let contacts = numbered(&rows.contacts).map(|(at, k)| args![id, at, &k.kind, &k.value, &k.source]).collect();
    c.run_many(ADD_CONTACTS, contacts).await?;

    let successions = numbered(&rows.successions);
    let successions =
        successions.map(|(at, s)| args![id, at, &s.successor, &s.announced, &s.since, &s.source]).collect();
    c.run_many(ADD_SUCCESSIONS, successions).await?;

    let examples = numbered(&rows.examples).map(|(at, e)| args![id, at, &e.lang, &e.text, &e.folded]).collect();
    c.run_many(ADD_EXAMPLES, examples).await?;
    Ok(())
}

fn numbered<T>(parts: &[T]) -> impl Iterator<Item = (i64, &T)> {
    (0..).zip(parts)
}

/// Hangs all parts on their entries.
pub(super) async fn fill(c: &mut Conn, entries: Vec<EntryRow>) -> Result<Vec<EntryRows>, StoreError> {
    let mut texts = parts::<TextRow>(c, TEXTS).await?;
    let mut former = parts::<FormerRow>(c, FORMER).await?;
    let mut contacts = parts::<ContactRow>(c, CONTACTS).await?;
    let mut successions = parts::<SuccessionRow>(c, SUCCESSIONS).await?;
    let mut examples = parts::<ExampleRow>(c, EXAMPLES).await?;
    let filled = entries.into_iter().map(|entry| {
        let id = entry.id.as_str();
        EntryRows {
            texts: texts.remove(id).unwrap_or_default(),
            former: former.remove(id).unwrap_or_default().into_iter().map(|row| row.former_id).collect(),
            contacts: contacts.remove(id).unwrap_or_default(),
            successions: successions.remove(id).unwrap_or_default(),
            examples: examples.remove(id).unwrap_or_default(),
            entry,
        }
    });
    Ok(filled.collect())
}

async fn parts<T>(c: &mut Conn, sql: Sql) -> Result<HashMap<String, Vec<T>>, StoreError>
where
    Of<T>: Record,
{
    let mut by_entry: HashMap<String, Vec<T>> = HashMap::new();
    for row in c.all::<Of<T>>(sql, args![]).await? {
        by_entry.entry(row.entry_id).or_default().push(row.part);
    }
    Ok(by_entry)
}
