//! What holds of any text.

use proptest::prelude::*;

use super::{NOW, moment, zone};
use crate::announce::when::{Moment, When, read};
use crate::clock::Timestamp;

/// Texts made of what moments are made of, and any other.
fn texts() -> impl Strategy<Value = String> {
    let words: Vec<&str> = include_str!("../words.txt")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .flat_map(str::split_whitespace)
        .collect();
    let piece = prop_oneof![
        4 => proptest::sample::select(words).prop_map(|word| word.trim_end_matches('*').to_owned()),
        3 => "[0-9]{1,2}[:./-][0-9]{1,2}",
        2 => "[0-9]{1,4}",
        1 => "[0-9]{1,2}[./-][0-9]{1,2}[./-][0-9]{2,4}",
    ];
    prop_oneof![3 => proptest::collection::vec(piece, 0..6).prop_map(|pieces| pieces.join(" ")), 1 => ".{0,40}"]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4000))]

    #[test]
    fn what_is_read_lies_ahead_and_is_read_back(text in texts(), now in 0_i64..4_000_000_000_000) {
        let (now, zone) = (Timestamp(now), zone());
        if let When::At(found) = read(&text, now, &zone) {
            prop_assert!(found.at >= now);
            prop_assert!(found.at.0 - now.0 <= 366 * 24 * 3_600_000);
            // An hour that comes twice is printed alike both times.
            if !zone.to_ambiguous_timestamp(found.civil).is_ambiguous() {
                prop_assert_eq!(read(&found.to_string(), now, &zone), When::At(found));
            }
        }
    }

    #[test]
    fn any_time_of_the_clock_is_read_without_a_panic(text in texts(), now in any::<i64>()) {
        read(&text, Timestamp(now), &zone());
    }

    #[test]
    fn the_canonical_form_is_read_back(minutes in 1_i64..500_000) {
        let (now, zone) = (moment(NOW, &zone()), zone());
        let at = Timestamp((now.0 / 60_000 + minutes) * 60_000);
        let civil = zone.to_datetime(jiff::Timestamp::from_millisecond(at.0).unwrap());
        let expected = Moment { civil, at };
        prop_assert_eq!(read(&expected.to_string(), now, &zone), When::At(expected));
    }
}
