//! A year that a question names: "в 2017 году", "2017 жылы", "in 2017". A number alone is no year: it may be a house.

use std::sync::LazyLock;

/// The words of `year_words.txt`, folded as questions are, by where they stand.
struct Words {
    before: Vec<String>,
    behind: Vec<String>,
    earlier: Vec<String>,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let list = |place: &str| {
        let lines = include_str!("year_words.txt").lines().filter_map(|line| line.strip_prefix(place));
        lines.filter_map(|line| line.strip_prefix(' ')).flat_map(str::split_whitespace).map(search::fold).collect()
    };
    Words { before: list("before"), behind: list("behind"), earlier: list("earlier") }
});

/// The year a text speaks of, if it names one; "before 2019" speaks of 2018.
pub(super) fn named(text: &str) -> Option<i32> {
    let words: Vec<String> = text
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(search::fold)
        .collect();
    let word = |at: usize| words.get(at).map_or("", String::as_str);
    (0..words.len()).find_map(|at| {
        let year = year(word(at))?;
        let before = at.checked_sub(1).map_or("", word);
        let is = |list: &[String], word: &str| list.iter().any(|item| item == word);
        let behind = WORDS.behind.iter().any(|start| word(at + 1).starts_with(start.as_str()));
        if !behind && !is(&WORDS.before, before) {
            return None;
        }
        let earlier = is(&WORDS.earlier, before) || behind && is(&WORDS.earlier, word(at + 2));
        Some(if earlier { year - 1 } else { year })
    })
}

/// A number that can be a year of this or the last century.
fn year(word: &str) -> Option<i32> {
    let digits = word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit());
    let year = digits.then(|| word.parse().ok()).flatten()?;
    (1900..2100).contains(&year).then_some(year)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_are_seen_in_three_languages() {
        let cases = [
            ("Кто занимался деревьями в 2017 году?", Some(2017)),
            ("2017 жылы ағаштарға кім жауап берді?", Some(2017)),
            ("2017 jyly kim", Some(2017)),
            ("who planted trees in 2017?", Some(2017)),
            ("who did it before 2019", Some(2018)),
            ("до 2019 года", Some(2018)),
            ("2019 жылға дейін кім болды", Some(2018)),
            ("ул. Абая 2017", None),
            ("в 20171 доме", None),
            ("в 1012 году", None),
            ("", None),
        ];
        for (text, year) in cases {
            assert_eq!(named(text), year, "{text}");
        }
    }
}
