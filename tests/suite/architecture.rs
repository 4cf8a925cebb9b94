//! The house keeps its plan: who may use whom, where SQL and Telegram may stand, that no department is named in code.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use qaida::ids::EntryId;

/// Rooms by floor: a room uses rooms of lower floors, and of its own floor where no ring arises.
const FLOORS: &[&[&str]] = &[
    &["store"],
    &["desk", "announce", "answer", "knowledge", "policy"],
    &["view", "transport", "picture"],
    &["bot", "web", "workers"],
    &["app"],
    &["cli", "lifecycle", "fuzzing"],
];

/// Rooms that everybody may use.
const FOR_ALL: &[&str] = &["config", "clock", "ids"];

/// A source file without its unit tests.
struct Source {
    path: PathBuf,
    code: String,
    whole: String,
}

impl Source {
    /// The first folder or file name under `src`.
    fn room(&self) -> String {
        let inside = self.path.strip_prefix(root().join("src")).expect("under src");
        let first = inside.iter().next().expect("a name").to_string_lossy();
        first.trim_end_matches(".rs").to_owned()
    }
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn files(folder: &Path, extension: &str, into: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() && path.file_name().is_some_and(|name| name != "target") {
            files(&path, extension, into);
        } else if path.extension().is_some_and(|found| found == extension) {
            into.push(path);
        }
    }
}

fn sources(folder: &str) -> Vec<Source> {
    let mut paths = Vec::new();
    files(&root().join(folder), "rs", &mut paths);
    paths.sort();
    let read = |path: PathBuf| {
        let whole = fs::read_to_string(&path).expect("readable");
        let code = whole.split("#[cfg(test)]").next().unwrap_or_default().to_owned();
        Source { path, code, whole }
    };
    paths.into_iter().map(read).filter(|source| !is_test(&source.path)).collect()
}

fn is_test(path: &Path) -> bool {
    path.components().any(|part| part.as_os_str() == "tests" || part.as_os_str() == "examples")
        || path.file_stem().is_some_and(|stem| stem == "tests" || stem.to_string_lossy().ends_with("_tests"))
}

/// The lines of code without comments.
fn code_lines(code: &str) -> impl Iterator<Item = &str> {
    code.lines().filter(|line| !line.trim_start().starts_with("//"))
}

/// Every string literal of a file, escapes left as they are.
fn literals(code: &str) -> Vec<String> {
    let mut found = Vec::new();
    for line in code_lines(code) {
        let mut rest = line;
        while let Some(start) = rest.find('"') {
            let after = &rest[start + 1..];
            let end = after
                .char_indices()
                .scan(false, |escaped, (at, c)| {
                    let ends = c == '"' && !*escaped;
                    *escaped = c == '\\' && !*escaped;
                    Some((at, ends))
                })
                .find(|(_, ends)| *ends)
                .map(|(at, _)| at);
            let Some(end) = end else { break };
            found.push(after[..end].to_owned());
            rest = &after[end + 1..];
        }
    }
    found
}

/// The rooms a file names after `crate::` (or after `qaida::` in main.rs).
fn used_rooms(source: &Source) -> BTreeSet<String> {
    let mut rooms = BTreeSet::new();
    for line in code_lines(&source.code) {
        for piece in line.split("crate::").skip(1) {
            let group = piece.strip_prefix('{').map(|inner| inner.split('}').next().unwrap_or(inner));
            for name in group.unwrap_or(piece).split(',').take(if group.is_some() { usize::MAX } else { 1 }) {
                let name: String = name.trim().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
                rooms.insert(name);
            }
        }
    }
    rooms
}

fn floor(room: &str) -> Option<usize> {
    FLOORS.iter().position(|rooms| rooms.contains(&room))
}

