//! `getUpdates`, the long poll: one at a time, and never beside a webhook.

use std::{sync::Arc, time::Duration};

use serde_json::Value;

use super::{Answer, params::Params, refusal::Refusal};
use crate::{shared::Shared, world::World};

/// Longest wait, in seconds.
const MAX_TIMEOUT: i64 = 50;
/// Most updates in one answer.
const MAX_UPDATES: i64 = 100;

/// Keeps count of the polls that wait, however they end: a client that hangs up drops this.
struct Waiting(Arc<Shared>);

impl Drop for Waiting {
    fn drop(&mut self) {
        self.0.change(|world| world.queue.polling = world.queue.polling.saturating_sub(1));
    }
}

/// `getUpdates`.
pub(super) async fn poll(shared: &Arc<Shared>, params: &Params) -> Answer {
    let limit = params.integer("limit").unwrap_or(MAX_UPDATES).clamp(1, MAX_UPDATES);
    let seconds = params.integer("timeout").unwrap_or(0).clamp(0, MAX_TIMEOUT);
    let allowed = params.list("allowed_updates")?;
    let mine = shared.change(|world| begin(world, params.integer("offset"), allowed))?;
    let waiting = Waiting(shared.clone());
    let wait = Duration::from_secs(seconds.unsigned_abs());
    let found = shared.within(wait, |world| look(world, mine, limit)).await;
    drop(waiting);
    found.unwrap_or_else(|| Ok(Value::Array(Vec::new())))
}

/// Confirms what the offset confirms, ends an older poll; the number of this one.
fn begin(world: &mut World, offset: Option<i64>, allowed: Option<Vec<Value>>) -> Result<u64, Refusal> {
    let queue = &mut world.queue;
    if queue.webhook.is_some() {
        return Err(Refusal::conflict(
            "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
        ));
    }
    if let Some(kinds) = allowed {
        queue.allow(&kinds);
    }
    match offset.unwrap_or(0) {
        from if from < 0 => {
            let keep = usize::try_from(from.unsigned_abs()).unwrap_or(usize::MAX);
            let gone = queue.pending.len().saturating_sub(keep);
            queue.pending.drain(..gone);
        }
        from => queue.confirm(from),
    }
    queue.poller += 1;
    queue.polling += 1;
    Ok(queue.poller)
}

fn look(world: &mut World, mine: u64, limit: i64) -> Option<Answer> {
    let queue = &world.queue;
    if queue.webhook.is_some() {
        return Some(Err(Refusal::conflict("terminated by setWebhook request")));
    }
    if queue.poller != mine {
        return Some(Err(Refusal::conflict(
            "terminated by other getUpdates request; make sure that only one bot instance is running",
        )));
    }
    let limit = usize::try_from(limit).unwrap_or(1);
    let found: Vec<Value> = queue.pending.iter().take(limit).map(|update| update.body.clone()).collect();
    (!found.is_empty()).then_some(Ok(Value::Array(found)))
}
