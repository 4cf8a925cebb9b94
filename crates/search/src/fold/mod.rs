//! Folding: one plain Latin skeleton for Kazakh and Russian Cyrillic, chat Latin and English, so that the same word
//! meets itself however it was typed. The list [`STEPS`] is the whole pipeline; each step is one file with its rules.

mod apostrophe;
mod compat;
mod digraphs;
mod invisible;
mod letters;
mod lookalikes;
mod numerals;
mod separators;
pub(crate) mod tables;

use std::borrow::Cow;

pub use invisible::invisible;

/// One step: borrows its input when there is nothing to do.
type Step = fn(&str) -> Cow<'_, str>;

/// What is done to every text before any of its letters is looked at, in this order.
const CLEAN: [Step; 4] = [invisible::drop, compat::unify, lookalikes::mend, lower];

/// From a clean text to the skeleton, in this order.
const SKELETON: [Step; 5] = [apostrophe::drop, letters::latinise, numerals::read, separators::space, digraphs::shorten];

/// All steps, in the order they are taken, with their names (for explanations and tests).
pub const STEPS: [&str; 9] =
    ["invisible", "compat", "lookalikes", "lower", "apostrophe", "letters", "numerals", "separators", "digraphs"];

/// The skeleton of a text: only `a`–`z`, `0`–`9` and single spaces. Folding twice changes nothing, and the result has
/// at most three bytes for each byte of the text.
pub fn fold(text: &str) -> String {
    skeleton(&clean(text))
}

/// The text as typed, without what cannot be seen, in lower case and with look-alike letters mended.
pub(crate) fn clean(text: &str) -> String {
    run(&CLEAN, text)
}

/// The skeleton of a text that [`clean`] went over.
pub(crate) fn skeleton(clean: &str) -> String {
    run(&SKELETON, clean)
}

fn run(steps: &[Step], text: &str) -> String {
    let mut text = Cow::Borrowed(text);
    for step in steps {
        text = match step(&text) {
            Cow::Borrowed(_) => continue,
            Cow::Owned(changed) => Cow::Owned(changed),
        };
    }
    text.into_owned()
}

/// Bytes that the steps hand on, all together: what folding costs.
pub(crate) fn work(text: &str) -> usize {
    let mut text = text.to_owned();
    let mut bytes = 0;
    for step in CLEAN.iter().chain(&SKELETON) {
        bytes += text.len();
        text = step(&text).into_owned();
    }
    bytes
}

/// Lower case, by Unicode.
fn lower(text: &str) -> Cow<'_, str> {
    if text.chars().any(char::is_uppercase) { Cow::Owned(text.to_lowercase()) } else { Cow::Borrowed(text) }
}

#[cfg(test)]
mod tests;
