//! Reading, checking and writing packs.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use super::*;
use crate::knowledge::fixture;
use crate::policy::Policy;

/// The findings of the small pack after one change to one file.
fn after(path: &str, from: &str, to: &str) -> Vec<String> {
    let mut files = fixture::files();
    let text = files.texts.get_mut(path).expect("a file of the fixture");
    assert!(text.contains(from), "{path} has no {from:?}");
    *text = text.replacen(from, to, 1);
    Pack::parse(&files).findings.iter().map(ToString::to_string).collect()
}

#[test]
fn the_small_pack_is_sound() {
    let pack = Pack::parse(&fixture::files());
    assert_eq!(pack.findings, vec![]);
    assert_eq!(pack.knowledge.entries.len(), 11);
    let trees = pack.knowledge.entry(&"trees".parse().unwrap()).unwrap();
    assert_eq!(trees.department.as_ref().unwrap().as_str(), "dept:town");
    assert_eq!(trees.texts.ru.examples.len(), 3);
    assert_eq!(trees.texts.en.body, "Trees text");
}

#[test]
fn findings_name_file_and_line_and_what_to_do() {
    let cases = [
        (
            "topics/trees.toml",
            "\"town\"",
            "\"twon\"",
            "topics/trees.toml:2: there is no departments/twon.toml; name a file",
        ),
        ("topics/trees.toml", "[\"parks\"]", "[\"x\"]", "topics/trees.toml:3: there is no former/x.toml; name a file"),
        (
            "topics/trees.toml",
            "\"news\"",
            "\"olds\"",
            "topics/trees.toml:1: there is no source \"olds\"; name a source",
        ),
        ("topics/trees.toml", "source = \"news\"\n", "", "topics/trees.toml:1: no source is named; add `source"),
        (
            "topics/trees.toml",
            "reading = \"source\"",
            "reading = \"?\"",
            "topics/trees.toml:4: \"?\" is no `reading`; write",
        ),
        ("topics/trees.toml", "en = \"Trees\"\n", "", "topics/trees.toml:8: [name] lacks en; add `en"),
        (
            "topics/trees.toml",
            "\"Trees текст\"",
            "\"\"",
            "topics/trees.toml:15: [text] has an empty ru; write the ru text",
        ),
        ("topics/trees.toml", "owner", "ownr", "topics/trees.toml:6: unknown field `ownr`"),
        (
            "topics/trees.toml",
            "owner",
            "emergency = true\nowner",
            "topics/trees.toml:6: `emergency` has no meaning in topics/",
        ),
        ("topics/trees.toml", "owner = \"\"", "owner = \"", "topics/trees.toml:6: "),
        (
            "former/parks.toml",
            "\"town\"",
            "\"village\"",
            "former/parks.toml:2: there is neither departments/village.toml",
        ),
        (
            "former/parks.toml",
            "\"2019\"",
            "\"soon\"",
            "former/parks.toml:3: \"soon\" is no date for `announced`; write",
        ),
        (
            "former/parks.toml",
            "unknown",
            "2019-02-30",
            "former/parks.toml:4: \"2019-02-30\" is no date for `since`; write",
        ),
        ("decoys/fire.toml", "source = \"number\"\n", "", "decoys/fire.toml:1: no source is named; add"),
        ("pack.toml", "Asia/Almaty", "Asia/Atlantis", "pack.toml:4: \"Asia/Atlantis\" is no time zone; write"),
        ("pack.toml", "format = 1", "format = 9", "pack.toml:1: format 9 is not known to this program; write"),
        (
            "pack.toml",
            "retention_days = 90",
            "retention_days = 0",
            "pack.toml:43: \"0\" is no value for `retention_days`; write a whole number from 1 to 3650",
        ),
        (
            "pack.toml",
            "retention_days = 90",
            "working_hours = \"weekdays\"",
            "pack.toml:43: \"weekdays\" is no value for `working_hours`; write days and hours like \"mon-fri 09:00-18:00\"",
        ),
        ("pack.toml", "retention_days = 90", "backups = 1", "pack.toml:43: unknown field `backups`"),
        ("pack.toml", "title = \"112\"\n", "", "pack.toml:38: the source has no title; add"),
        ("pack.toml", "en = \"the reform\"\n", "", "pack.toml:28: [source.news.announced_words] lacks en; add"),
    ];
    for (path, from, to, expected) in cases {
        let found = after(path, from, to);
        assert!(
            found.iter().any(|line| line.starts_with(&format!("knowledge/town/{expected}"))),
            "{expected}: {found:#?}"
        );
    }
}

