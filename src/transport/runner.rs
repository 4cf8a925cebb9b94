//! Hands stored updates to the handler: one chat in order, chats side by side. A chat is taken by a lease on its lane,
//! so that several processes over one database never handle two updates of one chat at once. All writing is done in
//! rounds: what came in, what was handled and what is taken next share one commit, and that is where the throughput
//! comes from.

mod hurry;
mod lane;
mod presence;
mod rounds;

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;
use tokio_util::task::AbortOnDropHandle;

use super::handler::Handler;
use super::inbox::Inbox;
use super::place::Places;
use crate::store::lane as lanes;
use rounds::Rounds;

/// Hands updates on. One a process.
pub struct Runner {
    shared: Arc<Shared>,
}

/// What the rounds and the chats at work share.
struct Shared {
    inbox: Inbox,
    handler: Arc<dyn Handler>,
    /// Who leases. None as long as nobody could see that this process lives: then nothing is leased.
    me: Mutex<Option<Arc<str>>>,
    /// How many chats there may be at work.
    places: Places,
    /// Told when there may be something to lease.
    wake: Notify,
    stop: CancellationToken,
}

impl Runner {
    /// A runner that hands what comes into the inbox to the handler, until `stop`.
    pub fn new(inbox: Inbox, handler: Arc<dyn Handler>, stop: CancellationToken) -> Runner {
        let (places, wake) = (Places::default(), Notify::new());
        let shared = Shared { inbox, handler, me: Mutex::default(), places, wake, stop };
        Runner { shared: Arc::new(shared) }
    }

    /// Runs until it is told to stop, then waits for the updates at hand as long as `patience` and gives the lanes back.
    pub async fn run(self, patience: Duration) {
        let present = AbortOnDropHandle::new(tokio::spawn(presence::keep(self.shared.clone())));
        Rounds::new(self.shared.clone()).run(patience).await;
        self.shared.give_all_back().await;
        drop(present);
    }
}

impl Shared {
    /// The name, while it is held.
    fn me(&self) -> Option<Arc<str>> {
        self.me.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn set_me(&self, name: Option<Arc<str>>) {
        *self.me.lock().unwrap_or_else(PoisonError::into_inner) = name;
    }

    async fn give_all_back(&self) {
        let Some(me) = self.me() else { return };
        let now = self.inbox.clock().now();
        let result = self.inbox.store().write(move |c| Box::pin(async move { lanes::release_all(c, &me, now).await }));
        if let Err(error) = result.await {
            log::warn!("the chats' leases could not be given back: {error}");
        }
    }
}

#[cfg(test)]
mod tests;
