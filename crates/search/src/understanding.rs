//! What understanding a question gives back, as data.

use crate::{LangGuess, Manner, Oddity};

/// What to do with a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// Answer with [`Understanding::best`].
    Answer,
    /// Ask back, offering the first [`Understanding::options`] candidates.
    Ask,
    /// Say that this is not among what is known.
    Decline,
    /// Greet back, thank back.
    Smalltalk,
}

/// An entry that may be meant.
#[derive(Debug, Clone, PartialEq)]
pub struct Candidate {
    /// The entry's id.
    pub id: String,
    /// Its group.
    pub group: Option<String>,
    /// How likely it is meant, from 0 to 1.
    pub score: f64,
}

/// A question as understood.
#[derive(Debug, Clone, PartialEq)]
pub struct Understanding {
    /// What to do.
    pub outcome: Outcome,
    /// The entry to answer with; on [`Outcome::Ask`] the first option.
    pub best: Option<Candidate>,
    /// Entries, best first, at least three if there are as many, whatever the outcome. On [`Outcome::Ask`] the options
    /// come first and are of different groups.
    pub candidates: Vec<Candidate>,
    /// How many candidates to offer on [`Outcome::Ask`] (2 or 3); else 0.
    pub options: usize,
    /// The decoy it looks like, on [`Outcome::Decline`].
    pub matter: Option<String>,
    /// The small talk it is, on [`Outcome::Smalltalk`].
    pub smalltalk: Option<String>,
    /// It sounds like an emergency; then it is declined with the emergency's decoy as matter.
    pub urgent: bool,
    /// Probability of the outcome's reading, from 0 to 1.
    pub confidence: f64,
    /// The language.
    pub lang: LangGuess,
    /// Asked or told.
    pub manner: Manner,
    /// Why it could not be read at all.
    pub oddity: Option<Oddity>,
    /// Entries of further questions in the same text.
    pub also_asked: Vec<Candidate>,
}
