//! Knowledge goes in as rows and comes out the same.

use super::{at, test_stores, write};
use crate::ids::EntryId;
use crate::store::entry::{ContactRow, EntryRow, EntryRows, ExampleRow, SuccessionRow, TextRow};
use crate::store::meta::Claim;
use crate::store::revision::NewRevision;
use crate::store::source::{SourceRow, SourceText};
use crate::store::{StoreError, entry, meta, revision, source};

fn text(text: &str) -> String {
    text.to_owned()
}

fn rows(id: &str, examples: usize) -> EntryRows {
    let example =
        |n: usize| ExampleRow { lang: text("kk"), text: format!("Сұрақ {n}?"), folded: format!("сурак {n}") };
    EntryRows {
        entry: EntryRow {
            id: text(id),
            kind: text("topics"),
            show_name: true,
            pack_hash: text("h"),
            ..Default::default()
        },
        texts: ["en", "kk", "ru"]
            .map(|lang| TextRow { lang: text(lang), keywords: text("a\nb"), ..Default::default() })
            .into(),
        former: vec![text("former:b"), text("former:a")],
        contacts: vec![ContactRow { kind: text("phone"), value: text("1"), source: text("s") }],
        successions: vec![SuccessionRow { successor: text("dept:x"), ..Default::default() }],
        examples: (0..examples).map(example).collect(),
    }
}

#[tokio::test]
async fn entries_come_back_as_they_went_in() {
    for (store, _database) in test_stores().await {
        let (first, mut second) = (rows("a", 450), rows("b", 1));
        let put = [first.clone(), second.clone()];
        write!(store, |c| async {
            for rows in &put {
                entry::replace(c, rows).await?;
            }
            Ok(())
        })
        .unwrap();
        assert_eq!(entry::all(&mut store.read().await.unwrap()).await.unwrap(), [first.clone(), second.clone()]);

        second.entry.edited = true;
        second.former.clear();
        second.examples = rows("b", 2).examples;
        let put = second.clone();
        write!(store, |c| entry::replace(c, &put)).unwrap();
        assert_eq!(entry::all(&mut store.read().await.unwrap()).await.unwrap(), [first, second.clone()]);
        let id: EntryId = "b".parse().unwrap();
        assert_eq!(entry::get(&mut store.read().await.unwrap(), &id).await.unwrap(), Some(second.entry));
        let marks = entry::marks(&mut store.read().await.unwrap()).await.unwrap();
        assert_eq!(marks.iter().map(|mark| mark.edited).collect::<Vec<_>>(), [false, true]);
    }
}

#[tokio::test]
async fn a_deleted_entry_takes_its_parts_along_and_leaves_its_revisions() {
    for (store, _database) in test_stores().await {
        let put = rows("b", 3);
        write!(store, |c| entry::replace(c, &put)).unwrap();
        let id: EntryId = "b".parse().unwrap();
        let new = |reason: &str| NewRevision {
            entry: id.clone(),
            at: at(5),
            author: text("1"),
            reason: text(reason),
            body: text("{}"),
        };
        let (one, two) = (new("one"), new("two"));
        write!(store, |c| async {
            revision::add(c, &one).await?;
            revision::add(c, &two).await
        })
        .unwrap();
        for there_was_one in [true, false] {
            let id = id.clone();
            assert_eq!(write!(store, |c| entry::delete(c, &id)).unwrap(), there_was_one);
        }
        assert_eq!(entry::all(&mut store.read().await.unwrap()).await.unwrap(), []);
        let put = EntryRows { entry: rows("b", 0).entry, ..Default::default() };
        let bare = put.clone();
        write!(store, |c| entry::replace(c, &put)).unwrap();
        assert_eq!(entry::all(&mut store.read().await.unwrap()).await.unwrap(), [bare], "nothing is left over");
        let versions = revision::list(&mut store.read().await.unwrap(), &id, 9).await.unwrap();
        assert_eq!(versions.iter().map(|version| version.reason.as_str()).collect::<Vec<_>>(), ["two", "one"]);
    }
}

#[tokio::test]
async fn sources_are_replaced_as_a_whole() {
    for (store, _database) in test_stores().await {
        let words = |lang: &str| SourceText { lang: text(lang), announced_words: text("a"), in_words: text("i") };
        let source = |id: &str| SourceRow { id: text(id), texts: vec![words("en"), words("kk")], ..Default::default() };
        for sources in [vec![source("z"), source("a")], vec![source("a")], vec![]] {
            let put = sources.clone();
            write!(store, |c| source::replace_all(c, &put)).unwrap();
            assert_eq!(source::all(&mut store.read().await.unwrap()).await.unwrap(), sources);
        }
    }
}

#[tokio::test]
async fn a_change_of_knowledge_shows_in_its_generation() {
    for (store, _database) in test_stores().await {
        assert_eq!(meta::knowledge_generation(&mut store.read().await.unwrap()).await.unwrap(), 0);
        assert_eq!(write!(store, |c| meta::bump_knowledge(c)).unwrap(), 1);
        assert_eq!(write!(store, |c| meta::bump_knowledge(c)).unwrap(), 2);
        let failed: Result<(), _> = write!(store, |c| async {
            meta::bump_knowledge(c).await?;
            Err(StoreError::Broken(text("changed my mind")))
        });
        assert!(failed.is_err());
        assert_eq!(meta::knowledge_generation(&mut store.read().await.unwrap()).await.unwrap(), 2);
    }
}

#[tokio::test]
async fn a_database_belongs_to_one_bot() {
    for (store, _database) in test_stores().await {
        assert_eq!(meta::bot(&mut store.read().await.unwrap()).await.unwrap(), None);
        for (id, claim) in [(5, Claim::New), (5, Claim::Same), (6, Claim::Other(5))] {
            assert_eq!(write!(store, |c| meta::claim_bot(c, id)).unwrap(), claim);
        }
        write!(store, |c| meta::set(c, "pack", "{}")).unwrap();
        write!(store, |c| meta::set(c, "pack", "[]")).unwrap();
        assert_eq!(meta::get(&mut store.read().await.unwrap(), "pack").await.unwrap().as_deref(), Some("[]"));
        write!(store, |c| meta::remove(c, "pack")).unwrap();
        assert_eq!(meta::get(&mut store.read().await.unwrap(), "pack").await.unwrap(), None);
    }
}
