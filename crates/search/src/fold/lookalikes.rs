//! Mends words with letters of the wrong script: a Latin `a` inside a Cyrillic word is the Cyrillic one. Only words in
//! which one script consists wholly of look-alikes are touched, so "sportқа" stays as it is. Table: `lookalikes.txt`.

use super::tables;
use std::borrow::Cow;

/// The text with look-alike letters brought to the script of their word.
pub(super) fn mend(text: &str) -> Cow<'_, str> {
    if !text.chars().any(latin) || !text.chars().any(cyrillic) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let inside = first.is_alphabetic();
        let end = rest.find(|c: char| c.is_alphabetic() != inside).unwrap_or(rest.len());
        let (word, after) = rest.split_at(end);
        word_into(word, &mut out);
        rest = after;
    }
    Cow::Owned(out)
}

fn word_into(word: &str, out: &mut String) {
    let foreign_latin = word.chars().filter(|&c| latin(c)).all(|c| tables::to_cyrillic(c).is_some());
    let foreign_cyrillic = word.chars().filter(|&c| cyrillic(c)).all(|c| tables::to_latin(c).is_some());
    let mixed = word.chars().any(latin) && word.chars().any(cyrillic);
    match (mixed, foreign_latin, foreign_cyrillic) {
        (true, true, _) => out.extend(word.chars().map(|c| tables::to_cyrillic(c).unwrap_or(c))),
        (true, false, true) => out.extend(word.chars().map(|c| tables::to_latin(c).unwrap_or(c))),
        _ => out.push_str(word),
    }
}

fn latin(c: char) -> bool {
    c.is_ascii_alphabetic()
}

fn cyrillic(c: char) -> bool {
    matches!(c, '\u{400}'..='\u{52F}')
}
