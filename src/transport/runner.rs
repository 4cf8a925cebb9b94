//! Hands stored updates to the handler: one chat in order, chats side by side. A chat is taken by a lease on its lane,
//! so that several processes over one database never handle two updates of one chat at once.

mod lane;
mod presence;

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::time::timeout;
use tokio_util::sync::CancellationToken;
use tokio_util::task::{AbortOnDropHandle, TaskTracker};

use super::handler::Handler;
use super::inbox::Inbox;
use super::place::Places;
use crate::ids::ChatId;
use crate::store::inbox::{Pending, pending};
use crate::store::{StoreError, lane as lanes};

/// Updates of one chat fetched at once.
const BATCH: i64 = 20;
/// A lease that is not renewed ends after this, where it cannot be seen at once that its holder is gone.
const LEASE_MILLIS: i64 = 30_000;
/// How often leases are renewed: several times within one.
const RENEW: Duration = Duration::from_secs(8);
/// How often to look without being woken: what other replicas stored, and what waits for another try.
const LOOK: Duration = Duration::from_secs(1);
/// Hands updates on. One a process.
pub struct Runner {
    shared: Arc<Shared>,
    tasks: TaskTracker,
}

/// What the loop and the lanes share.
struct Shared {
    inbox: Inbox,
    handler: Arc<dyn Handler>,
    /// Who leases. None as long as nobody could see that this process lives: then nothing is leased.
    me: Mutex<Option<Arc<str>>>,
    /// The chats being handled.
    active: Mutex<HashMap<ChatId, Active>>,
    /// How many of them there may be.
    places: Places,
    stop: CancellationToken,
}

/// A chat being handled.
struct Active {
    /// Stops it after the update at hand.
    halt: CancellationToken,
    /// Under which name its lane was leased a second time meanwhile: that lease must be given back.
    leased_again: Option<Arc<str>>,
}

/// A lane that is leased.
struct Leased {
    /// Under this name.
    by: Arc<str>,
    /// Told when it is to be left after the update at hand.
    halt: CancellationToken,
}

impl Runner {
    /// A runner that hands what comes into the inbox to the handler, until `stop`.
    pub fn new(inbox: Inbox, handler: Arc<dyn Handler>, stop: CancellationToken) -> Runner {
        let shared =
            Shared { inbox, handler, me: Mutex::default(), active: Mutex::default(), places: Places::default(), stop };
        Runner { shared: Arc::new(shared), tasks: TaskTracker::new() }
    }

    /// Runs until it is told to stop, then waits for the updates at hand as long as `patience` and gives the lanes back.
    pub async fn run(self, patience: Duration) {
        let present = AbortOnDropHandle::new(tokio::spawn(presence::keep(self.shared.clone())));
        let renewing = AbortOnDropHandle::new(tokio::spawn(keep_leases(self.shared.clone())));
        while !self.shared.stop.is_cancelled() {
            if !self.take_lanes().await {
                self.shared.wait().await;
            }
        }
        self.tasks.close();
        if timeout(patience, self.tasks.wait()).await.is_err() {
            log::warn!("some updates were not finished in time; they are handled after the next start");
        }
        drop(renewing);
        self.shared.give_all_back().await;
        drop(present);
    }

    /// Takes as many lanes as there is room for; whether there may be more.
    async fn take_lanes(&self) -> bool {
        let room = self.shared.room();
        let Some(me) = self.shared.me().filter(|_| room > 0) else { return false };
        let taken = match self.shared.lease(&me, room).await {
            Ok(taken) => taken,
            Err(error) => {
                log::warn!("no updates can be fetched: {error}");
                return false;
            }
        };
        let more = taken.len() == room;
        for (chat, updates) in taken {
            if let Some(leased) = self.shared.enter(chat, &me) {
                self.tasks.spawn(lane::run(self.shared.clone(), chat, updates, leased));
            }
        }
        if self.shared.me() != Some(me) {
            // The name was lost while it leased: these lanes are others' to take.
            self.shared.halt_all();
        }
        more
    }
}

