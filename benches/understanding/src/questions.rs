//! Labelled questions, and where they belong as far as right and wrong go: to a department, a fact, small talk or none.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use anyhow::Context as _;
use search::{Corpus, Sample, Scope};
use serde::Deserialize;

/// What is none of ours.
pub const NONE: &str = "none";
/// Greetings, thanks and the like.
pub const SMALLTALK: &str = "smalltalk";

/// A line of a file; other keys are ignored.
#[derive(Deserialize)]
struct Line {
    q: String,
    id: String,
    #[serde(default)]
    also: Vec<String>,
}

/// A question and what is accepted for it.
pub struct Question {
    /// As typed.
    pub text: String,
    /// Where it belongs in the first place.
    pub place: String,
    /// Places accepted, that one included.
    pub accepted: BTreeSet<String>,
}

impl Question {
    /// Is an entry asked for?
    pub fn is_inside(&self) -> bool {
        !self.is_outside() && self.place != SMALLTALK
    }

    /// Is it none of ours?
    pub fn is_outside(&self) -> bool {
        self.place == NONE
    }
}

/// The place of each label, by its id.
pub struct Places(BTreeMap<String, String>);

impl Places {
    /// An entry's place is its group, or itself where it has none.
    pub fn of(corpus: &Corpus) -> Places {
        let entries = corpus.labels.iter().map(|label| {
            let place = match label.scope {
                Scope::Inside => label.group.as_ref().unwrap_or(&label.id),
                Scope::Outside => NONE,
                Scope::Smalltalk => SMALLTALK,
            };
            (label.id.clone(), place.to_owned())
        });
        Places(entries.chain([NONE, SMALLTALK].map(|place| (place.to_owned(), place.to_owned()))).collect())
    }

    /// The place of a label.
    pub fn place(&self, id: &str) -> Option<&String> {
        self.0.get(id)
    }

    /// A text of the corpus as a question.
    pub fn question(&self, corpus: &Corpus, sample: &Sample) -> Option<Question> {
        self.labelled(&sample.text, &corpus.labels.get(sample.label)?.id, &[])
    }

    fn labelled(&self, text: &str, id: &str, also: &[String]) -> Option<Question> {
        let place = self.place(id)?.clone();
        let others = also.iter().map(|id| self.place(id).cloned()).collect::<Option<Vec<_>>>()?;
        let accepted = others.into_iter().chain([place.clone()]).collect();
        Some(Question { text: text.to_owned(), place, accepted })
    }
}

/// Reads a file of labelled questions.
pub fn read(file: &Path, places: &Places) -> anyhow::Result<Vec<Question>> {
    let text = std::fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))?;
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    let question = |(number, line): (usize, &str)| {
        let place = || format!("{}:{}", file.display(), number + 1);
        let line: Line = serde_json::from_str(line).with_context(place)?;
        let labelled = places.labelled(&line.q, &line.id, &line.also);
        labelled.with_context(|| format!("{}: a label that the pack does not have", place()))
    };
    lines.map(question).collect()
}
