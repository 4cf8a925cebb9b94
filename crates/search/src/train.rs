//! From a corpus to an index: texts and their misspelt copies become vectors; one linear model tells the entries, small
//! talk and "none of ours" apart, a second one the kinds of what is not ours, a third guesses the language.

use crate::{
    Corpus, Lang, Origin, Scope,
    copies::Copies,
    features::{self, Text},
    guess::Guesser,
    hash,
    index::{self, Index},
    settings,
    svm::{self, Rows, Task},
    vocabulary::{Vector, Vocabulary},
};
use std::collections::BTreeMap;

/// A text to learn from.
struct Lesson {
    text: Text,
    features: Vec<u32>,
    label: usize,
    lang: Lang,
    cost: f32,
    copy: bool,
}

impl Index {
    /// Learns from a corpus. Works on any, the empty one included: such an index declines everything.
    pub fn train(corpus: &Corpus) -> Index {
        let lessons = lessons(corpus);
        let vocabulary = Vocabulary::learn(&lessons.iter().map(|l| l.features.as_slice()).collect::<Vec<_>>());
        let vectors = spread(&lessons, |lesson| vocabulary.weigh(&lesson.text, &lesson.features));
        let entries = labels_of(corpus, &lessons, |scope| scope == Scope::Inside);
        let kinds = labels_of(corpus, &lessons, |scope| scope != Scope::Inside);
        let texts: Vec<_> = lessons.iter().filter(|l| !l.copy).map(|l| (&l.text, l.lang)).collect();
        let [main, others, guess] = svm::train([
            main_task(corpus, &lessons, &vectors, &entries, vocabulary.len()),
            kinds_task(corpus, &lessons, &vectors, &kinds, vocabulary.len()),
            Guesser::task(&texts),
        ]);
        Index {
            labels: corpus.labels.clone(),
            guesser: Guesser { model: guess },
            exact: exact(corpus, &lessons),
            vocabulary,
            groups: index::groups(&corpus.labels, &entries),
            entries,
            main,
            kinds,
            others,
        }
    }
}

fn lessons(corpus: &Corpus) -> Vec<Lesson> {
    let known: Vec<_> = corpus.samples.iter().filter(|sample| sample.label < corpus.labels.len()).collect();
    let copies = Copies::of(corpus);
    let nested = spread(&known, |sample| {
        let short = sample.text.chars().count() <= settings::MISSPELT_UP_TO;
        let (cost, count) = match sample.origin {
            Origin::Example if short => (settings::COST_EXAMPLE, settings::MISSPELT_COPIES),
            Origin::Example => (settings::COST_EXAMPLE, 0),
            Origin::Keyword | Origin::Name => (settings::COST_WORD, 0),
        };
        let lesson = |text: Text, cost, copy| Lesson {
            features: features::raw(&text),
            text,
            label: sample.label,
            lang: sample.lang,
            cost,
            copy,
        };
        let text = Text::new(&sample.text);
        let greeted = corpus.labels[sample.label].scope != Scope::Smalltalk;
        let copy = |number| Text::new(&copies.copy(&text.clean, number, sample.lang, greeted));
        let copies: Vec<Text> = (0..count).map(copy).collect();
        let mut lessons: Vec<Lesson> = vec![lesson(text, cost, false)];
        lessons.extend(copies.into_iter().map(|text| lesson(text, settings::COST_MISSPELT, true)));
        lessons
    });
    nested.into_iter().flatten().filter(|lesson| !lesson.features.is_empty()).collect()
}

/// The labels of the wanted scopes that have a text, in the corpus's order.
fn labels_of(corpus: &Corpus, lessons: &[Lesson], wanted: impl Fn(Scope) -> bool) -> Vec<usize> {
    let mut used = vec![false; corpus.labels.len()];
    lessons.iter().for_each(|lesson| used[lesson.label] = true);
    (0..corpus.labels.len()).filter(|&label| used[label] && wanted(corpus.labels[label].scope)).collect()
}

/// Columns: the entries, then small talk, none of ours, emergency.
fn main_task(corpus: &Corpus, lessons: &[Lesson], vectors: &[Vector], entries: &[usize], features: usize) -> Task {
    let belongs: Vec<Vec<usize>> = lessons
        .iter()
        .map(|lesson| {
            let label = &corpus.labels[lesson.label];
            let column = match label.scope {
                Scope::Inside => entries.binary_search(&lesson.label).unwrap_or_default(),
                Scope::Smalltalk => entries.len(),
                Scope::Outside => entries.len() + 1,
            };
            if label.urgent { vec![column, entries.len() + 2] } else { vec![column] }
        })
        .collect();
    Task {
        rows: Rows::new(vectors.iter().map(Vec::as_slice)),
        columns: entries.len() + 3,
        belongs,
        costs: lessons.iter().map(|lesson| lesson.cost).collect(),
        features,
        epochs: settings::EPOCHS,
    }
}

/// One column a decoy or kind of small talk, trained on what is not ours alone.
fn kinds_task(corpus: &Corpus, lessons: &[Lesson], vectors: &[Vector], kinds: &[usize], features: usize) -> Task {
    let chosen: Vec<usize> = (0..lessons.len())
        .filter(|&at| !lessons[at].copy && corpus.labels[lessons[at].label].scope != Scope::Inside)
        .collect();
    let column = |at: usize| kinds.binary_search(&lessons[at].label).unwrap_or_default();
    let features = features.min(settings::FEATURES_KINDS);
    let common = |&at: &usize| {
        let vector: &Vector = &vectors[at];
        &vector[..vector.partition_point(|&(number, _)| (number as usize) < features)]
    };
    Task {
        rows: Rows::new(chosen.iter().map(common)),
        columns: kinds.len(),
        belongs: chosen.iter().map(|&at| vec![column(at)]).collect(),
        costs: chosen.iter().map(|&at| lessons[at].cost).collect(),
        features,
        epochs: settings::EPOCHS_KINDS,
    }
}

/// Texts that settle the matter word for word: the hash of the skeleton and the label. Texts that two labels share
/// settle nothing.
fn exact(corpus: &Corpus, lessons: &[Lesson]) -> Vec<(u64, u32)> {
    let mut found: BTreeMap<u64, Option<u32>> = BTreeMap::new();
    for lesson in lessons.iter().filter(|lesson| !lesson.copy && lesson.cost >= settings::COST_EXAMPLE) {
        let label = lesson.label as u32;
        let same =
            |other: u32| corpus.labels.get(other as usize).map(|l| &l.id) == Some(&corpus.labels[lesson.label].id);
        found
            .entry(hash::text(&lesson.text.folded))
            .and_modify(|known| *known = known.filter(|&other| same(other)))
            .or_insert(Some(label));
    }
    found.into_iter().filter_map(|(hash, label)| Some((hash, label?))).collect()
}

/// Maps items on several threads, keeping their order.
fn spread<T: Sync, R: Send>(items: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let size = items.len().div_ceil(settings::THREADS).max(1);
    let mut done: Vec<Vec<R>> = items.chunks(size).map(|_| Vec::new()).collect();
    std::thread::scope(|scope| {
        for (chunk, done) in items.chunks(size).zip(&mut done) {
            let work = &work;
            scope.spawn(move || *done = chunk.iter().map(work).collect());
        }
    });
    done.into_iter().flatten().collect()
}
