//! Where policies are looked up and changed: the database is asked once a minute at most, and a change in this process
//! holds at once. Other processes follow within that minute.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use super::{Decision, Policies, decided};
use crate::clock::{SharedClock, Timestamp};
use crate::ids::ChatId;
use crate::store::{Store, StoreError, audit, meta};

/// How long what was decided is believed to hold, in milliseconds: another process may have changed it.
const GOOD_FOR: i64 = 60_000;

/// What was decided as of this moment.
type Known = (Timestamp, Arc<[Decision]>);

/// The owner's decisions. Clones share what is known of them.
#[derive(Clone)]
pub struct Rulebook {
    store: Store,
    clock: SharedClock,
    known: Arc<Mutex<Option<Known>>>,
    /// How often something was decided here: who read before must not put back what was.
    decisions: Arc<AtomicU64>,
}

impl Rulebook {
    /// The rulebook of this database.
    pub fn new(store: Store, clock: SharedClock) -> Rulebook {
        Rulebook { store, clock, known: Arc::default(), decisions: Arc::default() }
    }

    /// What holds, as it was a minute ago at most; `defaults` are the pack's.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn policies(&self, defaults: &Policies) -> Result<Policies, StoreError> {
        let now = self.clock.now();
        let known = self.known.lock().unwrap_or_else(PoisonError::into_inner).clone();
        match known {
            Some((at, known)) if (0..GOOD_FOR).contains(&(now.0 - at.0)) => Ok(over(defaults, &known)),
            _ => self.fresh(defaults).await,
        }
    }

    /// What holds at this moment.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn fresh(&self, defaults: &Policies) -> Result<Policies, StoreError> {
        let before = self.decisions.load(Ordering::SeqCst);
        let known: Arc<[Decision]> = decided(&mut self.store.read().await?).await?.into();
        let policies = over(defaults, &known);
        let mut cached = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if self.decisions.load(Ordering::SeqCst) == before {
            *cached = Some((self.clock.now(), known));
        }
        Ok(policies)
    }

    /// Keeps a decision and who made it; what holds then. To decide what holds already changes nothing.
    ///
    /// # Errors
    /// When the database fails; nothing has changed then.
    pub async fn decide(&self, decision: Decision, by: ChatId, defaults: &Policies) -> Result<Policies, StoreError> {
        let policy = decision.policy();
        let (now, new) = (self.clock.now(), decision.to_string());
        let default = defaults.decision(policy).to_string();
        self.store
            .write(move |c| {
                Box::pin(async move {
                    let old = meta::get(c, &policy.key()).await?.unwrap_or(default);
                    if old == new {
                        return Ok(());
                    }
                    meta::set(c, &policy.key(), &new).await?;
                    audit::add(c, now, by, &format!("changed {}: {old:?} → {new:?}", policy.name())).await
                })
            })
            .await?;
        self.decisions.fetch_add(1, Ordering::SeqCst);
        self.fresh(defaults).await
    }
}

fn over(defaults: &Policies, decisions: &[Decision]) -> Policies {
    decisions.iter().copied().fold(defaults.clone(), Policies::with)
}
