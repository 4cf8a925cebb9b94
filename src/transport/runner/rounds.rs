//! The rounds: each collects what came in and what was handled since the last one, has it stored in one commit with
//! the leases of the chats that come next, and sets those to work. While a commit is under way the next round's work
//! gathers by itself, so busy times make rounds larger instead of slower.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::mpsc;
use tokio::time::{Instant, sleep, timeout};
use tokio_util::task::TaskTracker;

use super::Shared;
use super::hurry::{self, Hurry};
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
    /// The chats at work, and the name under which each is leased by now.
    active: HashMap<ChatId, Arc<str>>,
    /// What came in since the last round.
    delivered: Vec<Delivery>,
    /// What was handled since the last round that succeeded.
    finished: Vec<Finished>,
    /// What is to be given back though nothing of it was handled.
    returned: Vec<(ChatId, Arc<str>)>,
    /// Rounds that failed in a row.
    failures: u32,
    renewed: Instant,
    hurry: Hurry,
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
            active: HashMap::new(),
            delivered: Vec::new(),
            finished: Vec::new(),
            returned: Vec::new(),
            failures: 0,
            renewed: Instant::now(),
            hurry: Hurry::new(Instant::now().into_std()),
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
            Some(delivery) = self.deliveries.recv() => self.deliver(delivery),
            Some(left) = self.left.recv() => self.note(left),
            () = self.shared.wake.notified() => self.hurry.now(),
            () = self.shared.places.freed(), if full => self.hurry.now(),
            () = self.shared.stop.cancelled(), if !stopping => {}
            () = sleep(pause) => {}
        }
        self.take_all();
        if !self.hurry.take() && !full && !self.shared.stop.is_cancelled() {
            self.wait_for_company().await;
        }
    }

    /// Takes what more comes in a moment, until there is something in a hurry.
    async fn wait_for_company(&mut self) {
        let over = sleep(hurry::COMPANY);
        tokio::pin!(over);
        while self.delivered.len() < DELIVERIES && !self.hurry.take() {
            tokio::select! {
                Some(delivery) = self.deliveries.recv() => self.deliver(delivery),
                Some(left) = self.left.recv() => self.note(left),
                () = self.shared.wake.notified() => self.hurry.now(),
                () = self.shared.stop.cancelled() => return,
                () = &mut over => return,
            }
            self.take_all();
        }
    }

    /// Takes what is there.
    fn take_all(&mut self) {
        while self.delivered.len() < DELIVERIES
            && let Ok(delivery) = self.deliveries.try_recv()
        {
            self.deliver(delivery);
        }
        while let Ok(left) = self.left.try_recv() {
            self.note(left);
        }
    }

    fn deliver(&mut self, delivery: Delivery) {
        let now = Instant::now().into_std();
        for update in &delivery.updates {
            self.hurry.came(update.chat, self.active.contains_key(&update.chat), now);
        }
        self.delivered.push(delivery);
    }

    /// How many chats more may be taken.
    fn room(&self) -> usize {
        self.shared.places.room(self.active.len())
    }

    /// A chat that was leased again under another name while it was at work goes back under that one.
    fn note(&mut self, left: Left) {
        match left {
            Left::Finished(mut finished) => {
                self.hurry.handled(finished.chat);
                finished.by = self.active.remove(&finished.chat).unwrap_or(finished.by);
                self.finished.push(finished);
            }
            Left::Released { chat, by } => match self.active.remove(&chat) {
                Some(again) if again != by => self.returned.push((chat, again)),
                _ => {}
            },
        }
    }

    /// One round.
    async fn round(&mut self) {
        let me = self.shared.me().filter(|_| !self.shared.stop.is_cancelled());
        let room = if me.is_some() { self.room() } else { 0 };
        if room == 0 && self.delivered.is_empty() && self.finished.is_empty() && self.returned.is_empty() {
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
        let mut round = self.planned(incoming, finished, me.clone(), room);
        round.returned = std::mem::take(&mut self.returned);
        let round = Arc::new(round);
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
                self.returned = round.returned.clone();
                if !error.may_pass() {
                    self.finish_one_by_one().await;
                }
            }
        }
    }

    /// A round under this name, which leases as many chats as there is room for.
    fn planned(
        &mut self,
        incoming: Vec<Incoming>,
        finished: Vec<Finished>,
        me: Option<Arc<str>>,
        room: usize,
    ) -> Round {
        let now = self.shared.inbox.clock().now();
        let renew = me.is_some() && self.renewed.elapsed() >= RENEW;
        if renew {
            self.renewed = Instant::now();
        }
        let room = i64::try_from(room).unwrap_or(0);
        let by = me.unwrap_or_default();
        let returned = Vec::new();
        Round { incoming, finished, returned, by, now, until: now.plus(LEASE_MILLIS), renew, room }
    }

    async fn store(&self, round: Arc<Round>) -> Result<Vec<Leased>, StoreError> {
        self.shared.inbox.store().write(move |c| Box::pin(async move { round::round(c, &round).await })).await
    }

    fn set_to_work(&mut self, leased: Vec<Leased>, me: Option<Arc<str>>) {
        // When the name was lost meanwhile, these lanes are others' to take.
        let Some(by) = me.filter(|me| self.shared.me().as_ref() == Some(me)) else { return };
        for leased in leased {
            // A chat whose lease ran out may be leased again while it is still at work: its end gives the lane back.
            if self.active.insert(leased.update.chat, by.clone()).is_none() {
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
            let alone = self.planned(Vec::new(), vec![finished.clone()], None, 0);
            match self.store(Arc::new(alone)).await {
                Err(error) if !error.may_pass() => {
                    log::error!(update; "what was to be kept of an update could not be stored: {error}");
                    let bare_round = self.planned(Vec::new(), vec![bare.clone()], None, 0);
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
