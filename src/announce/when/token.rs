//! From a text to numbers, words that mean something, and the marks that stand between digits. A word that is not known
//! refuses the whole text: better to ask than to send at a moment nobody meant.

use super::part::Part;
use super::words::{Meaning, Unit, meaning};

/// A dash between two numbers that makes neither a date nor an hour of them: "9 – 18".
pub(super) const DASH: char = '–';
/// A number with more digits is nothing of a moment.
const DIGITS: usize = 4;

/// A piece of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token {
    /// A number; of one written as a word, no digits are counted.
    Number { value: u32, digits: usize },
    /// A word.
    Word(Meaning),
    /// One of `:` `.` `/` `-` `,` directly between two digits, or [`DASH`].
    Mark(char),
}

/// The pieces of a text; none when something in it says nothing known of a moment.
pub(super) fn tokens(text: &str) -> Option<Vec<Token>> {
    let text = text.to_lowercase().replace("a.m", "am").replace("p.m", "pm");
    let letters: Vec<char> = text.chars().filter(|c| !search::invisible(*c) && !APOSTROPHES.contains(c)).collect();
    let mut found = Vec::new();
    let mut at = 0;
    while at < letters.len() {
        let end = at + letters[at..].iter().take_while(|c| kind(**c) == kind(letters[at])).count();
        match kind(letters[at]) {
            Kind::Digit => found.push(number(&letters[at..end])?),
            Kind::Letter => found.extend(word(&letters[at..end].iter().collect::<String>())?),
            Kind::Refused => return None,
            Kind::Other => found.extend(mark(&letters, at, end)),
        }
        at = end;
    }
    Some(reduced(&spelt(found)))
}

const APOSTROPHES: [char; 5] = ['\'', '’', '‘', 'ʼ', '`'];

#[derive(PartialEq, Eq)]
enum Kind {
    Digit,
    Letter,
    /// A sign that would change what is meant: "+5", "~9".
    Refused,
    Other,
}

fn kind(c: char) -> Kind {
    match c {
        '0'..='9' => Kind::Digit,
        '+' | '%' | '=' | '<' | '>' | '~' | '±' | '≈' => Kind::Refused,
        '@' | '\u{300}'..='\u{36F}' => Kind::Letter,
        _ if c.is_alphanumeric() => Kind::Letter,
        _ => Kind::Other,
    }
}

fn number(digits: &[char]) -> Option<Token> {
    let value = (digits.len() <= DIGITS).then(|| digits.iter().collect::<String>().parse().ok()).flatten()?;
    Some(Token::Number { value, digits: digits.len() })
}

/// A single mark between two digits, or a dash with other things around it.
fn mark(letters: &[char], at: usize, end: usize) -> Option<Token> {
    let digit = |c: Option<&char>| c.is_some_and(char::is_ascii_digit);
    if !digit(letters[..at].last()) || !digit(letters.get(end)) {
        return None;
    }
    match &letters[at..end] {
        [mark @ (':' | '.' | '/' | '-' | ',')] => Some(Token::Mark(*mark)),
        others => others.iter().any(|c| matches!(c, '-' | '–' | '—')).then_some(Token::Mark(DASH)),
    }
}

/// A word; one that begins with "half" and goes on with an hour is two.
fn word(word: &str) -> Option<Vec<Token>> {
    let token = |meaning| match meaning {
        // The English preposition is folded to the same letters as the Kazakh ten, which is rarely typed in Latin.
        Meaning::Noise if search::fold(word) == TEN && !word.is_ascii() => number_word(10),
        Meaning::Noise if word == TEN => Token::Mark(PERHAPS_TEN),
        Meaning::Number(value) => number_word(value),
        meaning => Token::Word(meaning),
    };
    if let Some(whole) = meaning(word) {
        return Some(vec![token(whole)]);
    }
    let folded = search::fold(word);
    let rest = meaning(folded.strip_prefix(HALF_OF)?)
        .filter(|rest| matches!(rest, Meaning::Number(_) | Meaning::Unit(Unit::Hour)))?;
    Some(vec![Token::Word(Meaning::HalfOf), token(rest)])
}

