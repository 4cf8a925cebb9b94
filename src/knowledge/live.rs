//! The knowledge in force and the index over it: what every answer is taken from. Swapped as a whole when the
//! knowledge changes, so that no answer mixes two states and none has to wait. What changed is in force at once, over
//! the index there is; an index that has learnt it follows within seconds.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, PoisonError, RwLock};

use search::{Corpus, Index, Lang, Outcome, Understanding};

use super::cache::Cache;
use super::corpus;
use super::entry::Knowledge;
use super::stored::{self, Stored};
use crate::ids::{EntryId, Kind};
use crate::store::{Store, StoreError, meta};

/// One state of the knowledge.
pub struct Snapshot {
    /// What is known, without the example questions: what they teach is in the index, and they would be most of it.
    pub knowledge: Knowledge,
    /// The index: trained on this knowledge, or for some seconds on what it was before.
    pub index: Arc<Index>,
    /// Entries that staff put aside: residents are told that the answer is being checked.
    pub on_hold: BTreeSet<EntryId>,
    /// Which state of the database it is; 0 when it comes from files.
    pub generation: i64,
    /// Folded examples that the index has not learnt yet, and whose they are.
    fresh: BTreeMap<String, EntryId>,
    /// The key of the corpus that this knowledge gives, and of the one that the index was trained on.
    key: String,
    learnt: String,
}

impl Snapshot {
    /// Of this knowledge, with its index from the cache or trained. Takes seconds when it trains.
    pub fn build(stored: Stored, cache: &Cache) -> Snapshot {
        let corpus = corpus::of(&stored.knowledge);
        let key = Index::key(&corpus);
        Snapshot::over(stored, Arc::new(cache.index(&corpus)), key.clone(), key, BTreeMap::new())
    }

    /// Of this knowledge, with the index that another state had. Takes a moment.
    fn beside(stored: Stored, other: &Snapshot) -> Snapshot {
        let key = Index::key(&corpus::of(&stored.knowledge));
        let index = Arc::clone(&other.index);
        let fresh = if key == other.learnt { BTreeMap::new() } else { fresh(&stored) };
        Snapshot::over(stored, index, key, other.learnt.clone(), fresh)
    }

    fn over(
        stored: Stored,
        index: Arc<Index>,
        key: String,
        learnt: String,
        fresh: BTreeMap<String, EntryId>,
    ) -> Snapshot {
        let Stored { knowledge, on_hold, generation, .. } = stored;
        Snapshot { knowledge: knowledge.without_examples(), index, on_hold, generation, fresh, key, learnt }
    }

    /// Whether the index has learnt all there is.
    pub fn is_learnt(&self) -> bool {
        self.key == self.learnt
    }

    /// Whether the index is the one of this corpus.
    pub fn has_learnt(&self, corpus: &Corpus) -> bool {
        Index::key(corpus) == self.learnt
    }

    /// What is understood of a text that is word for word an example which the index has not learnt yet.
    pub fn with_fresh(&self, text: &str, mut understanding: Understanding) -> Understanding {
        if self.fresh.is_empty() || understanding.urgent {
            return understanding;
        }
        let Some(id) = self.fresh.get(&search::fold(text)) else { return understanding };
        let candidate = search::Candidate {
            id: id.to_string(),
            group: super::succession::today(&self.knowledge, id).map(|department| department.id.to_string()),
            score: 1.0,
        };
        understanding.confidence = 1.0;
        (understanding.matter, understanding.smalltalk, understanding.options) = (None, None, 0);
        match id.kind() {
            Kind::Decoy => {
                understanding.outcome = Outcome::Decline;
                understanding.matter = Some(id.to_string());
            }
            Kind::Smalltalk => {
                understanding.outcome = Outcome::Smalltalk;
                understanding.smalltalk = Some(id.to_string());
            }
            _ => {
                understanding.outcome = Outcome::Answer;
                understanding.candidates.retain(|other| other.id != candidate.id);
                understanding.candidates.insert(0, candidate.clone());
                understanding.best = Some(candidate);
            }
        }
        understanding
    }
}

/// The examples of what staff changed: of anything else the index has heard.
fn fresh(stored: &Stored) -> BTreeMap<String, EntryId> {
    let mut fresh = BTreeMap::new();
    for entry in stored.edited.iter().filter_map(|id| stored.knowledge.entry(id)) {
        for lang in Lang::ALL {
            let said = entry.texts.get(lang).examples.iter().map(|text| search::fold(text));
            fresh.extend(said.filter(|folded| !folded.is_empty()).map(|folded| (folded, entry.id.clone())));
        }
    }
    fresh
}

