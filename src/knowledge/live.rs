//! The knowledge in force and the index over it: what every answer is taken from. Swapped as a whole when the
//! knowledge changes, so that no answer mixes two states and none has to wait.

use std::sync::{Arc, PoisonError, RwLock};

use search::Index;

use super::cache::Cache;
use super::corpus;
use super::entry::Knowledge;

/// One state of the knowledge.
pub struct Snapshot {
    /// What is known.
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
        Snapshot { knowledge, index, generation }
    }
}

/// The state in force, for all who answer; cloning shares it.
#[derive(Clone)]
pub struct Live {
    current: Arc<RwLock<Arc<Snapshot>>>,
    cache: Cache,
}

impl Live {
    /// Of a pack alone, without a database. Takes seconds when the index is not in the cache.
    pub fn from_pack(pack: Knowledge, cache: Cache) -> Live {
        let snapshot = Snapshot::build(pack, 0, &cache);
        Live { current: Arc::new(RwLock::new(Arc::new(snapshot))), cache }
    }

    /// The state in force. Keep it for one answer, not longer.
    pub fn snapshot(&self) -> Arc<Snapshot> {
        Arc::clone(&self.current.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Builds the index of this knowledge beside the one in force, then swaps them. Takes seconds when it trains.
    pub fn renew(&self, knowledge: Knowledge, generation: i64) {
        let snapshot = Snapshot::build(knowledge, generation, &self.cache);
        *self.current.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(snapshot);
    }
}
