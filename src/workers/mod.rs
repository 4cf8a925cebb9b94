//! What runs beside the answers: each worker is a `tick` that does one round, and one loop that all share. Tests call
//! the tick.

mod deliveries;
mod desk;
mod figures;
mod horizon;
mod progress;
mod reload;
mod retention;
mod schedules;
mod sweep;

use std::panic::AssertUnwindSafe;
use std::time::Duration;

use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use crate::store::StoreError;

pub use deliveries::Deliveries;
pub use desk::Desk;
pub use figures::Figures;
pub use progress::Progress;
pub use reload::{Learn, Reload};
pub use retention::Retention;
pub use schedules::Schedules;
pub use sweep::Sweep;

/// Something to be done again and again. A round may be lost or done twice: it must be right all the same.
pub trait Worker: Send + Sync + 'static {
    /// For the log.
    fn name(&self) -> &'static str;

    /// The pause between two rounds.
    fn pause(&self) -> Duration;

    /// One round.
    fn tick(&self) -> BoxFuture<'_, Result<(), StoreError>>;
}

/// Runs workers until `stop`. A round at work is finished.
pub fn start(workers: Vec<Box<dyn Worker>>, tasks: &TaskTracker, stop: &CancellationToken) {
    for worker in workers {
        tasks.spawn(run(worker, stop.clone()));
    }
}

async fn run(worker: Box<dyn Worker>, stop: CancellationToken) {
    while !stop.is_cancelled() {
        // The panic itself is logged by its hook; the next round may go well.
        match AssertUnwindSafe(worker.tick()).catch_unwind().await {
            Ok(Ok(())) => {}
            Ok(Err(error)) => log::warn!(worker = worker.name(); "a round failed: {error}"),
            Err(_) => log::error!(worker = worker.name(); "a round panicked"),
        }
        tokio::select! {
            () = stop.cancelled() => {}
            () = tokio::time::sleep(worker.pause()) => {}
        }
    }
}

#[cfg(test)]
mod tests;
