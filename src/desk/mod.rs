//! The desk: which group staff answer in, what is known of how long answers take, what staff are told once a day, and
//! how they manage ready answers. What a ticket is and what happens to it once is the store's; passing messages on is
//! the bot's.

pub mod digest;
pub mod draft;
pub mod gaps;
pub mod impact;
mod likeness;
pub mod ready;

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use search::Lang;

use crate::clock::{SharedClock, Timestamp};
use crate::ids::ChatId;
use crate::store::{Store, StoreError, audit, meta, ticket};

pub use likeness::alike;

/// How long the staff group is believed to be what it was, in milliseconds: another process may have set it.
const GOOD_FOR: i64 = 60_000;
/// Questions answered last that tell how long answers take.
const ANSWERED: i64 = 50;
/// Fewer say nothing.
const ENOUGH: usize = 5;

/// The staff group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Group {
    /// Its chat.
    pub chat: ChatId,
    /// What the bot speaks there; none: the pack's language.
    pub lang: Option<Lang>,
}

/// What the staff group was at this moment.
type Known = (Timestamp, Option<Group>);

/// The desk. Clones share it.
#[derive(Clone)]
pub struct Desk {
    store: Store,
    clock: SharedClock,
    fixed: Option<ChatId>,
    known: Arc<Mutex<Option<Known>>>,
}

impl Desk {
    /// A desk; the settings may say in which group.
    pub fn new(store: Store, clock: SharedClock, fixed: Option<ChatId>) -> Desk {
        Desk { store, clock, fixed, known: Arc::default() }
    }

    /// The group that the settings name.
    pub fn fixed(&self) -> Option<ChatId> {
        self.fixed
    }

    /// The staff group, if there is one. As it was a minute ago at most.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn group(&self) -> Result<Option<Group>, StoreError> {
        let now = self.clock.now();
        let known = *self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((at, group)) = known
            && (0..GOOD_FOR).contains(&(now.0 - at.0))
        {
            return Ok(group);
        }
        let c = &mut self.store.read().await?;
        let kept = meta::staff_chat(c).await?;
        let lang = meta::get(c, meta::STAFF_LANG).await?.as_deref().and_then(Lang::parse);
        let group = self.fixed.or(kept).map(|chat| Group { chat, lang });
        self.know(group);
        Ok(group)
    }

    /// Makes this the staff group.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn set(&self, group: Group, by: ChatId) -> Result<(), StoreError> {
        let now = self.clock.now();
        self.store
            .write(move |c| {
                Box::pin(async move {
                    meta::set(c, meta::STAFF_CHAT, &group.chat.0.to_string()).await?;
                    meta::set(c, meta::STAFF_LANG, group.lang.map_or("", Lang::code)).await?;
                    audit::add(c, now, by, &format!("made {} the staff group", group.chat.0)).await
                })
            })
            .await?;
        self.know(Some(group));
        Ok(())
    }

    /// The staff group has another id from now on, because it became a supergroup.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn moved(&self, from: ChatId, to: ChatId) -> Result<(), StoreError> {
        let Some(group) = self.group().await?.filter(|group| group.chat == from) else { return Ok(()) };
        self.store
            .write(move |c| {
                Box::pin(async move {
                    meta::set(c, meta::STAFF_CHAT, &to.0.to_string()).await?;
                    ticket::moved(c, from, to).await
                })
            })
            .await?;
        self.know(Some(Group { chat: to, ..group }));
        Ok(())
    }

    /// How long residents usually wait for the first answer: the median of the last fifty. None: too few are known.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn usually(&self) -> Result<Option<Duration>, StoreError> {
        let mut waits = ticket::waits(&mut self.store.read().await?, ANSWERED).await?;
        if waits.len() < ENOUGH {
            return Ok(None);
        }
        waits.sort_unstable();
        let median = waits[waits.len() / 2];
        Ok(Some(Duration::from_millis(u64::try_from(median).unwrap_or_default())))
    }

    fn know(&self, group: Option<Group>) {
        *self.known.lock().unwrap_or_else(PoisonError::into_inner) = Some((self.clock.now(), group));
    }
}
