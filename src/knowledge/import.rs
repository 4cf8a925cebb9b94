//! A pack's way into the database, at each start and by `qaida pack import`. Entries that staff never changed follow
//! the pack; the others stay as they are.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::sync::Arc;

use super::edit::STAFF_SOURCE;
use super::entry::{Entry, Knowledge};
use super::pack::{BadPack, Files, Pack, write};
use super::rows;
use super::stored::MANIFEST;
use crate::ids::EntryId;
use crate::store::entry::Mark;
use crate::store::source::SourceRow;
use crate::store::{Conn, Store, StoreError, entry, meta, source};

/// Where the database keeps the hash of the pack it followed last.
const PACK_HASH: &str = "pack_hash";

/// Where it keeps from which files that pack was read.
const PACK_FILES: &str = "pack_files";

/// Part of the hashes: raise it when the same pack gives other rows than before.
const ROWS_VERSION: &str = "1";

/// What an import did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Imported {
    /// Entries that were new or had changed in the pack.
    pub written: usize,
    /// Entries that the pack no longer has.
    pub retired: usize,
    /// Entries of the pack that were left as staff had made them.
    pub kept: usize,
}

impl fmt::Display for Imported {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Imported { written, retired, kept } = self;
        write!(f, "{written} entries written, {retired} retired, {kept} kept as staff made them")
    }
}

/// A pack made ready for the database.
struct Plan {
    pack_hash: String,
    manifest: String,
    sources: Vec<SourceRow>,
    entries: BTreeMap<EntryId, (Arc<Entry>, String)>,
}

impl Plan {
    fn of(pack: &Knowledge) -> Plan {
        let manifest = write::manifest(pack);
        let entries: BTreeMap<_, _> =
            pack.entries.iter().map(|(id, entry)| (id.clone(), (Arc::clone(entry), rows::hash(entry)))).collect();
        let ids_and_hashes = entries.iter().flat_map(|(id, (_, hash))| [id.as_str(), hash.as_str()]);
        let pack_hash = rows::digest([ROWS_VERSION, &manifest].into_iter().chain(ids_and_hashes));
        Plan { pack_hash, manifest, sources: pack.sources.values().map(rows::of_source).collect(), entries }
    }
}

/// Brings the database to this pack, in one transaction. An unchanged pack costs one query and gives none.
///
/// # Errors
/// When the database fails; nothing of it is stored then.
pub async fn import(store: &Store, pack: &Knowledge) -> Result<Option<Imported>, StoreError> {
    let plan = Arc::new(Plan::of(pack));
    let followed = meta::get(&mut store.read().await?, PACK_HASH).await?;
    if followed.as_ref() == Some(&plan.pack_hash) {
        return Ok(None);
    }
    store.write(move |c| Box::pin(async move { follow(c, &plan).await.map(Some) })).await
}

