//! Updates by long polling. Each is taken as the JSON text it is, stored, and only then confirmed by the next offset,
//! which lives in memory alone: what comes twice is recognised by its number.

use std::time::Duration;

use serde::Serialize;
use serde_json::value::RawValue;
use teloxide::payloads::DeleteWebhook;
use teloxide::requests::Payload;
use tokio::time::{Instant, sleep};
use tokio_util::sync::CancellationToken;

use super::api::Fault;
use super::inbox::Inbox;
use super::refusal::SendError;
use super::sender::{Sender, backoff};
use super::update::{ALLOWED_UPDATES, Head};

/// How long Telegram holds a poll when there is nothing.
const POLL_SECONDS: u64 = 25;
/// How much longer one poll may take before the connection counts as lost.
const SLACK: Duration = Duration::from_secs(15);
/// Most updates a poll.
const LIMIT: u8 = 100;
/// The pause after a failed poll; it doubles up to 2^5 times this.
const PAUSE: Duration = Duration::from_millis(500);
/// Why polling ended for good.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PollingError {
    /// 401.
    #[error("the bot token is not valid any more; get the current one from @BotFather and set QAIDA_TOKEN")]
    Revoked,
    /// 409, again and again.
    #[error(
        "another program receives this bot's updates; stop it, or give this one a bot of its own (a webhook set by \
         another server is such a program too)"
    )]
    Conflict,
}

#[derive(Serialize)]
struct GetUpdates {
    #[serde(skip_serializing_if = "Option::is_none")]
    offset: Option<i64>,
    limit: u8,
    timeout: u64,
    allowed_updates: [&'static str; ALLOWED_UPDATES.len()],
}

impl Payload for GetUpdates {
    type Output = ();
    const NAME: &'static str = "GetUpdates";
}

/// Polls until `stop`.
///
/// # Errors
/// When the token was revoked or another program polls.
pub async fn run(sender: &Sender, inbox: &Inbox, stop: &CancellationToken) -> Result<(), PollingError> {
    tokio::select! {
        () = stop.cancelled() => Ok(()),
        error = poll(sender, inbox) => Err(error),
    }
}

async fn poll(sender: &Sender, inbox: &Inbox) -> PollingError {
    let (mut offset, mut failures, mut conflict) = (None, 0, Conflict::default());
    let mut webhook_deleted = false;
    let patience = Duration::from_secs(POLL_SECONDS) + SLACK;
    loop {
        if !webhook_deleted {
            // With a webhook set there are no updates to poll.
            match sender.call(&DeleteWebhook::new()).await {
                Ok(_) => webhook_deleted = true,
                Err(SendError::Revoked) => return PollingError::Revoked,
                Err(error) => log::warn!("the webhook could not be deleted: {error}"),
            }
        }
        let request = GetUpdates { offset, limit: LIMIT, timeout: POLL_SECONDS, allowed_updates: ALLOWED_UPDATES };
        let fault = match sender.once(&request, patience).await {
            Ok(updates) => {
                failures = 0;
                offset = take_in(inbox, &updates).await.or(offset);
                continue;
            }
            Err(fault) => fault,
        };
        failures = (failures + 1).min(6);
        match fault {
            Fault::Revoked => return PollingError::Revoked,
            Fault::Conflict { .. } => {
                let rules = sender.rules();
                if conflict.lasted(rules.conflict_patience) {
                    return PollingError::Conflict;
                }
                sleep(rules.conflict_pause).await;
            }
            Fault::TooMany { retry_after } => sleep(retry_after).await,
            fault => {
                if failures > 1 {
                    log::warn!("updates cannot be fetched: {fault}");
                }
                sleep(backoff(PAUSE, failures)).await;
            }
        }
    }
}

/// How long another program has been in the way. Two that poll in turn cut each other off and get updates all the
/// same: only a while without any conflict ends this, not a poll that went well.
#[derive(Default)]
struct Conflict(Option<Met>);

#[derive(Clone, Copy)]
struct Met {
    first: Instant,
    last: Instant,
}

impl Conflict {
    /// Notes one; whether they have gone on for `patience` by now.
    fn lasted(&mut self, patience: Duration) -> bool {
        let now = Instant::now();
        let first = self.0.filter(|met| now - met.last < patience).map(|met| met.first);
        if first.is_none() {
            log::warn!("another program receives this bot's updates; waiting whether it stops");
        }
        let first = first.unwrap_or(now);
        self.0 = Some(Met { first, last: now });
        now - first >= patience
    }
}

/// Stores what came, trying until the store takes it; the offset that confirms it.
async fn take_in(inbox: &Inbox, updates: &RawValue) -> Option<i64> {
    let Ok(raws) = serde_json::from_str::<Vec<&RawValue>>(updates.get()) else {
        log::error!("getUpdates brought something that is no list");
        sleep(PAUSE).await;
        return None;
    };
    let heads = raws.iter().filter_map(|raw| Some((Head::read(raw.get()).ok()?, raw.get().to_owned())));
    let updates: Vec<(Head, String)> = heads.collect();
    let Some(offset) = updates.iter().map(|(head, _)| head.update_id.0.saturating_add(1)).max() else {
        if !raws.is_empty() {
            // Nothing in it has a number to confirm it by: it will come again at once.
            log::error!("getUpdates brought nothing that is an update");
            sleep(PAUSE).await;
        }
        return None;
    };
    let mut failures = 0;
    while let Err(error) = inbox.accept_all(updates.clone()).await {
        log::warn!("updates cannot be stored yet: {error}");
        failures = (failures + 1).min(6);
        sleep(backoff(PAUSE, failures)).await;
    }
    Some(offset)
}

#[cfg(test)]
mod tests;
