//! What this version cannot set up yet, so that nobody looks for it.

use super::check::Check;

pub(super) fn checks() -> Vec<Check> {
    vec![Check::not_set_up("channels", "not set up: this version has none")]
}
