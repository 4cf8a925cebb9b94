//! What is served over HTTP: the webhook, health, metrics. Nothing here knows what an update says.

mod health;
mod listener;
mod telegram;

use std::future::IntoFuture;
use std::net::SocketAddr;
use std::sync::Arc;

use axum::Router;
use axum::routing::{get, post};
use metrics_exporter_prometheus::PrometheusHandle;
use secrecy::SecretString;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

use crate::store::Store;
use crate::transport::Inbox;

pub use telegram::SECRET_HEADER;

/// Where Telegram delivers, below the public address.
pub const WEBHOOK_PATH: &str = "/telegram";

/// What the pages need.
#[derive(Clone)]
pub struct Web {
    /// Where updates go.
    pub inbox: Inbox,
    /// What Telegram must send along.
    pub secret: SecretString,
    /// Whether the program can answer.
    pub ready: Ready,
    /// The database.
    pub store: Store,
    /// The figures.
    pub metrics: PrometheusHandle,
}

/// Whether the program has started up and is not stopping. Clones share it.
#[derive(Clone, Default)]
pub struct Ready(Arc<watch::Sender<bool>>);

impl Ready {
    /// Says so.
    pub fn set(&self, ready: bool) {
        self.0.send_replace(ready);
    }

    /// Whether it is.
    pub fn is(&self) -> bool {
        *self.0.borrow()
    }

    /// Waits until it is.
    pub async fn until(&self) {
        // The sender lives in `self`: it cannot be gone.
        let _ = self.0.subscribe().wait_for(|ready| *ready).await;
    }
}

/// All pages.
pub fn router(web: Web) -> Router {
    Router::new()
        .route(WEBHOOK_PATH, post(telegram::deliver))
        .route("/healthz", get(health::alive))
        .route("/readyz", get(health::ready))
        .route("/metrics", get(health::metrics))
        .with_state(web)
}

/// A bound address on which pages are to be served.
pub struct Bound(TcpListener);

impl Bound {
    /// Binds an address.
    ///
    /// # Errors
    /// When it is taken or not this machine's.
    pub async fn to(address: SocketAddr) -> std::io::Result<Bound> {
        Ok(Bound(TcpListener::bind(address).await?))
    }

    /// The address, with the port that was given for 0.
    ///
    /// # Errors
    /// When the system does not tell.
    pub fn address(&self) -> std::io::Result<SocketAddr> {
        self.0.local_addr()
    }

    /// Serves until `stop`, then finishes the requests at hand.
    pub fn serve(self, web: Web, stop: CancellationToken) -> JoinHandle<()> {
        let serving = axum::serve(listener::Guarded::new(self.0), router(web));
        let serving = serving.with_graceful_shutdown(stop.cancelled_owned()).into_future();
        tokio::spawn(async move {
            if let Err(error) = serving.await {
                log::error!("the web stopped: {error}");
            }
        })
    }
}

#[cfg(test)]
mod tests;
