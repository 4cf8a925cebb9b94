//! What may follow `/start`: the code of an entry. Telegram lets through letters, digits, `_` and `-` only, so the
//! colon of an id is written as `_`.

use crate::ids::EntryId;

/// The entries that a payload may name, likeliest first. Whether there is such an entry is for the caller to see.
pub(super) fn entries(payload: &str) -> impl Iterator<Item = EntryId> {
    let spelt = [payload.replacen('_', ":", 1), payload.replacen('-', ":", 1)];
    spelt.into_iter().filter_map(|id| id.parse().ok()).chain(payload.parse().ok())
}

#[cfg(test)]
mod tests {
    use super::*;

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
