//! The trained index: immutable, shared between threads, asked many times.

use std::sync::OnceLock;

use crate::{
    Corpus, Evidence, Label, Lang, LangGuess, Thresholds, Understanding, decide,
    features::{self, Text},
    guess::Guesser,
    hash,
    linear::Linear,
    manner, several,
    vocabulary::{FIRST, Vector, Vocabulary},
};

/// A question and what is known about its circumstances.
#[derive(Debug, Clone, Copy, Default)]
pub struct Query<'a> {
    /// The question as typed.
    pub text: &'a str,
    /// The language to assume where the text does not say.
    pub hint: Option<Lang>,
    /// Id of the entry just talked about.
    pub after: Option<&'a str>,
}

/// What a corpus taught.
pub struct Index {
    pub(crate) labels: Vec<Label>,
    pub(crate) vocabulary: Vocabulary,
    /// The labels of the main model's first columns; small talk, none of ours and emergency follow them.
    pub(crate) entries: Vec<usize>,
    /// For each of these columns the first one of the same group, which is itself where it has none.
    pub(crate) groups: Vec<usize>,
    pub(crate) main: Linear,
    /// The labels of the other model's columns: decoys and kinds of small talk.
    pub(crate) kinds: Vec<usize>,
    pub(crate) others: Linear,
    pub(crate) guesser: Guesser,
    /// Hashes of skeletons that settle the matter, ascending, and their labels.
    pub(crate) exact: Vec<(u64, u32)>,
}

impl Index {
    /// A name for the index a corpus gives: content and version of the algorithm, as hexadecimal digits.
    pub fn key(corpus: &Corpus) -> String {
        format!("{:032x}", corpus.key())
    }

    /// Understands a question.
    pub fn ask(&self, query: &Query<'_>) -> Understanding {
        let thresholds = Thresholds::default();
        let text = Text::new(query.text);
        let evidence = self.weigh(&text, query);
        let mut understanding = decide::conclude(self, &evidence, &thresholds);
        several::look(self, query, &mut understanding, &thresholds);
        understanding
    }

    /// The language of a text, whatever it is about.
    pub fn language(&self, text: &str) -> LangGuess {
        self.guesser.guess(&Text::new(text), &Query { text, ..Query::default() })
    }

    /// What speaks for what, before any threshold: for fitting those.
    pub fn evidence(&self, query: &Query<'_>) -> Evidence {
        self.weigh(&Text::new(query.text), query)
    }

    /// The outcome that thresholds give to evidence: for fitting them.
    pub fn conclude(&self, evidence: &Evidence, thresholds: &Thresholds) -> Understanding {
        decide::conclude(self, evidence, thresholds)
    }

    pub(crate) fn weigh(&self, text: &Text, query: &Query<'_>) -> Evidence {
        let vector = self.vector(text);
        let lang = self.guesser.guess(text, query);
        let oddity = manner::oddity(text);
        Evidence {
            margins: self.main.margins(&vector),
            others: OnceLock::new(),
            exact: self.exact(&text.folded),
            after: query.after.and_then(|id| self.entries.iter().position(|&label| self.labels[label].id == id)),
            words: text.typed_words().count(),
            points_back: query.after.is_some() && manner::points_back(text),
            known: vector.last().is_some_and(|&(number, _)| number >= FIRST),
            manner: manner::manner(text, lang),
            lang,
            oddity,
            vector,
        }
    }

    pub(crate) fn vector(&self, text: &Text) -> Vector {
        self.vocabulary.weigh(text, &features::of(text))
    }

    fn exact(&self, folded: &str) -> Option<usize> {
        let hash = hash::text(folded);
        let at = self.exact.binary_search_by_key(&hash, |&(hash, _)| hash).ok()?;
        Some(self.exact[at].1 as usize)
    }
}

/// For each entry's column the first one of its group; its own where it has none.
pub(crate) fn groups(labels: &[Label], entries: &[usize]) -> Vec<usize> {
    let group = |column: usize| labels[entries[column]].group.as_ref();
    let first = |column: usize| (0..column).find(|&other| group(other).is_some() && group(other) == group(column));
    (0..entries.len()).map(|column| first(column).unwrap_or(column)).collect()
}
