//! What is compared: something that learned a corpus and makes something of a question.

use search::Outcome;

/// What a question is taken for.
pub struct Reading {
    /// What would be done.
    pub outcome: Outcome,
    /// Ids of entries that may be meant, best first; on [`Outcome::Answer`] the first one is the answer.
    pub candidates: Vec<String>,
}

/// Something that can be asked.
pub trait Contender {
    /// Reads a question.
    fn ask(&self, text: &str) -> anyhow::Result<Reading>;

    /// Size of what was learned, in bytes.
    fn bytes(&self) -> anyhow::Result<usize>;
}
