//! Hours in a row of tokens: "18:30", "18.30", "9 часов 30 минут", "9 30", "half past nine", "тоғыз жарымда", "9".

use super::spoken::Hour;
use super::token::Token;
use super::words::{Meaning, Unit};

/// The hour at the beginning of these tokens and how many it takes.
pub(super) fn read(rest: &[Token], before: Option<&Token>) -> Option<(Hour, usize)> {
    use Token::{Mark, Number, Word};
    let (hour, minute, taken) = match rest {
        [Number { value: hour, digits: 1..=2 }, Mark(':'), Number { value: minute, digits: 2 }, more @ ..] => {
            match more {
                [Mark(':'), Number { value: 0, digits: 2 }, ..] => (*hour, *minute, 5),
                [Mark(':' | '.' | '/'), ..] => return None,
                _ => (*hour, *minute, 3),
            }
        }
        [Number { value: hour, digits: 1..=2 }, Mark('.' | '-'), Number { value: minute, digits: 2 }, more @ ..]
            if !matches!(more.first(), Some(Mark(_))) =>
        {
            (*hour, *minute, 3)
        }
        [Word(Meaning::Half), Word(Meaning::Past), Number { value: hour, digits: 0..=2 }, ..] => (*hour, 30, 3),
        [Word(Meaning::HalfOf), Number { value: hour, digits: 0..=2 }, ..] => (hour.checked_sub(1)?, 30, 2),
        [Number { value: hour, digits: 0..=2 }, Word(Meaning::Half), ..] => (*hour, 30, 2),
        [Number { value: hour, digits: 0..=2 }, Word(Meaning::Unit(Unit::Hour)), more @ ..] => hours(*hour, more),
        [Number { value: hour, digits: 0..=2 }, Number { value: minute, digits: 2 }, more @ ..] if !counted(more) => {
            (*hour, *minute, 2)
        }
        [Number { value: hour, digits: 0 }, Number { value: minute @ 10.., digits: 0 }, more @ ..]
            if !counted(more) =>
        {
            (*hour, *minute, 2)
        }
        [Number { value: hour, digits: 0..=2 }, more @ ..] if !counted(more) => (*hour, 0, 1),
        // "At an hour in the afternoon": the one after noon.
        [Word(Meaning::Unit(Unit::Hour)), Word(Meaning::Part(_)), ..]
            if matches!(before, Some(Word(Meaning::At | Meaning::Day(_) | Meaning::Weekday(_))) | None) =>
        {
            (1, 0, 1)
        }
        _ => return None,
    };
    let (hour, minute) = (u8::try_from(hour).ok()?, u8::try_from(minute).ok()?);
    let valid = minute < 60 && (hour < 24 || hour == 24 && minute == 0);
    valid.then_some((Hour { hour, minute }, taken))
}

/// What follows "9 hours": minutes, or nothing of the hour.
fn hours(hour: u32, more: &[Token]) -> (u32, u32, usize) {
    use Token::{Number, Word};
    match more {
        [Number { value: minute, .. }, Word(Meaning::Unit(Unit::Minute)), ..] => (hour, *minute, 4),
        [Number { value: minute, digits: 2 }, more @ ..] if !counted(more) => (hour, *minute, 3),
        _ => (hour, 0, 2),
    }
}

/// Whether the number before these tokens counts or names something else than an hour.
fn counted(more: &[Token]) -> bool {
    use Token::{Mark, Word};
    match more.first() {
        Some(Mark(',')) => false,
        Some(Mark(_)) => true,
        Some(Word(Meaning::Unit(_) | Meaning::Month(_) | Meaning::Ordinal | Meaning::Ago)) => true,
        _ => false,
    }
}
