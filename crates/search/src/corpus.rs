//! What the index learns from: labels (entries, decoys, small talk) and samples (example questions, keywords, names).

use crate::{Lang, hash::Fingerprint, settings};

/// What kind of thing a label is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Scope {
    /// An entry: it can be answered.
    Inside,
    /// A decoy: a matter of others, known so that it is not answered.
    Outside,
    /// A greeting, thanks and the like.
    Smalltalk,
}

/// Something a question can be about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// Its id, given back in answers.
    pub id: String,
    /// Entries of one group are one answer as far as right and wrong go. None: a group of its own.
    pub group: Option<String>,
    /// Entry, decoy or small talk.
    pub scope: Scope,
    /// An emergency: overrides the ranking.
    pub urgent: bool,
}

/// Where a sample comes from; it says how much it weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Origin {
    /// A question or message as someone would send it.
    Example,
    /// A word or two that speak for the label.
    Keyword,
    /// The label's name or title.
    Name,
}

/// One text known to belong to a label.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sample {
    /// Position in [`Corpus::labels`].
    pub label: usize,
    /// The language it counts for.
    pub lang: Lang,
    /// The text as written.
    pub text: String,
    /// Where it comes from.
    pub origin: Origin,
}

/// Besides the corpus, what is learned depends on these tables and figures: changing one changes the key.
const TEACHERS: [&str; 4] = [
    include_str!("settings.rs"),
    include_str!("data/letters.txt"),
    include_str!("data/digraphs.txt"),
    include_str!("data/lookalikes.txt"),
];

/// All the index learns from.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Corpus {
    /// What questions can be about.
    pub labels: Vec<Label>,
    /// Texts that belong to them. Those that name no label of the list are ignored.
    pub samples: Vec<Sample>,
}

impl Corpus {
    /// A fingerprint of the content and of the way it is learned: equal keys give equal indexes.
    pub(crate) fn key(&self) -> u128 {
        let mut print = Fingerprint::new();
        print.bytes(&settings::VERSION.to_le_bytes());
        TEACHERS.iter().for_each(|teacher| print.field(teacher));
        print.bytes(&(self.labels.len() as u64).to_le_bytes());
        for label in &self.labels {
            print.field(&label.id);
            print.field(label.group.as_deref().unwrap_or("\0"));
            print.bytes(&[label.scope as u8, u8::from(label.urgent)]);
        }
        for sample in &self.samples {
            print.bytes(&(sample.label as u64).to_le_bytes());
            print.bytes(&[sample.lang as u8, sample.origin as u8]);
            print.field(&sample.text);
        }
        print.finish()
    }
}
