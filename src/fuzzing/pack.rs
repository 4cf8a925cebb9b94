//! Target: a knowledge pack as its editors write it. An input is the files one after another, each under a line
//! `=== path`.

use std::collections::BTreeMap;

use crate::knowledge::pack::{Files, Pack, write};

/// What begins a file.
const MARK: &str = "=== ";

/// The check never stumbles, every finding names a line that exists, and a pack without errors says the same after it
/// was written and read again.
pub fn pack(bytes: &[u8]) {
    let files = files(&String::from_utf8_lossy(bytes));
    let pack = Pack::parse(&files);
    for finding in &pack.findings {
        let path = finding.file.strip_prefix("pack/");
        let Some(path) = path else { panic!("{finding}: not of this pack") };
        let lines = files.texts.get(path).map_or(1, |text| text.split('\n').count());
        assert!((1..=lines).contains(&finding.line), "{finding}: the file has {lines} lines");
        assert!(!finding.advice.is_empty(), "{finding}: says not what to do");
    }
    if pack.errors().next().is_some() {
        return;
    }
    let written = Files { texts: write::files(&pack.knowledge), ..files };
    let again = Pack::parse(&written);
    let errors: Vec<String> = again.errors().map(ToString::to_string).collect();
    assert!(errors.is_empty(), "written by us, it has errors: {errors:#?}");
    assert_eq!(again.knowledge, pack.knowledge, "written and read again, it says something else");
    assert_eq!(write::files(&again.knowledge), written.texts, "written twice, the bytes differ");
}

fn files(text: &str) -> Files {
    let mut texts: BTreeMap<String, String> = BTreeMap::new();
    let mut path = "pack.toml".to_owned();
    for line in text.split_inclusive('\n') {
        match line.strip_prefix(MARK) {
            Some(name) => {
                path = name.trim().to_owned();
                texts.entry(path.clone()).or_default();
            }
            None => texts.entry(path.clone()).or_default().push_str(line),
        }
    }
    Files { root: "pack".to_owned(), texts, ..Files::default() }
}
