//! Writes: committed together, failing alone, safe once answered.

use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

use futures_util::future::join_all;

use super::databases::fresh_sqlite;
use super::{Conn, test_stores, write};
use crate::store::db::{Sql, args};
use crate::store::{Store, StoreError, meta};

/// Tells the child of [`what_was_answered_outlives_a_kill`] which database to write to.
const CHILD: &str = "QAIDA_TEST_CHILD_DATABASE";

/// A statement that no database accepts.
const NONSENSE: Sql = Sql::both("INSERT INTO meta (key) VALUES ('half')");

/// Lets SQLite's file grow to about two megabytes, as far as this connection goes.
const FULL_SOON: Sql = Sql::both("PRAGMA max_page_count = 500");

async fn value(store: &Store, key: &str) -> Option<String> {
    meta::get(&mut store.read().await.unwrap(), key).await.unwrap()
}

async fn numbered(c: &mut Conn, number: u32) -> Result<(), StoreError> {
    meta::set(c, &format!("n{number}"), "yes").await?;
    match number % 5 {
        1 => Err(StoreError::Broken("no".to_owned())),
        2 => c.run(NONSENSE, args![]).await.map(drop),
        3 => {
            // Swallowed, which must not help.
            drop(c.run(NONSENSE, args![]).await);
            Ok(())
        }
        4 => panic!("a handler with a mistake"),
        _ => Ok(()),
    }
}

#[tokio::test]
async fn a_job_that_fails_takes_nobody_with_it() {
    for (store, database) in test_stores().await {
        let jobs = (0..100).map(|number| store.write(move |c| Box::pin(numbered(c, number))));
        let results = join_all(jobs).await;
        for (number, result) in (0..100).zip(results) {
            assert_eq!(result.is_ok(), number % 5 == 0, "{number} on {}", database.name);
            assert_eq!(value(&store, &format!("n{number}")).await.is_some(), number % 5 == 0, "{number}");
        }
    }
}

/// A full disk makes SQLite end the whole transaction on its own: whoever was told "stored" must still be right.
#[tokio::test]
async fn a_full_disk_costs_no_answered_write_and_is_got_over() {
    let database = fresh_sqlite();
    let store = Store::open(&database.url).await.unwrap();
    store.write(|c| Box::pin(c.all::<(i64,)>(FULL_SOON, args![]))).await.unwrap();
    let jobs = (0..60).map(|number| {
        store.write(move |c| {
            let big = "x".repeat(if number % 20 == 10 { 3_000_000 } else { 10 });
            Box::pin(async move { meta::set(c, &format!("n{number}"), &big).await })
        })
    });
    let results = join_all(jobs).await;
    for (number, result) in results.iter().enumerate() {
        assert_eq!(value(&store, &format!("n{number}")).await.is_some(), result.is_ok(), "{number}: {result:?}");
    }
    assert!(results[10].as_ref().unwrap_err().may_pass(), "{:?}", results[10]);
    write!(store, |c| meta::set(c, "after", "yes")).unwrap();
    assert!(value(&store, "after").await.is_some());
}

#[tokio::test]
async fn a_write_whose_caller_leaves_is_carried_out() {
    for (store, _database) in test_stores().await {
        let (go, gone) = tokio::sync::oneshot::channel::<()>();
        let gone = std::sync::Arc::new(tokio::sync::Mutex::new(Some(gone)));
        let writing = store.clone();
        let (started, start) = tokio::sync::oneshot::channel::<()>();
        let started = std::sync::Arc::new(std::sync::Mutex::new(Some(started)));
        let caller = tokio::spawn(async move {
            let job = writing.write(move |c| {
                Box::pin(async move {
                    let _ = started.lock().unwrap().take().unwrap().send(());
                    drop(gone.lock().await.take().unwrap().await);
                    meta::set(c, "late", "yes").await
                })
            });
            job.await
        });
        start.await.unwrap();
        caller.abort();
        assert!(caller.await.unwrap_err().is_cancelled());
        go.send(()).unwrap();
        while value(&store, "late").await.is_none() {
            tokio::task::yield_now().await;
        }
    }
}

