//! Whether two questions ask the same, so that one answer can go to both: by the beginnings of their words, folded, so
//! that endings, alphabets and keyboards do not matter. Staff decide; this only offers.

use std::collections::BTreeSet;

/// Letters of a word that count: what follows is mostly endings.
const STEM: usize = 5;
/// Shorter words say little.
const SHORTEST: usize = 4;
/// Beginnings that two questions must share.
const SHARED: usize = 2;
/// Share of the beginnings of both that must be shared (Dice's coefficient).
const ENOUGH: f64 = 0.5;

/// Whether they seem to ask the same.
pub fn alike(one: &str, other: &str) -> bool {
    let (one, other) = (stems(one), stems(other));
    let shared = one.intersection(&other).count();
    shared >= SHARED && 2.0 * shared as f64 >= ENOUGH * (one.len() + other.len()) as f64
}

fn stems(text: &str) -> BTreeSet<String> {
    let folded = search::fold(text);
    let words = folded.split(' ').filter(|word| word.chars().count() >= SHORTEST);
    words.map(|word| word.chars().take(STEM).collect()).collect()
}

#[cfg(test)]
mod tests {
    use super::alike;

    #[test]
    fn the_same_matter_in_other_words_is_alike_and_another_is_not() {
        let passport = "Где получить новый паспорт?";
        for same in ["где можно получить паспорт", "gde poluchit novyi pasport", "Получить новый паспорт, куда идти"]
        {
            assert!(alike(passport, same), "{same}");
        }
        for other in ["Где получить справку о зарплате за 1985 год", "паспорт", "", "когда дадут отопление"]
        {
            assert!(!alike(passport, other), "{other}");
        }
    }
}