/// "On" as folded: English "on", Kazakh ten.
const TEN: &str = "on";
/// Stands for a Latin "on" until it is known what follows it.
const PERHAPS_TEN: char = '?';
/// Russian "half of" as folded, as it begins a word.
const HALF_OF: &str = "pol";

fn number_word(value: u32) -> Token {
    Token::Number { value, digits: 0 }
}

/// Numbers of two words become one: "twenty five".
fn spelt(tokens: Vec<Token>) -> Vec<Token> {
    let mut out: Vec<Token> = Vec::new();
    for token in tokens {
        let one = matches!(token, Token::Number { value: 1..=9, digits: 0 });
        match (out.last_mut(), token) {
            (
                Some(Token::Number { value: tens @ (10 | 20 | 30 | 40 | 50), digits: 0 }),
                Token::Number { value, .. },
            ) if one => {
                *tens += value;
            }
            (Some(last @ Token::Mark(PERHAPS_TEN)), Token::Number { value, .. }) if one => {
                *last = number_word(10 + value);
            }
            _ => out.push(token),
        }
    }
    out
}

/// Without what says nothing; "day after tomorrow" and "after noon" are what they mean.
fn reduced(tokens: &[Token]) -> Vec<Token> {
    use Token::Word;
    let mut out = Vec::new();
    let mut rest: Vec<Token> = tokens.to_vec();
    rest.retain(|token| !matches!(token, Word(Meaning::Noise) | Token::Mark(PERHAPS_TEN)));
    let mut rest = rest.as_slice();
    while let Some(first) = rest.first() {
        let (put, taken) = match rest {
            [Word(Meaning::Unit(Unit::Day)), Word(Meaning::After), Word(Meaning::Day(1)), ..] => {
                (Word(Meaning::Day(2)), 3)
            }
            [Word(Meaning::After), Word(Meaning::Part(Part::Day | Part::Noon)), ..]
            | [Word(Meaning::Part(Part::Day | Part::Noon)), Word(Meaning::After), ..]
                if !counted(out.last()) =>
            {
                (Word(Meaning::Part(Part::Day)), 2)
            }
            [Word(Meaning::Weekday(day)), Word(Meaning::Unit(Unit::Day)), ..] => (Word(Meaning::Weekday(*day)), 2),
            [Word(Meaning::Day(day)), Word(Meaning::Unit(Unit::Day)), ..] => (Word(Meaning::Day(*day)), 2),
            _ => (*first, 1),
        };
        out.push(put);
        rest = rest.get(taken..).unwrap_or_default();
    }
    out
}

/// Whether what follows is counted: "3 days later".
fn counted(before: Option<&Token>) -> bool {
    matches!(before, Some(Token::Number { .. }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(value: u32, digits: usize) -> Token {
        Token::Number { value, digits }
    }

    #[test]
    fn texts_are_taken_apart() {
        let word = Token::Word;
        let cases: [(&str, Option<Vec<Token>>); 12] = [
            ("9:30", Some(vec![number(9, 1), Token::Mark(':'), number(30, 2)])),
            ("9. 30", Some(vec![number(9, 1), number(30, 2)])),
            ("9am", Some(vec![number(9, 1), word(Meaning::Part(Part::Am))])),
            ("9 p.m.", Some(vec![number(9, 1), word(Meaning::Part(Part::Pm))])),
            ("он бірде", Some(vec![number(11, 0)])),
            ("on birde", Some(vec![number(11, 0)])),
            ("on 9", Some(vec![number(9, 1)])),
            ("полдесятого", Some(vec![word(Meaning::HalfOf), number(10, 0)])),
            ("day after tomorrow", Some(vec![word(Meaning::Day(2))])),
            ("за\u{200B}втра", Some(vec![word(Meaning::Day(1))])),
            ("123456", None),
            ("здравствуйте 9:00", None),
        ];
        for (text, expected) in cases {
            assert_eq!(tokens(text), expected, "{text}");
        }
    }
}
