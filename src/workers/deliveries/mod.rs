//! Sends announcements. One process at a time does, by a lease; it writes the recipients down, sends, corrects and
//! withdraws, for several announcements in turns. A round lasts as long as there is something to do: see `session`.
//!
//! A message is marked before it is sent, and the mark is on disk by then. Whatever is marked and of which nobody knows
//! what became of it is never sent again by itself. Just as many are marked as go out at once.

mod calls;
mod flight;
mod guard;
mod job;
mod records;
mod session;
mod step;

use std::time::Duration;

use futures_util::future::BoxFuture;
use tokio_util::sync::CancellationToken;

use super::Worker;
use crate::clock::SharedClock;
use crate::knowledge::live::Live;
use crate::store::{Store, StoreError, delivery, lease};
use crate::transport::Sender;
use crate::view::View;
use crate::web::Ready;
use session::Session;

/// The name of the lease.
const LEASE: &str = "announcing";
/// How often it is looked whether the process can still be seen to live.
const SEEN: Duration = Duration::from_secs(1);

/// Sends announcements.
#[derive(Clone)]
pub struct Deliveries {
    /// The database.
    pub store: Store,
    /// The way out to Telegram.
    pub sender: Sender,
    /// The wording.
    pub view: View,
    /// Says what belongs to a topic, and the city's language.
    pub live: Live,
    /// The time.
    pub clock: SharedClock,
    /// Before Telegram has said who the bot is nothing is sent.
    pub ready: Ready,
    /// What goes out when it is stopped is waited for; nothing more is begun.
    pub stop: CancellationToken,
}

impl Worker for Deliveries {
    fn name(&self) -> &'static str {
        "deliveries"
    }

    fn pause(&self) -> Duration {
        Duration::from_millis(300)
    }

    fn tick(&self) -> BoxFuture<'_, Result<(), StoreError>> {
        Box::pin(self.round())
    }
}

impl Deliveries {
    async fn round(&self) -> Result<(), StoreError> {
        if !self.ready.is() || !self.is_called_for().await? {
            return Ok(());
        }
        let mut presence = self.store.be_present().await?;
        let me = presence.name().to_owned();
        if !self.take_lease(&me).await? {
            return Ok(());
        }
        let over = self.stop.child_token();
        let mut session = std::pin::pin!(Session::new(self, me, over.clone()).run());
        loop {
            tokio::select! {
                ended = &mut session => return ended,
                seen = presence.holds_for(SEEN), if !over.is_cancelled() => if !seen {
                    log::warn!("the connection that shows this process to be alive was lost; announcements wait");
                    over.cancel();
                },
            }
        }
    }

    /// Whether there is something to do that nobody else does.
    async fn is_called_for(&self) -> Result<bool, StoreError> {
        let c = &mut self.store.read().await?;
        let something = !delivery::at_work(c).await?.is_empty() || delivery::any_at_work(c).await?;
        Ok(something && !lease::is_held(c, LEASE).await?)
    }

    /// Takes the lease, and notes of what its last holder left behind that nobody knows what became of it.
    async fn take_lease(&self, me: &str) -> Result<bool, StoreError> {
        let me = me.to_owned();
        let taking = self.store.write(move |c| {
            Box::pin(async move {
                if !lease::take(c, LEASE, &me).await? {
                    return Ok(None);
                }
                delivery::crashed(c).await.map(Some)
            })
        });
        let crashed = taking.await?;
        if let Some(messages) = crashed.filter(|messages| *messages > 0) {
            log::warn!(messages; "of messages that were on their way when the program ended nobody knows whether they came");
        }
        Ok(crashed.is_some())
    }
}
