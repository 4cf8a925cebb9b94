//! Everything that is no letter or digit of the skeleton separates words: one space, none at the ends.

use std::borrow::Cow;

/// The words of the text, with one space between them, in ASCII lower case.
pub(super) fn space(text: &str) -> Cow<'_, str> {
    let mut out = String::with_capacity(text.len());
    for word in text.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()) {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out.make_ascii_lowercase();
    Cow::Owned(out)
}
