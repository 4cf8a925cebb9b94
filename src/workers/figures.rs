//! Keeps the metrics small: what histograms collected is put into their buckets even when nobody asks for it.

use std::time::Duration;

use futures_util::future::BoxFuture;
use metrics_exporter_prometheus::PrometheusHandle;

use super::Worker;
use crate::store::StoreError;

/// The upkeep of the metrics.
pub struct Figures {
    /// The metrics.
    pub metrics: PrometheusHandle,
}

impl Worker for Figures {
    fn name(&self) -> &'static str {
        "figures"
    }

    fn pause(&self) -> Duration {
        Duration::from_secs(5)
    }

    fn tick(&self) -> BoxFuture<'_, Result<(), StoreError>> {
        self.metrics.run_upkeep();
        Box::pin(async { Ok(()) })
    }
}
