//! Staff change an entry: the change is checked as a pack is, saved as a revision, and put in force; every revision can
//! be gone back to.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::entry::{Entry, Knowledge, Source};
use super::pack::{Files, Pack, write};
use super::{import, rows};
use crate::clock::Timestamp;
use crate::ids::{ChatId, EntryId};
use crate::store::revision::{self, NewRevision, Revision};
use crate::store::{Conn, StoreError, audit, entry, meta, source};

/// What the ids of sources begin with that staff named.
pub const STAFF_SOURCE: &str = "staff-";
/// Who saved what the pack shipped.
pub const PACK: &str = "";

/// A change that is ready to be saved.
#[derive(Clone, Debug)]
pub struct Edit {
    /// The entry as it is to be.
    pub entry: Entry,
    /// As it was; none: it is new.
    pub before: Option<Arc<Entry>>,
    /// A source that there was not.
    pub source: Option<Source>,
    /// Who changes it: id and name.
    pub by: (ChatId, String),
    /// Why, in words that the revision keeps.
    pub reason: String,
}

/// A short text that stands for all an entry says.
pub fn fingerprint(entry: &Entry) -> String {
    rows::hash(entry)
}

/// The entry as a pack's file would give it back.
///
/// # Errors
/// What the pack's check says against it.
pub fn checked(knowledge: Knowledge, entry: &Entry, source: Option<&Source>) -> Result<Entry, Vec<String>> {
    let mut trial = knowledge;
    if let Some(source) = source {
        trial.sources.insert(source.id.clone(), source.clone());
    }
    trial.entries.insert(entry.id.clone(), Arc::new(entry.clone()));
    read(&entry.id, write::files(&trial))
}

/// An entry as it was in a revision, with the ids it refers to as they are today.
///
/// # Errors
/// What the pack's check says against it: a source or a department may be gone.
pub fn of_revision(knowledge: &Knowledge, revision: &Revision) -> Result<Entry, Vec<String>> {
    let mut files = write::files(&knowledge.clone().without_examples());
    files.insert(write::path_of(&revision.entry), revision.body.clone());
    read(&revision.entry, files)
}

/// What else is wrong with the pack does not keep this entry from being changed.
fn read(id: &EntryId, texts: BTreeMap<String, String>) -> Result<Entry, Vec<String>> {
    let pack = Pack::parse(&Files { texts, ..Files::default() });
    let own = write::path_of(id);
    let errors: Vec<String> =
        pack.errors().filter(|finding| finding.file.ends_with(&own)).map(ToString::to_string).collect();
    match pack.knowledge.entry(id) {
        Some(entry) if errors.is_empty() => Ok(Entry::clone(entry)),
        _ => Err(errors),
    }
}

/// Takes the knowledge as it was read for oneself: false when it has changed since. Belongs at the beginning of the
/// transaction that saves; until it ends, nobody else changes the knowledge.
///
/// # Errors
/// When the database fails.
pub async fn claim(c: &mut Conn, generation: i64) -> Result<bool, StoreError> {
    meta::advance_knowledge(c, generation).await
}

/// Saves a change, after [`claim`]: revision, rows, source, and a line in the audit. The revision's number.
///
/// # Errors
/// When the database fails.
pub async fn save(c: &mut Conn, edit: &Edit, now: Timestamp) -> Result<i64, StoreError> {
    let id = &edit.entry.id;
    if let Some(before) = &edit.before {
        // What the pack brought since the last edit is a version too.
        let known = revision::newest(c, id).await?.is_some_and(|newest| newest.body == write::entry(before));
        if !known {
            revision::add(c, &version(before, now, PACK, "")).await?;
        }
    }
    let number = revision::add(c, &version(&edit.entry, now, &edit.by.1, &edit.reason)).await?;
    let shipped = entry::get(c, id).await?.map(|row| row.pack_hash).unwrap_or_default();
    // What is again as the pack shipped it follows the pack again.
    let edited = rows::hash(&edit.entry) != shipped;
    if !edited {
        import::follow_anew(c).await?;
    }
    if let Some(new) = &edit.source {
        source::add(c, &rows::of_source(new)).await?;
    }
    entry::replace(c, &rows::of_entry(&edit.entry, &shipped, edited)).await?;
    audit::add(c, now, edit.by.0, &format!("saved {id} as revision {number}")).await?;
    Ok(number)
}

fn version(entry: &Entry, at: Timestamp, author: &str, reason: &str) -> NewRevision {
    NewRevision {
        entry: entry.id.clone(),
        at,
        author: author.to_owned(),
        reason: reason.to_owned(),
        body: write::entry(entry),
    }
}
