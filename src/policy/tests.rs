//! Reading and printing values, hours by the clock, what the database keeps.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::sync::Arc;

use jiff::tz::TimeZone;
use proptest::prelude::*;

use super::testing::any_decision;
use super::*;
use crate::clock::{Clock, ManualClock, Timestamp};
use crate::ids::ChatId;
use crate::store::tests::databases::fresh_databases;
use crate::store::{Store, audit};

/// A moment on a day of a week in January 2024 (1: Monday the first) in a zone five hours east of Greenwich.
fn at(day: i64, time: &str) -> Timestamp {
    let (hour, minute) = time.split_once(':').unwrap();
    let (hour, minute): (i64, i64) = (hour.parse().unwrap(), minute.parse().unwrap());
    let first = 1_704_067_200_000 - 5 * 3_600_000;
    Timestamp(first + ((day - 1) * 24 * 60 + hour * 60 + minute) * 60_000)
}

fn zone() -> TimeZone {
    TimeZone::fixed(jiff::tz::offset(5))
}

fn read(policy: Policy, text: &str) -> Option<String> {
    Decision::parse(policy, text).ok().map(|decision| decision.to_string())
}

proptest! {
    #[test]
    fn what_is_printed_is_read_as_the_same(decision in any_decision()) {
        prop_assert_eq!(Decision::parse(decision.policy(), &decision.to_string()), Ok(decision));
    }

    #[test]
    fn a_decision_holds_and_touches_no_other_policy(decision in any_decision()) {
        let (before, after) = (Policies::default(), Policies::default().with(decision));
        for policy in Policy::ALL {
            let expected = if policy == decision.policy() { decision } else { before.decision(policy) };
            prop_assert_eq!(after.decision(policy), expected);
        }
    }

    #[test]
    fn nothing_makes_reading_panic(text in any::<String>(), tail in "[a-z0-9:., –-]{0,24}") {
        for policy in Policy::ALL {
            for text in [&text, &tail] {
                if let Some(printed) = read(policy, text) {
                    prop_assert_eq!(read(policy, &printed), Some(printed));
                }
            }
        }
    }

    #[test]
    fn either_staff_are_there_or_they_are_back_within_a_week(minutes in 0i64..20_000, decision in any_decision()) {
        if let Value::Working(Some(hours)) = decision.value() {
            let now = at(1, "0:00").plus(minutes * 60_000);
            if let Some(away) = hours.away(now, &zone()) {
                let (hour, minute) = away.time.parts();
                let midnight = now.plus(-(minutes % 1440) * 60_000);
                let back = midnight.plus((away.in_days * 1440 + i64::from(hour) * 60 + i64::from(minute)) * 60_000);
                prop_assert!(back > now && back.0 - now.0 < 7 * 24 * 3_600_000);
                prop_assert!(hours.covers(back, &zone()) && !hours.covers(back.plus(-60_000), &zone()));
            }
        }
    }
}

#[test]
fn values_are_read_as_people_type_them() {
    use Policy::*;
    let table = [
        (WorkingHours, "mon-fri 09:00-18:00", Some("mon-fri 09:00-18:00")),
        (WorkingHours, " Mon–Fri  9:00 – 18:00 ", Some("mon-fri 09:00-18:00")),
        (WorkingHours, "mon,wed,fri 9-18.30", Some("mon,wed,fri 09:00-18:30")),
        (WorkingHours, "mon, tue, thu 9-18", Some("mon-tue,thu 09:00-18:00")),
        (WorkingHours, "sat-mon 22:00-06:00", Some("mon,sat-sun 22:00-06:00")),
        (WorkingHours, "mon-sun 00:00-24:00", Some("mon-sun 00:00-24:00")),
        (WorkingHours, "always", Some("")),
        (WorkingHours, "", Some("")),
        (WorkingHours, "09:00-18:00", None),
        (WorkingHours, "mon-fri", None),
        (WorkingHours, "mon-fri09:00-18:00", None),
        (WorkingHours, "mon-fry 09:00-18:00", None),
        (WorkingHours, "mon-fri 09:00-09:00", None),
        (WorkingHours, "mon-fri 09:00-25:00", None),
        (WorkingHours, "mon-fri 24:00-02:00", None),
        (WorkingHours, "mon-fri 09:60-18:00", None),
        (WorkingHours, "mon-fri 09:0-18:00", None),
        (WorkingHours, "mon-fri +9:00-18:00", None),
        (QuietHours, "21:00-08:00", Some("21:00-08:00")),
        (QuietHours, "OFF", Some("")),
        (QuietHours, "night", None),
        (DigestHour, "9", Some("9")),
        (DigestHour, "off", Some("-1")),
        (DigestHour, "24", None),
        (RetentionDays, "365", Some("365")),
        (RetentionDays, "0", None),
        (RetentionDays, "99999999999999999999", None),
        (SecondApproval, "yes", Some("true")),
        (SecondApproval, "off", Some("false")),
        (SecondApproval, "1", None),
    ];
    for (policy, text, expected) in table {
        assert_eq!(read(policy, text).as_deref(), expected, "{} {text:?}", policy.name());
    }
}

