//! The rounds: each collects what came in and what was handled since the last one, has it stored in one commit with
//! the leases of the chats that come next, and sets those to work. While a commit is under way the next round's work
//! gathers by itself, so busy times make rounds larger instead of slower.

use std::collections::HashSet;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::mpsc;
use tokio::time::{Instant, sleep, timeout};
use tokio_util::task::TaskTracker;

use super::Shared;
use super::lane::{self, Left};
use crate::ids::ChatId;
use crate::store::StoreError;
use crate::store::inbox::Incoming;
use crate::store::round::{self, Finished, Leased, Round};
use crate::transport::inbox::Delivery;
use crate::transport::sender::backoff;

/// Deliveries that one round takes at most.
const DELIVERIES: usize = 256;
/// A lease that is not renewed ends after this, where it cannot be seen at once that its holder is gone.
const LEASE_MILLIS: i64 = 30_000;
/// How often leases are renewed: several times within one.
const RENEW: Duration = Duration::from_secs(8);
/// How often to look without being told: what other replicas stored, and what waits for another try.
const LOOK: Duration = Duration::from_secs(1);
/// The pause after a round that failed; it doubles up to 2^5 times this.
const PAUSE: Duration = Duration::from_millis(100);

/// The state between two rounds.
pub(super) struct Rounds {
    shared: Arc<Shared>,
    tasks: TaskTracker,
    deliveries: mpsc::Receiver<Delivery>,
    left: mpsc::UnboundedReceiver<Left>,
    /// For the chats at work.
    leave: mpsc::UnboundedSender<Left>,
    /// The chats at work.
    active: HashSet<ChatId>,
    /// What came in since the last round.
    delivered: Vec<Delivery>,
    /// What was handled since the last round that succeeded.
    finished: Vec<Finished>,
    /// Rounds that failed in a row.
    failures: u32,
    renewed: Instant,
}

impl Rounds {
    pub(super) fn new(shared: Arc<Shared>) -> Rounds {
        let (leave, left) = mpsc::unbounded_channel();
        Rounds {
            deliveries: shared.inbox.deliveries(),
            shared,
            tasks: TaskTracker::new(),
            left,
            leave,
            active: HashSet::new(),
            delivered: Vec::new(),
            finished: Vec::new(),
            failures: 0,
            renewed: Instant::now(),
        }
    }

    /// Rounds until it is time to stop; then only those that store what is still at work.
    pub(super) async fn run(mut self, patience: Duration) {
        while !self.shared.stop.is_cancelled() {
            self.round().await;
            self.gather().await;
        }
        if timeout(patience, self.finish()).await.is_err() {
            log::warn!("some updates were not finished in time; they are handled after the next start");
        }
        self.deliveries.close();
        while let Ok(delivery) = self.deliveries.try_recv() {
            self.delivered.push(delivery);
        }
        self.round().await;
    }

    /// Waits for the chats at work. What comes in meanwhile is stored.
    async fn finish(&mut self) {
        while !self.active.is_empty() {
            self.gather().await;
            self.round().await;
        }
    }

    /// Waits until there is something to do, then takes all there is.
    async fn gather(&mut self) {
        let stopping = self.shared.stop.is_cancelled();
        let pause = if self.failures > 0 { backoff(PAUSE, self.failures) } else { LOOK };
        let full = self.room() == 0;
        tokio::select! {
            _ = self.deliveries.recv_many(&mut self.delivered, DELIVERIES) => {}
            Some(left) = self.left.recv() => self.note(left),
            () = self.shared.wake.notified() => {}
            () = self.shared.places.freed(), if full => {}
            () = self.shared.stop.cancelled(), if !stopping => {}
            () = sleep(pause) => {}
        }
        while self.delivered.len() < DELIVERIES
            && let Ok(delivery) = self.deliveries.try_recv()
        {
            self.delivered.push(delivery);
        }
        while let Ok(left) = self.left.try_recv() {
            self.note(left);
        }
    }

    /// How many chats more may be taken.
    fn room(&self) -> usize {
        self.shared.places.room(self.active.len())
    }

