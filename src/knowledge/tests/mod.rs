//! A pack's way into a database and back.

#![allow(clippy::unwrap_used, clippy::expect_used)]

pub(crate) mod fixture;

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use super::apprentice::Apprentice;
use super::cache::Cache;
use super::diff::{self, Change};
use super::entry::Knowledge;
use super::export::export;
use super::import::{Imported, import, import_files};
use super::live::Live;
use super::pack::{Files, Pack, write};
use super::{rows, stored};
use crate::ids::EntryId;
use crate::store::{Store, StoreError, entry, meta};

/// A folder of its own, removed at the end.
struct Folder(PathBuf);

impl Folder {
    fn new() -> Folder {
        static NUMBER: AtomicU32 = AtomicU32::new(0);
        let number = NUMBER.fetch_add(1, Ordering::SeqCst);
        let path = std::env::temp_dir().join(format!("qaida-knowledge-{}-{number}", std::process::id()));
        std::fs::create_dir_all(&path).unwrap();
        Folder(path)
    }

    async fn store(&self) -> Store {
        Store::open(&format!("sqlite://{}", self.0.join("q.db").display())).await.unwrap()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn id(text: &str) -> EntryId {
    text.parse().unwrap()
}

/// Staff give an entry another Russian text.
async fn edit(store: &Store, at: &str, text: &str) {
    let mut edited = (**stored::load(store).await.unwrap().knowledge.entry(&id(at)).unwrap()).clone();
    edited.texts.ru.body = text.to_owned();
    let rows = Arc::new(rows::of_entry(&edited, "as it was", true));
    let write = store.write(move |c| {
        Box::pin(async move {
            entry::replace(c, &rows).await?;
            meta::bump_knowledge(c).await.map(drop)
        })
    });
    write.await.unwrap();
}

/// The small pack with another English text of the trees, without the pensions, with a new topic.
fn next_version() -> Knowledge {
    let mut pack = fixture::knowledge();
    let trees = pack.entries.get_mut(&id("trees")).map(Arc::make_mut).unwrap();
    trees.texts.en.body = "All about trees".to_owned();
    let mut new = trees.clone();
    new.id = id("flowers");
    pack.entries.insert(new.id.clone(), Arc::new(new));
    pack.entries.remove(&id("decoy:pensions"));
    pack
}

#[tokio::test]
async fn what_goes_in_comes_out() {
    let folder = Folder::new();
    let store = folder.store().await;
    let pack = fixture::knowledge();
    let done = import(&store, &pack).await.unwrap();
    assert_eq!(done, Some(Imported { written: 11, retired: 0, kept: 0 }));
    let stored = stored::load(&store).await.unwrap();
    assert_eq!(stored.knowledge, pack);
    assert_eq!(diff::between(&stored, &pack), vec![]);
    assert_eq!(import(&store, &pack).await.unwrap(), None, "nothing to do the second time");
    assert_eq!(stored::load(&store).await.unwrap().generation, stored.generation);
}

#[tokio::test]
async fn an_upgrade_follows_the_pack_and_keeps_what_staff_made() {
    let folder = Folder::new();
    let store = folder.store().await;
    import(&store, &fixture::knowledge()).await.unwrap();
    edit(&store, "sport", "Спорт, как его описали сотрудники").await;
    edit(&store, "decoy:pensions", "Пенсии, как их описали сотрудники").await;
    let done = import(&store, &next_version()).await.unwrap();
    assert_eq!(done, Some(Imported { written: 2, retired: 0, kept: 1 }));
    let after = stored::load(&store).await.unwrap();
    let text = |at: &str| after.knowledge.entry(&id(at)).unwrap().texts.clone();
    assert_eq!(text("trees").en.body, "All about trees");
    assert_eq!(text("sport").ru.body, "Спорт, как его описали сотрудники");
    let listed: Vec<String> = diff::between(&after, &next_version()).iter().map(ToString::to_string).collect();
    assert_eq!(listed, ["added    decoy:pensions", "edited   sport: text.ru"]);
}

#[tokio::test]
async fn what_the_pack_drops_is_retired() {
    let folder = Folder::new();
    let store = folder.store().await;
    import(&store, &fixture::knowledge()).await.unwrap();
    let before = stored::load(&store).await.unwrap();
    let changes: Vec<Change> = diff::between(&before, &next_version()).iter().map(|found| found.change).collect();
    assert_eq!(changes, [Change::Added, Change::Missing, Change::Outdated]);
    let done = import(&store, &next_version()).await.unwrap();
    assert_eq!(done, Some(Imported { written: 2, retired: 1, kept: 0 }));
    assert_eq!(stored::load(&store).await.unwrap().knowledge, next_version());
}

#[tokio::test]
async fn an_import_that_fails_half_way_leaves_nothing() {
    let folder = Folder::new();
    let store = folder.store().await;
    import(&store, &fixture::knowledge()).await.unwrap();
    let broken = store.write(|c| {
        Box::pin(async move {
            entry::delete(c, &id("trees")).await?;
            Err::<(), _>(StoreError::Broken("stop".to_owned()))
        })
    });
    assert!(broken.await.is_err());
    assert_eq!(stored::load(&store).await.unwrap().knowledge, fixture::knowledge());
}

#[tokio::test]
async fn an_export_is_the_pack_byte_for_byte() {
    let folder = Folder::new();
    let store = folder.store().await;
    let pack = fixture::knowledge();
    import(&store, &pack).await.unwrap();
    let out = folder.0.join("out");
    let from_database = || async { stored::load(&store).await.unwrap().knowledge };
    assert_eq!(export(&from_database().await, &out).unwrap().written, 12);
    let read = Files::from_folder(&out).unwrap();
    assert_eq!(read.texts, write::files(&pack));
    assert_eq!(Pack::load(Some(&out)).unwrap(), pack);
    assert_eq!(import(&store, &Pack::load(Some(&out)).unwrap()).await.unwrap(), None);
    assert_eq!(export(&from_database().await, &out).unwrap().written, 0, "the same again");

    let sport = std::fs::read_to_string(out.join("topics/sport.toml")).unwrap();
    std::fs::write(out.join("topics/sport.toml"), format!("# A comment of its author.\n{sport}")).unwrap();
    edit(&store, "trees", "Про деревья").await;
    import(&store, &next_version()).await.unwrap();
    let done = export(&from_database().await, &out).unwrap();
    assert_eq!((done.written, done.removed), (2, 1));
    assert!(std::fs::read_to_string(out.join("topics/trees.toml")).unwrap().contains("ru = \"Про деревья\""));
    assert!(!out.join("decoys/pensions.toml").exists());
    assert!(std::fs::read_to_string(out.join("topics/sport.toml")).unwrap().starts_with("# A comment"));
    assert!(export(&pack, &folder.0).is_err(), "a folder with other things in it");
}

#[tokio::test]
async fn the_live_index_follows_the_database() {
    let folder = Folder::new();
    let store = folder.store().await;
    import_files(&store, &fixture::files()).await.unwrap();
    let live = Live::from_store(&store, Cache::none()).await.unwrap();
    assert!(!live.refresh(&store).await.unwrap());
    let before = live.snapshot();

    let elsewhere = folder.store().await;
    import(&elsewhere, &next_version()).await.unwrap();
    assert!(live.refresh(&store).await.unwrap());
    assert!(live.snapshot().knowledge.entry(&id("flowers")).is_some());
    assert!(live.snapshot().generation > before.generation);
    assert!(before.knowledge.entry(&id("flowers")).is_none(), "who holds the old state keeps it whole");
    assert!(!live.snapshot().is_learnt(), "what changed is in force before it is learnt");
    assert!(live.learn(&store).await.unwrap());
    assert!(live.snapshot().is_learnt() && !live.learn(&store).await.unwrap());
}

#[test]
fn a_kept_index_is_used_and_a_broken_one_replaced() {
    let folder = Folder::new();
    let cache = Cache::in_folder(folder.0.join("cache"));
    let corpus = super::corpus::of(&fixture::knowledge());
    let kept = || -> Vec<PathBuf> {
        std::fs::read_dir(folder.0.join("cache")).unwrap().map(|item| item.unwrap().path()).collect()
    };
    let bytes = cache.index(&corpus).to_bytes();
    let path = kept().pop().unwrap();
    assert_eq!(std::fs::read(&path).unwrap(), bytes);
    std::fs::write(&path, b"rubbish").unwrap();
    assert_eq!(cache.index(&corpus).to_bytes(), bytes);
    assert_eq!(std::fs::read(&path).unwrap(), bytes);
    for half in 2..7 {
        cache.index(&super::corpus::without(&fixture::knowledge(), |number| number + 2 >= half));
    }
    assert_eq!(kept().len(), 3, "old ones go");
}

#[test]
fn an_index_that_nobody_else_trains_is_trained_here() {
    let folder = Folder::new();
    let corpus = super::corpus::of(&fixture::knowledge());
    let alone = Cache::in_folder(folder.0.join("alone")).index(&corpus).to_bytes();
    // One does not exist, one does nothing.
    for program in ["/nowhere/qaida", "true", "false"] {
        let cache = Cache::in_folder(folder.0.join(program.trim_start_matches('/')));
        let cache = cache.filled_by(Some(Apprentice::at(program.into())));
        assert!(cache.index(&corpus).to_bytes() == alone, "{program}");
        assert!(cache.holds(&corpus));
    }
}

#[tokio::test]
async fn the_files_that_are_followed_already_are_known_without_reading_them() {
    let folder = Folder::new();
    let store = folder.store().await;
    let files = fixture::files();
    assert!(import_files(&store, &files).await.unwrap().is_some());
    assert_eq!(import_files(&store, &files).await.unwrap(), None);

    // Another pack in between: the same files bring the first one back.
    let mut other = fixture::knowledge();
    other.info.policies.retention_days += 1;
    import(&store, &other).await.unwrap().unwrap();
    assert!(import_files(&store, &files).await.unwrap().is_some());

    let mut broken = files.clone();
    broken.texts.insert("pack.toml".to_owned(), "[".to_owned());
    let refused = import_files(&store, &broken).await.unwrap_err().to_string();
    assert!(refused.contains("pack.toml:1"), "{refused}");
    assert_eq!(import_files(&store, &files).await.unwrap(), None);
}

#[tokio::test]
async fn what_staff_gave_back_to_the_files_follows_them_again() {
    let folder = Folder::new();
    let store = folder.store().await;
    import(&store, &fixture::knowledge()).await.unwrap();
    edit(&store, "sport", "Спорт, как его описали сотрудники").await;
    let theirs = stored::load(&store).await.unwrap();
    let mut pack = theirs.knowledge.clone();
    pack.info.policies.retention_days += 1;
    import(&store, &pack).await.unwrap();
    assert!(stored::load(&store).await.unwrap().edited.is_empty());
}

#[tokio::test]
async fn what_an_entry_of_staff_needs_is_not_retired() {
    let folder = Folder::new();
    let store = folder.store().await;
    import(&store, &fixture::knowledge()).await.unwrap();
    edit(&store, "trees", "Деревья, как их описали сотрудники").await;
    let mut later = fixture::knowledge();
    later.entries.remove(&id("former:parks"));
    later.entries.remove(&id("trees"));
    import(&store, &later).await.unwrap();
    assert!(stored::load(&store).await.unwrap().knowledge.entry(&id("former:parks")).is_some());
}
