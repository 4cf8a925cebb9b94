//! One chat at work: its updates one after another, until none waits, one fails, or it is told to stop. A panic in the
//! handler is a failure of that update and of nothing else.

use std::sync::Arc;
use std::time::Duration;

use super::{BATCH, Leased, Shared};
use crate::ids::{ChatId, UpdateId};
use crate::store::StoreError;
use crate::store::inbox::{self, Failed, Pending};
use crate::store::lane::{self, Released};
use crate::transport::handler::HandlerError;
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

/// What to do after an update.
enum Next {
    Updates(Vec<Pending>),
    /// The lane was given back.
    Leave(Released),
}

/// Handles a chat's updates. The lane is leased when this begins.
pub(super) async fn run(shared: Arc<Shared>, chat: ChatId, updates: Vec<Pending>, leased: Leased) {
    let lane = Lane { shared: &shared, chat, leased };
    let left = lane.work(updates).await;
    let (leased_again, room_was_scarce) = shared.exit(chat);
    if let Some(by) = &leased_again {
        lane.leave(by).await;
    }
    if leased_again.is_some() || room_was_scarce || left != Some(Released::Idle) {
        shared.inbox.wake();
    }
}

struct Lane<'a> {
    shared: &'a Shared,
    chat: ChatId,
    leased: Leased,
}

impl Lane<'_> {
    /// How the lane was given back; none when it was left as it is.
    async fn work(&self, mut updates: Vec<Pending>) -> Option<Released> {
        loop {
            let last = updates.len().saturating_sub(1);
            let batch = std::mem::take(&mut updates);
            if batch.is_empty() {
                return self.leave(&self.leased.by).await;
            }
            for (place, update) in batch.into_iter().enumerate() {
                if self.leased.halt.is_cancelled() {
                    return None;
                }
                match self.one(update, place == last).await? {
                    Next::Updates(more) => updates = more,
                    Next::Leave(released) => return Some(released),
                }
            }
        }
    }

    /// Handles one update and stores what became of it. After the `last` of a batch the next ones come along.
    async fn one(&self, update: Pending, last: bool) -> Option<Next> {
        let (id, received) = (update.update_id, update.received);
        let raw = RawUpdate { update_id: id, chat: self.chat, raw: update.raw.into(), received };
        match self.handle(raw.clone()).await {
            Ok(()) => {
                let next = self.until_stored(|| self.done(id, last)).await;
                let seconds = (self.shared.inbox.clock().now().0 - received.0).max(0) as f64 / 1000.0;
                metrics::histogram!("qaida_reply_seconds").record(seconds);
                next
            }
            Err(error) => self.failed(raw, error, last).await,
        }
    }

    async fn handle(&self, update: RawUpdate) -> Result<(), HandlerError> {
        let (handler, places) = (self.shared.handler.clone(), self.shared.places.clone());
        let task = tokio::spawn(async move { places.taken_by(handler.handle(update)).await });
        // The panic itself is logged by its hook.
        task.await.unwrap_or_else(|_| Err(HandlerError::Lasting("the handler panicked".to_owned())))
    }

    async fn failed(&self, update: RawUpdate, error: HandlerError, last: bool) -> Option<Next> {
        let tries = match error {
            HandlerError::Passing(_) => TRIES_PASSING,
            HandlerError::Lasting(_) => TRIES_LASTING,
        };
        let id = update.update_id;
        if let Some((times, released)) = self.until_stored(|| self.count_failure(id, tries)).await? {
            metrics::counter!("qaida_handler_failures_total", "then" => "again").increment(1);
            log::warn!(update = id.0, times; "handling failed, it is tried again: {error}");
            return Some(Next::Leave(released));
        }
        metrics::counter!("qaida_handler_failures_total", "then" => "given up").increment(1);
        log::error!(update = id.0; "handling failed for good: {error}");
        let handler = self.shared.handler.clone();
        // A handler that panics even when it says sorry must not take the lane with it.
        let _ = tokio::spawn(async move { handler.give_up(update).await }).await;
        match last {
            true => self.until_stored(|| self.next()).await,
            false => Some(Next::Updates(Vec::new())),
        }
    }

    /// Marks an update done; after the last of a batch also fetches the next ones, or gives the lane back.
    async fn done(&self, id: UpdateId, last: bool) -> Result<Next, StoreError> {
        let (chat, me, now) = (self.chat, self.leased.by.clone(), self.shared.inbox.clock().now());
        let marking = self.shared.inbox.store().write(move |c| {
            Box::pin(async move {
                inbox::done(c, &[id], now).await?;
                if !last {
                    return Ok(Next::Updates(Vec::new()));
                }
                let more = inbox::pending(c, chat, BATCH).await?;
                match more.is_empty() {
                    true => lane::release(c, chat, &me, now).await.map(Next::Leave),
                    false => Ok(Next::Updates(more)),
                }
            })
        });
        marking.await
    }

    async fn next(&self) -> Result<Next, StoreError> {
        let chat = self.chat;
        let fetching = self.shared.inbox.store().write(move |c| Box::pin(inbox::pending(c, chat, BATCH)));
        fetching.await.map(Next::Updates)
    }

    /// Counts a failure. If the update is to be tried again, the lane rests until then, so that the order is kept:
    /// how often it has failed, and how the lane was left. None: it is given up.
    async fn count_failure(&self, id: UpdateId, tries: i64) -> Result<Option<(i64, Released)>, StoreError> {
        let (chat, me, now) = (self.chat, self.leased.by.clone(), self.shared.inbox.clock().now());
        let counting = self.shared.inbox.store().write(move |c| {
            Box::pin(async move {
                let Failed::Again(times) = inbox::failed(c, id, now, tries).await? else { return Ok(None) };
                let released = lane::release(c, chat, &me, now.plus(wait_millis(times))).await?;
                Ok(Some((times, released)))
            })
        });
        counting.await
    }

    async fn leave(&self, by: &Arc<str>) -> Option<Released> {
        self.until_stored(|| self.release(by)).await
    }

    async fn release(&self, by: &Arc<str>) -> Result<Released, StoreError> {
        let (chat, me, now) = (self.chat, by.clone(), self.shared.inbox.clock().now());
        let releasing =
            self.shared.inbox.store().write(move |c| Box::pin(async move { lane::release(c, chat, &me, now).await }));
        releasing.await
    }

    /// What was handled must be marked, or it is handled twice: tried until the store takes it, even when the lease was
    /// lost meanwhile. None: the program stops.
    async fn until_stored<T, F>(&self, write: impl Fn() -> F) -> Option<T>
    where
        F: Future<Output = Result<T, StoreError>>,
    {
        let mut tries = 0;
        loop {
            match write().await {
                Ok(done) => return Some(done),
                Err(error) => log::warn!("what was handled cannot be marked yet: {error}"),
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