#[tokio::test]
async fn a_read_is_of_one_moment() {
    for (store, _database) in test_stores().await {
        let mut reading = store.read().await.unwrap();
        assert_eq!(meta::knowledge_generation(&mut reading).await.unwrap(), 0);
        write!(store, |c| meta::bump_knowledge(c)).unwrap();
        assert_eq!(meta::knowledge_generation(&mut reading).await.unwrap(), 0);
        drop(reading);
        assert_eq!(meta::knowledge_generation(&mut store.read().await.unwrap()).await.unwrap(), 1);
    }
}

#[tokio::test]
async fn a_reader_cannot_write() {
    for (store, _database) in test_stores().await {
        assert!(meta::bump_knowledge(&mut store.read().await.unwrap()).await.is_err());
    }
}

/// Both take the same two rows, in opposite order: one is the victim, and is tried again unseen.
#[tokio::test(flavor = "multi_thread")]
async fn a_deadlock_is_tried_again() {
    for (store, _database) in test_stores().await {
        write!(store, |c| async {
            meta::set(c, "x", "").await?;
            meta::set(c, "y", "").await
        })
        .unwrap();
        let cross = |first: &'static str, second: &'static str| {
            store.write(move |c| {
                Box::pin(async move {
                    meta::set(c, first, "1").await?;
                    meta::set(c, second, "1").await
                })
            })
        };
        for _ in 0..20 {
            let (a, b) = tokio::join!(cross("x", "y"), cross("y", "x"));
            a.unwrap();
            b.unwrap();
        }
    }
}

#[tokio::test]
async fn health_is_that_it_can_write() {
    for (store, _database) in test_stores().await {
        store.health().await.unwrap();
        assert_eq!(value(&store, "health").await.as_deref(), Some("ok"));
        store.close().await;
        let late = write!(store, |c| meta::bump_knowledge(c)).unwrap_err();
        assert!(late.may_pass(), "{late}");
        assert!(store.read().await.is_err());
    }
}

#[tokio::test]
async fn closing_finishes_what_waits() {
    for (store, database) in test_stores().await {
        let jobs = (0..50).map(|_| store.write(|c| Box::pin(meta::bump_knowledge(c))));
        let (results, ()) = tokio::join!(join_all(jobs), store.close());
        let made = results.iter().filter(|result| result.is_ok()).count();
        let again = Store::open(&database.url).await.unwrap();
        let generation = meta::knowledge_generation(&mut again.read().await.unwrap()).await.unwrap();
        let refused = results.iter().find_map(|result| result.as_ref().err());
        let seen = format!("what was answered is there, and nothing else, on {}: {refused:?}", database.name);
        assert_eq!(usize::try_from(generation).unwrap(), made, "{seen}");
    }
}

#[tokio::test]
async fn what_was_answered_outlives_a_kill() {
    let database = fresh_sqlite();
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "store::tests::writing::child_that_writes_until_it_is_killed", "--ignored", "--nocapture"])
        .env(CHILD, &database.url)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let written = lines.map_while(Result::ok).filter_map(|line| line.strip_prefix("written ")?.parse::<i64>().ok());
    let last = written.take(100).last().unwrap();
    child.kill().unwrap();
    child.wait().unwrap();
    let store = Store::open_serving(&database.url).await.unwrap();
    let generation = meta::knowledge_generation(&mut store.read().await.unwrap()).await.unwrap();
    assert!(last >= 100 && generation >= last, "{generation} after {last}");
    assert_eq!(value(&store, "last").await, Some(generation.to_string()), "no write is half there");
}

#[tokio::test]
#[ignore = "run by the test above, which kills it"]
async fn child_that_writes_until_it_is_killed() {
    let Ok(url) = std::env::var(CHILD) else { return };
    let store = Store::open_serving(&url).await.unwrap();
    loop {
        let number = write!(store, |c| async {
            let number = meta::bump_knowledge(c).await?;
            meta::set(c, "last", &number.to_string()).await?;
            Ok(number)
        });
        println!("written {}", number.unwrap());
    }
}
