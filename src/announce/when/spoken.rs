//! What a text says of a moment, before it is asked which moment that is: a day, an hour, a part of the day, a while.
//! Whatever is said twice and differently refuses the text.

use super::dates::{self, Dated};
use super::hours;
use super::part::Part;
use super::token::{DASH, Token};
use super::whiles::{self, While};
use super::words::{Meaning, Unit};

/// A date as far as it is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Date {
    pub(super) year: Option<i16>,
    /// None: of this or the next months.
    pub(super) month: Option<i8>,
    pub(super) day: i8,
}

/// An hour and a minute as said: 24-hour, or one of twelve with a part of the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Hour {
    pub(super) hour: u8,
    pub(super) minute: u8,
}

/// All that is said.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Spoken {
    /// Days from today.
    pub(super) offset: Option<i64>,
    /// 1 is Monday.
    pub(super) weekday: Option<i8>,
    /// The weekday is one of the next week.
    pub(super) next: bool,
    pub(super) date: Option<Date>,
    pub(super) hour: Option<Hour>,
    pub(super) part: Option<Part>,
    pub(super) after: Option<While>,
    pub(super) now: bool,
    /// A while that is over.
    pub(super) ago: bool,
}

/// How a pair of numbers is read that can be a day and month or an hour and minute: "10.11".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Pairs {
    /// The first one is a date.
    Date,
    /// All are hours.
    Hours,
}

/// What the tokens say, if they say one thing.
pub(super) fn spoken(tokens: &[Token]) -> Option<Spoken> {
    if a_while_or_an_hour(tokens) {
        return None;
    }
    let complete = |spoken: &Spoken| spoken.hour.is_some() && spoken.names_day();
    let read = |pairs| Reader::new(tokens, pairs).read();
    let (dated, timed) = (read(Pairs::Date), read(Pairs::Hours));
    match (dated, timed) {
        (Some(dated), Some(timed)) => Some(if complete(&timed) && !complete(&dated) { timed } else { dated }),
        (dated, timed) => dated.or(timed),
    }
}

/// "2 hours" alone may be in two hours, and may be at two.
fn a_while_or_an_hour(tokens: &[Token]) -> bool {
    use Token::{Number, Word};
    match tokens {
        [Number { .. }, Word(Meaning::Unit(Unit::Hour)), rest @ ..] => {
            matches!(rest, [] | [Number { .. }, Word(Meaning::Unit(Unit::Minute))])
        }
        _ => false,
    }
}

impl Spoken {
    /// Whether it names a day of any kind.
    pub(super) fn names_day(&self) -> bool {
        self.offset.is_some() || self.weekday.is_some() || self.date.is_some() || self.after.is_some()
    }
}

/// Goes over the tokens once.
struct Reader<'a> {
    tokens: &'a [Token],
    pairs: Pairs,
    said: Spoken,
    year: Option<i16>,
    month: Option<i8>,
    next: bool,
}

impl<'a> Reader<'a> {
    fn new(tokens: &'a [Token], pairs: Pairs) -> Reader<'a> {
        Reader { tokens, pairs, said: Spoken::default(), year: None, month: None, next: false }
    }

    fn read(mut self) -> Option<Spoken> {
        let mut at = 0;
        while at < self.tokens.len() {
            at += self.step(at)?;
        }
        if let Some(date) = &mut self.said.date {
            date.year = once(date.year, self.year)?;
        }
        let left = self.month.is_some() || self.next || self.year.is_some() && self.said.date.is_none();
        (!left && self.said != Spoken::default()).then_some(self.said)
    }

    /// Reads what stands at this place; gives the number of tokens it took.
    fn step(&mut self, at: usize) -> Option<usize> {
        let rest = &self.tokens[at..];
        let before = at.checked_sub(1).and_then(|at| self.tokens.get(at));
        if let Some((while_, taken)) = whiles::read(self.tokens, at) {
            self.said.after = Some(self.said.after.unwrap_or_default().and(while_)?);
            return Some(taken);
        }
        if let Some((dated, taken)) = dates::read(rest, before, self.pairs, self.said.date.is_some()) {
            self.dated(dated)?;
            return Some(taken);
        }
        if let Some((hour, taken)) = hours::read(rest, before) {
            self.said.hour = once(self.said.hour, Some(hour))?;
            return Some(taken);
        }
        match rest.first()? {
            Token::Mark(',' | DASH) => Some(1),
            Token::Word(meaning) => self.word(*meaning, rest.get(1)),
            _ => None,
        }
    }

    fn dated(&mut self, dated: Dated) -> Option<()> {
        match dated {
            Dated::Date(date) => {
                let month = once(date.month, self.month.take())?;
                self.said.date = once(self.said.date, Some(Date { month, ..date }))?;
            }
            Dated::Year(year) => self.year = once(self.year, Some(year))?,
        }
        Some(())
    }

    fn word(&mut self, meaning: Meaning, follows: Option<&Token>) -> Option<usize> {
        let said = &mut self.said;
        match meaning {
            Meaning::At => {}
            Meaning::In if !matches!(follows, Some(Token::Number { .. })) => {}
            Meaning::Ago => said.ago = true,
            Meaning::Now => said.now = true,
            Meaning::Next => self.next = true,
            Meaning::Day(day) => said.offset = once(said.offset, Some(day))?,
            Meaning::Weekday(day) => {
                said.weekday = once(said.weekday, Some(day))?;
                said.next |= std::mem::take(&mut self.next);
            }
            Meaning::Month(month) => self.month = once(self.month, Some(month))?,
            Meaning::Part(part) => said.part = Some(said.part.map_or(Some(part), |said| said.with(part))?),
            Meaning::Unit(Unit::Day) if self.next => {
                self.next = false;
                said.offset = once(said.offset, Some(1))?;
            }
            Meaning::Unit(Unit::Week) if self.next => {
                self.next = false;
                said.next = true;
            }
            // "The day of 28 November".
            Meaning::Unit(Unit::Day) if said.date.is_some() => {}
            // "Hour 9" is "9 o'clock".
            Meaning::Unit(Unit::Hour) if matches!(follows, Some(Token::Number { .. })) => {}
            Meaning::Unit(Unit::Year) if self.year.is_some() || said.date.is_some() => {}
            _ => return None,
        }
        Some(1)
    }
}

/// What is said, when it is said once or twice the same.
fn once<T: PartialEq>(said: Option<T>, again: Option<T>) -> Option<Option<T>> {
    match (said, again) {
        (Some(one), Some(other)) => (one == other).then_some(Some(one)),
        (one, other) => Some(one.or(other)),
    }
}
