//! SQLite: busy, full, gone, replaced, damaged. While nothing can be stored the webhook says 503 and `/readyz` too; as
//! soon as it can again, everything goes on without a restart.

use std::path::{Path, PathBuf};
use std::process::Command;

use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions, Connection};

use super::{QUESTION, Scene, answers, ends, eventually, is_answered};
use crate::databases::{TestDatabase, fresh_sqlite};
use crate::process::fresh_folder;
use crate::world::Way;

fn file_of(database: &TestDatabase) -> PathBuf {
    PathBuf::from(database.url.strip_prefix("sqlite://").expect("a file"))
}

#[tokio::test(flavor = "multi_thread")]
async fn while_another_process_writes_nothing_is_lost_and_health_says_so() {
    let scene = Scene::new(fresh_sqlite(), Way::Webhook).await;
    let running = scene.start().await;
    let mut other = SqliteConnectOptions::new().filename(file_of(&scene.database)).connect().await.unwrap();
    sqlx::raw_sql("BEGIN IMMEDIATE").execute(&mut other).await.unwrap();
    scene.until("/readyz", 503).await;
    assert_eq!(scene.get("/healthz").await, 200);
    let person = scene.resident("A");
    person.says(QUESTION).await;
    sqlx::raw_sql("ROLLBACK").execute(&mut other).await.unwrap();
    other.close().await.unwrap();
    is_answered(&person).await;
    scene.until("/readyz", 200).await;
    running.stop().await;
    assert_eq!(answers(&person.chat()), 1);
}

/// A small disk of its own. Unmounted when dropped.
struct Disk(PathBuf);

impl Disk {
    /// None where this may not be done: only root mounts.
    fn of(megabytes: usize) -> Option<Disk> {
        let folder = fresh_folder("disk");
        let size = format!("size={megabytes}m");
        let mounted = Command::new("mount").args(["-t", "tmpfs", "-o", &size, "tmpfs"]).arg(&folder).output();
        if mounted.is_ok_and(|output| output.status.success()) {
            return Some(Disk(folder));
        }
        eprintln!("no disk can be mounted here, so this is skipped: run the tests as root");
        None
    }

    fn remounted(&self, how: &str) -> bool {
        let remount = Command::new("mount").args(["-o", &format!("remount,{how}")]).arg(&self.0).status();
        remount.is_ok_and(|status| status.success())
    }

    fn database(&self) -> TestDatabase {
        TestDatabase::at(&format!("sqlite://{}/qaida/qaida.db", self.0.display()))
    }

    /// Fills the disk to the last byte.
    fn fill(&self) -> PathBuf {
        let filler = self.0.join("filler");
        let mut file = std::fs::File::create(&filler).unwrap();
        let full = std::io::copy(&mut std::io::repeat(b'x'), &mut file).unwrap_err();
        assert_eq!(full.kind(), std::io::ErrorKind::StorageFull);
        filler
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(&self.0).status();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_full_disk_is_said_to_the_webhook_and_what_was_taken_is_done_when_there_is_room() {
    let Some(disk) = Disk::of(48) else { return };
    let scene = Scene::new(disk.database(), Way::Webhook).await;
    let running = scene.start().await;
    let filler = disk.fill();
    // Long texts, so that room is needed that the file does not have.
    let long = format!("{QUESTION} {}", "о".repeat(100_000));
    let (mut taken, mut refused) = (0, 0);
    while refused < 3 {
        match scene.deliver(1_000_000 + taken + refused, 500, &long).await {
            200 => taken += 1,
            503 => refused += 1,
            other => panic!("the webhook said {other}"),
        }
        assert!(taken < 1_000, "the disk does not fill up");
    }
    let person = scene.resident("A");
    person.says(&long).await;
    assert_eq!(scene.get("/healthz").await, 200);
    std::fs::remove_file(filler).unwrap();
    is_answered(&person).await;
    scene.until("/readyz", 200).await;
    eventually("everything to be done", async || running.app.inbox.pending().await.unwrap() == 0).await;
    running.stop().await;
    assert_eq!(answers(&person.chat()), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_disk_that_cannot_be_written_is_told_at_start() {
    let Some(disk) = Disk::of(48) else { return };
    let scene = Scene::new(disk.database(), Way::Polling).await;
    assert!(disk.remounted("ro"));
    let (code, said) = ends(&scene, "read-only", async |_| {}).await;
    assert_eq!(code, Some(1));
    assert!(said.starts_with("error: cannot write to the database "), "{said}");
    assert!(said.contains("neither full nor read-only"), "{said}");
}

async fn stops_when(name: &str, harm: impl Fn(&Path), wanted: &str) {
    let scene = Scene::new(fresh_sqlite(), Way::Webhook).await;
    let file = file_of(&scene.database);
    let person = scene.resident("A");
    let (code, said) = ends(&scene, name, async |scene| {
        scene.sandbox.connected().await.unwrap();
        scene.until("/readyz", 200).await;
        person.says(QUESTION).await;
        is_answered(&person).await;
        harm(&file);
        assert_ne!(scene.deliver(7_000_000, 500, QUESTION).await, 200, "what cannot be kept is not taken");
    })
    .await;
    assert_eq!(code, Some(1));
    assert!(said.starts_with("error: the file ") && said.contains(wanted), "{said}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_was_removed_stops_it_before_anything_is_lost() {
    stops_when("removed", |file| std::fs::remove_file(file).unwrap(), "was removed while").await;
    let wal = |file: &Path| PathBuf::from(format!("{}-wal", file.display()));
    stops_when("wal", |file| std::fs::remove_file(wal(file)).unwrap(), "-wal was removed while").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_was_replaced_stops_it() {
    let replace = |file: &Path| {
        let copy = file.with_extension("copy");
        std::fs::copy(file, &copy).unwrap();
        std::fs::rename(copy, file).unwrap();
    };
    stops_when("replaced", replace, "was replaced by another while").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_wrong_with_a_database_is_one_sentence() {
    let folder = fresh_folder("databases");
    let list = folder.join("list.db");
    std::fs::write(&list, "this is a shopping list, not a database, and it is long enough to tell").unwrap();
    let cases = [
        ("sqlite:///proc/nowhere/qaida.db".to_owned(), "cannot write to the database /proc/nowhere/qaida.db"),
        (format!("sqlite://{}", folder.display()), "is a folder"),
        (format!("sqlite://{}", list.display()), "is damaged or no database of qaida"),
    ];
    for (url, wanted) in cases {
        let scene = Scene { database: TestDatabase::at(&url), ..Scene::new(fresh_sqlite(), Way::Polling).await };
        let (code, said) = ends(&scene, "wrong-database", async |_| {}).await;
        assert_eq!(code, Some(if wanted == "is a folder" { 2 } else { 1 }), "{said}");
        assert!(said.starts_with("error: ") && said.contains(wanted), "{said}");
    }
    assert!(std::fs::read_to_string(list).unwrap().starts_with("this is a shopping list"), "left as it was");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_process_on_the_same_file_ends_and_the_first_goes_on() {
    let scene = Scene::new(fresh_sqlite(), Way::Webhook).await;
    let running = scene.start().await;
    let second = Scene { port: crate::process::free_port(), ..scene };
    let (code, said) = ends(&second, "second", async |_| {}).await;
    assert_eq!(code, Some(1));
    assert!(said.starts_with("error: another qaida already runs on "), "{said}");
    let person = second.resident("A");
    person.says(QUESTION).await;
    is_answered(&person).await;
    running.stop().await;
}
