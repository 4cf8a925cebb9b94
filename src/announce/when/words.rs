//! The words of `words.txt` and what they mean: folded, so that Cyrillic, chat Latin and look-alike letters are one, and
//! with a letter or two wrong where no other word is as near.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::part::Part;

/// Letters that a folded word needs for one, and for two of them to be wrong.
const ONE_WRONG: usize = 5;
const TWO_WRONG: usize = 8;
/// Longer words are none of ours.
const LONGEST: usize = 24;

/// A stretch of time that is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    Minute,
    Hour,
    Day,
    Week,
    Month,
    Year,
}

/// What a word says of a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    /// Nothing.
    Noise,
    /// A time of day follows.
    At,
    /// A while may follow: "in 2 hours", but "in the morning" too.
    In,
    /// A while follows, or came before.
    After,
    Ago,
    Now,
    Next,
    /// As in "half past nine".
    Past,
    /// Days from today.
    Day(i64),
    /// 1 is Monday.
    Weekday(i8),
    Month(i8),
    Unit(Unit),
    Part(Part),
    Number(u32),
    Half,
    /// Half of the hour that follows: "half of the tenth" is 9:30.
    HalfOf,
    OneAndHalf,
    /// Makes the number before it a day of the month.
    Ordinal,
}

/// The table, by folded word.
struct Words {
    whole: HashMap<String, Meaning>,
    beginnings: Vec<(String, Meaning)>,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let mut words = Words { whole: HashMap::new(), beginnings: Vec::new() };
    for (word, meaning) in rows() {
        match word.strip_suffix('*') {
            Some(start) => words.beginnings.push((search::fold(start), meaning)),
            None => {
                words.whole.entry(key(word)).or_insert(meaning);
            }
        }
    }
    words
});

/// The words of the file, each with its meaning.
fn rows() -> impl Iterator<Item = (&'static str, Meaning)> {
    let lines = include_str!("words.txt").lines().filter(|line| !line.starts_with('#'));
    lines.flat_map(|line| {
        let mut words = line.split_whitespace();
        let meaning = words.next().and_then(named);
        words.filter_map(move |word| meaning.map(|meaning| (word, meaning)))
    })
}

/// A meaning as the file names it.
fn named(name: &str) -> Option<Meaning> {
    let (kind, value) = name.split_once('.').unwrap_or((name, ""));
    Some(match kind {
        "noise" => Meaning::Noise,
        "at" => Meaning::At,
        "in" => Meaning::In,
        "after" => Meaning::After,
        "ago" => Meaning::Ago,
        "now" => Meaning::Now,
        "next" => Meaning::Next,
        "past" => Meaning::Past,
        "half" => Meaning::Half,
        "halfof" => Meaning::HalfOf,
        "oneandhalf" => Meaning::OneAndHalf,
        "ordinal" => Meaning::Ordinal,
        "day" => Meaning::Day(value.parse().ok()?),
        "weekday" => Meaning::Weekday(value.parse().ok()?),
        "month" => Meaning::Month(value.parse().ok()?),
        "number" => Meaning::Number(value.parse().ok()?),
        "part" => Meaning::Part(Part::named(value)?),
        "unit" => Meaning::Unit(match value {
            "minute" => Unit::Minute,
            "hour" => Unit::Hour,
            "day" => Unit::Day,
            "week" => Unit::Week,
            "month" => Unit::Month,
            "year" => Unit::Year,
            _ => return None,
        }),
        _ => return None,
    })
}

/// A word as it is looked up. What is no letter is kept as it is: "@".
fn key(word: &str) -> String {
    let folded = search::fold(word);
    if folded.is_empty() { word.to_owned() } else { folded }
}

/// What a word means, if it is known or nearly so.
pub(super) fn meaning(word: &str) -> Option<Meaning> {
    if word.chars().count() > LONGEST {
        return None;
    }
    let key = key(word);
    let begins = || WORDS.beginnings.iter().find(|(start, _)| key.starts_with(start.as_str()));
    let known = WORDS.whole.get(&key).copied().or_else(|| begins().map(|(_, meaning)| *meaning));
    known.or_else(|| misspelt(&key))
}

