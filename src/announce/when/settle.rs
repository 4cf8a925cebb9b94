//! Which moment is meant by what is said, now and in this zone.

use jiff::civil::{Date as Day, Time, Weekday};
use jiff::tz::TimeZone;
use jiff::{Span, Zoned};

use super::spoken::{Date, Hour, Spoken};
use super::whiles::While;
use super::{MINUTE, Moment, When};
use crate::clock::Timestamp;

/// Years that are gone through for a date said without its year: between two 29 Februaries there can be eight.
const YEARS: i16 = 8;
/// Months that are gone through for a day of the month: after a 31 comes one within two.
const MONTHS: i64 = 3;

/// The moment that is meant, or why there is none.
pub(super) fn settle(said: &Spoken, now: Timestamp, zone: &TimeZone) -> When {
    let Ok(instant) = jiff::Timestamp::from_millisecond(now.0) else { return When::NotUnderstood };
    let here = Here { now, local: instant.to_zoned(zone.clone()) };
    here.settle(said).unwrap_or(When::NotUnderstood)
}

/// Now, and what the clock shows here.
struct Here {
    now: Timestamp,
    local: Zoned,
}

impl Here {
    fn settle(&self, said: &Spoken) -> Option<When> {
        if said.ago {
            let only = Spoken { ago: true, after: said.after, ..Spoken::default() };
            return (said.after.is_some() && *said == only).then_some(When::Past);
        }
        if said.now {
            let only = Spoken { now: true, ..Spoken::default() };
            let today = Spoken { offset: Some(0), ..only.clone() };
            return (*said == only || *said == today).then(|| When::At(self.moment(&self.local)));
        }
        if let Some(while_) = said.after.filter(|while_| while_.exact) {
            return self.after(said, while_);
        }
        let days = self.days(said)?;
        match clock(said) {
            Clock::At(hour) => self.at(said, &days, hour),
            Clock::None => self.day(said, &days),
            Clock::Impossible => None,
        }
    }

    /// So many hours and minutes from now.
    fn after(&self, said: &Spoken, while_: While) -> Option<When> {
        let only = Spoken { after: said.after, ..Spoken::default() };
        if *said != only && *said != (Spoken { offset: Some(0), ..only.clone() }) {
            return None;
        }
        let span = span(while_)?.try_minutes(while_.minutes).ok()?;
        // Beyond the calendar's end.
        let Ok(then) = self.local.checked_add(span) else { return Some(When::TooFar) };
        let then =
            then.round(jiff::ZonedRound::new().smallest(jiff::Unit::Minute).mode(jiff::RoundMode::Trunc)).ok()?;
        Some(self.near(&then))
    }

    /// The days that can be meant, the first one first. None when there is no such day.
    fn days(&self, said: &Spoken) -> Option<Vec<Day>> {
        let today = self.local.date();
        let exact = match (said.offset, said.after) {
            (Some(_), Some(_)) => return None,
            (Some(offset), None) => Some(today.checked_add(Span::new().try_days(offset).ok()?).ok()?),
            (None, Some(while_)) => Some(today.checked_add(span(while_)?).unwrap_or(Day::MAX)),
            (None, None) => None,
        };
        let late = said.offset == Some(0) && said.part.is_some_and(super::part::Part::nightly);
        let days = match (exact, said.date, said.weekday) {
            // Tonight at two: the night that begins today.
            (Some(day), None, None) if late => vec![day, day.tomorrow().ok()?],
            (Some(day), ..) => vec![day],
            (None, Some(date), _) => dated(date, today),
            (None, None, Some(weekday)) => weekdays(weekday, said.next, today)?,
            (None, None, None) if said.next => return None,
            (None, None, None) => vec![today, today.tomorrow().ok()?],
        };
        (!days.is_empty()).then_some(days)
    }

    /// The first of the days on which this hour is not over.
    fn at(&self, said: &Spoken, days: &[Day], hour: Hour) -> Option<When> {
        for day in days {
            let Some(then) = self.on(*day, hour) else { return Some(When::TooFar) };
            if let When::Past = self.near(&then) {
                continue;
            }
            if let Some(odds) = at_odds(said, *day) {
                return Some(odds);
            }
            return Some(self.near(&then));
        }
        Some(When::Past)
    }

    /// A day without an hour. A part of a day alone names none.
    fn day(&self, said: &Spoken, days: &[Day]) -> Option<When> {
        if !said.names_day() {
            return said.part.map(|_| When::NoTime(None));
        }
        let Some(day) = days.iter().find(|day| **day >= self.local.date()) else { return Some(When::Past) };
        if let Some(odds) = at_odds(said, *day) {
            return Some(odds);
        }
        let begins = self.on(*day, Hour { hour: 0, minute: 0 });
        let far = begins.is_none_or(|begins| matches!(self.near(&begins), When::TooFar));
        Some(if far { When::TooFar } else { When::NoTime(Some(*day)) })
    }

