//! SQLite's full-text search in memory: a table without content, for only the number of a text is wanted of it.

use std::collections::BTreeSet;

use rusqlite::Connection;
use search::Corpus;

use crate::rival::{Engine, Hit};

/// The best hits; a rank is BM25 with a minus before it.
const FIND: &str = "SELECT rowid, -rank FROM samples WHERE samples MATCH ?1 ORDER BY rank LIMIT ?2";

/// What texts are cut into.
#[derive(Clone, Copy)]
pub enum Terms {
    /// Words, by the tokenizer `unicode61`.
    Words,
    /// Runs of three characters, by the tokenizer `trigram`. A question is asked by all runs of its words, so that
    /// endings and slips of the keyboard do not hide a word.
    Trigrams,
}

/// The table.
pub struct Fts5 {
    database: Connection,
    terms: Terms,
}

impl Fts5 {
    /// Indexes all texts and merges the index into one piece, in which searching is fastest.
    pub fn learn(corpus: &Corpus, terms: Terms) -> anyhow::Result<Fts5> {
        let tokenizer = match terms {
            Terms::Words => "unicode61",
            Terms::Trigrams => "trigram",
        };
        let mut database = Connection::open_in_memory()?;
        database.execute_batch(&format!(
            "CREATE VIRTUAL TABLE samples USING fts5 (text, content = '', tokenize = '{tokenizer}')"
        ))?;
        let filling = database.transaction()?;
        for (number, sample) in corpus.samples.iter().enumerate() {
            let mut insert = filling.prepare_cached("INSERT INTO samples (rowid, text) VALUES (?1, ?2)")?;
            insert.execute((i64::try_from(number)?, &sample.text))?;
        }
        filling.execute("INSERT INTO samples (samples) VALUES ('optimize')", [])?;
        filling.commit()?;
        Ok(Fts5 { database, terms })
    }

    /// The question as a query: any of its terms, each once. Without terms it is empty, which is no query.
    fn query(&self, text: &str) -> String {
        let lower = text.to_lowercase();
        let words = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        let terms: BTreeSet<String> = match self.terms {
            Terms::Words => words.map(str::to_owned).collect(),
            Terms::Trigrams => words.flat_map(trigrams).collect(),
        };
        terms.iter().map(|term| format!("\"{term}\"")).collect::<Vec<_>>().join(" OR ")
    }
}

fn trigrams(word: &str) -> Vec<String> {
    word.chars().collect::<Vec<_>>().windows(3).map(|run| run.iter().collect()).collect()
}

impl Engine for Fts5 {
    fn hits(&self, text: &str, most: usize) -> anyhow::Result<Vec<Hit>> {
        let query = self.query(text);
        if query.is_empty() {
            return Ok(Vec::new());
        }
        let mut find = self.database.prepare_cached(FIND)?;
        let mut rows = find.query((query, i64::try_from(most)?))?;
        let mut hits = Vec::new();
        while let Some(row) = rows.next()? {
            hits.push(Hit { sample: usize::try_from(row.get::<_, i64>(0)?)?, score: row.get(1)? });
        }
        Ok(hits)
    }

    fn bytes(&self) -> anyhow::Result<usize> {
        let number = |of: &str| self.database.query_row(&format!("PRAGMA {of}"), [], |row| row.get::<_, i64>(0));
        Ok(usize::try_from(number("page_count")? * number("page_size")?)?)
    }
}