impl Shared {
    fn active(&self) -> MutexGuard<'_, HashMap<ChatId, Active>> {
        self.active.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The name, while it is held.
    fn me(&self) -> Option<Arc<str>> {
        self.me.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn set_me(&self, name: Option<Arc<str>>) {
        *self.me.lock().unwrap_or_else(PoisonError::into_inner) = name;
    }

    /// Has every chat at work end after the update at hand.
    fn halt_all(&self) {
        self.active().values().for_each(|active| active.halt.cancel());
    }

    /// How many chats more may be taken.
    fn room(&self) -> usize {
        let held = self.active().len();
        self.places.room(held)
    }

    /// Notes that a chat is at work, leased under this name. None: it already is, because its lane was given back a moment ago and leased
    /// again before its task had ended, or because its lease had run out.
    fn enter(&self, chat: ChatId, by: &Arc<str>) -> Option<Leased> {
        let halt = self.stop.child_token();
        match self.active().entry(chat) {
            Entry::Occupied(mut at_work) => {
                at_work.get_mut().leased_again = Some(by.clone());
                None
            }
            Entry::Vacant(place) => {
                place.insert(Active { halt: halt.clone(), leased_again: None });
                Some(Leased { by: by.clone(), halt })
            }
        }
    }

    /// Notes that a chat is no longer at work. Whose lease is still to be given back, and whether room was scarce.
    fn exit(&self, chat: ChatId) -> (Option<Arc<str>>, bool) {
        let mut active = self.active();
        let scarce = self.places.room(active.len()) == 0;
        (active.remove(&chat).and_then(|was| was.leased_again), scarce)
    }

    async fn wait(&self) {
        tokio::select! {
            () = self.stop.cancelled() => {}
            () = self.inbox.woken() => {}
            () = self.places.freed(), if self.room() == 0 => {}
            () = tokio::time::sleep(LOOK) => {}
        }
    }

    /// Leases free lanes and fetches what waits in them, in one commit.
    async fn lease(&self, me: &Arc<str>, room: usize) -> Result<Vec<(ChatId, Vec<Pending>)>, StoreError> {
        let (me, now) = (me.clone(), self.inbox.clock().now());
        let (until, room) = (now.plus(LEASE_MILLIS), i64::try_from(room).unwrap_or(1));
        let leasing = self.inbox.store().write(move |c| {
            Box::pin(async move {
                let mut taken = Vec::new();
                for chat in lanes::lease(c, &me, now, until, room).await? {
                    taken.push((chat, pending(c, chat, BATCH).await?));
                }
                Ok(taken)
            })
        });
        leasing.await
    }

    /// Holds the leases of these chats longer; those that were lost.
    async fn renew(&self, chats: Vec<ChatId>) -> Result<Vec<ChatId>, StoreError> {
        let Some(me) = self.me() else { return Ok(Vec::new()) };
        let until = self.inbox.clock().now().plus(LEASE_MILLIS);
        let renewing = self.inbox.store().write(move |c| {
            Box::pin(async move {
                let mut lost = Vec::new();
                for chat in chats {
                    if !lanes::renew(c, chat, &me, until).await? {
                        lost.push(chat);
                    }
                }
                Ok(lost)
            })
        });
        renewing.await
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

/// Keeps the leases of the chats at work; one that was lost stops after the update at hand.
async fn keep_leases(shared: Arc<Shared>) {
    loop {
        tokio::time::sleep(RENEW).await;
        let chats: Vec<ChatId> = shared.active().keys().copied().collect();
        match shared.renew(chats).await {
            Ok(lost) => lost.iter().for_each(|chat| {
                if let Some(active) = shared.active().get(chat) {
                    active.halt.cancel();
                }
            }),
            Err(error) => log::warn!("leases could not be renewed: {error}"),
        }
    }
}

#[cfg(test)]
mod tests;
