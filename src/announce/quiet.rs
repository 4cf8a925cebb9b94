//! Quiet hours: whether a sending is held back until they are over. Short ones go out at any hour.

use jiff::Zoned;
use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;

use crate::clock::Timestamp;
use crate::policy::{HourSpan, TimeOfDay};

/// A sending that takes no longer is never held back: milliseconds.
pub const SHORT: i64 = 30 * 60_000;
/// What begins so soon after quiet hours is not held back until the next ones are over, or what is longer than the time
/// between them would never go out: milliseconds.
const JUST_OVER: i64 = 5 * 60_000;

/// Hours of each day in which no long sending runs; they may cross midnight. From and until the same time: none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quiet {
    /// They begin here, by the city's clock.
    pub from: Time,
    /// They end here: the first moment that is not quiet.
    pub until: Time,
}

impl Quiet {
    /// The hours that the owner decided on. Of a day that is quiet as a whole one minute is left, the last: what is held
    /// back goes out then, and not never.
    pub fn of(span: HourSpan) -> Quiet {
        let (from, until) = (time(span.from()), time(span.to()));
        Quiet { from, until: if from == until { minute_before(from) } else { until } }
    }

    /// Until when a sending is held back that is to begin at `start` and to take `lasts` milliseconds; none: it goes out.
    ///
    /// Held back is what takes more than [`SHORT`] and begins within quiet hours or would still run in them. Asked again
    /// with the moment it was held back until, or shortly after, it goes out, even if it does not fit between two of them.
    pub fn held(&self, zone: &TimeZone, start: Timestamp, lasts: i64) -> Option<Timestamp> {
        if lasts <= SHORT || self.from == self.until {
            return None;
        }
        let (before, (begins, ends)) = self.around(zone, start)?;
        let within = begins <= start;
        let runs_into = begins < start.plus(lasts) && start >= before.plus(JUST_OVER);
        (within || runs_into).then_some(ends)
    }

    /// The end of the quiet hours that are over, and beginning and end of those that are or come next.
    fn around(&self, zone: &TimeZone, start: Timestamp) -> Option<(Timestamp, (Timestamp, Timestamp))> {
        let today = local(start, zone)?.date();
        let first = today.checked_sub(jiff::Span::new().days(2)).ok()?;
        let spans = first.series(jiff::Span::new().days(1)).take(4).filter_map(|day| self.on(day, zone));
        let (over, next): (Vec<_>, Vec<_>) = spans.partition(|(_, end)| *end <= start);
        Some((over.last()?.1, *next.first()?))
    }

    /// The quiet hours that begin on this day.
    fn on(&self, day: Date, zone: &TimeZone) -> Option<(Timestamp, Timestamp)> {
        let last = if self.until <= self.from { day.tomorrow().ok()? } else { day };
        let moment = |day: Date, time| {
            let instant = zone.to_timestamp(day.to_datetime(time)).ok()?;
            Some(Timestamp(instant.as_millisecond()))
        };
        Some((moment(day, self.from)?, moment(last, self.until)?))
    }
}

/// The end of the day is its beginning, on a clock.
fn time(of_day: TimeOfDay) -> Time {
    let (hours, minutes) = of_day.parts();
    let part = |part: u16| i8::try_from(part).unwrap_or_default();
    Time::new(part(hours % 24), part(minutes), 0, 0).unwrap_or(Time::midnight())
}

fn minute_before(time: Time) -> Time {
    time.wrapping_sub(jiff::Span::new().minutes(1))
}

fn local(moment: Timestamp, zone: &TimeZone) -> Option<Zoned> {
    Some(jiff::Timestamp::from_millisecond(moment.0).ok()?.to_zoned(zone.clone()))
}

#[cfg(test)]
mod tests {
    use jiff::civil::{DateTime, time};
    use proptest::prelude::*;

    use super::*;

    const MINUTE: i64 = 60_000;
    const HOUR: i64 = 60 * MINUTE;
    const NIGHT: Quiet = Quiet { from: time(21, 0, 0, 0), until: time(8, 0, 0, 0) };
    const NOON: Quiet = Quiet { from: time(12, 0, 0, 0), until: time(14, 0, 0, 0) };

    fn zone() -> TimeZone {
        TimeZone::get("Asia/Almaty").unwrap()
    }

    fn moment(civil: &str) -> Timestamp {
        let civil: DateTime = civil.parse().unwrap();
        Timestamp(zone().to_timestamp(civil).unwrap().as_millisecond())
    }

