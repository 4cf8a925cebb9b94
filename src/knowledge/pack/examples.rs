//! What the check says about example questions: the same one under two entries, and those that the trained index gives
//! to another entry than their own.

use std::collections::BTreeMap;
use std::num::NonZero;
use std::sync::Arc;
use std::thread;

use search::{Index, Outcome, Query};

use super::check::Places;
use super::files::Files;
use super::finding::{Desk, Finding};
use super::words::{LANGS, one_line};
use super::write;
use crate::ids::EntryId;
use crate::knowledge::corpus;
use crate::knowledge::entry::{Entry, Knowledge};

/// Parts the examples are split in: the index that judges one has learned from the others.
const HALVES: usize = 2;

/// Most other entries that one warning names.
const RIVALS_NAMED: usize = 3;

/// The same question, folded, as an example of two entries: the index cannot learn from it.
pub(super) fn duplicates(files: &Files, knowledge: &Knowledge, places: &Places<'_>, found: &mut Vec<Finding>) {
    let mut seen: BTreeMap<String, &EntryId> = BTreeMap::new();
    for entry in knowledge.entries.values() {
        for example in examples(entry) {
            let first = *seen.entry(search::fold(example)).or_insert(&entry.id);
            let (Some(place), true) = (places.get(&entry.id), *first != entry.id) else { continue };
            let shown = files.shown(place.path);
            let text = files.texts.get(place.path).map_or("", String::as_str);
            let message = format!("the example {example:?} is also one of `{first}`");
            let mut desk = Desk::new(&shown, text, found);
            desk.warning(place_of(text, example), message, "keep it where it belongs and remove the other");
        }
    }
}

/// Examples that an index which has not seen them answers with another department's entry: a wrong label, or two
/// entries that nobody could tell apart. One warning a file, with a count. Trains twice, on half of them each: takes
/// seconds.
pub fn won_by_others(files: &Files, knowledge: &Knowledge) -> Vec<Finding> {
    let mut lost: BTreeMap<&EntryId, Vec<(&str, String)>> = BTreeMap::new();
    for half in 0..HALVES {
        let index = Index::train(&corpus::without(knowledge, |number| number % HALVES == half));
        let unseen = knowledge.entries.values().flat_map(|entry| {
            let numbered = LANGS.into_iter().flat_map(|lang| entry.texts.get(lang).examples.iter().enumerate());
            numbered.filter(move |(number, _)| number % HALVES == half).map(move |(_, text)| (entry, text.as_str()))
        });
        for (entry, example, winner) in winners(&index, unseen.collect()) {
            lost.entry(&entry.id).or_default().push((example, winner));
        }
    }
    let mut found = Vec::new();
    for (id, lost) in lost {
        let Some(entry) = knowledge.entry(id) else { continue };
        let path = write::path(entry);
        let text = files.texts.get(&path).map_or("", String::as_str);
        let first = lost.first().map_or("", |(example, _)| example);
        let all = examples(entry).count();
        let message = format!("{} of {all} examples are won by another entry ({})", lost.len(), rivals(&lost));
        let advice = format!("look at {first:?} first: move, reword or remove what does not belong");
        Desk::new(&files.shown(&path), text, &mut found).warning(place_of(text, first), message, advice);
    }
    found.sort();
    found
}

/// The entries that won, the most frequent ones with their counts.
fn rivals(lost: &[(&str, String)]) -> String {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for (_, winner) in lost {
        *counts.entry(winner).or_default() += 1;
    }
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let named: Vec<_> = counts.iter().take(RIVALS_NAMED).map(|(id, count)| format!("{id} {count}")).collect();
    let more = if counts.len() > RIVALS_NAMED { ", …" } else { "" };
    named.join(", ") + more
}

/// Asks the examples on all processors; those that another entry wins, in their order.
fn winners<'a>(index: &Index, unseen: Vec<(&'a Arc<Entry>, &'a str)>) -> Vec<(&'a Arc<Entry>, &'a str, String)> {
    let threads = thread::available_parallelism().map_or(1, NonZero::get);
    let ask = |part: &[(&'a Arc<Entry>, &'a str)]| -> Vec<_> {
        part.iter().filter_map(|(entry, text)| Some((*entry, *text, winner(index, entry, text)?))).collect()
    };
    thread::scope(|scope| {
        let parts: Vec<_> =
            unseen.chunks(unseen.len().div_ceil(threads).max(1)).map(|part| scope.spawn(move || ask(part))).collect();
        parts.into_iter().flat_map(|part| part.join().unwrap_or_default()).collect()
    })
}

fn examples(entry: &Entry) -> impl Iterator<Item = &str> {
    LANGS.into_iter().flat_map(|lang| entry.texts.get(lang).examples.iter().map(String::as_str))
}

/// The entry of another department that would be answered to this entry's example.
fn winner(index: &Index, entry: &Entry, example: &str) -> Option<String> {
    let got = index.ask(&Query { text: example, hint: None, after: None });
    let best = got.best.filter(|best| got.outcome == Outcome::Answer && best.id != entry.id.as_str())?;
    let own = got.candidates.iter().find(|candidate| candidate.id == entry.id.as_str());
    let same_department = own.is_some_and(|own| own.group.is_some() && own.group == best.group);
    (!same_department).then_some(best.id)
}

/// The byte where an example's line begins; the file's beginning when it is written in another way.
fn place_of(text: &str, example: &str) -> usize {
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if one_line(line) == example {
            return at;
        }
        at += line.len();
    }
    0
}
