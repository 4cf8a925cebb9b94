//! Misspelt copies of the examples, for training: what hurried thumbs, phone keyboards without Kazakh letters and
//! spelling by ear do to words. Deterministic: the same text is always misspelt the same way.

use std::{collections::HashMap, sync::LazyLock};

use crate::{fold::tables, hash, hash::Random, settings};

/// Letters that are mistaken for one another, by the letter meant.
static MISTAKEN: LazyLock<HashMap<char, char>> = LazyLock::new(|| {
    tables::rows(include_str!("data/mistaken.txt"))
        .filter_map(|(meant, typed)| Some((meant.chars().next()?, typed.chars().next()?)))
        .collect()
});

/// A misspelt copy of a text in lower case; the same text again if no word is long enough.
pub(crate) fn misspell(text: &str, copy: usize) -> String {
    let mut random = Random(hash::text(text).wrapping_add(copy as u64));
    let words: Vec<String> = text.split(' ').map(|word| maybe(word, &mut random)).collect();
    words.join(" ")
}

fn maybe(word: &str, random: &mut Random) -> String {
    let mut letters: Vec<char> = word.chars().collect();
    let lot = random.below(settings::MISSPELT_ONE_IN);
    if lot == 0 && settings::MISSPELT_LETTERS.contains(&letters.len()) {
        slip(&mut letters, random);
    }
    letters.into_iter().collect()
}

/// One slip somewhere in a word of at least four letters.
fn slip(letters: &mut Vec<char>, random: &mut Random) {
    let at = 1 + random.below(letters.len() - 2);
    match random.below(6) {
        0 => letters.swap(at, at + 1),
        1 | 2 => drop(letters.remove(at)),
        3 => letters.insert(at, letters[at - 1]),
        _ => mistake(letters, at),
    }
}

/// The first letter from `at` on that can be mistaken is.
fn mistake(letters: &mut [char], at: usize) {
    for letter in letters.iter_mut().skip(at) {
        if let Some(&typed) = MISTAKEN.get(letter) {
            *letter = typed;
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn copies_are_stable_and_differ() {
        let text = "кто отвечает за благоустройство дворов города";
        assert_eq!(misspell(text, 0), misspell(text, 0));
        assert_ne!(misspell(text, 0), text);
        assert_ne!(misspell(text, 0), misspell(text, 1));
        assert_eq!(misspell("", 0), "");
    }
}
