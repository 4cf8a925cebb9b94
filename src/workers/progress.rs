//! Changes the cards of announcements that go out.

use std::time::Duration;

use futures_util::future::BoxFuture;

use super::Worker;
use crate::bot::{self, Services};
use crate::store::StoreError;

/// Shows admins how far their announcements are.
pub struct Progress {
    /// All that showing needs.
    pub services: Services,
    /// What is remembered of the cards.
    pub shown: bot::Progress,
}

impl Worker for Progress {
    fn name(&self) -> &'static str {
        "progress"
    }

    fn pause(&self) -> Duration {
        Duration::from_secs(1)
    }

    fn tick(&self) -> BoxFuture<'_, Result<(), StoreError>> {
        Box::pin(self.services.show_progress(&self.shown))
    }
}