#[test]
fn every_preset_is_offered_and_names_lead_back() {
    for policy in Policy::ALL {
        let presets: Vec<Decision> = policy.presets().collect();
        assert!(presets.len() >= 2 && presets.iter().all(|decision| decision.policy() == policy));
        assert_eq!(Policy::named(&policy.name().to_uppercase()), Some(policy));
        let default = Policies::default().decision(policy);
        assert!(presets.contains(&default), "{} can be put back by a button", policy.name());
    }
    assert_eq!(Policy::named("human"), None);
}

#[test]
fn the_next_opening_skips_the_weekend() {
    let hours: WorkingHours = "mon-fri 09:00-18:00".parse().unwrap();
    let back = |day, time: &str| {
        let away = hours.away(at(day, time), &zone());
        away.map(|away| (away.in_days, away.day, away.time.to_string()))
    };
    let on = |in_days, day| Some((in_days, day, "09:00".to_owned()));
    assert_eq!(back(1, "8:59"), on(0, Day::Mon));
    assert_eq!(back(1, "9:00"), None);
    assert_eq!(back(1, "17:59"), None);
    assert_eq!(back(1, "18:00"), on(1, Day::Tue));
    assert_eq!(back(5, "18:00"), on(3, Day::Mon));
    assert_eq!(back(6, "12:00"), on(2, Day::Mon));
    assert_eq!(back(7, "23:59"), on(1, Day::Mon));
    let mondays: WorkingHours = "mon 09:00-18:00".parse().unwrap();
    assert_eq!(mondays.away(at(1, "18:00"), &zone()).map(|away| away.in_days), Some(7));
}

#[test]
fn hours_may_run_over_midnight() {
    let night: HourSpan = "21:00-08:00".parse().unwrap();
    for (time, covered) in [("20:59", false), ("21:00", true), ("0:00", true), ("7:59", true), ("8:00", false)] {
        assert_eq!(night.covers(at(3, time), &zone()), covered, "{time}");
    }
    assert_eq!(night.over_at(at(3, "23:30").plus(12_345), &zone()), Some(at(4, "8:00")));
    assert_eq!(night.over_at(at(3, "7:59"), &zone()), Some(at(3, "8:00")));
    assert_eq!(night.over_at(at(3, "8:00"), &zone()), None);
    let shift: WorkingHours = "fri 22:00-06:00".parse().unwrap();
    assert!(shift.covers(at(5, "22:00"), &zone()) && shift.covers(at(6, "5:59"), &zone()));
    assert!(!shift.covers(at(5, "5:00"), &zone()) && !shift.covers(at(6, "6:00"), &zone()));
    let sunday: WorkingHours = "sun 22:00-06:00".parse().unwrap();
    assert!(sunday.covers(at(8, "3:00"), &zone()), "over the end of the week");
}

#[tokio::test]
async fn decisions_are_kept_with_who_made_them_and_other_processes_follow_within_a_minute() {
    for database in fresh_databases().await {
        let store = Store::open(&database.url).await.unwrap();
        let clock = Arc::new(ManualClock::at(Timestamp(1_700_000_000_000)));
        let (here, there) = (Rulebook::new(store.clone(), clock.clone()), Rulebook::new(store.clone(), clock.clone()));
        let defaults = Policies { reopen_hours: 48, ..Policies::default() };
        assert_eq!(there.policies(&defaults).await.unwrap(), defaults);
        for text in ["24", "24"] {
            let decision = Decision::parse(Policy::ReopenHours, text).unwrap();
            let holds = here.decide(decision, ChatId(7), &defaults).await.unwrap();
            assert_eq!(holds.reopen_hours, 24, "{}", database.name);
        }
        assert_eq!(here.policies(&defaults).await.unwrap().reopen_hours, 24);
        assert_eq!(there.policies(&defaults).await.unwrap().reopen_hours, 48);
        clock.advance(60_000);
        assert_eq!(there.policies(&defaults).await.unwrap(), Policies { reopen_hours: 24, ..defaults.clone() });
        let lines = audit::all(&mut store.read().await.unwrap()).await.unwrap();
        let lines: Vec<_> = lines.iter().map(|line| (line.at.0, line.by.0, line.what.as_str())).collect();
        assert_eq!(lines, [(1_700_000_000_000, 7, r#"changed reopen_hours: "48" → "24""#)]);
        // What a newer program wrote is left alone.
        let odd = [("policy.reopen_hours", "soon"), ("policy.unheard_of", "1"), ("policyholder", "x")];
        for (key, value) in odd {
            store.write(move |c| Box::pin(meta::set(c, key, value))).await.unwrap();
        }
        let loaded = Policies::load(&mut store.read().await.unwrap(), &defaults).await.unwrap();
        assert_eq!(loaded, defaults, "{}", clock.now().0);
    }
}
