//! Knowledge → a pack's folder, so that what staff wrote can be kept with the rest of the files.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::{fs, io};

use super::entry::Knowledge;
use super::pack::{Files, Pack, write};
use crate::ids::Kind;

/// Why nothing was exported, or not all.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The folder holds something else.
    #[error("{0} is neither empty nor a pack; name another folder")]
    NoPack(PathBuf),
    /// Reading or writing failed.
    #[error("cannot write {path}: {why}")]
    Io {
        /// What could not be written.
        path: PathBuf,
        /// Why.
        why: io::Error,
    },
}

/// What an export did to the folder's files.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Exported {
    /// Files that are new or say something else now.
    pub written: usize,
    /// Files of entries that there no longer are.
    pub removed: usize,
}

/// Makes this folder the pack of this knowledge: files that say something else get the one canonical form. The folder
/// must be new, empty, or a pack already.
///
/// # Errors
/// When it holds something else, or a file cannot be written.
pub fn export(knowledge: &Knowledge, folder: &Path) -> Result<Exported, ExportError> {
    let wrong = |path: &Path| {
        let path = path.to_owned();
        move |why| ExportError::Io { path, why }
    };
    fs::create_dir_all(folder).map_err(wrong(folder))?;
    let empty = fs::read_dir(folder).map_err(wrong(folder))?.next().is_none();
    if !empty && !folder.join("pack.toml").is_file() {
        return Err(ExportError::NoPack(folder.to_owned()));
    }
    let files = write::files(knowledge);
    let same = said_already(knowledge, folder);
    let mut done = Exported::default();
    for (path, text) in files.iter().filter(|(path, _)| !same.contains(*path)) {
        let path = folder.join(path);
        let parent = path.parent().unwrap_or(folder);
        fs::create_dir_all(parent).and_then(|()| fs::write(&path, text)).map_err(wrong(&path))?;
        done.written += 1;
    }
    for path in stale(folder, &files) {
        fs::remove_file(&path).map_err(wrong(&path))?;
        done.removed += 1;
    }
    Ok(done)
}

/// The files that say the same already, in whatever order and with whatever comments: they are left alone.
fn said_already(knowledge: &Knowledge, folder: &Path) -> BTreeSet<String> {
    let Ok(there) = Files::from_folder(folder).map(|files| Pack::parse(&files).knowledge) else {
        return BTreeSet::new();
    };
    let entries = knowledge.entries.iter().filter(|(id, entry)| there.entry(id) == Some(entry));
    let manifest = (there.info == knowledge.info && there.sources == knowledge.sources).then(|| "pack.toml".to_owned());
    entries.map(|(_, entry)| write::path(entry)).chain(manifest).collect()
}

/// Files of entries in the pack's folders that are not among these.
fn stale(folder: &Path, files: &BTreeMap<String, String>) -> Vec<PathBuf> {
    let mut stale = Vec::new();
    for kind in Kind::ALL.map(Kind::folder) {
        let items = fs::read_dir(folder.join(kind)).into_iter().flatten().flatten();
        for name in items.filter_map(|item| item.file_name().into_string().ok()) {
            if name.ends_with(".toml") && !files.contains_key(&format!("{kind}/{name}")) {
                stale.push(folder.join(kind).join(name));
            }
        }
    }
    stale
}
