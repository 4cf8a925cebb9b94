//! Whether two questions ask the same, so that one answer can go to both: by the beginnings of their words, folded, so
//! that endings, alphabets and keyboards do not matter. Staff decide; this only offers.

use std::collections::{BTreeSet, HashMap};

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
    let (one, other) = (stems(&search::fold(one)), stems(&search::fold(other)));
    enough(one.intersection(&other).count(), one.len() + other.len())
}

/// Puts together what is alike or, folded, the same: groups of positions, in the order of their first ones. A text
/// joins the first group whose first text it is like, so that a chain of likenesses does not make one group of all.
pub fn groups<'a>(texts: impl IntoIterator<Item = &'a str>) -> Vec<Vec<usize>> {
    let mut groups: Vec<Vec<usize>> = Vec::new();
    let mut sizes: Vec<usize> = Vec::new();
    let mut by_text: HashMap<String, usize> = HashMap::new();
    let mut by_stem: HashMap<String, Vec<usize>> = HashMap::new();
    for (place, text) in texts.into_iter().enumerate() {
        let folded = search::fold(text);
        let stems = stems(&folded);
        let like = || {
            let mut shared = vec![0; groups.len()];
            let with_stem = stems.iter().filter_map(|stem| by_stem.get(stem)).flatten();
            with_stem.for_each(|group| shared[*group] += 1);
            (0..groups.len()).find(|group| enough(shared[*group], sizes[*group] + stems.len()))
        };
        let found = by_text.get(&folded).copied().or_else(like);
        let group = found.unwrap_or(groups.len());
        if group == groups.len() {
            groups.push(Vec::new());
            sizes.push(stems.len());
            for stem in stems {
                by_stem.entry(stem).or_default().push(group);
            }
        }
        groups[group].push(place);
        by_text.insert(folded, group);
    }
    groups
}

/// Whether so many shared beginnings, of so many in both together, are enough.
fn enough(shared: usize, both: usize) -> bool {
    shared >= SHARED && 2.0 * shared as f64 >= ENOUGH * both as f64
}

fn stems(folded: &str) -> BTreeSet<String> {
    let words = folded.split(' ').filter(|word| word.chars().count() >= SHORTEST);
    words.map(|word| word.chars().take(STEM).collect()).collect()
}

#[cfg(test)]
mod tests {
    use super::{alike, groups};

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

    #[test]
    fn what_is_alike_is_grouped_in_the_order_of_the_first() {
        let texts = [
            "Где получить новый паспорт?",
            "когда дадут отопление",
            "где можно получить паспорт",
            "справка",
            "Когда дадут отопление в доме",
            "gde poluchit novyi pasport",
            "Справка!",
            "паспорт",
        ];
        assert_eq!(groups(texts), [vec![0, 2, 5], vec![1, 4], vec![3, 6], vec![7]]);
        assert!(groups([]).is_empty());
    }

    #[test]
    fn a_chain_of_likenesses_does_not_make_one_group() {
        let texts = ["ремонт дороги улица", "ремонт дороги мусор двор вывоз", "мусор двор вывоз график"];
        assert_eq!(groups(texts), [vec![0, 1], vec![2]]);
    }

    #[test]
    fn many_questions_are_grouped_quickly() {
        let texts: Vec<String> = (0..2000).map(|n| format!("вопрос{n} получить новый документ{}", n % 97)).collect();
        let begun = std::time::Instant::now();
        let all: usize = groups(texts.iter().map(String::as_str)).iter().map(Vec::len).sum();
        assert_eq!(all, texts.len());
        assert!(begun.elapsed() < std::time::Duration::from_secs(5), "{:?}", begun.elapsed());
    }
}
