//! `[policies]` of `pack.toml`: what the owner starts with. Every key may be left out.

use serde::Deserialize;
use toml::Spanned;

use super::finding::Desk;
use crate::policy::{Policies, Policy};

/// The table as it is written.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct PoliciesFile {
    working_hours: Option<Spanned<String>>,
    remind_hours: Option<Spanned<i64>>,
    reopen_hours: Option<Spanned<i64>>,
    digest_hour: Option<Spanned<i64>>,
    quiet_hours: Option<Spanned<String>>,
    late_minutes: Option<Spanned<i64>>,
    retention_days: Option<Spanned<i64>>,
    second_approval: Option<Spanned<bool>>,
    announce_second_approval: Option<Spanned<bool>>,
    /// The small talk that wants a person.
    pub(super) human: Option<Spanned<String>>,
}

impl PoliciesFile {
    /// What holds by it. A value that there cannot be is a finding, and the program's own holds.
    pub(super) fn read(&self, desk: &mut Desk<'_>) -> Policies {
        let mut read = Policies::default();
        for policy in Policy::ALL {
            let Some((at, text)) = self.given(policy) else { continue };
            if let Err(bad) = read.put(policy, &text) {
                desk.error(at, format!("{text:?} is no value for `{}`", policy.name()), bad.0.advice());
            }
        }
        read
    }

    /// Where the value of this policy stands, and what it is.
    fn given(&self, policy: Policy) -> Option<(usize, String)> {
        match policy {
            Policy::WorkingHours => found(self.working_hours.as_ref()),
            Policy::RemindHours => found(self.remind_hours.as_ref()),
            Policy::ReopenHours => found(self.reopen_hours.as_ref()),
            Policy::DigestHour => found(self.digest_hour.as_ref()),
            Policy::QuietHours => found(self.quiet_hours.as_ref()),
            Policy::LateMinutes => found(self.late_minutes.as_ref()),
            Policy::RetentionDays => found(self.retention_days.as_ref()),
            Policy::SecondApproval => found(self.second_approval.as_ref()),
            Policy::AnnounceSecondApproval => found(self.announce_second_approval.as_ref()),
        }
    }
}

fn found<T: ToString>(value: Option<&Spanned<T>>) -> Option<(usize, String)> {
    value.map(|value| (value.span().start, value.get_ref().to_string()))
}

/// The lines to be written: how long questions are kept, which every pack says, and what differs from the program's
/// own. So a pack that says nothing else is written as it always was.
pub(super) fn lines(policies: &Policies) -> impl Iterator<Item = (&'static str, String)> {
    let own = Policies::default();
    let said =
        move |policy: &Policy| *policy == Policy::RetentionDays || policies.decision(*policy) != own.decision(*policy);
    let first = [Policy::RetentionDays].into_iter();
    let rest = Policy::ALL.into_iter().filter(|policy| *policy != Policy::RetentionDays);
    first.chain(rest).filter(said).map(|policy| (policy.name(), written(policies, policy)))
}

/// The value in TOML: hours are text, and have nothing in them that needs escaping.
fn written(policies: &Policies, policy: Policy) -> String {
    let value = policies.decision(policy).to_string();
    match policy {
        Policy::WorkingHours | Policy::QuietHours => format!("\"{value}\""),
        _ => value,
    }
}
