//! A text without what copying and keyboards change: kinds of spaces, quotes and dashes, invisible characters, letter
//! case. Digits, words, links and look-alike letters stay as they are: there a forgery differs.

use std::fmt::Write as _;
use std::ops::Range;

use sha2::{Digest, Sha256};
use unicode_normalization::UnicodeNormalization;

/// A word between spaces.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Word {
    /// Normalised: what is compared.
    pub(super) key: String,
    /// Where it stands in the text.
    pub(super) place: Range<usize>,
}

/// The words of a text. What is invisible throughout is none.
pub(super) fn words(text: &str) -> Vec<Word> {
    let start = |part: &str| part.as_ptr() as usize - text.as_ptr() as usize;
    let parts = text.split_whitespace().map(|part| (part, start(part)));
    let words = parts.map(|(part, start)| Word { key: key(part), place: start..start + part.len() });
    words.filter(|word| !word.key.is_empty()).collect()
}

/// The same for texts that differ only in typography: SHA-256 of the normalised text, in hexadecimal digits.
pub fn fingerprint(text: &str) -> String {
    let digest = Sha256::digest(joined(&words(text)).as_bytes());
    digest.iter().fold(String::new(), |mut out, byte| {
        let _ = write!(out, "{byte:02x}");
        out
    })
}

/// The normalised words with a space between them, but none beside quotes, dashes and signs: there people differ.
pub(super) fn joined(words: &[Word]) -> String {
    let mut out = String::new();
    for word in words {
        let tight = |c: char| c.is_alphanumeric() || c.is_ascii() && !matches!(c, '-' | '"');
        if out.chars().next_back().is_some_and(tight) && word.key.chars().next().is_some_and(tight) {
            out.push(' ');
        }
        out.push_str(&word.key);
    }
    out
}

fn key(part: &str) -> String {
    let mut out = String::with_capacity(part.len());
    for c in part.nfc().filter(|c| !search::invisible(*c)) {
        match plain(c) {
            '…' => out.push_str("..."),
            '-' if out.ends_with('-') => {}
            c => out.push(c),
        }
    }
    lower(&out)
}

/// One kind of quotes and one of dashes.
fn plain(c: char) -> char {
    match c {
        '«' | '»' | '„' | '“' | '”' | '‟' | '‹' | '›' | '‘' | '’' | '‚' | '‛' | '\'' | '`' | '´' | 'ʼ' => {
            '"'
        }
        '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' => '-',
        c => c,
    }
}

/// In lower case, but for what follows the host of a link: there capitals make another link.
fn lower(word: &str) -> String {
    let begins = word.find("://").map_or(0, |at| at + 3);
    let after = |at: usize| begins + at;
    let path = word[begins..].find(['/', '?', '#']).map(after).filter(|at| {
        let host = &word[begins..*at];
        begins > 0 || host.is_ascii() && host.contains('.')
    });
    let (host, path) = word.split_at(path.unwrap_or(word.len()));
    host.to_lowercase() + path
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typography_is_no_difference() {
        let same = [
            ("Воды  не\nбудет", "воды не будет"),
            ("«Қызыл» алаң", "\"қызыл\" алаң"),
            ("“Red” square", "«red» SQUARE"),
            ("Don’t go", "don't go"),
            ("вода — жизнь", "вода – жизнь"),
            ("вода—жизнь", "вода -- жизнь"),
            ("10–12 часов", "10-12 часов"),
            ("⚠\u{FE0F} Внимание", "⚠Внимание"),
            ("во\u{200B}ды\u{A0}нет", "воды нет"),
            ("и\u{306}од", "йод"),
            ("и так…", "и так..."),
            ("HTTPS://Site.kz/Ab", "https://site.kz/Ab"),
            ("", " \u{200B} "),
        ];
        for (one, other) in same {
            assert_eq!(fingerprint(one), fingerprint(other), "{one} and {other}");
        }
    }

    #[test]
    fn what_says_something_is_one() {
        let different = [
            ("дом 1 12", "дом 11 2"),
            ("в 9:00", "в 9:30"),
            ("site.kz/Ab", "site.kz/ab"),
            ("https://site.kz", "https://site.kz.example"),
            ("t.me/qala", "t.me/qa1a"),
            ("вода", "вoда"),
            ("воды нет", "воды не"),
            ("нет!", "нет?"),
        ];
        for (one, other) in different {
            assert_ne!(fingerprint(one), fingerprint(other), "{one} and {other}");
        }
    }
}
