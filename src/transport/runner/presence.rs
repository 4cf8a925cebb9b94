//! Keeps this process recognisable as alive, so that others need not wait for its leases to run out when it dies, and
//! gives back the leases of those that have died. Nothing is leased while nobody could see that this process lives.

use std::sync::Arc;
use std::time::Duration;

use super::Shared;
use crate::store::{Presence, StoreError, lane};

/// How often those that are gone are looked for, and whether the own name is still held.
const ROUND: Duration = Duration::from_secs(1);
/// The pause after a try that failed.
const AGAIN: Duration = Duration::from_millis(500);

/// Holds a name for as long as the runner runs. When the connection that shows it is lost, nothing more is leased under
/// it, for others take its chats over now, and a new name is taken: so the old leases are nobody's.
pub(super) async fn keep(shared: Arc<Shared>) {
    loop {
        let mut presence = match appear(&shared).await {
            Ok(presence) => presence,
            Err(error) => {
                log::warn!("updates cannot be handled yet: {error}");
                tokio::time::sleep(AGAIN).await;
                continue;
            }
        };
        while presence.holds_for(ROUND).await {
            match free_gone(&shared, presence.name()).await {
                Ok(0) => {}
                Ok(lanes) => {
                    log::info!(lanes; "chats of a process that is gone are taken over");
                    shared.wake.notify_one();
                }
                Err(error) => log::warn!("whether other processes are gone cannot be seen: {error}"),
            }
        }
        shared.set_me(None);
        log::warn!(
            "the connection that shows this process to be alive was lost; no updates are handled until it is back"
        );
    }
}

/// Takes a name and gives back what those that are gone had, so that the first look finds it free.
async fn appear(shared: &Shared) -> Result<Presence, StoreError> {
    let presence = shared.inbox.store().be_present().await?;
    free_gone(shared, presence.name()).await?;
    shared.set_me(Some(presence.name().into()));
    shared.wake.notify_one();
    Ok(presence)
}

async fn free_gone(shared: &Shared, me: &str) -> Result<u64, StoreError> {
    let (me, now) = (me.to_owned(), shared.inbox.clock().now());
    let freeing = shared.inbox.store().write(move |c| Box::pin(async move { lane::release_gone(c, &me, now).await }));
    freeing.await
}
