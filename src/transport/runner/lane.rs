//! One chat at work: its oldest waiting update is handled. A panic in the handler is a failure of that update and of
//! nothing else. What failed rests with its whole chat, so that the order is kept, and is given up in the end.

use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::time::{Duration, Instant};

use futures_util::FutureExt;

use super::Shared;
use crate::ids::{ChatId, UpdateId};
use crate::store::StoreError;
use crate::store::inbox::{self, Failed};
use crate::store::lane;
use crate::store::round::{Finished, Leased};
use crate::telemetry::following;
use crate::transport::handler::{HandlerError, Kept};
use crate::transport::sender::backoff;
use crate::transport::update::RawUpdate;

/// Tries of an update that fails while Telegram or the database is out of reach: about six hours' worth, for Telegram
/// has been away that long.
const TRIES_PASSING: i64 = 360;
/// Tries of an update that fails otherwise: it holds up its chat meanwhile.
const TRIES_LASTING: i64 = 3;
/// The wait after the first failure; it doubles.
const FIRST_WAIT_MILLIS: i64 = 1_000;
/// The longest wait between two tries.
const LONGEST_WAIT_MILLIS: i64 = 60_000;

/// How a chat stops being at work.
pub(super) enum Left {
    /// The update was handled: it is to be marked, and the lane given back.
    Finished(Finished),
    /// The lane was given back already, under the name it had.
    Released {
        /// The chat.
        chat: ChatId,
        /// The name.
        by: Arc<str>,
    },
}

/// Handles the update. Its lane is leased under this name.
pub(super) async fn run(shared: &Shared, leased: Leased, by: Arc<str>) -> Left {
    following(leased.update.update_id.0, work(shared, leased, by)).await
}

async fn work(shared: &Shared, leased: Leased, by: Arc<str>) -> Left {
    let Leased { update, resident } = leased;
    let begun = Instant::now();
    let (id, chat, received) = (update.update_id, update.chat, update.received);
    let raw = RawUpdate { update_id: id, chat, raw: update.raw.into(), received, resident };
    let since_received = || (shared.inbox.clock().now().0 - received.0).max(0);
    log::debug!(waited = since_received(), attempt = update.attempts + 1; "taken on");
    match handle(shared, raw.clone()).await {
        Ok(asked) => {
            metrics::histogram!("qaida_reply_seconds").record(since_received() as f64 / 1000.0);
            log::debug!(milliseconds = begun.elapsed().as_millis() as u64; "handled");
            Left::Finished(Finished { update: id, chat, by, asked })
        }
        Err(error) => {
            Lane { shared, chat, by: by.clone() }.failed(raw, error).await;
            Left::Released { chat, by }
        }
    }
}

async fn handle(shared: &Shared, update: RawUpdate) -> Result<Kept, HandlerError> {
    let handling = shared.places.taken_by(shared.handler.handle(update));
    let handling = AssertUnwindSafe(handling).catch_unwind().await;
    // The panic itself is logged by its hook.
    handling.unwrap_or_else(|_| Err(HandlerError::Lasting("the handler panicked".to_owned())))
}

struct Lane<'a> {
    shared: &'a Shared,
    chat: ChatId,
    by: Arc<str>,
}

impl Lane<'_> {
    /// Has the update tried again later, or gives it up. Gives the lane back, unless it is time to stop: then all are.
    async fn failed(&self, update: RawUpdate, error: HandlerError) {
        let tries = match error {
            HandlerError::Passing(_) => TRIES_PASSING,
            HandlerError::Lasting(_) => TRIES_LASTING,
        };
        let id = update.update_id;
        match self.until_stored(|| self.count_failure(id, tries)).await {
            None => {}
            Some(Failed::Again(times)) => {
                metrics::counter!("qaida_handler_failures_total", "then" => "again").increment(1);
                log::warn!(times; "handling failed, it is tried again: {error}");
            }
            Some(Failed::GivenUp) => {
                metrics::counter!("qaida_handler_failures_total", "then" => "given up").increment(1);
                log::error!("handling failed for good: {error}");
                // A handler that panics even when it says sorry must not take the lane with it.
                let _ = AssertUnwindSafe(self.shared.handler.give_up(update)).catch_unwind().await;
                self.until_stored(|| self.release()).await;
            }
        }
    }

    /// Counts a failure. If the update is to be tried again, the lane rests until then.
    async fn count_failure(&self, id: UpdateId, tries: i64) -> Result<Failed, StoreError> {
        let (chat, me, now) = (self.chat, self.by.clone(), self.shared.inbox.clock().now());
        let counting = self.shared.inbox.store().write(move |c| {
            Box::pin(async move {
                let failed = inbox::failed(c, id, now, tries).await?;
                if let Failed::Again(times) = failed {
                    lane::release(c, &[chat], &me, now.plus(wait_millis(times))).await?;
                }
                Ok(failed)
            })
        });
        counting.await
    }

    async fn release(&self) -> Result<(), StoreError> {
        let (chat, me, now) = (self.chat, self.by.clone(), self.shared.inbox.clock().now());
        let store = self.shared.inbox.store();
        store.write(move |c| Box::pin(async move { lane::release(c, &[chat], &me, now).await })).await
    }

    /// Tried until the store takes it. None: told to stop.
    async fn until_stored<T, F>(&self, write: impl Fn() -> F) -> Option<T>
    where
        F: Future<Output = Result<T, StoreError>>,
    {
        let mut tries = 0;
        loop {
            match write().await {
                Ok(done) => return Some(done),
                Err(error) => log::warn!("what failed cannot be marked yet: {error}"),
            }
            tries += 1;
            let pause = backoff(Duration::from_millis(200), tries.min(6));
            tokio::select! {
                () = self.shared.stop.cancelled() => return None,
                () = tokio::time::sleep(pause) => {}
            }
        }
    }
}

/// The wait before the next try, after so many failures.
fn wait_millis(times: i64) -> i64 {
    let doublings = u32::try_from(times - 1).unwrap_or(0).min(10);
    (FIRST_WAIT_MILLIS << doublings).min(LONGEST_WAIT_MILLIS)
}
