//! A question that names no matter: "when?", "ал қайда?", "а во сколько?". It means what was talked about.

use std::collections::HashSet;
use std::sync::LazyLock;

/// A longer text is a sentence of its own.
const MOST: usize = 6;

/// The words of `vague_words.txt`, folded as questions are.
static WORDS: LazyLock<HashSet<String>> = LazyLock::new(|| {
    let lines = include_str!("vague_words.txt").lines().filter(|line| !line.starts_with('#'));
    lines.flat_map(str::split_whitespace).map(search::fold).collect()
});

/// Whether a text asks, and says nothing of what about.
pub fn is_vague(text: &str) -> bool {
    let words: Vec<String> = text
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(search::fold)
        .collect();
    (1..=MOST).contains(&words.len()) && words.iter().all(|word| WORDS.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_names_no_matter_is_told_from_what_does() {
        let vague = [
            "when?",
            "And where is it?",
            "how long?",
            "ал қайда?",
            "ал қашан",
            "кашан?",
            "сағат нешеде?",
            "а где?",
            "Когда?",
            "во сколько?",
            "по какому адресу",
            "а почему?",
            "Надолго ли это?",
        ];
        for text in vague {
            assert!(is_vague(text), "{text}");
        }
        for text in [
            "",
            "?",
            "🌳",
            "рахмет",
            "спасибо",
            "thanks",
            "где паспорт?",
            "when is the bus",
            "ағаш қайда?",
            "пахнет газом",
        ] {
            assert!(!is_vague(text), "{text}");
        }
    }
}
