//! What the check says about example questions: the same one under two entries, and those that the trained index gives
//! to another entry than their own.

use std::collections::BTreeMap;

use search::{Index, Query};

use super::check::Places;
use super::files::Files;
use super::finding::{Desk, Finding};
use super::words::{LANGS, one_line};
use crate::ids::{EntryId, Kind};
use crate::knowledge::entry::{Entry, Knowledge};

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

/// Examples that the index, trained on all of them, gives to another entry all the same: a wrong label, or two
/// entries that nobody could tell apart. One warning a file, with a count.
pub fn won_by_others(files: &Files, knowledge: &Knowledge, index: &Index) -> Vec<Finding> {
    let mut found = Vec::new();
    for entry in knowledge.entries.values() {
        let all = examples(entry).count();
        let lost: Vec<(&str, String)> =
            examples(entry).filter_map(|example| Some((example, winner(index, entry, example)?))).collect();
        let Some((first, _)) = lost.first() else { continue };
        let mut rivals: BTreeMap<&str, usize> = BTreeMap::new();
        for (_, rival) in &lost {
            *rivals.entry(rival).or_default() += 1;
        }
        let mut rivals: Vec<_> = rivals.into_iter().collect();
        rivals.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        let named: Vec<_> = rivals.iter().take(RIVALS_NAMED).map(|(id, count)| format!("{id} {count}")).collect();
        let path = format!("{}/{}.toml", entry.kind().folder(), entry.id.bare());
        let text = files.texts.get(&path).map_or("", String::as_str);
        let message = format!("{} of {all} examples are won by another entry ({})", lost.len(), named.join(", "));
        let shown = files.shown(&path);
        let advice = format!("look at {first:?} first: move, reword or remove what does not belong");
        Desk::new(&shown, text, &mut found).warning(place_of(text, first), message, advice);
    }
    found
}

fn examples(entry: &Entry) -> impl Iterator<Item = &str> {
    LANGS.into_iter().flat_map(|lang| entry.texts.get(lang).examples.iter().map(String::as_str))
}

/// The entry that beats this one's claim on its example, by what was learned and not by the exact match. All decoys
/// count as one, and so does all small talk.
fn winner(index: &Index, entry: &Entry, example: &str) -> Option<String> {
    let own = match entry.kind() {
        Kind::Decoy => "-",
        Kind::Smalltalk => "~",
        _ => entry.id.as_str(),
    };
    let labels = index.explain(&Query { text: example, hint: None, after: None }).labels;
    let best = labels.iter().max_by(|a, b| a.margin.total_cmp(&b.margin))?;
    (best.id != own).then(|| match best.id.as_str() {
        "-" => Kind::Decoy.folder().to_owned(),
        "~" => Kind::Smalltalk.folder().to_owned(),
        id => id.to_owned(),
    })
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
