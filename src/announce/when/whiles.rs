//! A while from now: "через 2 часа 30 минут", "жарты сағаттан кейін", "in a day".

use super::token::Token;
use super::words::{Meaning, Unit};

/// A while.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct While {
    pub(super) months: i64,
    pub(super) days: i64,
    pub(super) minutes: i64,
    /// Hours or minutes are named, so that it leads to a moment and not to a day.
    pub(super) exact: bool,
}

impl While {
    /// Both, one after the other; none when that is beyond counting.
    pub(super) fn and(self, other: While) -> Option<While> {
        Some(While {
            months: self.months.checked_add(other.months)?,
            days: self.days.checked_add(other.days)?,
            minutes: self.minutes.checked_add(other.minutes)?,
            exact: self.exact || other.exact,
        })
    }

    /// So many halves of this unit. Half a day is twelve hours; half a week or year is nothing people say.
    fn of(halves: i64, unit: Unit) -> Option<While> {
        let even = halves % 2 == 0;
        let nothing = While::default();
        Some(match unit {
            Unit::Minute => While { minutes: halves / 2, exact: true, ..nothing },
            Unit::Hour => While { minutes: halves * 30, exact: true, ..nothing },
            Unit::Day if !even => While { minutes: halves * 12 * 60, exact: true, ..nothing },
            Unit::Day => While { days: halves / 2, ..nothing },
            Unit::Week if even => While { days: halves / 2 * 7, ..nothing },
            Unit::Month if even => While { months: halves / 2, ..nothing },
            Unit::Year => While { months: halves * 6, ..nothing },
            Unit::Week | Unit::Month => return None,
        })
    }
}

/// The while that stands at this place, and how many tokens it takes. Only where something says that it is a while: a
/// word before it, or one behind it.
pub(super) fn read(tokens: &[Token], at: usize) -> Option<(While, usize)> {
    let opened = match tokens.get(at)? {
        Token::Word(Meaning::After | Meaning::In) => 1,
        _ => 0,
    };
    let begin = at + opened;
    let mut end = begin;
    let mut sum = While::default();
    while let Some((part, taken)) = amount(tokens, end, end == begin) {
        sum = sum.and(part)?;
        end += taken;
    }
    let closed = usize::from(matches!(tokens.get(end), Some(Token::Word(Meaning::After | Meaning::Ago))));
    let ago = matches!(tokens.get(end), Some(Token::Word(Meaning::Ago)));
    let taken = end - at + if ago { 0 } else { closed };
    (end > begin && opened + closed > 0).then_some((sum, taken))
}

/// One number with its unit. Only the first one may lack the number: "in an hour and 10 minutes".
fn amount(tokens: &[Token], at: usize, first: bool) -> Option<(While, usize)> {
    use Token::{Mark, Number, Word};
    let rest = tokens.get(at..)?;
    let (halves, taken) = match rest {
        [Number { value, .. }, Mark('.' | ','), Number { value: 5, digits: 1 }, ..] => (doubled(*value) + 1, 3),
        [Number { value, .. }, Word(Meaning::Half), ..] => (doubled(*value) + 1, 2),
        [Number { value, .. }, ..] => (doubled(*value), 1),
        [Word(Meaning::Half | Meaning::HalfOf), ..] => (1, 1),
        [Word(Meaning::OneAndHalf), ..] => (3, 1),
        [Word(Meaning::Unit(_)), Number { .. }, ..] if first && amount(tokens, at + 1, false).is_none() => return None,
        [Word(Meaning::Unit(_)), ..] if first => (2, 0),
        _ => return None,
    };
    let unit = unit(rest.get(taken)?)?;
    let half = matches!(rest.get(taken + 1), Some(Word(Meaning::Half))) && halves % 2 == 0;
    let more = usize::from(half && rest.get(taken + 2).and_then(self::unit).is_none());
    Some((While::of(halves + i64::try_from(more).unwrap_or_default(), unit)?, taken + 1 + more))
}

fn doubled(value: u32) -> i64 {
    i64::from(value) * 2
}

/// The unit that a word is. What is "by day" beside an hour is "days" beside a number.
fn unit(token: &Token) -> Option<Unit> {
    match token {
        Token::Word(Meaning::Unit(unit)) => Some(*unit),
        Token::Word(Meaning::Part(super::part::Part::Day)) => Some(Unit::Day),
        _ => None,
    }
}