/// Why a pack's files did not come into the database.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// They are no pack that can be used.
    #[error(transparent)]
    Pack(#[from] BadPack),
    /// The database failed.
    #[error("the knowledge could not be brought up to date: {0}")]
    Store(#[from] StoreError),
}

/// The same from the pack's files. Those that the database follows already are not even parsed, so that a start is
/// quick.
///
/// # Errors
/// When the pack has errors, or the database fails.
pub async fn import_files(store: &Store, files: &Files) -> Result<Option<Imported>, ImportError> {
    let (followed, read_from) = {
        let mut c = store.read().await?;
        (meta::get(&mut c, PACK_HASH).await?.unwrap_or_default(), meta::get(&mut c, PACK_FILES).await?)
    };
    if read_from == Some(origin(files, &followed)) {
        return Ok(None);
    }
    let pack = Pack::parse(files).usable()?;
    let read_from = origin(files, &Plan::of(&pack).pack_hash);
    let done = import(store, &pack).await?;
    store.write(move |c| Box::pin(async move { meta::set(c, PACK_FILES, &read_from).await })).await?;
    Ok(done)
}

/// These files, and the pack that was read from them: whoever imports another pack meanwhile makes it untrue.
fn origin(files: &Files, pack_hash: &str) -> String {
    let texts = files.texts.iter().flat_map(|(path, text)| [path.as_str(), text.as_str()]);
    rows::digest([ROWS_VERSION, env!("CARGO_PKG_VERSION"), pack_hash].into_iter().chain(texts))
}

async fn follow(c: &mut Conn, plan: &Plan) -> Result<Imported, StoreError> {
    // First of all: whoever changes an entry at this moment waits, or is told that the knowledge has changed.
    meta::bump_knowledge(c).await?;
    let mut done = Imported::default();
    let mut hashes = BTreeMap::new();
    let edited = edited(c).await?;
    for mark in entry::marks(c).await? {
        let mark = thawed(mark, &edited, plan);
        let in_pack = mark.id.parse::<EntryId>().is_ok_and(|id| plan.entries.contains_key(&id));
        if mark.edited {
            done.kept += usize::from(in_pack);
        } else if !mark.pack_hash.is_empty() && !in_pack && !is_referred_to(&mark.id, &edited) {
            retire(c, &mark.id).await?;
            done.retired += 1;
        }
        hashes.insert(mark.id, (mark.pack_hash, mark.edited));
    }
    for (id, (found, hash)) in &plan.entries {
        let follows = match hashes.get(id.as_str()) {
            Some((stored, edited)) => !edited && stored != hash,
            None => true,
        };
        if follows {
            entry::replace(c, &rows::of_entry(found, hash, false)).await?;
            done.written += 1;
        }
    }
    let sources = sources(c, plan, &edited).await?;
    source::replace_all(c, &sources).await?;
    meta::set(c, MANIFEST, &plan.manifest).await?;
    meta::set(c, PACK_HASH, &plan.pack_hash).await?;
    Ok(done)
}

/// What staff changed, as it is.
async fn edited(c: &mut Conn) -> Result<BTreeMap<String, Entry>, StoreError> {
    let rows = entry::all(c).await?.into_iter().filter(|rows| rows.entry.edited);
    rows.map(|rows| rows::to_entry(rows).map(|entry| (entry.id.to_string(), entry))).collect()
}

/// What staff changed and the pack now says too follows the pack again.
fn thawed(mark: Mark, edited: &BTreeMap<String, Entry>, plan: &Plan) -> Mark {
    let shipped = edited.get(&mark.id).and_then(|entry| plan.entries.get(&entry.id).map(|(_, hash)| (entry, hash)));
    let same = shipped.is_some_and(|(entry, hash)| rows::hash(entry) == *hash);
    Mark { edited: mark.edited && !same, ..mark }
}

/// Whether an entry of staff needs it.
fn is_referred_to(id: &str, edited: &BTreeMap<String, Entry>) -> bool {
    let mut others = edited.values().flat_map(|entry| entry.department.iter().chain(&entry.former));
    others.any(|other| other.as_str() == id)
}

/// The pack is followed anew at the next start, though it has not changed. Belongs into a transaction.
///
/// # Errors
/// When the database fails.
pub(super) async fn follow_anew(c: &mut Conn) -> Result<(), StoreError> {
    meta::remove(c, PACK_HASH).await?;
    meta::remove(c, PACK_FILES).await
}

async fn retire(c: &mut Conn, id: &str) -> Result<(), StoreError> {
    match id.parse() {
        Ok(id) => entry::delete(c, &id).await.map(drop),
        Err(error) => Err(StoreError::Broken(format!("{error}"))),
    }
}

/// The pack's sources, and those that only staff's entries still name.
async fn sources(c: &mut Conn, plan: &Plan, edited: &BTreeMap<String, Entry>) -> Result<Vec<SourceRow>, StoreError> {
    let contacts = edited.values().flat_map(|entry| &entry.contacts).map(|contact| &contact.source);
    let named: BTreeSet<&String> = edited.values().map(|entry| &entry.source).chain(contacts).collect();
    // Those that staff named stay in any case: revisions name them, and no other is to get their number.
    let is_kept = |id: &String| named.contains(id) || id.starts_with(STAFF_SOURCE);
    let ours = |id: &String| plan.sources.iter().any(|source| source.id == *id);
    let others = source::all(c).await?.into_iter().filter(|row| is_kept(&row.id) && !ours(&row.id));
    Ok(plan.sources.iter().cloned().chain(others).collect())
}