    /// This hour on this day. Where the clock jumps over it, as much later; where it comes twice, the first time that is
    /// not over. None: beyond the calendar's end.
    fn on(&self, day: Day, hour: Hour) -> Option<Zoned> {
        let midnight = hour.hour == 24;
        let day = if midnight { day.tomorrow().ok()? } else { day };
        let time =
            Time::new(if midnight { 0 } else { i8::try_from(hour.hour).ok()? }, i8::try_from(hour.minute).ok()?, 0, 0);
        let local = self.local.time_zone().to_ambiguous_zoned(day.to_datetime(time.ok()?));
        let first = local.clone().earlier().ok();
        let usual = local.clone().compatible().ok()?;
        if !local.is_ambiguous() || first.as_ref() != Some(&usual) || !matches!(self.near(&usual), When::Past) {
            return Some(usual);
        }
        local.later().ok()
    }

    /// This moment, if it is neither over nor too far. The minute that is running is now.
    fn near(&self, then: &Zoned) -> When {
        let Ok(year) = self.local.checked_add(Span::new().years(1)) else { return When::TooFar };
        let ms = then.timestamp().as_millisecond();
        if ms.saturating_add(MINUTE) <= self.now.0 {
            return When::Past;
        }
        if *then > year { When::TooFar } else { When::At(self.moment(then)) }
    }

    fn moment(&self, then: &Zoned) -> Moment {
        let civil = then.datetime();
        let minute = Time::new(civil.hour(), civil.minute(), 0, 0).unwrap_or(civil.time());
        let at = Timestamp(then.timestamp().as_millisecond().max(self.now.0));
        Moment { civil: civil.date().to_datetime(minute), at }
    }
}

/// The hour that is meant.
enum Clock {
    At(Hour),
    None,
    /// There is no such hour in that part of the day.
    Impossible,
}

fn clock(said: &Spoken) -> Clock {
    let hour = match (said.hour, said.part) {
        (None, None) => return Clock::None,
        (None, Some(part)) => match part.hour() {
            Some(hour) => return Clock::At(Hour { hour, minute: 0 }),
            None => return Clock::None,
        },
        (Some(hour), None) => return Clock::At(hour),
        (Some(said), Some(part)) => part.of(said.hour).map(|hour| Hour { hour, ..said }),
    };
    // Half past midnight is in the next day, and so is nobody's "24:30".
    match hour.filter(|hour| hour.hour < 24 || hour.minute == 0) {
        Some(hour) => Clock::At(hour),
        None => Clock::Impossible,
    }
}

/// The days of a while. None: beyond counting.
fn span(while_: While) -> Option<Span> {
    Span::new().try_months(while_.months).ok()?.try_days(while_.days).ok()
}

/// The days that a date can be: with its year one; without, the next ones.
fn dated(date: Date, today: Day) -> Vec<Day> {
    match (date.year, date.month) {
        (Some(year), Some(month)) => Day::new(year, month, date.day).into_iter().collect(),
        (None, Some(month)) => {
            let years = today.year()..=today.year().saturating_add(YEARS);
            years.filter_map(|year| Day::new(year, month, date.day).ok()).collect()
        }
        (_, None) => {
            let months = (0..=MONTHS).filter_map(|n| today.first_of_month().checked_add(Span::new().months(n)).ok());
            months.filter_map(|first| Day::new(first.year(), first.month(), date.day).ok()).collect()
        }
    }
}

/// This weekday: today and in a week, or the next one; said as "next", that of the week that begins on the next Monday.
fn weekdays(weekday: i8, next: bool, today: Day) -> Option<Vec<Day>> {
    let weekday = Weekday::from_monday_one_offset(weekday).ok()?;
    let days = |count: i64| today.checked_add(Span::new().days(count)).ok();
    let ahead = i64::from(today.weekday().until(weekday));
    if next {
        let monday = i64::from(today.weekday().until(Weekday::Monday));
        let monday = if monday == 0 { 7 } else { monday };
        return Some(vec![days(monday + i64::from(weekday.to_monday_zero_offset()))?]);
    }
    Some(vec![days(ahead)?, days(ahead + 7)?])
}

/// A weekday or a date beside another day that it is not.
fn at_odds(said: &Spoken, day: Day) -> Option<When> {
    let weekday = said.weekday.is_some_and(|weekday| day.weekday().to_monday_one_offset() != weekday);
    let date = said.date.is_some_and(|date| {
        date.day != day.day()
            || date.month.is_some_and(|month| month != day.month())
            || date.year.is_some_and(|year| year != day.year())
    });
    (weekday || date).then_some(When::Contradiction)
}
