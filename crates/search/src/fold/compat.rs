//! Unicode compatibility form (NFKC): composed letters, full-width and mathematical letters, ligatures and the like
//! become the plain ones. Marks that are left without a letter of their own are dropped by the next steps.

use std::borrow::Cow;
use unicode_normalization::UnicodeNormalization;

/// The text in NFKC.
pub(super) fn unify(text: &str) -> Cow<'_, str> {
    if text.chars().all(plain) { Cow::Borrowed(text) } else { Cow::Owned(text.nfkc().collect()) }
}

/// ASCII, Cyrillic letters without combining marks, and common punctuation: NFKC leaves them as they are.
fn plain(c: char) -> bool {
    matches!(c, '\0'..='\u{7F}' | '\u{400}'..='\u{482}' | '\u{48A}'..='\u{52F}' | '«' | '»' | '–' | '—' | '’' | '“'..='„')
}
