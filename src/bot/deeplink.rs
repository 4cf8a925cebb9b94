//! What may follow `/start`: the code of an entry, or the number of an announcement. Telegram lets through letters, digits, `_` and `-` only, so the
//! colon of an id is written as `_`.

use crate::ids::{AnnouncementId, EntryId};

/// What stands before the number of an announcement.
const ANNOUNCEMENT: &str = "ann_";

/// The announcement that a payload names: spelt as [`to_announcement`] spells it, and not otherwise.
pub(super) fn announcement(payload: &str) -> Option<AnnouncementId> {
    let id = AnnouncementId(payload.strip_prefix(ANNOUNCEMENT)?.parse().ok()?);
    (to_announcement(id) == payload).then_some(id)
}

/// The payload that names an announcement.
pub(super) fn to_announcement(id: AnnouncementId) -> String {
    format!("{ANNOUNCEMENT}{}", id.0)
}

/// The entries that a payload may name, likeliest first. Whether there is such an entry is for the caller to see.
pub(super) fn entries(payload: &str) -> impl Iterator<Item = EntryId> {
    let spelt = [payload.replacen('_', ":", 1), payload.replacen('-', ":", 1)];
    spelt.into_iter().filter_map(|id| id.parse().ok()).chain(payload.parse().ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_announcements_are_read() {
        assert_eq!(announcement("ann_12"), Some(AnnouncementId(12)));
        for odd in ["ann_", "ann_012", "ann_+1", "ann_x", "ann-12", "12", "ann_99999999999999999999"] {
            assert_eq!(announcement(odd), None, "{odd}");
        }
    }

    #[test]
    fn codes_of_entries_are_read() {
        let named = |payload: &str, id: &str| entries(payload).any(|entry| entry.as_str() == id);
        assert!(named("dept_new-parks", "dept:new-parks"));
        assert!(named("former-gardens", "former:gardens"));
        assert!(named("trees", "trees") && named("old-trees", "old-trees"));
        for odd in ["", "_", "dept_", "a_b_c", "Ы", "x".repeat(64).as_str()] {
            assert_eq!(entries(odd).count(), 0, "{odd}");
        }
    }
}
