//! A pack: a folder of TOML files, one an entry, readable by someone who is no programmer. Reads it, says what is
//! wrong with it by file and line, and writes it back in one canonical form.

mod check;
mod dates;
mod examples;
mod files;
mod finding;
mod format;
mod manifest;
mod policies;
mod questions;
mod read;
mod words;
pub mod write;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

pub use examples::won_by_others;
pub use files::{Files, UnreadablePack};
pub use finding::{Finding, Severity};
pub use questions::labelled;

use crate::ids::{EntryId, Kind};
use crate::knowledge::entry::{Entry, Knowledge, PackInfo};
use finding::Desk;

/// A pack that was read: what it says, and what is wrong with it.
#[derive(Clone, Debug)]
pub struct Pack {
    /// What it says; complete only when there is no error among the findings.
    pub knowledge: Knowledge,
    /// What the check found, errors first, then by file and line.
    pub findings: Vec<Finding>,
}

/// A pack that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum BadPack {
    /// It cannot be read.
    #[error(transparent)]
    Unreadable(#[from] UnreadablePack),
    /// It has errors.
    #[error("the pack has errors:\n{}\nrun `qaida pack check` after mending them", lines(.0))]
    Errors(Vec<Finding>),
}

fn lines(findings: &[Finding]) -> String {
    findings.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

impl Pack {
    /// Reads and checks the pack in this folder, or the one compiled in.
    ///
    /// # Errors
    /// When it cannot be read. Errors in what it says are among the findings.
    pub fn read(folder: Option<&Path>) -> Result<Pack, UnreadablePack> {
        Ok(Pack::parse(&Files::of(folder)?))
    }

    /// What the pack in this folder, or the one compiled in, says.
    ///
    /// # Errors
    /// When it cannot be read or has errors.
    pub fn load(folder: Option<&Path>) -> Result<Knowledge, BadPack> {
        Pack::read(folder)?.usable()
    }

    /// What it says, when it can be used.
    ///
    /// # Errors
    /// When it has errors.
    pub fn usable(self) -> Result<Knowledge, BadPack> {
        let errors: Vec<Finding> = self.errors().cloned().collect();
        if errors.is_empty() { Ok(self.knowledge) } else { Err(BadPack::Errors(errors)) }
    }

    /// The findings that keep it from being used.
    pub fn errors(&self) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(|finding| finding.severity == Severity::Error)
    }

    /// Reads and checks these files.
    pub fn parse(files: &Files) -> Pack {
        let mut findings = Vec::new();
        let mut knowledge = Knowledge::default();
        let mut places = BTreeMap::new();
        let shown = files.shown("pack.toml");
        match files.texts.get("pack.toml") {
            Some(text) => {
                let read = manifest::read(&mut Desk::new(&shown, text, &mut findings));
                (knowledge.info, knowledge.sources) = read.unwrap_or_default();
            }
            None => Desk::new(&shown, "", &mut findings).error(0, "the file is missing", "add pack.toml"),
        }
        for (path, text) in files.texts.iter().filter(|(path, _)| *path != "pack.toml") {
            let shown = files.shown(path);
            let mut desk = Desk::new(&shown, text, &mut findings);
            let Some(id) = id_of(path, &mut desk) else { continue };
            if let Some(read) = read::entry(id.clone(), &mut desk) {
                knowledge.entries.insert(id.clone(), Arc::new(read.entry));
                places.insert(id, check::Place { path, references: read.places });
            }
        }
        check::references(files, &mut knowledge, &places, &mut findings);
        check::rings(files, &knowledge, &places, &mut findings);
        questions::check(files, &knowledge, &mut findings);
        examples::duplicates(files, &knowledge, &places, &mut findings);
        findings.sort_by(|a, b| (a.severity, a).cmp(&(b.severity, b)));
        Pack { knowledge, findings }
    }
}

/// What this text of a `pack.toml` says of the whole.
///
/// # Errors
/// What is wrong with it.
pub(super) fn read_manifest(text: &str) -> Result<PackInfo, String> {
    let mut findings = Vec::new();
    let read = manifest::read(&mut Desk::new("pack.toml", text, &mut findings));
    read.map(|(info, _)| info).ok_or_else(|| lines(&findings))
}

/// What this text of an entry's file says; nothing when it is no entry. Whether the ids in it exist is not looked at.
pub fn read_alone(id: &EntryId, text: &str) -> Option<Entry> {
    let mut findings = Vec::new();
    read::entry(id.clone(), &mut Desk::new("", text, &mut findings)).map(|read| read.entry)
}

/// The id that a file's folder and name give.
fn id_of(path: &str, desk: &mut Desk<'_>) -> Option<EntryId> {
    let (folder, name) = path.split_once('/').unwrap_or(("", path));
    let Some(kind) = Kind::ALL.into_iter().find(|kind| kind.folder() == folder) else {
        let folders = Kind::ALL.map(Kind::folder).join("/, ");
        desk.warning(0, "this file is not read", format!("remove it, or move it into one of {folders}/"));
        return None;
    };
    let bare = name.strip_suffix(".toml").unwrap_or(name);
    match EntryId::new(kind, bare) {
        Ok(id) => Some(id),
        Err(error) => {
            desk.error(
                0,
                format!("the file's name gives no id: {error}"),
                "rename it to something like street-trees.toml",
            );
            None
        }
    }
}
