//! What the owner of the bot decides: how long things are kept, when staff are there, what needs a second person. The
//! pack says what holds at first, the owner's own decisions are kept in the database and win.

mod decision;
mod hours;
mod rulebook;
#[cfg(test)]
pub(crate) mod testing;
#[cfg(test)]
mod tests;
mod working;

use crate::store::{Conn, StoreError, meta};

pub use decision::{BadValue, Decision, Form, Value};
pub use hours::{HourSpan, TimeOfDay};
pub use rulebook::Rulebook;
pub use working::{Away, Day, Days, WorkingHours};

/// What the names of decisions begin with in the database.
const FAMILY: &str = "policy.";

/// One thing the owner decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Policy {
    /// When staff answer.
    WorkingHours,
    /// After how many hours without an answer staff are reminded.
    RemindHours,
    /// For how many hours a closed question can be opened again.
    ReopenHours,
    /// At which hour staff get their daily digest.
    DigestHour,
    /// When no announcements go out.
    QuietHours,
    /// By how many minutes an announcement may be late and still go out by itself.
    LateMinutes,
    /// For how many days questions are kept.
    RetentionDays,
    /// Whether a change of the knowledge needs a second person.
    SecondApproval,
    /// Whether an announcement does.
    AnnounceSecondApproval,
}

impl Policy {
    /// All of them, in the order in which they are shown.
    pub const ALL: [Policy; 9] = [
        Policy::WorkingHours,
        Policy::RemindHours,
        Policy::ReopenHours,
        Policy::DigestHour,
        Policy::QuietHours,
        Policy::LateMinutes,
        Policy::RetentionDays,
        Policy::SecondApproval,
        Policy::AnnounceSecondApproval,
    ];

    /// Its name in `pack.toml` and after `/settings`.
    pub fn name(self) -> &'static str {
        match self {
            Policy::WorkingHours => "working_hours",
            Policy::RemindHours => "remind_hours",
            Policy::ReopenHours => "reopen_hours",
            Policy::DigestHour => "digest_hour",
            Policy::QuietHours => "quiet_hours",
            Policy::LateMinutes => "late_minutes",
            Policy::RetentionDays => "retention_days",
            Policy::SecondApproval => "second_approval",
            Policy::AnnounceSecondApproval => "announce_second_approval",
        }
    }

    /// The policy of this name; capitals do not matter.
    pub fn named(name: &str) -> Option<Policy> {
        Policy::ALL.into_iter().find(|policy| policy.name().eq_ignore_ascii_case(name))
    }

    /// Where the database keeps what was decided.
    fn key(self) -> String {
        format!("{FAMILY}{}", self.name())
    }
}

/// What holds: all policies with their values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Policies {
    /// When staff answer; none: always.
    pub working_hours: Option<WorkingHours>,
    /// Hours without an answer after which staff are reminded.
    pub remind_hours: i64,
    /// Hours during which a closed question can be opened again.
    pub reopen_hours: i64,
    /// The hour of the daily digest, 0 to 23; none: there is no digest.
    pub digest_hour: Option<u8>,
    /// When no announcements go out; none: they always may.
    pub quiet_hours: Option<HourSpan>,
    /// Minutes by which an announcement may be late and still go out by itself.
    pub late_minutes: i64,
    /// Days that questions are kept.
    pub retention_days: i64,
    /// Whether a change of the knowledge needs a second person.
    pub second_approval: bool,
    /// Whether an announcement does.
    pub announce_second_approval: bool,
}

impl Default for Policies {
    /// What holds where a pack says nothing.
    fn default() -> Policies {
        Policies {
            working_hours: None,
            remind_hours: 4,
            reopen_hours: 72,
            digest_hour: Some(9),
            quiet_hours: Some(HourSpan::NIGHT),
            late_minutes: 30,
            retention_days: 90,
            second_approval: false,
            announce_second_approval: false,
        }
    }
}

impl Policies {
    /// The same with this decision.
    #[must_use]
    pub fn with(mut self, decision: Decision) -> Policies {
        // A decision has been read before: it is a value that its policy can have.
        let _ = self.put(decision.policy(), &decision.to_string());
        self
    }

    /// What holds in a database: the owner's decisions, and for the rest the pack's `defaults`.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn load(c: &mut Conn, defaults: &Policies) -> Result<Policies, StoreError> {
        Ok(decided(c).await?.into_iter().fold(defaults.clone(), Policies::with))
    }
}

/// The owner's decisions. One that this program does not understand counts as none.
async fn decided(c: &mut Conn) -> Result<Vec<Decision>, StoreError> {
    let read = |(key, value): (String, String)| {
        let policy = Policy::named(key.strip_prefix(FAMILY)?)?;
        let decision = Decision::parse(policy, &value);
        if decision.is_err() {
            log::warn!("the database has a value for {} that makes no sense: the pack's holds", policy.name());
        }
        decision.ok()
    };
    Ok(meta::family(c, FAMILY).await?.into_iter().filter_map(read).collect())
}
