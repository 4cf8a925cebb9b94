//! Digits that stand for letters in chat transliteration: 4 for "ч", as in "4to" and "ka4estvo". Only a single digit in
//! a word of at least two letters is read so; "24", "4k" and "b2b" stay.

use std::borrow::Cow;

/// The text with `4` read as `ch` where it is part of a word.
pub(super) fn read(text: &str) -> Cow<'_, str> {
    if !text.contains('4') || !text.split(separator).any(spelt) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 8);
    for piece in text.split_inclusive(separator) {
        let word = piece.trim_end_matches(separator);
        if spelt(word) { out.push_str(&piece.replace('4', "ch")) } else { out.push_str(piece) }
    }
    Cow::Owned(out)
}

fn separator(c: char) -> bool {
    !c.is_ascii_alphanumeric()
}

fn spelt(word: &str) -> bool {
    let letters = word.bytes().filter(u8::is_ascii_alphabetic).count();
    let digits = word.len() - letters;
    digits == 1 && letters >= 2 && word.contains('4') && word != "4th"
}