#[test]
fn a_ring_of_successors_is_found_at_each_of_its_members() {
    let found = after("former/leisure.toml", "successor = \"people\"", "successor = \"games\"");
    assert_eq!(
        found,
        [
            "knowledge/town/former/games.toml:2: the succession runs in a ring: games → leisure → games; \
         let the last one name a department that exists today",
            "knowledge/town/former/leisure.toml:2: the succession runs in a ring: leisure → games → leisure; \
         let the last one name a department that exists today",
        ]
    );
}

#[test]
fn the_same_example_under_two_entries_is_a_warning() {
    let found = after("topics/sport.toml", "Нужна секция футбола", "кто САЖАЕТ деревья?");
    let at = "knowledge/town/topics/trees.toml:25: warning: the example \"Кто сажает деревья\" is also one of `sport`";
    assert!(found.len() == 1 && found[0].starts_with(at), "{found:#?}");
}

#[test]
fn names_that_are_no_ids_and_stray_files_are_found() {
    let mut files = fixture::files();
    for path in ["topics/Big Trees.toml", "notes/x.toml", "y.toml"] {
        files.texts.insert(path.to_owned(), String::new());
    }
    let found: Vec<String> = Pack::parse(&files).findings.iter().map(ToString::to_string).collect();
    assert_eq!(found.len(), 3, "{found:#?}");
    assert!(found[0].starts_with("knowledge/town/topics/Big Trees.toml:1: the file's name gives no id: "));
    assert!(found[1].starts_with("knowledge/town/notes/x.toml:1: warning: this file is not read; "));
}

#[test]
fn writing_and_reading_gives_the_same_bytes_and_the_same_knowledge() {
    let mut knowledge = fixture::knowledge();
    let trees = knowledge.entries.get_mut(&"trees".parse().unwrap()).map(Arc::make_mut).unwrap();
    trees.texts.ru.body = "Кавычки \"да\", косая \\ черта\nи вторая строка\tс табуляцией \"\"\"\"".to_owned();
    trees.texts.en.body = "A \"quoted\" end\n\\\"".to_owned();
    trees.texts.ru.examples.push("\"\"\"тройные\"\"\" и \\ в конце \"".to_owned());
    let texts = write::files(&knowledge);
    let read = Pack::parse(&Files { root: "knowledge/town".to_owned(), texts: texts.clone(), ..Files::default() });
    assert_eq!(read.findings, vec![]);
    assert_eq!(read.knowledge, knowledge);
    assert_eq!(write::files(&read.knowledge), texts);
}

#[test]
fn policies_are_written_where_they_differ_and_an_old_pack_as_it_was() {
    let mut knowledge = fixture::knowledge();
    assert!(write::manifest(&knowledge).ends_with("\n[policies]\nretention_days = 90\n"));
    let decisions = [
        (Policy::WorkingHours, "mon-fri 9-18"),
        (Policy::QuietHours, "off"),
        (Policy::DigestHour, "off"),
        (Policy::SecondApproval, "yes"),
        (Policy::RetentionDays, "30"),
    ];
    for (policy, text) in decisions {
        knowledge.info.policies.put(policy, text).unwrap();
    }
    let texts = write::files(&knowledge);
    let written = "[policies]\nretention_days = 30\nworking_hours = \"mon-fri 09:00-18:00\"\ndigest_hour = -1\n\
                   quiet_hours = \"\"\nsecond_approval = true\n";
    assert!(texts["pack.toml"].ends_with(written), "{}", texts["pack.toml"]);
    let read = Pack::parse(&Files { root: "knowledge/town".to_owned(), texts, ..Files::default() });
    assert_eq!((read.findings, read.knowledge), (vec![], knowledge));
}

#[test]
fn the_built_in_pack_has_no_errors() {
    let pack = Pack::read(None).unwrap();
    let errors: Vec<String> = pack.errors().map(ToString::to_string).collect();
    assert!(errors.is_empty(), "{}", errors.join("\n"));
}
