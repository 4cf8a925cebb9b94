//! Removes what the inbox no longer needs: the numbers of updates done long ago, lanes of chats long quiet, and whose
//! the last updates of a forgotten person were.

use std::time::Duration;

use futures_util::future::BoxFuture;

use super::Worker;
use crate::clock::SharedClock;
use crate::store::{Store, StoreError, inbox, lane};

/// How long done updates are remembered: Telegram delivers again for a day, and after a quiet week may number anew.
const REMEMBERED: i64 = 3 * 24 * 60 * 60 * 1000;
/// How long a lane in which nothing waits is kept.
const QUIET: i64 = 60 * 60 * 1000;
/// How far back updates of strangers are looked for: longer than the pause between two rounds.
const LATELY: i64 = 30 * 60 * 1000;

/// Sweeps the inbox.
pub struct Sweep {
    /// The database.
    pub store: Store,
    /// The time.
    pub clock: SharedClock,
}

impl Worker for Sweep {
    fn name(&self) -> &'static str {
        "sweep"
    }

    fn pause(&self) -> Duration {
        Duration::from_secs(600)
    }

    fn tick(&self) -> BoxFuture<'_, Result<(), StoreError>> {
        Box::pin(async {
            let now = self.clock.now();
            let strange = inbox::strange(&mut self.store.read().await?, now.plus(-LATELY)).await?;
            let sweeping = self.store.write(move |c| {
                Box::pin(async move {
                    for update in strange {
                        inbox::unlink(c, update).await?;
                    }
                    inbox::sweep(c, now.plus(-REMEMBERED)).await?;
                    lane::sweep(c, now.plus(-QUIET)).await
                })
            });
            sweeping.await.map(drop)
        })
    }
}
