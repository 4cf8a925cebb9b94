//! Drops the apostrophe inside a word: it stands for a soft sign in transliteration ("ul'yanov"), for a mark in the
//! Kazakh Latin of 2017 ("a'kim") and for a left-out letter in English ("don't").

use std::borrow::Cow;

/// The text without apostrophes.
pub(super) fn drop(text: &str) -> Cow<'_, str> {
    if text.contains(APOSTROPHES) { Cow::Owned(text.replace(APOSTROPHES, "")) } else { Cow::Borrowed(text) }
}

const APOSTROPHES: [char; 7] = ['\'', '’', '‘', 'ʼ', 'ʻ', '`', '´'];
