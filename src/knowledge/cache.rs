//! Trained indexes on disk, by the fingerprint of what they were trained on, so that a start does not train again.
//! Losing the cache costs seconds, never correctness.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::SystemTime;
use std::{env, fs, io};

use search::{Corpus, Index};

use super::apprentice::Apprentice;

/// How many indexes are kept: the present one, and those to go back to after an edit is taken back.
const KEPT: usize = 3;

/// The ending of an index's file.
const ENDING: &str = "index";

/// A folder with trained indexes; or none, and each start trains.
#[derive(Clone, Debug, Default)]
pub struct Cache {
    folder: Option<PathBuf>,
    /// Who trains; none: this process.
    apprentice: Option<Apprentice>,
}

impl Cache {
    /// In this folder, which is made when something is to be kept.
    pub fn in_folder(folder: impl Into<PathBuf>) -> Cache {
        Cache { folder: Some(folder.into()), apprentice: None }
    }

    /// Next to a database, where the server may write.
    pub fn beside(database: &Path) -> Cache {
        Cache::in_folder(database.parent().unwrap_or(Path::new(".")).join("cache"))
    }

    /// In the user's own cache folder, for the tools of the command line.
    pub fn of_user() -> Cache {
        let set = |name: &str| env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
        let folder = set("XDG_CACHE_HOME").or_else(|| set("HOME").map(|home| home.join(".cache")));
        Cache::in_folder(folder.unwrap_or_else(env::temp_dir).join("qaida"))
    }

    /// The same, but what is missing is trained by another process.
    pub fn filled_by(self, apprentice: Option<Apprentice>) -> Cache {
        Cache { apprentice, ..self }
    }

    /// Keeps nothing.
    pub fn none() -> Cache {
        Cache::default()
    }

    /// Whether the index of this corpus is kept.
    pub fn holds(&self, corpus: &Corpus) -> bool {
        self.path(corpus).is_some_and(|path| path.exists())
    }

    fn path(&self, corpus: &Corpus) -> Option<PathBuf> {
        self.folder.as_ref().map(|folder| folder.join(format!("{}.{ENDING}", Index::key(corpus))))
    }

    /// The index of this corpus: read when it was kept, else trained, and kept. Takes seconds when it trains.
    pub fn index(&self, corpus: &Corpus) -> Index {
        let Some(path) = self.path(corpus) else { return Index::train(corpus) };
        if let Some(index) = kept(&path) {
            return index;
        }
        if let Some(index) = self.apprentice.as_ref().and_then(|apprentice| trained_aside(apprentice, corpus, &path)) {
            return index;
        }
        let index = Index::train(corpus);
        if let Err(error) = keep(&path, &index.to_bytes()) {
            log::debug!("the trained index is not kept at {}: {error}", path.display());
        }
        index
    }
}

/// An index trained by another process; none when that failed, for whatever reason.
fn trained_aside(apprentice: &Apprentice, corpus: &Corpus, path: &Path) -> Option<Index> {
    match apprentice.train(corpus, path) {
        Ok(()) => kept(path),
        Err(error) => {
            log::debug!("nobody else could train the index: {error}");
            None
        }
    }
}

/// A kept index; a broken file counts as none, the next write replaces it.
fn kept(path: &Path) -> Option<Index> {
    let bytes = fs::read(path).ok()?;
    match Index::from_bytes(&bytes) {
        Ok(index) => Some(index),
        Err(error) => {
            log::debug!("the index kept at {} is broken, training anew: {error}", path.display());
            None
        }
    }
}

/// Keeps an index's bytes: written beside and renamed, so that a reader never sees half a file. Drops the oldest of too
/// many.
///
/// # Errors
/// When the folder cannot be written.
pub fn keep(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    let beside = path.with_extension(format!("{}.new", std::process::id()));
    let written =
        fs::File::create(&beside).and_then(|mut file| file.write_all(bytes)).and_then(|()| fs::rename(&beside, path));
    if written.is_err() {
        let _ = fs::remove_file(&beside);
    }
    written?;
    drop_old(folder)
}

fn drop_old(folder: &Path) -> io::Result<()> {
    let mut indexes: Vec<(SystemTime, PathBuf)> = Vec::new();
    for item in fs::read_dir(folder)? {
        let item = item?;
        if item.path().extension().is_some_and(|end| end == ENDING) {
            indexes.push((item.metadata()?.modified()?, item.path()));
        }
    }
    indexes.sort();
    for (_, path) in indexes.iter().rev().skip(KEPT) {
        fs::remove_file(path)?;
    }
    Ok(())
}
