//! The buttons of `/settings`: nothing for all policies, a letter for one of them, and after "=" a value for it.

use super::split_letter;
use crate::policy::{Decision, Policy};
use crate::view::Setting;

/// What follows the language.
pub(super) fn encode(setting: Setting) -> String {
    match setting {
        Setting::All => String::new(),
        Setting::One(policy) => letter(policy).to_string(),
        Setting::Decide(decision) => format!("{}={decision}", letter(decision.policy())),
    }
}

/// The same read. A value that its policy cannot have is none.
pub(super) fn read(text: &str) -> Option<Setting> {
    let Some((first, rest)) = split_letter(text) else { return Some(Setting::All) };
    let policy = Policy::ALL.into_iter().find(|policy| letter(*policy) == first)?;
    if rest.is_empty() {
        return Some(Setting::One(policy));
    }
    Decision::parse(policy, rest.strip_prefix('=')?).ok().map(Setting::Decide)
}

fn letter(policy: Policy) -> char {
    match policy {
        Policy::WorkingHours => 'w',
        Policy::RemindHours => 'r',
        Policy::ReopenHours => 'o',
        Policy::DigestHour => 'd',
        Policy::QuietHours => 'q',
        Policy::LateMinutes => 'l',
        Policy::RetentionDays => 't',
        Policy::SecondApproval => 's',
        Policy::AnnounceSecondApproval => 'a',
    }
}

#[cfg(test)]
pub(super) mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::bot::callbacks::parse;
    use crate::policy::testing::any_decision;

    pub(in crate::bot::callbacks) fn any_setting() -> impl Strategy<Value = Setting> {
        let decision = any_decision().prop_map(Setting::Decide);
        prop_oneof![Just(Setting::All), (0usize..9).prop_map(|at| Setting::One(Policy::ALL[at])), decision]
    }

    #[test]
    fn what_no_policy_can_have_or_is_spelt_otherwise_is_refused() {
        assert!(parse("1zkt=90").is_some() && parse("1zkw=").is_some());
        let forged = ["1z", "1zk ", "1zkx", "1zkt90", "1zkt=0", "1zkt=090", "1zkt=", "1zkw=MON 9-18", "1zks=yes"];
        for forged in forged {
            assert_eq!(parse(forged), None, "{forged}");
        }
    }
}
