//! Spellings of one sound become one ("kh" is "h", "ya" is "ia"), and doubled letters become single. Repeated until
//! nothing changes: every change shortens the text or uses up one of q, w, x, y, so it ends. Table: `digraphs.txt`.

use super::tables;
use std::borrow::Cow;

/// The text with each sound spelt one way and no letter twice in a row.
pub(super) fn shorten(text: &str) -> Cow<'_, str> {
    let mut current = pass(text);
    loop {
        let next = pass(&current);
        if next == current {
            return Cow::Owned(current);
        }
        current = next;
    }
}

fn pass(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let (taken, put) = tables::digraph(rest).unwrap_or((first.len_utf8(), &rest[..first.len_utf8()]));
        for c in put.chars() {
            let doubled = c.is_ascii_alphabetic() && out.ends_with(c);
            if !doubled {
                out.push(c);
            }
        }
        rest = &rest[taken..];
    }
    out
}