/// The state in force, for all who answer; cloning shares it.
#[derive(Clone)]
pub struct Live {
    current: Arc<RwLock<Arc<Snapshot>>>,
    /// Held while a state is read and put in force, so that no older one follows a newer one.
    reading: Arc<tokio::sync::Mutex<()>>,
    /// Held while an index is trained: one at a time.
    training: Arc<tokio::sync::Mutex<()>>,
    cache: Cache,
}

impl Live {
    /// Of a pack alone, without a database. Takes seconds when the index is not in the cache.
    pub fn from_pack(pack: Knowledge, cache: Cache) -> Live {
        Live::starting(Snapshot::build(Stored::of_pack(pack), &cache), cache)
    }

    /// Of a database as it is.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn from_store(store: &Store, cache: Cache) -> Result<Live, StoreError> {
        let (stored, with) = (stored::load(store).await?, cache.clone());
        Ok(Live::starting(aside(move || Snapshot::build(stored, &with)).await?, cache))
    }

    fn starting(snapshot: Snapshot, cache: Cache) -> Live {
        Live {
            current: Arc::new(RwLock::new(Arc::new(snapshot))),
            reading: Arc::default(),
            training: Arc::default(),
            cache,
        }
    }

    /// Puts in force what the database holds when it has changed since, by whichever process; whether it had. The
    /// index stays what it was: [`Live::learn`] brings it up to date.
    ///
    /// # Errors
    /// When the database fails; the state in force stays.
    pub async fn refresh(&self, store: &Store) -> Result<bool, StoreError> {
        let _alone = self.reading.lock().await;
        let generation = meta::knowledge_generation(&mut store.read().await?).await?;
        let before = self.snapshot();
        if generation == before.generation {
            return Ok(false);
        }
        let stored = stored::load(store).await?;
        let snapshot = aside(move || Snapshot::beside(stored, &before)).await?;
        log::info!(
            "knowledge renewed: generation {}, {} entries",
            snapshot.generation,
            snapshot.knowledge.entries.len()
        );
        self.put(snapshot);
        Ok(true)
    }

    /// Has an index learn what is in force, when the one there has not; whether it had not. Takes seconds. Answers go
    /// on with the old one until then.
    ///
    /// # Errors
    /// When the database fails; the index stays.
    pub async fn learn(&self, store: &Store) -> Result<bool, StoreError> {
        let _alone = self.training.lock().await;
        if self.snapshot().is_learnt() {
            return Ok(false);
        }
        let stored = stored::load(store).await?;
        let corpus = corpus::of(&stored.knowledge);
        let key = Index::key(&corpus);
        let index = Arc::new(self.trained(corpus).await?);
        let _alone = self.reading.lock().await;
        let now = self.snapshot();
        // What changed meanwhile is learnt in the next round.
        let fresh = if now.key == key { BTreeMap::new() } else { now.fresh.clone() };
        self.put(Snapshot {
            knowledge: now.knowledge.clone(),
            on_hold: now.on_hold.clone(),
            generation: now.generation,
            key: now.key.clone(),
            learnt: key,
            index,
            fresh,
        });
        Ok(true)
    }

    /// The index of this corpus, from the cache or trained aside, so that nothing else has to wait. Takes seconds when
    /// it trains.
    ///
    /// # Errors
    /// When the program is stopping.
    pub async fn index(&self, corpus: Corpus) -> Result<Index, StoreError> {
        // One at a time: each takes some hundred megabytes.
        let _alone = self.training.lock().await;
        self.trained(corpus).await
    }

    async fn trained(&self, corpus: Corpus) -> Result<Index, StoreError> {
        let cache = self.cache.clone();
        aside(move || cache.index(&corpus)).await
    }

    /// The state in force. Keep it for one answer, not longer.
    pub fn snapshot(&self) -> Arc<Snapshot> {
        Arc::clone(&self.current.read().unwrap_or_else(PoisonError::into_inner))
    }

    fn put(&self, snapshot: Snapshot) {
        *self.current.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(snapshot);
    }
}

async fn aside<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, StoreError> {
    let done = tokio::task::spawn_blocking(work);
    done.await.map_err(|_| StoreError::Unavailable("the program is stopping".to_owned()))
}
