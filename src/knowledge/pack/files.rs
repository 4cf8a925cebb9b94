//! Where a pack's files come from: a folder, or the copy compiled into the program. Reading only; what they mean is
//! for `read`.

use std::collections::BTreeMap;
use std::path::Path;
use std::{fs, io};

use include_dir::{Dir, include_dir};

static BUILT_IN: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/knowledge");

/// The text files of a pack.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Files {
    /// The folder, as shown before each file's name in findings.
    pub root: String,
    /// Text by path within the pack, with `/` between folder and file.
    pub texts: BTreeMap<String, String>,
    /// Its labelled questions, which nothing is learnt from: [`QUESTIONS`]; empty where it has none.
    pub questions: String,
}

/// The file with a pack's labelled questions.
pub(super) const QUESTIONS: &str = "questions.jsonl";

/// A pack that cannot be read at all.
#[derive(Debug, thiserror::Error)]
pub enum UnreadablePack {
    /// The folder or a file in it.
    #[error("cannot read {path}: {why}; give a pack folder that this program may read")]
    Io {
        /// What could not be read.
        path: String,
        /// Why.
        why: io::Error,
    },
    /// A file that is no text.
    #[error("{path} is not UTF-8; save it in that encoding")]
    NotUtf8 {
        /// The file.
        path: String,
    },
    /// The compiled-in copy lacks what `knowledge/default` names.
    #[error("no pack is compiled in; give a pack folder")]
    NothingBuiltIn,
}

impl Files {
    /// The files of the pack in this folder, or of the one compiled in.
    ///
    /// # Errors
    /// When they cannot be read.
    pub fn of(folder: Option<&Path>) -> Result<Files, UnreadablePack> {
        folder.map_or_else(Files::built_in, Files::from_folder)
    }

    /// The files of a folder: `pack.toml` and the `.toml` files of its folders.
    ///
    /// # Errors
    /// When the folder or a file cannot be read, or is not UTF-8.
    pub fn from_folder(folder: &Path) -> Result<Files, UnreadablePack> {
        let mut files = Files { root: folder.display().to_string(), ..Files::default() };
        files.collect(folder, "")?;
        files.questions = questions(&folder.join(QUESTIONS))?;
        Ok(files)
    }

    /// The pack compiled into the program: the one `knowledge/default` names.
    ///
    /// # Errors
    /// When the program was built without one.
    pub fn built_in() -> Result<Files, UnreadablePack> {
        let name = BUILT_IN.get_file("default").and_then(|file| file.contents_utf8()).map(str::trim);
        let dir = name.and_then(|name| BUILT_IN.get_dir(name)).ok_or(UnreadablePack::NothingBuiltIn)?;
        let mut files = Files { root: format!("knowledge/{}", dir.path().display()), ..Files::default() };
        let questions = dir.get_file(dir.path().join(QUESTIONS)).and_then(|file| file.contents_utf8());
        files.questions = questions.unwrap_or_default().to_owned();
        let folders = dir.dirs().flat_map(Dir::files);
        for file in dir.files().chain(folders).filter(|file| is_toml(file.path())) {
            let within = file.path().strip_prefix(dir.path()).unwrap_or(file.path());
            let name = within.to_string_lossy().replace('\\', "/");
            files.texts.insert(name, file.contents_utf8().unwrap_or_default().to_owned());
        }
        Ok(files)
    }

    /// The file's name as shown to people.
    pub fn shown(&self, path: &str) -> String {
        format!("{}/{path}", self.root)
    }

    /// Reads one folder, and the folders in it when it is the pack itself.
    fn collect(&mut self, folder: &Path, under: &str) -> Result<(), UnreadablePack> {
        let wrong = |path: &Path| {
            let path = path.display().to_string();
            move |why| UnreadablePack::Io { path, why }
        };
        for item in fs::read_dir(folder).map_err(wrong(folder))? {
            let path = item.map_err(wrong(folder))?.path();
            let Some(name) = path.file_name().and_then(|name| name.to_str()) else { continue };
            if path.is_dir() && under.is_empty() && !name.starts_with('.') {
                self.collect(&path, &format!("{name}/"))?;
            } else if is_toml(&path) {
                let bytes = fs::read(&path).map_err(wrong(&path))?;
                let not_utf8 = |_| UnreadablePack::NotUtf8 { path: path.display().to_string() };
                let text = String::from_utf8(bytes).map_err(not_utf8)?;
                self.texts.insert(format!("{under}{name}"), text);
            }
        }
        Ok(())
    }
}

fn questions(path: &Path) -> Result<String, UnreadablePack> {
    match fs::read_to_string(path) {
        Ok(text) => Ok(text),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(String::new()),
        Err(why) => Err(UnreadablePack::Io { path: path.display().to_string(), why }),
    }
}

fn is_toml(path: &Path) -> bool {
    path.extension().is_some_and(|end| end == "toml")
}
