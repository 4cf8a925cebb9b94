//! Begins announcements whose moment has come.

use std::time::Duration;

use futures_util::future::BoxFuture;

use super::Worker;
use crate::bot::Services;
use crate::store::StoreError;

/// Looks at the clock.
pub struct Schedules {
    /// All that beginning one needs.
    pub services: Services,
}

impl Worker for Schedules {
    fn name(&self) -> &'static str {
        "schedules"
    }

    fn pause(&self) -> Duration {
        Duration::from_secs(1)
    }

    fn tick(&self) -> BoxFuture<'_, Result<(), StoreError>> {
        Box::pin(self.services.start_due())
    }
}
