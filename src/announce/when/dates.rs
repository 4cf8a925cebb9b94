//! Dates in a row of tokens: "28.11.2026", "28/11", "2026-11-28", "28 November", "November 28th", "the 28th".

use super::spoken::{Date, Pairs};
use super::token::Token;
use super::words::{Meaning, Unit};

/// What is said of a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Dated {
    Date(Date),
    /// A year that stands apart: "2026 жылғы 28 қараша".
    Year(i16),
}

/// The date at the beginning of these tokens and how many it takes. `pairs`: how "10.11" is read; `had`: a date was
/// there already, so that such a pair is none.
pub(super) fn read(rest: &[Token], before: Option<&Token>, pairs: Pairs, had: bool) -> Option<(Dated, usize)> {
    let numeric = || in_numbers(rest).or_else(|| pair(rest, before, pairs, had));
    let (date, taken) = match numeric().or_else(|| in_words(rest)) {
        Some((date, taken)) => (Dated::Date(date), taken),
        None => year_apart(rest)?,
    };
    Some((date, taken))
}

/// Day, month and year with the same mark between them, or the other way round.
fn in_numbers(rest: &[Token]) -> Option<(Date, usize)> {
    use Token::{Mark, Number};
    let [
        Number { value: one, digits },
        Mark(mark @ ('.' | '/' | '-')),
        Number { value: month, digits: 1..=2 },
        Mark(same),
        Number { value: last, digits: end },
        more @ ..,
    ] = rest
    else {
        return None;
    };
    let ended = !matches!(more.first(), Some(Mark('.' | '/' | '-' | ':')));
    let (year, day) = match (digits, end) {
        (4, 1..=2) => (*one, *last),
        (1..=2, 4) => (*last, *one),
        (1..=2, 2) => (2000 + *last, *one),
        _ => return None,
    };
    (mark == same && ended).then(|| date(Some(year), Some(*month), day)).flatten().map(|date| (date, 5))
}

/// A day and a month, where they cannot be, or shall not be read as, an hour and a minute.
fn pair(rest: &[Token], before: Option<&Token>, pairs: Pairs, had: bool) -> Option<(Date, usize)> {
    use Token::{Mark, Number};
    let [
        Number { value: day, digits: 1..=2 },
        Mark(mark @ ('.' | '/' | '-')),
        Number { value: month, digits: 1..=2 },
        ..,
    ] = rest
    else {
        return None;
    };
    let hour = *day < 24 && *mark != '/';
    let timed = hour && (pairs == Pairs::Hours || had || matches!(before, Some(Token::Word(Meaning::At))));
    let timed = timed || matches!(before, Some(Token::Word(Meaning::Unit(Unit::Hour))));
    let part = hour && matches!(rest.get(3), Some(Token::Word(Meaning::Part(_))));
    (!timed && !part).then(|| date(None, Some(*month), *day)).flatten().map(|date| (date, 3))
}

/// A day with the name of its month on either side, or a day of the month alone.
fn in_words(rest: &[Token]) -> Option<(Date, usize)> {
    use Token::{Mark, Number, Word};
    let (month, day, taken) = match rest {
        [Number { value: day, digits: 0..=2 }, Word(Meaning::Ordinal), Word(Meaning::Month(month)), ..] => {
            (Some(*month), *day, 3)
        }
        [Number { value: day, digits: 0..=2 }, Word(Meaning::Month(month)), ..] => (Some(*month), *day, 2),
        [Word(Meaning::Month(_)), Number { .. }, Mark(':' | '.' | '/'), ..] => return None,
        [Word(Meaning::Month(month)), Number { value: day, digits: 0..=2 }, Word(Meaning::Ordinal), ..] => {
            (Some(*month), *day, 3)
        }
        [Word(Meaning::Month(month)), Number { value: day, digits: 0..=2 }, ..] => (Some(*month), *day, 2),
        [Number { value: day, digits: 1..=2 }, Word(Meaning::Ordinal), ..] => (None, *day, 2),
        _ => return None,
    };
    let (year, more) = match rest.get(taken..)? {
        [Mark(','), Number { value, digits: 4 }, after @ ..] if !timed(after) => (Some(*value), 2),
        [Number { value, digits: 4 }, after @ ..] if !timed(after) => (Some(*value), 1),
        _ => (None, 0),
    };
    let month = month.and_then(|month| u32::try_from(month).ok());
    Some((date(year, month, day)?, taken + more))
}

/// Whether a number before these tokens is the beginning of something else.
fn timed(after: &[Token]) -> bool {
    matches!(after.first(), Some(Token::Mark(':' | '.' | '/' | '-')))
}

fn year_apart(rest: &[Token]) -> Option<(Dated, usize)> {
    match rest {
        [Token::Number { value, digits: 4 }, Token::Word(Meaning::Unit(Unit::Year)), ..] => {
            Some((Dated::Year(i16::try_from(*value).ok()?), 2))
        }
        _ => None,
    }
}

/// A date whose numbers can be one.
fn date(year: Option<u32>, month: Option<u32>, day: u32) -> Option<Date> {
    let small = |value: u32, most: u32| (1..=most).contains(&value).then(|| i8::try_from(value).ok()).flatten();
    let year = match year {
        Some(year) => Some(i16::try_from(year).ok().filter(|year| (1900..=9999).contains(year))?),
        None => None,
    };
    let month = match month {
        Some(month) => Some(small(month, 12)?),
        None => None,
    };
    Some(Date { year, month, day: small(day, 31)? })
}
