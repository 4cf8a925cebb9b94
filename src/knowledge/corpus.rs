//! Knowledge → what the index learns from.

use search::{Corpus, Label, Lang, Origin, Sample, Scope};

use super::entry::{Entry, Knowledge};
use super::succession;
use crate::ids::Kind;

/// Labels and samples of all entries, in the order of their ids. Entries of one department of today are one group.
pub fn of(knowledge: &Knowledge) -> Corpus {
    without(knowledge, |_| false)
}

/// The same without some of the examples, named by their numbers within their entry and language.
pub fn without(knowledge: &Knowledge, left_out: impl Fn(usize) -> bool) -> Corpus {
    let mut corpus = Corpus::default();
    for entry in knowledge.entries.values() {
        let number = corpus.labels.len();
        corpus.labels.push(label(knowledge, entry));
        for lang in Lang::ALL {
            let text = entry.texts.get(lang);
            let mut add = |origin, texts: &[String]| {
                corpus.samples.extend(texts.iter().map(|text| Sample {
                    label: number,
                    lang,
                    text: text.clone(),
                    origin,
                }));
            };
            if names_matter(entry) {
                add(Origin::Name, std::slice::from_ref(&text.name));
            }
            add(Origin::Keyword, &text.keywords);
            let kept = text.examples.iter().enumerate().filter(|(at, _)| !left_out(*at)).map(|(_, text)| text.clone());
            add(Origin::Example, &kept.collect::<Vec<_>>());
        }
    }
    corpus
}

fn label(knowledge: &Knowledge, entry: &Entry) -> Label {
    Label {
        id: entry.id.to_string(),
        group: succession::today(knowledge, &entry.id).map(|department| department.id.to_string()),
        scope: match entry.kind() {
            Kind::Decoy => Scope::Outside,
            Kind::Smalltalk => Scope::Smalltalk,
            Kind::Department | Kind::Former | Kind::Topic | Kind::Fact => Scope::Inside,
        },
        urgent: entry.emergency,
    }
}

/// The names of small talk, and of decoys that are not shown, are for the pack's authors: nobody writes them.
fn names_matter(entry: &Entry) -> bool {
    entry.kind() != Kind::Smalltalk && entry.show_name
}
