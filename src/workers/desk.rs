//! Passes on to staff what did not get through at once, and reminds them of who waits.

use std::time::Duration;

use futures_util::future::BoxFuture;

use super::Worker;
use crate::bot::Services;
use crate::store::StoreError;

/// Catches up.
pub struct Desk {
    /// All that passing on needs.
    pub services: Services,
}

impl Worker for Desk {
    fn name(&self) -> &'static str {
        "desk"
    }

    fn pause(&self) -> Duration {
        Duration::from_secs(30)
    }

    fn tick(&self) -> BoxFuture<'_, Result<(), StoreError>> {
        Box::pin(self.services.catch_up())
    }
}