/// What the nearest words mean, if they are near enough and all mean the same. Of small words and numbers none is
/// guessed: they are near to too much else.
fn misspelt(key: &str) -> Option<Meaning> {
    let letters: Vec<char> = key.chars().collect();
    let allowed = match letters.len() {
        TWO_WRONG.. => 2,
        ONE_WRONG.. => 1,
        _ => return None,
    };
    let mut best: Option<(usize, Option<Meaning>)> = None;
    let beginnings = WORDS.beginnings.iter().map(|(start, meaning)| (start, meaning, true));
    for (word, meaning, open) in WORDS.whole.iter().map(|(word, meaning)| (word, meaning, false)).chain(beginnings) {
        let guessed = matches!(meaning, Meaning::Day(_) | Meaning::Weekday(_) | Meaning::Month(_) | Meaning::Part(_))
            || matches!(meaning, Meaning::Unit(_) | Meaning::Now | Meaning::After | Meaning::Next);
        let word: Vec<char> = word.chars().collect();
        if !guessed || word.len() < ONE_WRONG || word.first() != letters.first() {
            continue;
        }
        let wrong = distance(&word, &letters, open);
        match best {
            _ if wrong > allowed => {}
            Some((least, _)) if wrong > least => {}
            Some((least, found)) if wrong == least => best = Some((least, found.filter(|found| found == meaning))),
            _ => best = Some((wrong, Some(*meaning))),
        }
    }
    best.and_then(|(_, meaning)| meaning)
}

/// Letters to add, leave out, change or swap with the next one; with `open`, whatever follows the word is free.
fn distance(word: &[char], typed: &[char], open: bool) -> usize {
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=typed.len()).collect();
    for (at, letter) in word.iter().enumerate() {
        let mut row = vec![at + 1];
        for (to, other) in typed.iter().enumerate() {
            let change = last[to] + usize::from(letter != other);
            let mut least = change.min(last[to + 1] + 1).min(row[to] + 1);
            if at > 0 && to > 0 && word[at - 1] == *other && typed[to - 1] == *letter {
                least = least.min(before[to - 1] + 1);
            }
            row.push(least);
        }
        before = std::mem::replace(&mut last, row);
    }
    if open { last.into_iter().min().unwrap_or_default() } else { last.last().copied().unwrap_or_default() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_file_is_read_and_no_word_means_two_things() {
        let lines = include_str!("words.txt").lines().filter(|line| !line.starts_with('#') && !line.is_empty());
        for line in lines {
            assert!(line.split(' ').next().and_then(named).is_some(), "{line}");
        }
        let mut seen: HashMap<String, (&str, Meaning)> = HashMap::new();
        let mut twice = Vec::new();
        for (word, meaning) in rows() {
            let (first, other) = *seen.entry(key(word)).or_insert((word, meaning));
            // The Kazakh ten and the English preposition: `token.rs` tells them apart.
            let known = first == "on";
            if other != meaning && !known {
                twice.push(format!("{word} means {meaning:?}, {first} means {other:?}"));
            }
        }
        assert!(twice.is_empty(), "{}", twice.join("\n"));
    }

    #[test]
    fn a_misspelt_word_is_known_where_no_other_is_as_near() {
        let cases = [
            ("завтро", Some(Meaning::Day(1))),
            ("зватра", Some(Meaning::Day(1))),
            ("севодня", Some(Meaning::Day(0))),
            ("понидельник", Some(Meaning::Weekday(1))),
            ("понидельнек", Some(Meaning::Weekday(1))),
            ("пятнецу", Some(Meaning::Weekday(5))),
            ("tomorow", Some(Meaning::Day(1))),
            ("tommorrow", Some(Meaning::Day(1))),
            ("wensday", None),
            ("tursday", None),
            ("север", None),
            ("сәлем", None),
            ("", None),
        ];
        for (word, expected) in cases {
            assert_eq!(meaning(word), expected, "{word}");
        }
    }
}
