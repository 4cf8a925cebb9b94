//! How the database's knowledge differs from a pack: what staff changed, added, or kept though the pack dropped it.

use std::collections::BTreeSet;
use std::fmt;

use search::Lang;

use super::entry::{Entry, EntryText, Knowledge};
use super::stored::Stored;
use crate::ids::EntryId;

/// How one entry differs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Change {
    /// Staff changed it.
    Edited,
    /// Only the database has it: staff added it, or the pack dropped what staff had changed.
    Added,
    /// Only the pack has it: it is not imported yet, or staff took it out.
    Missing,
    /// The pack has changed and is not imported yet.
    Outdated,
}

/// An entry that differs from the pack.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The entry.
    pub id: EntryId,
    /// How.
    pub change: Change,
    /// In what, as the keys and tables of its file are called.
    pub fields: Vec<String>,
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let change = match self.change {
            Change::Edited => "edited",
            Change::Added => "added",
            Change::Missing => "missing",
            Change::Outdated => "outdated",
        };
        write!(f, "{change:<9}{}", self.id)?;
        if self.fields.is_empty() { Ok(()) } else { write!(f, ": {}", self.fields.join(", ")) }
    }
}

/// All entries that differ, by id.
pub fn between(stored: &Stored, pack: &Knowledge) -> Vec<Difference> {
    let ids: BTreeSet<&EntryId> = stored.knowledge.entries.keys().chain(pack.entries.keys()).collect();
    let difference = |id: &EntryId| {
        let (change, fields) = match (stored.knowledge.entry(id), pack.entry(id)) {
            (Some(stored), Some(pack)) if stored == pack => return None,
            (Some(here), Some(there)) => {
                let change = if stored.edited.contains(id) { Change::Edited } else { Change::Outdated };
                (change, fields(here, there))
            }
            (Some(_), None) => (Change::Added, Vec::new()),
            (None, _) => (Change::Missing, Vec::new()),
        };
        Some(Difference { id: id.clone(), change, fields })
    };
    ids.into_iter().filter_map(difference).collect()
}

/// The keys and tables in which two versions of an entry differ.
fn fields(one: &Entry, other: &Entry) -> Vec<String> {
    let keys = [
        ("department", one.department != other.department),
        ("former", one.former != other.former),
        ("reading", one.reading != other.reading),
        ("source", one.source != other.source),
        ("announced", one.announced != other.announced),
        ("since", one.since != other.since),
        ("until", one.until != other.until),
        ("review_by", one.review_by != other.review_by),
        ("owner", one.owner != other.owner),
        ("emergency", one.emergency != other.emergency),
        ("show_name", one.show_name != other.show_name),
        ("contacts", one.contacts != other.contacts),
    ];
    let keys = keys.into_iter().filter(|(_, differs)| *differs).map(|(key, _)| key.to_owned());
    keys.chain(Lang::ALL.into_iter().flat_map(|lang| tables(lang, one.texts.get(lang), other.texts.get(lang))))
        .collect()
}

fn tables(lang: Lang, one: &EntryText, other: &EntryText) -> impl Iterator<Item = String> {
    let tables = [
        ("name", one.name != other.name),
        ("text", one.body != other.body),
        ("reading_note", one.reading_note != other.reading_note),
        ("elsewhere", one.elsewhere != other.elsewhere),
        ("keywords", one.keywords != other.keywords),
        ("examples", one.examples != other.examples),
    ];
    tables.into_iter().filter(|(_, differs)| *differs).map(move |(table, _)| format!("{table}.{lang}"))
}
