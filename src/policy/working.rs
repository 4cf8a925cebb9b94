//! When staff answer: "mon-fri 09:00-18:00", and when they are back for who asks at another time. Hours that run over
//! midnight belong to the day on which they begin.

use std::fmt;
use std::str::FromStr;

use jiff::tz::TimeZone;

use super::Form;
use super::decision::BadValue;
use super::hours::{DAY, HourSpan, TimeOfDay, wall};
use crate::clock::Timestamp;

/// Minutes of a day.
const MINUTES: i64 = DAY as i64;
/// Minutes of a week.
const WEEK: i64 = 7 * MINUTES;

/// A day of the week.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Day {
    /// Monday.
    Mon,
    /// Tuesday.
    Tue,
    /// Wednesday.
    Wed,
    /// Thursday.
    Thu,
    /// Friday.
    Fri,
    /// Saturday.
    Sat,
    /// Sunday.
    Sun,
}

impl Day {
    /// The week.
    pub const ALL: [Day; 7] = [Day::Mon, Day::Tue, Day::Wed, Day::Thu, Day::Fri, Day::Sat, Day::Sun];

    /// Its short name, as it is typed.
    pub fn code(self) -> &'static str {
        match self {
            Day::Mon => "mon",
            Day::Tue => "tue",
            Day::Wed => "wed",
            Day::Thu => "thu",
            Day::Fri => "fri",
            Day::Sat => "sat",
            Day::Sun => "sun",
        }
    }

    fn named(name: &str) -> Option<usize> {
        let name = name.trim();
        Day::ALL.into_iter().position(|day| day.code().eq_ignore_ascii_case(name))
    }
}

/// Some days of the week, at least one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Days([bool; 7]);

impl Days {
    /// Whether these are all days.
    pub fn is_week(self) -> bool {
        self.0 == [true; 7]
    }

    /// Neighbouring days together, from the first to the last of them; the week begins on Monday.
    pub fn runs(self) -> Vec<(Day, Day)> {
        let mut runs: Vec<(Day, Day)> = Vec::new();
        let mut running = false;
        for (day, on) in Day::ALL.into_iter().zip(self.0) {
            match runs.last_mut() {
                Some(run) if on && running => run.1 = day,
                _ if on => runs.push((day, day)),
                _ => {}
            }
            running = on;
        }
        runs
    }
}

impl fmt::Display for Days {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let run = |(first, last): (Day, Day)| match first == last {
            true => first.code().to_owned(),
            false => format!("{}-{}", first.code(), last.code()),
        };
        f.write_str(&self.runs().into_iter().map(run).collect::<Vec<_>>().join(","))
    }
}

impl FromStr for Days {
    type Err = BadValue;

    /// Reads "mon-fri", "mon,wed,fri" and "sat-mon".
    fn from_str(text: &str) -> Result<Days, BadValue> {
        let bad = BadValue(Form::Working);
        let mut days = [false; 7];
        for part in text.split(',') {
            let (first, last) = part.split_once(['-', '–', '—']).unwrap_or((part, part));
            let (first, last) = (Day::named(first).ok_or(bad)?, Day::named(last).ok_or(bad)?);
            for step in 0..=(last + 7 - first) % 7 {
                days[(first + step) % 7] = true;
            }
        }
        Ok(Days(days))
    }
}

/// Hours of some days of the week.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WorkingHours {
    /// On which days they begin.
    pub days: Days,
    /// The hours.
    pub span: HourSpan,
}

/// Staff are not there; when they are back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Away {
    /// When they are there.
    pub hours: WorkingHours,
    /// In how many days they are back: 0 today, 1 tomorrow.
    pub in_days: i64,
    /// Which day that is.
    pub day: Day,
    /// At what time.
    pub time: TimeOfDay,
}

impl WorkingHours {
    /// Whether staff are there at this moment, in this time zone.
    pub fn covers(&self, at: Timestamp, zone: &TimeZone) -> bool {
        self.away(at, zone).is_none()
    }

    /// When they are back, if they are not there at this moment.
    pub fn away(&self, at: Timestamp, zone: &TimeZone) -> Option<Away> {
        let (today, minute) = wall(at, zone)?;
        let now = today * MINUTES + minute;
        let starts = self.starts();
        if starts.iter().any(|(_, start)| (now - start).rem_euclid(WEEK) < self.span.minutes()) {
            return None;
        }
        let (wait, day) = starts.iter().map(|(day, start)| ((start - now).rem_euclid(WEEK), *day)).min()?;
        Some(Away { hours: *self, in_days: (minute + wait) / MINUTES, day, time: self.span.from() })
    }

    /// The minutes of the week at which they begin.
    fn starts(&self) -> Vec<(Day, i64)> {
        let week = (0..).zip(Day::ALL).zip(self.days.0);
        week.filter(|(_, on)| *on).map(|((at, day), _)| (day, at * MINUTES + self.span.start())).collect()
    }
}

impl fmt::Display for WorkingHours {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.days, self.span)
    }
}

impl FromStr for WorkingHours {
    type Err = BadValue;

    /// Reads "mon-fri 09:00-18:00".
    fn from_str(text: &str) -> Result<WorkingHours, BadValue> {
        let bad = BadValue(Form::Working);
        // Days have no digits, hours begin with one.
        let at = text.find(|c: char| c.is_ascii_digit()).ok_or(bad)?;
        let (days, span) = text.split_at(at);
        if !days.ends_with(char::is_whitespace) {
            return Err(bad);
        }
        Ok(WorkingHours { days: days.trim().parse()?, span: span.parse().map_err(|_| bad)? })
    }
}
