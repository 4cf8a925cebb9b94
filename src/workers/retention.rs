//! Empties the texts of questions when their time is over. What was answered stays, as a figure.

use std::time::Duration;

use futures_util::future::BoxFuture;

use super::Worker;
use crate::clock::SharedClock;
use crate::knowledge::live::Live;
use crate::store::{Store, StoreError, question};

/// A day in milliseconds.
const DAY: i64 = 24 * 60 * 60 * 1000;

/// Forgets the texts of old questions.
pub struct Retention {
    /// The database.
    pub store: Store,
    /// Says how many days texts are kept.
    pub live: Live,
    /// The time.
    pub clock: SharedClock,
}

impl Worker for Retention {
    fn name(&self) -> &'static str {
        "retention"
    }

    fn pause(&self) -> Duration {
        Duration::from_secs(3600)
    }

    fn tick(&self) -> BoxFuture<'_, Result<(), StoreError>> {
        Box::pin(async {
            let days = self.live.snapshot().knowledge.info.retention_days;
            if days < 1 {
                // No pack says so on purpose; emptying everything at once would be the worst guess.
                log::warn!("the knowledge does not say how long question texts are kept; they stay");
                return Ok(());
            }
            let before = self.clock.now().plus(-days.saturating_mul(DAY));
            let forgotten =
                self.store.write(move |c| Box::pin(async move { question::forget_texts(c, before).await })).await?;
            if forgotten > 0 {
                log::info!(questions = forgotten; "texts forgotten, their time was over");
            }
            Ok(())
        })
    }
}
