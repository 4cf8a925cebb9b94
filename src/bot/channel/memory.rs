//! Who has ever begun an announcement, so that nobody else's messages are looked up; who has just sent `/link`; and how
//! many were counted a moment ago.

use std::collections::{HashMap, HashSet};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use tokio::sync::OnceCell;

use crate::clock::Timestamp;
use crate::ids::ChatId;
use crate::store::delivery::Reach;
use crate::store::{Store, StoreError, composing};

/// What takes so long is not counted anew at every press: counting goes over all residents.
const LONG: Duration = Duration::from_millis(20);
/// For so long such a count is good, in milliseconds.
const COUNTED: i64 = 30_000;
/// For so long after `/link` a forwarded post links its channel, in milliseconds.
const LINKING: i64 = 60 * 60 * 1000;

/// What is remembered.
#[derive(Default)]
pub(in crate::bot) struct Composers {
    chats: OnceCell<Mutex<HashSet<ChatId>>>,
    linking: Mutex<HashMap<ChatId, Timestamp>>,
    counts: Mutex<Vec<(Reach, Timestamp, i64)>>,
}

impl Composers {
    /// Whether this chat may have drafts. Where several processes serve, another one may have begun them: then any may.
    pub(super) async fn may_have(&self, store: &Store, chat: ChatId) -> Result<bool, StoreError> {
        if store.is_shared() {
            return Ok(true);
        }
        Ok(self.chats(store).await?.lock().unwrap_or_else(PoisonError::into_inner).contains(&chat))
    }

    /// This chat has begun an announcement; whether it is the first one known.
    pub(super) async fn began(&self, store: &Store, chat: ChatId) -> Result<bool, StoreError> {
        Ok(self.chats(store).await?.lock().unwrap_or_else(PoisonError::into_inner).insert(chat))
    }

    async fn chats(&self, store: &Store) -> Result<&Mutex<HashSet<ChatId>>, StoreError> {
        let load = || async {
            let all = composing::composers(&mut store.read().await?).await?;
            Ok(Mutex::new(all.into_iter().collect()))
        };
        self.chats.get_or_try_init(load).await
    }

    /// They want to link a channel.
    pub(super) fn links(&self, chat: ChatId, now: Timestamp) {
        let mut linking = self.linking.lock().unwrap_or_else(PoisonError::into_inner);
        linking.retain(|_, at| now.0 - at.0 < LINKING);
        linking.insert(chat, now);
    }

    /// Whether they said so just now.
    pub(super) fn is_linking(&self, chat: ChatId, now: Timestamp) -> bool {
        let linking = self.linking.lock().unwrap_or_else(PoisonError::into_inner);
        linking.get(&chat).is_some_and(|at| now.0 - at.0 < LINKING)
    }

    /// How many this reaches, if that was counted a moment ago.
    pub(super) fn counted(&self, reach: &Reach, now: Timestamp) -> Option<i64> {
        let mut counts = self.counts.lock().unwrap_or_else(PoisonError::into_inner);
        counts.retain(|(_, at, _)| now.0 - at.0 < COUNTED);
        counts.iter().find(|(known, ..)| known == reach).map(|(.., count)| *count)
    }

    /// It reaches so many; to count them took so long.
    pub(super) fn count(&self, reach: Reach, now: Timestamp, (count, took): (i64, Duration)) {
        if took >= LONG {
            self.counts.lock().unwrap_or_else(PoisonError::into_inner).push((reach, now, count));
        }
    }
}
