//! Updates on their way to the bot: one queue, emptied by the webhook or by `getUpdates`.

use std::collections::{BTreeSet, VecDeque};

use serde_json::{Map, Value, json};

use super::witness::{Seen, Witness};

/// Updates kept for a bot that does not come for them. Telegram keeps a day's; this is plenty for one machine.
const KEPT_UPDATES: usize = 100_000;
/// Kinds that are sent only to a bot that names them.
const NOT_BY_DEFAULT: [&str; 3] = ["chat_member", "message_reaction", "message_reaction_count"];

/// Where updates are sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Webhook {
    pub(crate) url: String,
    pub(crate) secret: Option<String>,
    pub(crate) max_connections: usize,
}

/// One update.
#[derive(Debug, Clone)]
pub(crate) struct Update {
    pub(crate) id: i64,
    /// Updates with the same lane are delivered one after another.
    pub(crate) lane: i64,
    pub(crate) body: Value,
}

/// The queue.
pub(crate) struct Queue {
    pub(crate) webhook: Option<Webhook>,
    /// `None`: all but those in `NOT_BY_DEFAULT`.
    pub(crate) allowed: Option<Vec<String>>,
    pub(crate) pending: VecDeque<Update>,
    /// The newest long poll: an older one that still waits is ended by it.
    pub(crate) poller: u64,
    /// How many long polls wait at this moment.
    pub(crate) polling: usize,
    /// When and why the last delivery failed.
    pub(crate) last_error: Option<(i64, String)>,
    pub(crate) witness: Witness,
    busy: BTreeSet<i64>,
    next_id: i64,
}

impl Queue {
    pub(crate) fn starting_at(next_id: i64) -> Self {
        Self {
            webhook: None,
            allowed: None,
            pending: VecDeque::new(),
            poller: 0,
            polling: 0,
            last_error: None,
            witness: Witness::default(),
            busy: BTreeSet::new(),
            next_id,
        }
    }

    /// From now on the bot gets these kinds; an empty list means the default ones.
    pub(crate) fn allow(&mut self, kinds: &[Value]) {
        let kinds: Vec<String> = kinds.iter().filter_map(Value::as_str).map(str::to_owned).collect();
        self.allowed = (!kinds.is_empty()).then_some(kinds);
    }

    /// Queues an update of a kind, if the bot wants that kind. Returns its id.
    pub(crate) fn push(&mut self, kind: &str, lane: i64, content: Value) -> i64 {
        let wanted = match &self.allowed {
            Some(kinds) => kinds.iter().any(|allowed| allowed == kind),
            None => !NOT_BY_DEFAULT.contains(&kind),
        };
        let id = self.next_id;
        if wanted {
            let mut body = Map::new();
            body.insert(kind.to_owned(), content);
            self.push_raw(lane, Value::Object(body))
        } else {
            id
        }
    }

    /// Queues an update as it is; it gets an `update_id` unless it brings one.
    pub(crate) fn push_raw(&mut self, lane: i64, mut body: Value) -> i64 {
        let id = body.get("update_id").and_then(Value::as_i64).unwrap_or(self.next_id);
        self.next_id = self.next_id.max(id + 1);
        if let Some(fields) = body.as_object_mut() {
            fields.insert("update_id".to_owned(), json!(id));
        }
        self.pending.push_back(Update { id, lane, body });
        self.witness.tell(Seen::Queued { update: id, chat: lane });
        if self.pending.len() > KEPT_UPDATES {
            self.pending.pop_front();
            log::warn!("the bot does not take its updates: the oldest of {KEPT_UPDATES} was dropped");
        }
        id
    }

    /// The next update for the webhook whose chat has none on the way; it stays in the queue until `delivered`.
    pub(crate) fn claim(&mut self) -> Option<(Update, Webhook)> {
        let webhook = self.webhook.as_ref()?;
        if self.busy.len() >= webhook.max_connections {
            return None;
        }
        let update = self.pending.iter().find(|update| !self.busy.contains(&update.lane))?;
        self.busy.insert(update.lane);
        Some((update.clone(), webhook.clone()))
    }

    /// What hinders delivery just now, for people who wonder why nothing comes back.
    pub(crate) fn trouble(&self) -> Option<&str> {
        let (_, message) = self.last_error.as_ref()?;
        (!self.pending.is_empty()).then_some(message)
    }

    /// The bot answered 200.
    pub(crate) fn delivered(&mut self, update: &Update) {
        self.busy.remove(&update.lane);
        if let Some(at) = self.pending.iter().position(|pending| pending.id == update.id) {
            self.pending.remove(at);
            self.witness.tell(Seen::Taken { update: update.id });
        }
    }

    /// The bot asked for what comes from this number on: it has all before.
    pub(crate) fn confirm(&mut self, from: i64) {
        let witness = &self.witness;
        self.pending.retain(|update| {
            let kept = update.id >= from;
            if !kept {
                witness.tell(Seen::Taken { update: update.id });
            }
            kept
        });
    }

    /// Whether this update is still to go to this webhook.
    pub(crate) fn is_still(&self, webhook: &Webhook, update: &Update) -> bool {
        self.webhook.as_ref() == Some(webhook) && self.pending.iter().any(|pending| pending.id == update.id)
    }

    /// The bot did not take it: it is tried again.
    pub(crate) fn release(&mut self, update: &Update) {
        self.busy.remove(&update.lane);
    }

    /// Forgets what waits: `drop_pending_updates`.
    pub(crate) fn drop_pending(&mut self) {
        self.pending.clear();
    }
}
