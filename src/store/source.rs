//! Sources as rows: where facts are written, with their words in each language.

use std::collections::BTreeMap;

use sqlx::FromRow;

use super::db::{Conn, Sql, args, statements};
use super::error::StoreError;

statements! {
    CLEAR = Sql::both("DELETE FROM source");

    INSERT = Sql::both("
        INSERT INTO source (id, position, language, title, outlet, url, published, announced, since, review_by)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)");

    INSERT_TEXT = Sql::both("
        INSERT INTO source_text (source_id, lang, announced_words, in_words)
        VALUES ($1, $2, $3, $4)");

    /// After all others; one that is there stays as it is.
    ADD = Sql::both("
        INSERT INTO source (id, position, language, title, outlet, url, published, announced, since, review_by)
        SELECT $1, COALESCE(MAX(position), 0) + 1, $2, $3, $4, $5, $6, $7, $8, $9
          FROM source
         WHERE TRUE
            ON CONFLICT (id) DO NOTHING");

    ALL = Sql::both("
        SELECT id, language, title, outlet, url, published, announced, since, review_by
          FROM source
         ORDER BY position");

    TEXTS = Sql::both("
        SELECT source_id, lang, announced_words, in_words
          FROM source_text
         ORDER BY source_id, lang");
}

/// A source, flat.
#[derive(Clone, Debug, Default, PartialEq, Eq, FromRow)]
pub struct SourceRow {
    /// Its id in the pack.
    pub id: String,
    /// Language code of its text.
    pub language: String,
    /// Its title.
    pub title: String,
    /// Who published it.
    pub outlet: String,
    /// Where to read it.
    pub url: String,
    /// When it was published.
    pub published: String,
    /// What it announces, when.
    pub announced: String,
    /// Since when that is in force.
    pub since: String,
    /// When to look at it again.
    pub review_by: String,
    /// Its words, by language.
    #[sqlx(skip)]
    pub texts: Vec<SourceText>,
}

/// The words of a source in one language.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SourceText {
    /// Language code.
    pub lang: String,
    /// "The reform announced in …".
    pub announced_words: String,
    /// "Under the reform announced in …".
    pub in_words: String,
}

/// Puts these sources in the place of all others.
///
/// # Errors
/// When the database fails.
pub async fn replace_all(c: &mut Conn, sources: &[SourceRow]) -> Result<(), StoreError> {
    c.run(CLEAR, args![]).await?;
    let rows = (0..).zip(sources).map(|(position, s): (i64, _)| {
        args![
            &s.id,
            position,
            &s.language,
            &s.title,
            &s.outlet,
            &s.url,
            &s.published,
            &s.announced,
            &s.since,
            &s.review_by
        ]
    });
    c.run_many(INSERT, rows.collect()).await?;
    let texts = sources.iter().flat_map(|source| {
        source.texts.iter().map(|text| args![&source.id, &text.lang, &text.announced_words, &text.in_words])
    });
    c.run_many(INSERT_TEXT, texts.collect()).await.map(drop)
}

/// Adds a source; one with this id stays as it is.
///
/// # Errors
/// When the database fails.
pub async fn add(c: &mut Conn, s: &SourceRow) -> Result<(), StoreError> {
    let columns =
        args![&s.id, &s.language, &s.title, &s.outlet, &s.url, &s.published, &s.announced, &s.since, &s.review_by];
    if c.run(ADD, columns).await? == 0 {
        return Ok(());
    }
    let texts = s.texts.iter().map(|text| args![&s.id, &text.lang, &text.announced_words, &text.in_words]);
    c.run_many(INSERT_TEXT, texts.collect()).await.map(drop)
}

/// All sources, in the order they were put in.
///
/// # Errors
/// When the database fails.
pub async fn all(c: &mut Conn) -> Result<Vec<SourceRow>, StoreError> {
    let mut sources: Vec<SourceRow> = c.all(ALL, args![]).await?;
    let mut texts: BTreeMap<String, Vec<SourceText>> = BTreeMap::new();
    for (source, lang, announced_words, in_words) in c.all::<(String, String, String, String)>(TEXTS, args![]).await? {
        texts.entry(source).or_default().push(SourceText { lang, announced_words, in_words });
    }
    for source in &mut sources {
        source.texts = texts.remove(&source.id).unwrap_or_default();
    }
    Ok(sources)
}
