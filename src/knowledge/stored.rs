//! The knowledge as the database holds it: what a running server answers from.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::entry::{Knowledge, PackInfo};
use super::pack::read_manifest;
use super::rows;
use crate::ids::EntryId;
use crate::store::{Conn, Store, StoreError, entry, meta, on_hold, source};

/// Where the database keeps what `pack.toml` says, as that file.
pub(super) const MANIFEST: &str = "pack.toml";

/// The knowledge of a database at one moment.
#[derive(Clone, Debug)]
pub struct Stored {
    /// What is known.
    pub knowledge: Knowledge,
    /// Entries that staff changed or added.
    pub edited: BTreeSet<EntryId>,
    /// Entries that staff put aside.
    pub on_hold: BTreeSet<EntryId>,
    /// Which state it is.
    pub generation: i64,
}

impl Stored {
    /// What a pack says, as if a database held it.
    pub fn of_pack(knowledge: Knowledge) -> Stored {
        Stored { knowledge, edited: BTreeSet::new(), on_hold: BTreeSet::new(), generation: 0 }
    }
}

/// All knowledge of a database; without entries when none was ever imported.
///
/// # Errors
/// When the database fails or holds what this program never wrote.
pub async fn load(store: &Store) -> Result<Stored, StoreError> {
    let mut c = store.read().await?;
    let generation = meta::knowledge_generation(&mut c).await?;
    let info = info(&mut c).await?;
    let mut knowledge = Knowledge { info, ..Knowledge::default() };
    for row in source::all(&mut c).await? {
        knowledge.sources.insert(row.id.clone(), rows::to_source(row));
    }
    let mut edited = BTreeSet::new();
    for row in entry::all(&mut c).await? {
        let by_staff = row.entry.edited;
        let entry = rows::to_entry(row)?;
        if by_staff {
            edited.insert(entry.id.clone());
        }
        knowledge.entries.insert(entry.id.clone(), Arc::new(entry));
    }
    let on_hold = on_hold::all(&mut c).await?.into_iter().map(|held| held.entry).collect();
    Ok(Stored { knowledge, edited, on_hold, generation })
}

async fn info(c: &mut Conn) -> Result<PackInfo, StoreError> {
    let Some(text) = meta::get(c, MANIFEST).await? else { return Ok(PackInfo::default()) };
    read_manifest(&text).map_err(StoreError::Broken)
}
