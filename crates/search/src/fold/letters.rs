//! Cyrillic to Latin, letter by letter, and Latin letters with marks to plain ones. Table: `letters.txt`; what is not
//! in it loses its marks (canonical decomposition), so that "é" is "e".

use super::tables;
use std::borrow::Cow;
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// The text in plain Latin letters as far as the table and decomposition go.
pub(super) fn latinise(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        letter_into(c, &mut out);
    }
    Cow::Owned(out)
}

fn letter_into(c: char, out: &mut String) {
    if c.is_ascii() {
        out.push(c);
    } else if let Some(latin) = tables::letter(c) {
        out.push_str(latin);
    } else {
        for part in std::iter::once(c).nfkd().filter(|&part| !is_combining_mark(part)) {
            out.push_str(tables::letter(part).unwrap_or(part.encode_utf8(&mut [0; 4])));
        }
    }
}
