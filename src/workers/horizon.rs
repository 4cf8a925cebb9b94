//! How far back erasing may reach. A clock that jumps ahead, for an hour or for years, and is put right again must not
//! have cost anybody anything, nor a slip of the owner's finger: what is old is found by a horizon that moves by a day a
//! round at most, and back at once.

use crate::clock::Timestamp;
use crate::store::{Store, StoreError, meta};

/// How far ahead it moves in one round. Rounds are an hour apart: a machine that was off for months still catches up
/// within days.
const STEP: i64 = 24 * 60 * 60 * 1000;

/// Moves the horizon of this name towards `wanted`; where it is now.
///
/// # Errors
/// When the database fails.
pub(super) async fn advance(store: &Store, name: &str, wanted: Timestamp) -> Result<Timestamp, StoreError> {
    let key = format!("horizon of {name}");
    let last = meta::get(&mut store.read().await?, &key).await?.and_then(|text| text.parse().ok()).map(Timestamp);
    let next = last.map_or(wanted, |last| wanted.min(last.plus(STEP)));
    if next < wanted {
        log::warn!(
            "{name} is to reach much further than it did, by the clock or by the owner; it follows by a day an hour"
        );
    }
    if last != Some(next) {
        store.write(move |c| Box::pin(async move { meta::set(c, &key, &next.0.to_string()).await })).await?;
    }
    Ok(next)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use super::*;
    use crate::transport::testing::FreshStore;

    #[tokio::test]
    async fn a_jump_ahead_moves_it_by_a_day_and_the_way_back_at_once() {
        let fresh = FreshStore::open().await;
        let at = async |days: i64| advance(&fresh.store, "test", Timestamp(days * STEP)).await.unwrap().0 / STEP;
        assert_eq!(at(100).await, 100);
        assert_eq!(at(101).await, 101);
        assert_eq!(at(30_000).await, 102);
        assert_eq!(at(30_000).await, 103);
        assert_eq!(at(101).await, 101);
        assert_eq!(at(102).await, 102);
    }
}
