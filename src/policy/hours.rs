//! Hours of the day: "21:00-08:00", which may run over midnight. Counted on the wall clock of the city.

use std::fmt;
use std::str::FromStr;

use jiff::tz::TimeZone;

use super::Form;
use super::decision::BadValue;
use crate::clock::Timestamp;

/// Minutes of a day.
pub(super) const DAY: u16 = 24 * 60;
/// A minute in milliseconds.
const MINUTE: i64 = 60_000;

/// A time of the day, in minutes since midnight: 24:00 is the end of the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct TimeOfDay(u16);

impl TimeOfDay {
    /// Hours and minutes.
    pub fn parts(self) -> (u16, u16) {
        (self.0 / 60, self.0 % 60)
    }
}

impl fmt::Display for TimeOfDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (hours, minutes) = self.parts();
        write!(f, "{hours:02}:{minutes:02}")
    }
}

impl FromStr for TimeOfDay {
    type Err = BadValue;

    /// Reads "9:00", "09.00" and "9".
    fn from_str(text: &str) -> Result<TimeOfDay, BadValue> {
        let bad = || BadValue(Form::Span);
        let (hours, minutes) = text.trim().split_once([':', '.']).unwrap_or((text.trim(), "00"));
        let digits = |part: &str, longest: usize| {
            let plain = (1..=longest).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
            part.parse::<u16>().ok().filter(|_| plain)
        };
        let hours = digits(hours, 2).ok_or_else(bad)?;
        let minutes = digits(minutes, 2).filter(|minute| minutes.len() == 2 && *minute < 60).ok_or_else(bad)?;
        Some(hours * 60 + minutes).filter(|time| *time <= DAY).map(TimeOfDay).ok_or_else(bad)
    }
}

/// Hours of every day, from one time up to another; when that is earlier, over midnight. Never empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HourSpan {
    from: TimeOfDay,
    to: TimeOfDay,
}

impl HourSpan {
    /// From nine in the evening to eight in the morning.
    pub const NIGHT: HourSpan = HourSpan { from: TimeOfDay(21 * 60), to: TimeOfDay(8 * 60) };

    /// When it begins.
    pub fn from(self) -> TimeOfDay {
        self.from
    }

    /// When it is over; before [`Self::from`] when it runs over midnight.
    pub fn to(self) -> TimeOfDay {
        self.to
    }

    /// Whether this moment is in it, in this time zone.
    pub fn covers(self, at: Timestamp, zone: &TimeZone) -> bool {
        self.over_at(at, zone).is_some()
    }

    /// When it is over, if this moment is in it.
    pub fn over_at(self, at: Timestamp, zone: &TimeZone) -> Option<Timestamp> {
        let (_, minute) = wall(at, zone)?;
        let since = (minute - self.start()).rem_euclid(i64::from(DAY));
        let left = self.minutes() - since;
        (left > 0).then(|| at.plus(left * MINUTE - at.0.rem_euclid(MINUTE)))
    }

    /// The minute of the day at which it begins.
    pub(super) fn start(self) -> i64 {
        i64::from(self.from.0)
    }

    /// How long it is.
    pub(super) fn minutes(self) -> i64 {
        let over = if self.to > self.from { 0 } else { i64::from(DAY) };
        i64::from(self.to.0) + over - i64::from(self.from.0)
    }
}

impl fmt::Display for HourSpan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.from, self.to)
    }
}

impl FromStr for HourSpan {
    type Err = BadValue;

    /// Reads "21:00-08:00"; a dash is as good as a hyphen.
    fn from_str(text: &str) -> Result<HourSpan, BadValue> {
        let bad = BadValue(Form::Span);
        let (from, to) = text.split_once(['-', '–', '—']).ok_or(bad)?;
        let (from, to): (TimeOfDay, TimeOfDay) = (from.parse()?, to.parse()?);
        let empty = from == to || from.0 == DAY;
        if empty { Err(bad) } else { Ok(HourSpan { from, to }) }
    }
}

/// The day of the week (0: Monday) and the minute of the day at this moment. None: no calendar reaches that far.
pub(super) fn wall(at: Timestamp, zone: &TimeZone) -> Option<(i64, i64)> {
    let local = zone.to_datetime(jiff::Timestamp::from_millisecond(at.0).ok()?);
    let day = i64::from(local.weekday().to_monday_zero_offset());
    Some((day, i64::from(local.hour()) * 60 + i64::from(local.minute())))
}
