//! The way in: an update is stored as it came, and only then is it taken in. While the runner runs, what comes in
//! together is stored together, in the runner's rounds; before and after, at once. What other processes stored the
//! runner finds by looking.

use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::{mpsc, oneshot};

use super::update::Head;
use crate::clock::SharedClock;
use crate::store::inbox::{self, Incoming};
use crate::store::{Store, StoreError};

/// Deliveries that wait for a round before those who bring more have to wait themselves.
const QUEUE: usize = 1024;

/// Updates to be stored together, and who is told when they are.
pub(super) struct Delivery {
    pub(super) updates: Vec<Incoming>,
    pub(super) stored: oneshot::Sender<Result<(), StoreError>>,
}

/// Takes updates in; cheap to clone.
#[derive(Clone)]
pub struct Inbox {
    store: Store,
    clock: SharedClock,
    /// The way to the runner while it runs.
    rounds: Arc<Mutex<Option<mpsc::Sender<Delivery>>>>,
}

impl Inbox {
    /// An inbox over this store.
    pub fn new(store: Store, clock: SharedClock) -> Inbox {
        Inbox { store, clock, rounds: Arc::default() }
    }

    /// Stores an update whose head was read, and returns once it is safe. A repeated one changes nothing.
    ///
    /// # Errors
    /// When it could not be stored: whoever sent it must send it again.
    pub async fn accept(&self, head: Head, raw: String) -> Result<(), StoreError> {
        self.accept_all(vec![(head, raw)]).await
    }

    /// The same for several, in one commit.
    ///
    /// # Errors
    /// When they could not be stored; then none is.
    pub async fn accept_all(&self, updates: Vec<(Head, String)>) -> Result<(), StoreError> {
        let received = self.clock.now();
        for (head, _) in &updates {
            log::debug!(update = head.update_id.0, kind = head.kind; "came in");
            metrics::counter!("qaida_updates_total", "kind" => head.kind).increment(1);
        }
        let incoming =
            |(head, raw): (Head, String)| Incoming { update_id: head.update_id, chat: head.chat, raw, received };
        let updates = updates.into_iter().map(incoming).collect();
        let Some(rounds) = self.rounds() else { return self.store_now(updates).await };
        let (stored, told) = oneshot::channel();
        match rounds.send(Delivery { updates, stored }).await {
            // The runner has ended meanwhile.
            Err(mpsc::error::SendError(delivery)) => self.store_now(delivery.updates).await,
            Ok(()) => told.await.unwrap_or_else(|_| Err(StoreError::Unavailable("it was not stored".to_owned()))),
        }
    }

    /// How many updates wait to be handled.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn pending(&self) -> Result<i64, StoreError> {
        inbox::pending_count(&mut self.store.read().await?).await
    }

    /// Stores updates by themselves.
    pub(super) async fn store_now(&self, updates: Vec<Incoming>) -> Result<(), StoreError> {
        self.store.write(move |c| Box::pin(async move { inbox::insert(c, &updates).await.map(drop) })).await
    }

    /// From now on what comes in is handed to whoever holds the receiver.
    pub(super) fn deliveries(&self) -> mpsc::Receiver<Delivery> {
        let (rounds, deliveries) = mpsc::channel(QUEUE);
        *self.rounds.lock().unwrap_or_else(PoisonError::into_inner) = Some(rounds);
        deliveries
    }

    fn rounds(&self) -> Option<mpsc::Sender<Delivery>> {
        self.rounds.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub(super) fn store(&self) -> &Store {
        &self.store
    }

    pub(super) fn clock(&self) -> &SharedClock {
        &self.clock
    }
}
