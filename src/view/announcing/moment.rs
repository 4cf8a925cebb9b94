//! A moment, told in full: weekday, date, time.

use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use search::Lang;

use crate::clock::Timestamp;
use crate::view::View;

impl View {
    /// "Saturday, 28 November 2026, 18:30".
    pub fn moment(&self, lang: Lang, at: DateTime) -> String {
        let time = format!("{}:{:02}", at.hour(), at.minute());
        self.fill(lang, "moment-full", &[("date", &self.date(lang, at)), ("time", &time)])
    }

    /// "Saturday, 28 November 2026".
    pub(super) fn date(&self, lang: Lang, at: DateTime) -> String {
        let weekday = self.get(lang, &format!("weekday-{}", at.weekday().to_monday_one_offset()));
        let month = self.get(lang, &format!("month-{}", at.month()));
        let (day, year) = (at.day().to_string(), at.year().to_string());
        let parts = [("weekday", &*weekday), ("day", &*day), ("month", &*month), ("year", &*year)];
        self.fill(lang, "moment-date", &parts)
    }

    /// The same for a moment, by this clock.
    pub(super) fn moment_in(&self, lang: Lang, at: Timestamp, zone: &TimeZone) -> String {
        let at = jiff::Timestamp::from_millisecond(at.0).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
        self.moment(lang, zone.to_datetime(at))
    }

    /// "about 3 minutes".
    pub(super) fn lasts(&self, lang: Lang, seconds: i64) -> String {
        let rounded = |unit: i64| (seconds + unit / 2) / unit;
        match seconds {
            ..60 => self.get(lang, "lasts-seconds"),
            60..5400 => self.texts.count(lang, "lasts-minutes", ("count", rounded(60))),
            _ => self.texts.count(lang, "lasts-hours", ("count", rounded(3600))),
        }
    }
}
