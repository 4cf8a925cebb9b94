//! Notices that the knowledge was changed, by whichever process, and puts it in force; then has the index learn it.

use std::time::Duration;

use futures_util::future::BoxFuture;

use super::Worker;
use crate::knowledge::live::Live;
use crate::store::{Store, StoreError};

/// Reloads the knowledge when it changed.
pub struct Reload {
    /// The database.
    pub store: Store,
    /// The knowledge in force.
    pub live: Live,
}

impl Worker for Reload {
    fn name(&self) -> &'static str {
        "reload"
    }

    /// An import is to be noticed within a second.
    fn pause(&self) -> Duration {
        Duration::from_millis(500)
    }

    fn tick(&self) -> BoxFuture<'_, Result<(), StoreError>> {
        Box::pin(async { self.live.refresh(&self.store).await.map(drop) })
    }
}

/// Has the index learn what changed.
pub struct Learn {
    /// The database.
    pub store: Store,
    /// The knowledge in force.
    pub live: Live,
}

impl Worker for Learn {
    fn name(&self) -> &'static str {
        "learn"
    }

    fn pause(&self) -> Duration {
        Duration::from_millis(500)
    }

    fn tick(&self) -> BoxFuture<'_, Result<(), StoreError>> {
        Box::pin(async { self.live.learn(&self.store).await.map(drop) })
    }
}
