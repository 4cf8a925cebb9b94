//! Any decision there can be, for property tests.

use proptest::prelude::*;

use super::{Decision, Policy};

fn any_span() -> impl Strategy<Value = String> {
    let time = |minute: u32| format!("{:02}:{:02}", minute / 60, minute % 60);
    (0u32..1440, 0u32..=1440)
        .prop_filter("hours are never empty", |(from, to)| from != to)
        .prop_map(move |(from, to)| format!("{}-{}", time(from), time(to)))
}

fn any_days() -> impl Strategy<Value = String> {
    let names = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    prop::sample::subsequence(names.to_vec(), 1..=7).prop_map(|days| days.join(","))
}

/// A value of any policy.
pub(crate) fn any_decision() -> impl Strategy<Value = Decision> {
    let working = prop_oneof![Just(String::new()), (any_days(), any_span()).prop_map(|(d, s)| format!("{d} {s}"))];
    let quiet = prop_oneof![Just(String::new()), any_span()];
    let yes_no = any::<bool>().prop_map(|yes| yes.to_string());
    let number = |most: i64| (1..=most).prop_map(|number| number.to_string());
    let of = |policy, text: BoxedStrategy<String>| text.prop_map(move |text| Decision::parse(policy, &text));
    let any = prop_oneof![
        of(Policy::WorkingHours, working.boxed()),
        of(Policy::RemindHours, number(168).boxed()),
        of(Policy::ReopenHours, number(720).boxed()),
        of(Policy::DigestHour, (-1..24).prop_map(|hour: i32| hour.to_string()).boxed()),
        of(Policy::QuietHours, quiet.boxed()),
        of(Policy::LateMinutes, number(1440).boxed()),
        of(Policy::RetentionDays, number(3650).boxed()),
        of(Policy::SecondApproval, yes_no.clone().boxed()),
        of(Policy::AnnounceSecondApproval, yes_no.boxed()),
    ];
    any.prop_filter_map("these are values", Result::ok)
}
