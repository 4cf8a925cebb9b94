//! Whether a text is one of the announcements that were sent: word for word, changed, a part of one, or none of them.
//! A link behind a word is not in the text: whoever calls writes it out beside the word, on both sides alike.

mod normal;
mod sketch;

use std::collections::BTreeSet;
use std::ops::Range;

use similar::{Algorithm, DiffTag, capture_diff_slices};

use self::normal::{Word, words};
use self::sketch::{folded, runs, share};
use crate::knowledge::compare::Piece;

pub use normal::fingerprint;
pub use sketch::{near, sketch};

/// Share of the runs of words of the shorter text that a changed announcement has in common with the announcement.
pub const ENOUGH: f64 = 0.5;
/// Runs that it must have in common: seven words in a row are a phrase of officials, and not yet an announcement.
const SHARED: usize = 5;
/// Words that a text and an announcement must have, for one to be taken for the other changed.
const LONG: usize = 8;
/// Words that an announcement must have to be recognised, whole, within a longer text.
const WHOLE: usize = 5;
/// Words that a quotation must have: two are anybody's.
const QUOTED: usize = 3;

/// An announcement that was sent, in one language.
#[derive(Clone, Copy, Debug)]
pub struct Candidate<'a, Id> {
    /// Which one; given back.
    pub id: Id,
    /// As it was sent.
    pub text: &'a str,
}

/// What a text is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict<Id> {
    /// This one, word for word.
    Same(Id),
    /// Like this one, but changed.
    Changed {
        /// The one it is most like.
        id: Id,
        /// The announcement in pieces: gone is what the text lacks, new is what only the text has. Put together, they
        /// read as a text, spaces included. A replacement is a gone one with a new one behind it.
        pieces: Vec<Piece>,
    },
    /// A quotation of this one, word for word, of few words or of less than half of it.
    Part(Id),
    /// None of them.
    Unknown,
}

/// What a text is, among these candidates. Of several that it is alike, the first one.
pub fn compare<Id: Copy>(text: &str, candidates: &[Candidate<'_, Id>]) -> Verdict<Id> {
    let text = Compared::new(text);
    let others: Vec<_> = candidates.iter().map(|one| (one.id, Compared::new(one.text))).collect();
    let whole = normal::joined(&text.words);
    if let Some((id, _)) = others.iter().find(|(_, one)| !whole.is_empty() && normal::joined(&one.words) == whole) {
        return Verdict::Same(*id);
    }
    if let Some((id, _)) = others.iter().find(|(_, one)| text.quotes(one)) {
        return Verdict::Part(*id);
    }
    let mut best: Option<(f64, Id, &Compared<'_>)> = None;
    for (id, one) in &others {
        let likeness = text.likeness(one);
        if likeness > best.map_or(0.0, |(best, ..)| best) {
            best = Some((likeness, *id, one));
        }
    }
    best.map_or(Verdict::Unknown, |(_, id, one)| Verdict::Changed { id, pieces: one.pieces(&text) })
}

/// A text made ready for comparing.
struct Compared<'a> {
    text: &'a str,
    words: Vec<Word>,
    runs: BTreeSet<u32>,
    /// Words without signs that stand alone.
    count: usize,
}

impl<'a> Compared<'a> {
    fn new(text: &'a str) -> Compared<'a> {
        let words = words(text);
        let (runs, count) = (runs(&words), folded(&words).count());
        Compared { text, words, runs, count }
    }

    /// Whether it is a quotation of this announcement.
    fn quotes(&self, whole: &Compared<'_>) -> bool {
        let small = self.count < LONG || self.count * 2 < whole.count;
        self.count >= QUOTED && small && self.within(whole)
    }

    /// Whether all its words stand in the other one in a row; what stands around the outer ones does not matter.
    fn within(&self, other: &Compared<'_>) -> bool {
        let sign = |c: char| !c.is_alphanumeric();
        let [first, middle @ .., last] = self.words.as_slice() else { return false };
        other.words.windows(self.words.len()).any(|row| {
            let [begin, between @ .., end] = row else { return false };
            begin.key.trim_start_matches(sign) == first.key.trim_start_matches(sign)
                && end.key.trim_end_matches(sign) == last.key.trim_end_matches(sign)
                && between.iter().zip(middle).all(|(one, other)| one.key == other.key)
        })
    }

    /// How much it is like this announcement; 0: not enough to be one that was changed.
    fn likeness(&self, one: &Compared<'_>) -> f64 {
        let shared = self.runs.intersection(&one.runs).count();
        let enough = share(shared, self.runs.len(), one.runs.len()) >= ENOUGH && shared >= SHARED;
        let changed = enough && self.count.min(one.count) >= LONG;
        if changed || one.count >= WHOLE && one.within(self) {
            2.0 * shared as f64 / (self.runs.len() + one.runs.len()) as f64
        } else {
            0.0
        }
    }

    /// This one in pieces, with what the other one lacks and has besides.
    fn pieces(&self, other: &Compared<'_>) -> Vec<Piece> {
        let mut pieces = Vec::new();
        for op in capture_diff_slices(Algorithm::Myers, &keys(&self.words), &keys(&other.words)) {
            let (tag, ours, theirs) = op.as_tag_tuple();
            if tag == DiffTag::Equal {
                pieces.push(Piece::Same(self.part(ours, pieces.is_empty())));
                continue;
            }
            if !ours.is_empty() {
                pieces.push(Piece::Gone(self.part(ours, pieces.is_empty())));
            }
            if !theirs.is_empty() {
                pieces.push(Piece::New(other.part(theirs, pieces.is_empty())));
            }
        }
        pieces
    }

    /// These words as they stand in the text, with the space before them unless they are the first of all pieces.
    fn part(&self, words: Range<usize>, first: bool) -> String {
        let before = words.start.checked_sub(1).and_then(|at| self.words.get(at)).map(|word| word.place.end);
        let row = self.words.get(words).unwrap_or_default();
        let (Some(begin), Some(end)) = (row.first(), row.last()) else { return String::new() };
        let begin = before.filter(|_| !first).unwrap_or(begin.place.start);
        let part = self.text.get(begin..end.place.end).unwrap_or_default();
        let apart = first || part.starts_with(char::is_whitespace);
        if apart { part.to_owned() } else { format!(" {part}") }
    }
}

fn keys(words: &[Word]) -> Vec<&str> {
    words.iter().map(|word| word.key.as_str()).collect()
}

#[cfg(test)]
mod tests;
