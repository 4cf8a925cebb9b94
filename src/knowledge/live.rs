//! The knowledge in force and the index over it: what every answer is taken from. Swapped as a whole when the
//! knowledge changes, so that no answer mixes two states and none has to wait.

use std::sync::{Arc, PoisonError, RwLock};

use search::Index;

use super::cache::Cache;
use super::corpus;
use super::entry::Knowledge;
use super::stored::{self, Stored};
use crate::store::{Store, StoreError, meta};

/// One state of the knowledge.
pub struct Snapshot {
    /// What is known, without the example questions: what they teach is in the index, and they would be most of it.
    pub knowledge: Knowledge,
    /// The index trained on it.
    pub index: Index,
    /// Which state of the database it is; 0 when it comes from files.
    pub generation: i64,
}

impl Snapshot {
    /// Of this knowledge, with its index from the cache or trained. Takes seconds when it trains.
    pub fn build(knowledge: Knowledge, generation: i64, cache: &Cache) -> Snapshot {
        let index = cache.index(&corpus::of(&knowledge));
        Snapshot { knowledge: knowledge.without_examples(), index, generation }
    }
}

/// The state in force, for all who answer; cloning shares it.
#[derive(Clone)]
pub struct Live {
    current: Arc<RwLock<Arc<Snapshot>>>,
    /// Held while a state is built, so that no older one is put in force after a newer one.
    building: Arc<tokio::sync::Mutex<()>>,
    cache: Cache,
}

impl Live {
    /// Of a pack alone, without a database. Takes seconds when the index is not in the cache.
    pub fn from_pack(pack: Knowledge, cache: Cache) -> Live {
        Live::starting(Snapshot::build(pack, 0, &cache), cache)
    }

    /// Of a database as it is.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn from_store(store: &Store, cache: Cache) -> Result<Live, StoreError> {
        let stored = stored::load(store).await?;
        Ok(Live::starting(build(stored, cache.clone()).await?, cache))
    }

    fn starting(snapshot: Snapshot, cache: Cache) -> Live {
        Live { current: Arc::new(RwLock::new(Arc::new(snapshot))), building: Arc::default(), cache }
    }

    /// Takes over what the database holds when it has changed since, by whichever process; whether it had. Answers
    /// go on from the state in force until the new one is ready.
    ///
    /// # Errors
    /// When the database fails; the state in force stays.
    pub async fn reload_if_changed(&self, store: &Store) -> Result<bool, StoreError> {
        let _alone = self.building.lock().await;
        let generation = meta::knowledge_generation(&mut store.read().await?).await?;
        if generation == self.snapshot().generation {
            return Ok(false);
        }
        let snapshot = build(stored::load(store).await?, self.cache.clone()).await?;
        log::info!(
            "knowledge renewed: generation {}, {} entries",
            snapshot.generation,
            snapshot.knowledge.entries.len()
        );
        *self.current.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(snapshot);
        Ok(true)
    }

    /// The state in force. Keep it for one answer, not longer.
    pub fn snapshot(&self) -> Arc<Snapshot> {
        Arc::clone(&self.current.read().unwrap_or_else(PoisonError::into_inner))
    }
}

/// Trains aside, so that nothing else has to wait.
async fn build(stored: Stored, cache: Cache) -> Result<Snapshot, StoreError> {
    let built = tokio::task::spawn_blocking(move || Snapshot::build(stored.knowledge, stored.generation, &cache));
    built.await.map_err(|_| StoreError::Unavailable("the program is stopping".to_owned()))
}
