//! The order of a start and of a stop. A line says when it is ready and how long that took; a stop takes nothing in any
//! more, finishes what is at work, gives the lanes back and closes the database, within ten seconds.

mod online;
mod signals;
mod start;
#[cfg(feature = "sandbox")]
mod trial;
#[cfg(not(feature = "sandbox"))]
#[path = "lifecycle/no_trial.rs"]
mod trial;

use std::io::Write;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::oneshot;
use tokio::task::JoinHandle;
use tokio::time::timeout;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use crate::app::App;
use crate::clock::SystemClock;
use crate::config::Config;

pub use start::start;

/// How long updates at work may take once it is stopping.
const FINISHING: Duration = Duration::from_secs(7);
/// How long requests at work may take: a slow client is not waited for.
const REQUESTS: Duration = Duration::from_secs(3);
/// How long all but closing the database may take.
const STOPPING: Duration = Duration::from_secs(8);
/// How long closing the database may take.
const CLOSING: Duration = Duration::from_secs(2);

/// A started qaida.
pub struct Running {
    /// Its parts.
    pub app: App,
    address: SocketAddr,
    stop: CancellationToken,
    /// The runner, apart: it must see the end of what it started.
    runner: JoinHandle<()>,
    web: JoinHandle<()>,
    tasks: TaskTracker,
    failed: oneshot::Receiver<anyhow::Error>,
    trial: Option<trial::Trial>,
}

/// Serves until it is told to stop.
///
/// # Errors
/// Why it could not start, or could not go on.
pub async fn serve(config: Config) -> anyhow::Result<()> {
    let told_to_stop = signals::listen()?;
    let started = tokio::select! {
        started = start(config, Arc::new(SystemClock)) => started,
        () = told_to_stop.cancelled() => return Ok(()),
    };
    let mut running = started?;
    if let Some(trial) = &running.trial {
        // That nobody reads it is no reason to stop.
        let _ = writeln!(std::io::stdout(), "{}", trial.banner());
    }
    let failure = tokio::select! {
        () = told_to_stop.cancelled() => None,
        failure = running.failure() => Some(failure),
    };
    log::info!("stopping");
    running.stop().await;
    log::info!("stopped");
    failure.map_or(Ok(()), Err)
}

impl Running {
    /// Where the web listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Waits until it can store and answer.
    ///
    /// # Errors
    /// Why it never will.
    pub async fn until_ready(&mut self) -> anyhow::Result<()> {
        let ready = self.app.ready.clone();
        tokio::select! {
            () = ready.until() => Ok(()),
            failure = self.failure() => Err(failure),
        }
    }

    /// Comes back when it cannot go on, with why.
    pub async fn failure(&mut self) -> anyhow::Error {
        match (&mut self.failed).await {
            Ok(failure) => failure,
            // Everybody who could fail has ended in order; there is nothing to wait for but the stop.
            Err(_) => std::future::pending().await,
        }
    }

    /// Stops in order.
    pub async fn stop(self) {
        self.app.ready.set(false);
        self.stop.cancel();
        self.tasks.close();
        let all = async {
            // Neither can fail but by a panic, which is logged already; a web that takes too long is left behind.
            let (_, _, ()) = tokio::join!(self.runner, timeout(REQUESTS, self.web), self.tasks.wait());
        };
        if timeout(STOPPING, all).await.is_err() {
            log::warn!("not everything ended in time");
        }
        if timeout(CLOSING, self.app.store.close()).await.is_err() {
            log::warn!("the database did not close in time; nothing that was stored is lost");
        }
        drop(self.trial);
    }
}

#[cfg(test)]
mod tests;
