//! Three pages for whoever runs this: alive, ready, figures.

use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;

use super::Web;
use crate::store::feedback::{self, Reason};
use crate::store::{Store, StoreError};

/// The process runs.
pub(super) async fn alive() -> &'static str {
    "alive"
}

/// Questions can be stored and answered.
pub(super) async fn ready(State(web): State<Web>) -> (StatusCode, &'static str) {
    if !web.ready.is() {
        return (StatusCode::SERVICE_UNAVAILABLE, "starting or stopping");
    }
    match web.store.health().await {
        Ok(()) => (StatusCode::OK, "ready"),
        Err(_) => (StatusCode::SERVICE_UNAVAILABLE, "the database cannot be written"),
    }
}

/// What people say of the answers. From the database, so that it outlives restarts and is the same on all replicas.
async fn feedback(store: &Store) -> Result<(), StoreError> {
    let counts = feedback::counts(&mut store.read().await?).await?;
    for (vote, count) in [("useful", counts.useful), ("not_useful", counts.not_useful)] {
        metrics::gauge!("qaida_feedback", "vote" => vote).set(count as f64);
    }
    for (reason, count) in Reason::ALL.into_iter().zip(counts.reasons) {
        metrics::gauge!("qaida_feedback_reasons", "reason" => reason.name()).set(count as f64);
    }
    Ok(())
}

/// The figures, in Prometheus' text format.
pub(super) async fn metrics(State(web): State<Web>) -> impl IntoResponse {
    if let Ok(pending) = web.inbox.pending().await {
        metrics::gauge!("qaida_inbox_pending").set(pending as f64);
    }
    if let Err(error) = feedback(&web.store).await {
        log::debug!("feedback could not be counted: {error}");
    }
    // Histograms collect until somebody asks or this is called.
    web.metrics.run_upkeep();
    ([(header::CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")], web.metrics.render())
}
