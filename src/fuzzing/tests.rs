//! The short run: every target on its corpus, and on mutations of it that are the same each time.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::panic::catch_unwind;
use std::path::Path;

use super::*;

/// Mutations of each target; a pack takes a hundred times as long as a button.
const MUTATIONS: [(&str, usize); 5] =
    [("update", 10_000), ("callback", 20_000), ("deep_link", 10_000), ("question", 6_000), ("pack", 1_000)];

/// What mutations put in: what one of the readers takes for something special.
const WORDS: [&str; 24] = [
    "\"",
    "\\",
    "{",
    "}",
    "[",
    "]",
    ":",
    ",",
    "null",
    "-1",
    "9223372036854775808",
    "1e9",
    "\"\"\"",
    "'''",
    "\n=== ",
    "=",
    "\u{0}",
    "\u{200d}",
    "\u{301}",
    "Ы",
    "ﷺ",
    "😀",
    "\u{130}",
    "_",
];

/// Numbers that are the same each time: xorshift.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).unwrap() % limit.max(1)
    }

    fn range(&mut self, length: usize) -> std::ops::Range<usize> {
        let from = self.below(length + 1);
        from..(from + self.below(length.min(64) + 1)).min(length)
    }

    /// One to four changes of an input.
    fn mutate(&mut self, seeds: &[Vec<u8>]) -> Vec<u8> {
        let mut input = seeds[self.below(seeds.len())].clone();
        for _ in 0..=self.below(4) {
            let part = self.range(input.len());
            match self.below(6) {
                0 => drop(input.drain(part)),
                1 => {
                    let copy = input[part.clone()].to_vec();
                    input.splice(part.end..part.end, copy);
                }
                2 => {
                    let word = WORDS[self.below(WORDS.len())];
                    input.splice(part.start..part.start, word.bytes());
                }
                3 => {
                    let other = &seeds[self.below(seeds.len())];
                    let taken = self.range(other.len());
                    input.splice(part, other[taken].iter().copied());
                }
                4 => input.truncate(part.start),
                _ => {
                    if let Some(byte) = input.get_mut(part.start) {
                        *byte ^= 1 << self.below(8);
                    }
                }
            }
        }
        input
    }
}

fn corpus(name: &str) -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus").join(name);
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths.into_iter().map(|path| std::fs::read(path).unwrap()).collect()
}

#[track_caller]
fn holds((name, run): Target, input: &[u8]) {
    if catch_unwind(|| run(input)).is_err() {
        panic!("{name} fails on {:?}; mend it and add the input to fuzz/corpus/{name}", String::from_utf8_lossy(input));
    }
}

fn short_run(name: &str) {
    let target = *TARGETS.iter().find(|(known, _)| *known == name).unwrap();
    let (_, mutations) = MUTATIONS.into_iter().find(|(known, _)| *known == name).unwrap();
    let seeds = corpus(name);
    assert!(seeds.len() >= 5, "{name} has hardly a corpus");
    seeds.iter().for_each(|seed| holds(target, seed));
    let mut dice = Dice(0x9e37_79b9_7f4a_7c15);
    (0..mutations).for_each(|_| holds(target, &dice.mutate(&seeds)));
}

#[test]
fn updates() {
    short_run("update");
}

#[test]
fn callbacks() {
    short_run("callback");
}

#[test]
fn deep_links() {
    short_run("deep_link");
}

#[test]
fn questions() {
    short_run("question");
}

#[test]
fn packs() {
    short_run("pack");
}
