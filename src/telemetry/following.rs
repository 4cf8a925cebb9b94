//! Which update is being handled: what every log line of that work carries, without anybody having to pass it on.

use std::future::Future;

tokio::task_local! {
    static UPDATE: i64;
}

/// Does work that belongs to an update: every line logged by it names the update's number. What it spawns does not
/// inherit that and needs a call of its own.
pub async fn following<F: Future>(update: i64, work: F) -> F::Output {
    UPDATE.scope(update, work).await
}

/// The update at hand.
pub(super) fn update() -> Option<i64> {
    UPDATE.try_with(|update| *update).ok()
}