    fn note(&mut self, left: Left) {
        match left {
            Left::Finished(finished) => {
                self.active.remove(&finished.chat);
                self.finished.push(finished);
            }
            Left::Released(chat) => {
                self.active.remove(&chat);
            }
        }
    }

    /// One round.
    async fn round(&mut self) {
        let me = self.shared.me().filter(|_| !self.shared.stop.is_cancelled());
        let room = if me.is_some() { self.room() } else { 0 };
        if room == 0 && self.delivered.is_empty() && self.finished.is_empty() {
            return;
        }
        let delivered = std::mem::take(&mut self.delivered);
        let mut incoming = Vec::with_capacity(delivered.len());
        let mut told = Vec::with_capacity(delivered.len());
        for delivery in delivered {
            told.push((delivery.stored, incoming.len()..incoming.len() + delivery.updates.len()));
            incoming.extend(delivery.updates);
        }
        let finished = std::mem::take(&mut self.finished);
        let round = Arc::new(self.planned(incoming, finished, room));
        match self.store(round.clone()).await {
            Ok(leased) => {
                self.failures = 0;
                round.incoming.iter().for_each(|update| log::debug!(update = update.update_id.0; "stored"));
                round.finished.iter().for_each(|finished| log::debug!(update = finished.update.0; "done"));
                // Nobody listens any more when a client has gone; its update is stored all the same.
                told.into_iter().for_each(|(stored, _)| drop(stored.send(Ok(()))));
                self.set_to_work(leased, me);
            }
            Err(error) => {
                self.failures = (self.failures + 1).min(6);
                log::warn!("a round could not be stored: {error}");
                for (stored, range) in told {
                    let stored_alone = match error.may_pass() {
                        true => Err(error.clone()),
                        false => self.shared.inbox.store_now(round.incoming[range].to_vec()).await,
                    };
                    let _ = stored.send(stored_alone);
                }
                self.finished = round.finished.clone();
                if !error.may_pass() {
                    self.finish_one_by_one().await;
                }
            }
        }
    }

    fn planned(&mut self, incoming: Vec<Incoming>, finished: Vec<Finished>, room: usize) -> Round {
        let now = self.shared.inbox.clock().now();
        let renew = self.renewed.elapsed() >= RENEW;
        if renew {
            self.renewed = Instant::now();
        }
        let room = i64::try_from(room).unwrap_or(0);
        let by = self.shared.me().unwrap_or_default();
        Round { incoming, finished, by, now, until: now.plus(LEASE_MILLIS), renew, room }
    }

    async fn store(&self, round: Arc<Round>) -> Result<Vec<Leased>, StoreError> {
        self.shared.inbox.store().write(move |c| Box::pin(async move { round::round(c, &round).await })).await
    }

    fn set_to_work(&mut self, leased: Vec<Leased>, me: Option<Arc<str>>) {
        // When the name was lost meanwhile, these lanes are others' to take.
        let Some(by) = me.filter(|me| self.shared.me().as_ref() == Some(me)) else { return };
        for leased in leased {
            // A chat whose lease ran out may be leased again while it is still at work: its end gives the lane back.
            if self.active.insert(leased.update.chat) {
                let (shared, leave, by) = (self.shared.clone(), self.leave.clone(), by.clone());
                self.tasks.spawn(async move { leave.send(lane::run(&shared, leased, by).await) });
            }
        }
    }

    /// After a round that the database refused: what it refuses again is marked as handled without what was to be
    /// kept of it, so that it holds nobody up.
    async fn finish_one_by_one(&mut self) {
        for finished in std::mem::take(&mut self.finished) {
            let bare = Finished { asked: None, ..finished.clone() };
            let update = finished.update.0;
            let alone = self.planned(Vec::new(), vec![finished.clone()], 0);
            match self.store(Arc::new(alone)).await {
                Err(error) if !error.may_pass() => {
                    log::error!(update; "what was to be kept of an update could not be stored: {error}");
                    let bare_round = self.planned(Vec::new(), vec![bare.clone()], 0);
                    if self.store(Arc::new(bare_round)).await.is_err() {
                        self.finished.push(bare);
                    }
                }
                Err(_) => self.finished.push(finished),
                Ok(_) => {}
            }
        }
    }
}
