//! A search engine as a contender: each text is a document, and the best hit's label is the answer. The label of a decoy
//! declines, as finding nothing does.

use search::{Corpus, Label, Outcome, Scope};

use crate::contender::{Contender, Reading};
use crate::{fts5, tantivy};

/// Hits looked at for three candidates: many texts belong to the same entry.
const HITS: usize = 30;
/// Candidates wanted.
const CANDIDATES: usize = 3;

/// A text that was found.
pub struct Hit {
    /// Its position in [`Corpus::samples`].
    pub sample: usize,
    /// How well it fits: BM25, more is better.
    pub score: f64,
}

/// An index of texts.
pub trait Engine {
    /// The best so many texts that share something with the question, best first.
    fn hits(&self, text: &str, most: usize) -> anyhow::Result<Vec<Hit>>;

    /// Size of the index, in bytes.
    fn bytes(&self) -> anyhow::Result<usize>;
}

/// How an engine indexes a corpus.
pub type Learn = fn(&Corpus) -> anyhow::Result<Box<dyn Engine>>;

/// The engines and their names.
pub const ENGINES: [(&str, Learn); 3] = [
    ("FTS5 unicode61", |corpus| Ok(Box::new(fts5::Fts5::learn(corpus, fts5::Terms::Words)?))),
    ("FTS5 trigram", |corpus| Ok(Box::new(fts5::Fts5::learn(corpus, fts5::Terms::Trigrams)?))),
    ("tantivy", |corpus| Ok(Box::new(tantivy::Tantivy::learn(corpus)?))),
];

/// An engine and what its hits stand for.
pub struct Rival {
    engine: Box<dyn Engine>,
    labels: Vec<Label>,
    /// Of each sample the position of its label.
    belongs: Vec<usize>,
    /// Score from which on the best hit is believed.
    pub least: f64,
}

impl Rival {
    /// Indexes all texts; believes every hit.
    pub fn learn(learn: Learn, corpus: &Corpus) -> anyhow::Result<Rival> {
        let belongs = corpus.samples.iter().map(|sample| sample.label).collect();
        Ok(Rival { engine: learn(corpus)?, labels: corpus.labels.clone(), belongs, least: f64::MIN })
    }

    /// Reads a question; and the best hit's score, if there is a hit.
    pub fn scored(&self, text: &str) -> anyhow::Result<(Reading, Option<f64>)> {
        let hits = self.engine.hits(text, HITS)?;
        let best = hits.first().filter(|best| best.score >= self.least);
        let outcome = match best.and_then(|best| self.label(best)).map(|label| label.scope) {
            Some(Scope::Inside) => Outcome::Answer,
            Some(Scope::Smalltalk) => Outcome::Smalltalk,
            Some(Scope::Outside) | None => Outcome::Decline,
        };
        let mut candidates: Vec<String> = Vec::new();
        for label in hits.iter().filter_map(|hit| self.label(hit)).filter(|label| label.scope == Scope::Inside) {
            if candidates.len() < CANDIDATES && !candidates.contains(&label.id) {
                candidates.push(label.id.clone());
            }
        }
        Ok((Reading { outcome, candidates }, hits.first().map(|best| best.score)))
    }

    fn label(&self, hit: &Hit) -> Option<&Label> {
        self.labels.get(*self.belongs.get(hit.sample)?)
    }
}

impl Contender for Rival {
    fn ask(&self, text: &str) -> anyhow::Result<Reading> {
        Ok(self.scored(text)?.0)
    }

    fn bytes(&self) -> anyhow::Result<usize> {
        self.engine.bytes()
    }
}
