//! A policy's value: read strictly from what is typed, written in `pack.toml` or kept in the database, and written back
//! in one canonical form, which reads as the same value.

use std::fmt;
use std::str::FromStr;

use super::{HourSpan, Policies, Policy, WorkingHours};

/// The value of a policy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Value {
    /// Yes or no.
    YesNo(bool),
    /// So many minutes, hours or days, as the policy's name says.
    Number(i64),
    /// At this hour; none: never.
    Hour(Option<u8>),
    /// During these hours of each day; none: never.
    Span(Option<HourSpan>),
    /// During these hours of some days; none: always.
    Working(Option<WorkingHours>),
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Value::YesNo(yes) => write!(f, "{yes}"),
            Value::Number(number) => write!(f, "{number}"),
            Value::Hour(Some(hour)) => write!(f, "{hour}"),
            Value::Hour(None) => f.write_str("-1"),
            Value::Span(Some(span)) => write!(f, "{span}"),
            Value::Working(Some(hours)) => write!(f, "{hours}"),
            Value::Span(None) | Value::Working(None) => Ok(()),
        }
    }
}

/// What the values of a policy look like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Yes or no.
    YesNo,
    /// A whole number from the first to the second.
    Number(i64, i64),
    /// An hour of the day, or none.
    Hour,
    /// Hours of every day, or none.
    Span,
    /// Days and hours, or always.
    Working,
}

impl Form {
    /// For those who write packs: what to write.
    pub fn advice(self) -> String {
        match self {
            Form::YesNo => "write true or false".to_owned(),
            Form::Number(from, to) => format!("write a whole number from {from} to {to}"),
            Form::Hour => "write an hour from 0 to 23, or -1 for none".to_owned(),
            Form::Span => "write hours like \"21:00-08:00\", or \"\" for none".to_owned(),
            Form::Working => "write days and hours like \"mon-fri 09:00-18:00\", or \"\" for always".to_owned(),
        }
    }
}

/// A text that is no value of its policy.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no value of this policy; {}", .0.advice())]
pub struct BadValue(pub Form);

/// A policy with a value that it can have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Decision {
    policy: Policy,
    value: Value,
}

impl Decision {
    /// Reads a value for this policy.
    ///
    /// # Errors
    /// When the policy cannot have it.
    pub fn parse(policy: Policy, text: &str) -> Result<Decision, BadValue> {
        let mut read = Policies::default();
        read.put(policy, text)?;
        Ok(read.decision(policy))
    }

    /// What is decided on.
    pub fn policy(self) -> Policy {
        self.policy
    }

    /// What is decided.
    pub fn value(self) -> Value {
        self.value
    }
}

impl fmt::Display for Decision {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.value.fmt(f)
    }
}

impl Policy {
    /// What its values look like.
    pub fn form(self) -> Form {
        match self {
            Policy::WorkingHours => Form::Working,
            Policy::RemindHours => Form::Number(1, 168),
            Policy::ReopenHours => Form::Number(1, 720),
            Policy::DigestHour => Form::Hour,
            Policy::QuietHours => Form::Span,
            Policy::LateMinutes => Form::Number(0, 1440),
            Policy::RetentionDays => Form::Number(1, 3650),
            Policy::SecondApproval | Policy::AnnounceSecondApproval => Form::YesNo,
        }
    }

    /// The values offered as buttons.
    pub fn presets(self) -> impl Iterator<Item = Decision> {
        let values: &[&str] = match self {
            Policy::WorkingHours => {
                &["", "mon-fri 09:00-18:00", "mon-fri 09:00-18:30", "mon-sat 09:00-18:00", "mon-sun 09:00-21:00"]
            }
            Policy::RemindHours => &["1", "2", "4", "8", "24"],
            Policy::ReopenHours => &["24", "48", "72", "168"],
            Policy::DigestHour => &["7", "8", "9", "10", "18", "-1"],
            Policy::QuietHours => &["20:00-09:00", "21:00-08:00", "22:00-08:00", "23:00-07:00", ""],
            Policy::LateMinutes => &["0", "15", "30", "60", "180"],
            Policy::RetentionDays => &["30", "60", "90", "180", "365"],
            Policy::SecondApproval | Policy::AnnounceSecondApproval => &["true", "false"],
        };
        values.iter().filter_map(move |value| Decision::parse(self, value).ok())
    }
}

impl Policies {
    /// What holds of this policy.
    pub fn decision(&self, policy: Policy) -> Decision {
        let value = match policy {
            Policy::WorkingHours => Value::Working(self.working_hours),
            Policy::RemindHours => Value::Number(self.remind_hours),
            Policy::ReopenHours => Value::Number(self.reopen_hours),
            Policy::DigestHour => Value::Hour(self.digest_hour),
            Policy::QuietHours => Value::Span(self.quiet_hours),
            Policy::LateMinutes => Value::Number(self.late_minutes),
            Policy::RetentionDays => Value::Number(self.retention_days),
            Policy::SecondApproval => Value::YesNo(self.second_approval),
            Policy::AnnounceSecondApproval => Value::YesNo(self.announce_second_approval),
        };
        Decision { policy, value }
    }

    /// Reads a value for this policy; when the policy cannot have it, nothing changes.
    ///
    /// # Errors
    /// When it cannot.
    pub fn put(&mut self, policy: Policy, text: &str) -> Result<(), BadValue> {
        let text = text.trim();
        let bad = || BadValue(policy.form());
        let number = || number(text, policy.form()).ok_or_else(bad);
        match policy {
            Policy::WorkingHours => self.working_hours = optional(text, "always").ok_or_else(bad)?,
            Policy::RemindHours => self.remind_hours = number()?,
            Policy::ReopenHours => self.reopen_hours = number()?,
            Policy::DigestHour => self.digest_hour = hour(text).ok_or_else(bad)?,
            Policy::QuietHours => self.quiet_hours = optional(text, "off").ok_or_else(bad)?,
            Policy::LateMinutes => self.late_minutes = number()?,
            Policy::RetentionDays => self.retention_days = number()?,
            Policy::SecondApproval => self.second_approval = yes_no(text).ok_or_else(bad)?,
            Policy::AnnounceSecondApproval => self.announce_second_approval = yes_no(text).ok_or_else(bad)?,
        }
        Ok(())
    }
}

fn yes_no(text: &str) -> Option<bool> {
    match text.to_ascii_lowercase().as_str() {
        "true" | "yes" | "on" => Some(true),
        "false" | "no" | "off" => Some(false),
        _ => None,
    }
}

fn number(text: &str, form: Form) -> Option<i64> {
    let Form::Number(from, to) = form else { return None };
    text.parse().ok().filter(|number| (from..=to).contains(number))
}

fn hour(text: &str) -> Option<Option<u8>> {
    match text.to_ascii_lowercase().as_str() {
        "-1" | "off" | "no" => Some(None),
        text => text.parse().ok().filter(|hour| *hour < 24).map(Some),
    }
}

/// A value, or none when the text is empty or this word.
fn optional<T: FromStr>(text: &str, none: &str) -> Option<Option<T>> {
    match text.is_empty() || text.eq_ignore_ascii_case(none) || text.eq_ignore_ascii_case("no") && none == "off" {
        true => Some(None),
        false => text.parse().ok().map(Some),
    }
}
