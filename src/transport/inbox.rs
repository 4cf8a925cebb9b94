//! The way in: an update is stored as it came, and only then is it taken in. Whoever stores wakes the runner; what
//! other processes stored it finds by looking.

use std::sync::Arc;

use tokio::sync::Notify;

use super::update::Head;
use crate::clock::SharedClock;
use crate::store::inbox::{self, Incoming};
use crate::store::{Store, StoreError};

/// Takes updates in; cheap to clone.
#[derive(Clone)]
pub struct Inbox {
    store: Store,
    clock: SharedClock,
    wake: Arc<Notify>,
}

impl Inbox {
    /// An inbox over this store.
    pub fn new(store: Store, clock: SharedClock) -> Inbox {
        Inbox { store, clock, wake: Arc::new(Notify::new()) }
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
            metrics::counter!("qaida_updates_total", "kind" => head.kind).increment(1);
        }
        let incoming =
            |(head, raw): (Head, String)| Incoming { update_id: head.update_id, chat: head.chat, raw, received };
        let incoming: Vec<Incoming> = updates.into_iter().map(incoming).collect();
        self.store.write(move |c| Box::pin(async move { inbox::insert(c, &incoming).await })).await?;
        self.wake.notify_one();
        Ok(())
    }

    /// How many updates wait to be handled.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn pending(&self) -> Result<i64, StoreError> {
        inbox::pending_count(&mut self.store.read().await?).await
    }

    /// Comes back when something may have come in.
    pub(super) async fn woken(&self) {
        self.wake.notified().await;
    }

    /// Lets the runner look again.
    pub(super) fn wake(&self) {
        self.wake.notify_one();
    }

    pub(super) fn store(&self) -> &Store {
        &self.store
    }

    pub(super) fn clock(&self) -> &SharedClock {
        &self.clock
    }
}