    #[test]
    fn long_sendings_wait_and_short_ones_do_not() {
        let cases = [
            (NIGHT, "2026-11-25 22:00", 31 * MINUTE, Some("2026-11-26 08:00")),
            (NIGHT, "2026-11-25 22:00", 30 * MINUTE, None),
            (NIGHT, "2026-11-26 03:00", 31 * MINUTE, Some("2026-11-26 08:00")),
            (NIGHT, "2026-11-25 21:00", HOUR, Some("2026-11-26 08:00")),
            (NIGHT, "2026-11-25 20:00", HOUR, None),
            (NIGHT, "2026-11-25 20:00", HOUR + 1, Some("2026-11-26 08:00")),
            (NIGHT, "2026-11-25 08:00", HOUR, None),
            (NIGHT, "2026-11-25 07:59", HOUR, Some("2026-11-25 08:00")),
            (NIGHT, "2026-11-25 12:00", 10 * HOUR, Some("2026-11-26 08:00")),
            (NIGHT, "2026-11-25 08:00", 13 * HOUR, None),
            (NIGHT, "2026-11-25 08:00", 20 * HOUR, None),
            (NIGHT, "2026-11-25 08:04", 20 * HOUR, None),
            (NIGHT, "2026-11-25 12:00", 20 * HOUR, Some("2026-11-26 08:00")),
            (NIGHT, "2026-11-25 23:00", 20 * HOUR, Some("2026-11-26 08:00")),
            (NOON, "2026-11-25 13:59", HOUR, Some("2026-11-25 14:00")),
            (NOON, "2026-11-25 11:30", HOUR, Some("2026-11-25 14:00")),
            (NOON, "2026-11-25 14:00", HOUR, None),
            (NOON, "2026-11-25 23:30", 2 * HOUR, None),
            (NOON, "2026-11-25 23:30", 13 * HOUR, Some("2026-11-26 14:00")),
        ];
        for (quiet, start, lasts, until) in cases {
            assert_eq!(quiet.held(&zone(), moment(start), lasts), until.map(moment), "{start} for {lasts}");
        }
    }

    #[test]
    fn hours_of_the_owner_are_hours_of_the_clock() {
        let quiet = |span: &str| {
            let Quiet { from, until } = Quiet::of(span.parse().unwrap());
            format!("{from}-{until}")
        };
        assert_eq!(quiet("21:00-08:00"), "21:00:00-08:00:00");
        assert_eq!(quiet("21:00-24:00"), "21:00:00-00:00:00");
        assert_eq!(quiet("00:00-24:00"), "00:00:00-23:59:00");
    }

    #[test]
    fn a_day_that_is_all_quiet_holds_nothing_back_for_ever() {
        let quiet = Quiet::of("00:00-24:00".parse().unwrap());
        let start = moment("2026-11-25 12:00");
        assert_eq!(quiet.held(&zone(), start, HOUR), Some(moment("2026-11-25 23:59")));
        assert_eq!(quiet.held(&zone(), moment("2026-11-25 23:59"), HOUR), None);
    }

    #[test]
    fn no_quiet_hours_hold_nothing_back() {
        let none = Quiet { from: time(8, 0, 0, 0), until: time(8, 0, 0, 0) };
        assert_eq!(none.held(&zone(), moment("2026-11-25 08:00"), 100 * HOUR), None);
    }

    #[test]
    fn a_clock_that_jumps_moves_the_end() {
        let zone = TimeZone::get("Europe/Berlin").unwrap();
        let local = |civil: &str| {
            let civil: DateTime = civil.parse().unwrap();
            Timestamp(zone.to_timestamp(civil).unwrap().as_millisecond())
        };
        let start = local("2027-03-27 22:00");
        assert_eq!(NIGHT.held(&zone, start, HOUR), Some(local("2027-03-28 08:00")));
        assert_eq!(NIGHT.held(&zone, start, HOUR), Some(start.plus(9 * HOUR)));
    }

    fn times() -> impl Strategy<Value = Time> {
        (0_i8..24, 0_i8..60).prop_map(|(hour, minute)| time(hour, minute, 0, 0))
    }

    proptest! {
        #[test]
        fn what_is_held_back_goes_out_at_the_end(
            from in times(), until in times(), start in 0_i64..4_000_000_000_000, lasts in 0_i64..30 * HOUR,
        ) {
            let (quiet, zone, start) = (Quiet { from, until }, zone(), Timestamp(start));
            if let Some(end) = quiet.held(&zone, start, lasts) {
                prop_assert!(lasts > SHORT && end > start && end.0 - start.0 <= 48 * HOUR);
                prop_assert_eq!(local(end, &zone).unwrap().time(), until);
                prop_assert_eq!(quiet.held(&zone, end, lasts), None);
            }
        }

        #[test]
        fn what_goes_out_never_runs_in_quiet_hours_unless_they_are_just_over(
            from in times(), until in times(), start in 1_800_000_000..1_900_000_000_i64, lasts in SHORT + 1..30 * HOUR,
        ) {
            let (quiet, zone, start) = (Quiet { from, until }, zone(), Timestamp(start * 1000));
            let day = 24 * HOUR;
            let of = |time: Time| (i64::from(time.hour()) * 60 + i64::from(time.minute())) * MINUTE;
            let free = day - (of(until) - of(from)).rem_euclid(day);
            let begun = local(start, &zone).unwrap().time();
            let since = (of(begun) + i64::from(begun.second()) * 1000 - of(until)).rem_euclid(day);
            let quietly = since < free && (since + lasts <= free || since < JUST_OVER);
            prop_assert_eq!(quiet.held(&zone, start, lasts).is_none(), quietly || from == until);
        }

        #[test]
        fn any_numbers_do(from in times(), until in times(), start in any::<i64>(), lasts in any::<i64>()) {
            Quiet { from, until }.held(&zone(), Timestamp(start), lasts);
        }
    }
}