#[test]
fn rooms_use_only_what_lies_below_them() {
    let mut broken = Vec::new();
    let mut beside: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for source in sources("src") {
        let room = source.room();
        if room == "lib" || room == "main" {
            continue;
        }
        for used in used_rooms(&source) {
            if used == room || FOR_ALL.contains(&used.as_str()) || used == "telemetry" {
                continue;
            }
            let allowed = match (floor(&room), floor(&used)) {
                (_, _) if used == "i18n" => room == "view" || room == "i18n",
                (Some(mine), Some(theirs)) => {
                    if mine == theirs {
                        beside.entry(room.clone()).or_default().insert(used.clone());
                    }
                    theirs <= mine
                }
                _ => false,
            };
            if !allowed {
                broken.push(format!("{}: {room} uses {used}", source.path.display()));
            }
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
    for (room, others) in &beside {
        for other in others {
            let back = beside.get(other).is_some_and(|theirs| theirs.contains(room));
            assert!(!back, "{room} and {other} use each other");
        }
    }
}

#[test]
fn libraries_stay_in_their_rooms() {
    let mut broken = Vec::new();
    for source in sources("src") {
        let room = source.room();
        for line in code_lines(&source.code) {
            let mut only = |library: &str, rooms: &[&str]| {
                if line.contains(library) && !rooms.contains(&room.as_str()) {
                    broken.push(format!("{}: {room} uses {library}", source.path.display()));
                }
            };
            only("sqlx::", &["store"]);
            only("teloxide::", &["transport", "view", "bot", "app", "lifecycle"]);
            only("fluent_bundle::", &["i18n"]);
            only("sandbox::", &["lifecycle", "cli"]);
            only("dptree::", &["bot"]);
            only("axum::", &["web", "lifecycle"]);
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn sql_stands_in_the_store_alone() {
    const STATEMENTS: &[&str] = &["SELECT ", "INSERT INTO", "DELETE FROM", "CREATE TABLE", "ALTER TABLE", "PRAGMA "];
    for source in sources("src").into_iter().filter(|source| source.room() != "store") {
        for literal in literals(&source.code) {
            let upper = literal.to_uppercase();
            let sql = STATEMENTS.iter().any(|statement| upper.starts_with(statement));
            assert!(!sql, "{}: {literal:?} is SQL outside src/store", source.path.display());
        }
    }
}

#[test]
fn no_city_and_no_department_is_named_in_code() {
    let mut ids = BTreeSet::new();
    let mut names = BTreeSet::new();
    let mut paths = Vec::new();
    files(&root().join("knowledge"), "toml", &mut paths);
    assert!(paths.len() > 60, "the pack is there");
    for path in paths {
        let folder = path.parent().and_then(Path::file_name).expect("a folder").to_string_lossy().into_owned();
        let stem = path.file_stem().expect("a name").to_string_lossy().into_owned();
        let Some(kind) = qaida::ids::Kind::ALL.into_iter().find(|kind| kind.folder() == folder) else { continue };
        ids.insert(EntryId::new(kind, &stem).expect("an id").to_string());
        if folder == "departments" || folder == "former" {
            let table: toml::Table = fs::read_to_string(&path).expect("readable").parse().expect("toml");
            let texts = table["name"].as_table().expect("a name in each language");
            names.extend(texts.values().filter_map(|name| name.as_str()).map(str::to_lowercase));
        }
    }
    names.extend(["astana", "астана"].map(str::to_owned));
    for source in sources("src").into_iter().chain(sources("crates")) {
        for literal in literals(&source.code) {
            assert!(!ids.contains(&literal), "{}: {literal:?} is an entry's id", source.path.display());
        }
        let lower = source.code.to_lowercase();
        for name in &names {
            assert!(!lower.contains(name), "{}: names {name:?}", source.path.display());
        }
    }
}

#[test]
fn what_people_read_is_in_the_locales() {
    for source in sources("src") {
        for literal in literals(&source.code) {
            let cyrillic = literal.chars().any(|c| ('\u{0400}'..='\u{04FF}').contains(&c));
            assert!(!cyrillic, "{}: {literal:?} belongs in locales/", source.path.display());
        }
    }
}

#[test]
fn files_are_short_and_say_what_they_are() {
    for source in sources("src").into_iter().chain(sources("crates")) {
        let lines = source.whole.lines().count();
        assert!(lines <= 500, "{}: {lines} lines", source.path.display());
        assert!(source.whole.starts_with("//!"), "{}: opens without //!", source.path.display());
    }
}
