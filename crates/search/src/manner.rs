//! Whether a text asks or tells, and whether it is text at all. A statement or complaint is one without a question mark
//! and without a question word of its language (`question_words.txt`), or one that says it complains
//! (`complaint_words.txt`).

use crate::{LangGuess, features::Text, fold::tables};
use std::{collections::HashMap, sync::LazyLock};

/// Whether someone asks something or tells something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Manner {
    /// A question or a search phrase.
    Asks,
    /// A statement or a complaint.
    Tells,
}

/// Why a text cannot be understood at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Oddity {
    /// Nothing, or nothing that can be seen.
    Empty,
    /// No letters: emoji, digits, punctuation.
    NoLetters,
    /// Mostly letters that are neither Cyrillic nor Latin.
    ForeignScript,
}

/// Words that ask, by the language they belong to (`verb`: English verbs that open a question).
static WORDS: LazyLock<HashMap<&str, Vec<&str>>> = LazyLock::new(|| {
    let mut words: HashMap<&str, Vec<&str>> = HashMap::new();
    for (lang, row) in tables::rows(include_str!("data/question_words.txt")) {
        words.entry(lang).or_default().extend(row.split(' '));
    }
    words
});

/// All words of a list, whatever their language.
fn listed(list: &'static str) -> Vec<&'static str> {
    tables::rows(list).flat_map(|(_, row)| row.split(' ')).collect()
}

/// Words that point back at what was just talked about, of all languages.
static POINTING: LazyLock<Vec<&str>> = LazyLock::new(|| listed(include_str!("data/pointing_words.txt")));

/// Whether a text points back at something.
pub(crate) fn points_back(text: &Text) -> bool {
    text.typed_words().any(|word| POINTING.contains(&word))
}

/// Words that join two questions, of all languages.
static JOINING: LazyLock<Vec<&str>> = LazyLock::new(|| listed(include_str!("data/joining_words.txt")));

/// Whether a word as typed joins what stands before and behind it.
pub(crate) fn joins(word: &str) -> bool {
    JOINING.contains(&word.to_lowercase().as_str())
}

/// Words that complain: whoever uses one complains, even in a question.
static COMPLAINING: LazyLock<Vec<&str>> = LazyLock::new(|| listed(include_str!("data/complaint_words.txt")));

/// Words up to which a text without a verb is a search phrase ("archive reference"), which asks.
const PHRASE: usize = 2;

/// Whether a text asks or tells.
pub(crate) fn manner(text: &Text, guess: LangGuess) -> Manner {
    let words = text.typed_words().count();
    if words > PHRASE && text.typed_words().any(|word| COMPLAINING.contains(&word)) {
        return Manner::Tells;
    }
    let asks = text.clean.contains(['?', '¿', '؟']) || words <= PHRASE || has_question_word(text, guess);
    if asks { Manner::Asks } else { Manner::Tells }
}

fn has_question_word(text: &Text, guess: LangGuess) -> bool {
    let codes: Vec<&str> = if guess.sure { vec![guess.lang.code()] } else { vec!["kk", "ru", "en"] };
    let listed = |code: &str, word: &str| WORDS.get(code).is_some_and(|words| words.contains(&word));
    let opens = |sentence: &str| {
        let first = sentence.split(|c: char| !c.is_alphanumeric()).find(|word| !word.is_empty());
        first.is_some_and(|word| listed("verb", word))
    };
    text.typed_words().any(|word| codes.iter().any(|code| listed(code, word)))
        || (codes.contains(&"en") && text.clean.split(['.', '!', ',', ';', '\n']).any(opens))
}

/// What is odd about a text, if anything.
pub(crate) fn oddity(text: &Text) -> Option<Oddity> {
    let ours = text.clean.chars().filter(|c| c.is_alphabetic() && of_our_scripts(*c)).count();
    let letters = text.clean.chars().filter(|c| c.is_alphabetic()).count();
    if text.clean.trim().is_empty() {
        Some(Oddity::Empty)
    } else if letters == 0 {
        Some(Oddity::NoLetters)
    } else if 2 * ours < letters {
        Some(Oddity::ForeignScript)
    } else {
        None
    }
}

fn of_our_scripts(c: char) -> bool {
    matches!(c, 'a'..='z' | 'A'..='Z' | '\u{AA}'..='\u{24F}' | '\u{400}'..='\u{52F}' | '\u{1E00}'..='\u{1EFF}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Lang;

    #[test]
    fn asking_and_telling() {
        let case = |text: &str, lang, sure| manner(&Text::new(text), LangGuess { lang, sure });
        assert_eq!(case("Кто убирает двор", Lang::Ru, true), Manner::Asks);
        assert_eq!(case("Во дворе спилили все деревья", Lang::Ru, true), Manner::Tells);
        assert_eq!(case("Ауламызда ағаш кесілді", Lang::Kk, true), Manner::Tells);
        assert_eq!(case("Ауламызда ағаш кесуге бола ма", Lang::Kk, true), Manner::Asks);
        assert_eq!(case("Nobody told me about the trees", Lang::En, true), Manner::Tells);
        assert_eq!(case("can we plant a tree", Lang::En, true), Manner::Asks);
        assert_eq!(case("we can plant trees today", Lang::En, true), Manner::Tells);
        assert_eq!(case("trees", Lang::En, true), Manner::Asks);
    }

    #[test]
    fn oddities() {
        let case = |text: &str| oddity(&Text::new(text));
        assert_eq!(case(""), Some(Oddity::Empty));
        assert_eq!(case(" \u{200B}\n"), Some(Oddity::Empty));
        assert_eq!(case("😀 123 ?!"), Some(Oddity::NoLetters));
        assert_eq!(case("你好吗"), Some(Oddity::ForeignScript));
        assert_eq!(case("مرحبا"), Some(Oddity::ForeignScript));
        assert_eq!(case("парк"), None);
    }
}
