//! What only the whole pack shows: ids that nothing has, and departments that succeed one another in a ring.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::files::Files;
use super::finding::{Desk, Finding};
use super::read::Reference;
use crate::ids::{EntryId, Kind};
use crate::knowledge::entry::Knowledge;
use crate::knowledge::succession;

/// Where an entry stands, and what it refers to at which byte of its file.
pub(super) struct Place<'a> {
    pub path: &'a str,
    pub references: Vec<(Reference, usize)>,
}

/// By entry.
pub(super) type Places<'a> = BTreeMap<EntryId, Place<'a>>;

/// Every id an entry refers to must exist. A successor becomes the entry it is: a department, or one that a later
/// reform abolished too.
pub(super) fn references(files: &Files, knowledge: &mut Knowledge, places: &Places<'_>, found: &mut Vec<Finding>) {
    for (id, place) in places {
        let shown = files.shown(place.path);
        let text = files.texts.get(place.path).map_or("", String::as_str);
        let mut desk = Desk::new(&shown, text, found);
        for (reference, at) in &place.references {
            match reference {
                Reference::Source(source) if !knowledge.sources.contains_key(source) => {
                    desk.error(
                        *at,
                        format!("there is no source {source:?}"),
                        "name a source of pack.toml, or add it there",
                    );
                }
                Reference::Entry(other) if !knowledge.entries.contains_key(other) => {
                    let (kind, bare) = (other.kind().folder(), other.bare());
                    desk.error(
                        *at,
                        format!("there is no {kind}/{bare}.toml"),
                        format!("name a file of {kind}/, or add it"),
                    );
                }
                Reference::Successor(name) => match successor(knowledge, name) {
                    Some(successor) => {
                        if let Some(entry) = knowledge.entries.get_mut(id) {
                            Arc::make_mut(entry).department = Some(successor);
                        }
                    }
                    None => {
                        let message = format!("there is neither departments/{name}.toml nor former/{name}.toml");
                        desk.error(*at, message, "name the department that took over, or add its file");
                    }
                },
                Reference::Source(_) | Reference::Entry(_) => {}
            }
        }
    }
}

fn successor(knowledge: &Knowledge, name: &str) -> Option<EntryId> {
    let candidates = [Kind::Department, Kind::Former].map(|kind| EntryId::new(kind, name).ok());
    candidates.into_iter().flatten().find(|id| knowledge.entries.contains_key(id))
}

/// A chain of successors must end in a department.
pub(super) fn rings(files: &Files, knowledge: &Knowledge, places: &Places<'_>, found: &mut Vec<Finding>) {
    for entry in knowledge.of_kind(Kind::Former) {
        let Err(ring) = succession::chain(knowledge, &entry.id) else { continue };
        let Some(place) = places.get(&entry.id) else { continue };
        let shown = files.shown(place.path);
        let text = files.texts.get(place.path).map_or("", String::as_str);
        let at = place.references.iter().find(|(reference, _)| matches!(reference, Reference::Successor(_)));
        let names: Vec<&str> = ring.0.iter().map(EntryId::bare).collect();
        let message = format!("the succession runs in a ring: {}", names.join(" → "));
        let mut desk = Desk::new(&shown, text, found);
        desk.error(at.map_or(0, |(_, at)| *at), message, "let the last one name a department that exists today");
    }
}
