//! The tables of the folding steps, read from the text files beside the code once, laid out for quick look-up.

use std::{collections::HashMap, sync::LazyLock};

/// First and one past the last letter kept in the directly indexed part of the letter table: the Cyrillic block.
const CYRILLIC: std::ops::Range<usize> = 0x400..0x530;

struct Letters {
    cyrillic: Vec<Option<&'static str>>,
    other: HashMap<char, &'static str>,
}

static LETTERS: LazyLock<Letters> = LazyLock::new(|| {
    let mut letters = Letters { cyrillic: vec![None; CYRILLIC.len()], other: HashMap::new() };
    for (from, to) in rows(include_str!("../data/letters.txt")) {
        let Some(c) = from.chars().next() else {
            continue;
        };
        match (c as usize).checked_sub(CYRILLIC.start).and_then(|at| letters.cyrillic.get_mut(at)) {
            Some(place) => *place = Some(to),
            None => drop(letters.other.insert(c, to)),
        }
    }
    letters
});

static DIGRAPHS: LazyLock<Vec<Vec<(&'static str, &'static str)>>> = LazyLock::new(|| {
    let mut by_first = vec![Vec::new(); 128];
    for (from, to) in rows(include_str!("../data/digraphs.txt")) {
        by_first[usize::from(from.as_bytes()[0] & 127)].push((from, to));
    }
    by_first
});

static LOOKALIKES: LazyLock<(HashMap<char, char>, HashMap<char, char>)> = LazyLock::new(|| {
    let pairs: Vec<(char, char)> = rows(include_str!("../data/lookalikes.txt"))
        .filter_map(|(latin, cyrillic)| Some((latin.chars().next()?, cyrillic.chars().next()?)))
        .collect();
    (pairs.iter().copied().collect(), pairs.iter().map(|&(latin, cyrillic)| (cyrillic, latin)).collect())
});

/// What a letter becomes, if the table has it.
pub(super) fn letter(c: char) -> Option<&'static str> {
    match (c as usize).checked_sub(CYRILLIC.start).and_then(|at| LETTERS.cyrillic.get(at)) {
        Some(found) => *found,
        None => LETTERS.other.get(&c).copied(),
    }
}

/// The spelling that `text` starts with, if any: its length in bytes and what it becomes.
pub(super) fn digraph(text: &str) -> Option<(usize, &'static str)> {
    let first = usize::from(*text.as_bytes().first()?);
    let found = DIGRAPHS.get(first)?.iter().find(|(from, _)| text.starts_with(from))?;
    Some((found.0.len(), found.1))
}

/// The Cyrillic letter that a Latin one looks like.
pub(super) fn to_cyrillic(c: char) -> Option<char> {
    LOOKALIKES.0.get(&c).copied()
}

/// The Latin letter that a Cyrillic one looks like.
pub(super) fn to_latin(c: char) -> Option<char> {
    LOOKALIKES.1.get(&c).copied()
}

/// The rows of a table: comments and empty lines left out, key and value apart at the first space.
pub(crate) fn rows(table: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    table
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(|line| line.split_once(' ').map_or((line, ""), |(key, value)| (key, value.trim())))
}
