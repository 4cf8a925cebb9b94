//! A text as the hashes of its runs of words, to be kept beside it: which of thousands of texts share much with another
//! is then told without reading them.

use std::collections::BTreeSet;

use sha2::{Digest, Sha256};

use super::normal::{Word, words};

/// Words in a run.
const RUN: usize = 3;
/// Hexadecimal digits of a hash.
const WIDTH: usize = 8;

/// The sketch of a text: the hashes of its runs of three words, folded, sorted, eight hexadecimal digits each. About
/// eight bytes a word.
pub fn sketch(text: &str) -> String {
    runs(&words(text)).iter().map(|hash| format!("{hash:08x}")).collect()
}

/// The share of the runs of the shorter text that the longer one has too, from 0 to 1, by their sketches. What is
/// [`super::ENOUGH`] or more is worth a comparison. A quotation of three words or more comes to 1.
pub fn near(one: &str, other: &str) -> f64 {
    let (one, other) = (one.as_bytes(), other.as_bytes());
    let mut right = other.chunks_exact(WIDTH).peekable();
    let mut shared = 0;
    for hash in one.chunks_exact(WIDTH) {
        while right.next_if(|other| *other < hash).is_some() {}
        shared += usize::from(right.next_if_eq(&hash).is_some());
    }
    share(shared, one.len() / WIDTH, other.len() / WIDTH)
}

/// What so many shared runs are of the fewer ones.
pub(super) fn share(shared: usize, one: usize, other: usize) -> f64 {
    let least = one.min(other);
    if least == 0 { 0.0 } else { shared as f64 / least as f64 }
}

/// The hashes of all runs. A text of fewer words than a run is one.
pub(super) fn runs(words: &[Word]) -> BTreeSet<u32> {
    let words: Vec<String> = folded(words).collect();
    match words.len() {
        0 => BTreeSet::new(),
        1..RUN => BTreeSet::from([hash(&words)]),
        _ => words.windows(RUN).map(hash).collect(),
    }
}

/// The words as they are told apart however they are typed. Signs are none.
pub(super) fn folded(words: &[Word]) -> impl Iterator<Item = String> {
    words.iter().map(|word| search::fold(&word.key).replace(' ', "")).filter(|word| !word.is_empty())
}

/// The same on every machine and in every version: it is kept in the database.
fn hash(words: &[String]) -> u32 {
    let digest = Sha256::digest(words.join(" ").as_bytes());
    digest.iter().take(4).fold(0, |hash, byte| hash << 8 | u32::from(*byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sketches_tell_how_much_is_shared() {
        let text = sketch("завтра воды не будет на улице Сарыарка");
        assert_eq!(text.len(), 5 * WIDTH);
        assert_eq!(text, sketch("ЗАВТРА воды — не будет, на улице «Сарыарка»!"));
        assert!((near(&text, &text) - 1.0).abs() < f64::EPSILON);
        assert!((near(&sketch("воды не будет"), &text) - 1.0).abs() < f64::EPSILON);
        assert!((near(&sketch("воды не будет никогда"), &text) - 0.5).abs() < f64::EPSILON);
        assert_eq!(near(&text, &sketch("совсем о другом речь")), 0.0);
        assert_eq!(near(&text, ""), 0.0);
        assert_eq!(sketch("🙂 —"), "");
    }

    #[test]
    fn a_kept_sketch_stays_what_it_is() {
        assert_eq!(sketch("воды не будет"), sketch("vody ne budet"));
        assert_eq!(sketch("one two three"), KEPT);
    }

    /// Another value would make all that is kept in databases worthless.
    const KEPT: &str = "c04dacd1";
}
