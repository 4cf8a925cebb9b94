//! The shared loop, and what the ticks do to the database.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use tokio::sync::watch;

use super::*;
use crate::clock::{ManualClock, Timestamp};
use crate::store::Store;
use crate::transport::testing::FreshStore;
use crate::transport::{Head, Inbox};

/// Fails, panics, and then goes well.
struct Moody {
    rounds: AtomicUsize,
    told: watch::Sender<usize>,
}

impl Worker for Moody {
    fn name(&self) -> &'static str {
        "moody"
    }

    fn pause(&self) -> Duration {
        Duration::ZERO
    }

    fn tick(&self) -> BoxFuture<'_, Result<(), StoreError>> {
        Box::pin(async {
            let round = self.rounds.fetch_add(1, Ordering::SeqCst);
            self.told.send_replace(round);
            match round {
                0 => Err(StoreError::Unavailable("moody".to_owned())),
                1 => panic!("moody"),
                _ => Ok(()),
            }
        })
    }
}

#[tokio::test]
async fn neither_an_error_nor_a_panic_ends_the_loop() {
    let (told, mut heard) = watch::channel(0);
    let (tasks, stop) = (TaskTracker::new(), CancellationToken::new());
    start(vec![Box::new(Moody { rounds: AtomicUsize::new(0), told })], &tasks, &stop);
    heard.wait_for(|round| *round >= 3).await.unwrap();
    stop.cancel();
    tasks.close();
    tasks.wait().await;
}

async fn is_known(store: &Store, clock: &Arc<ManualClock>) -> bool {
    let inbox = Inbox::new(store.clone(), clock.clone());
    let raw = r#"{"update_id":7}"#;
    let before = inbox.pending().await.unwrap();
    inbox.accept(Head::read(raw).unwrap(), raw.to_owned()).await.unwrap();
    inbox.pending().await.unwrap() == before
}

#[tokio::test]
async fn done_updates_are_remembered_for_days_and_not_for_ever() {
    let fresh = FreshStore::open().await;
    let clock = Arc::new(ManualClock::at(Timestamp(1_000_000_000_000)));
    let sweep = Sweep { store: fresh.store.clone(), clock: clock.clone() };
    assert!(!is_known(&fresh.store, &clock).await);
    let at = Timestamp(1_000_000_000_000);
    let done = crate::ids::UpdateId(7);
    fresh.store.write(move |c| Box::pin(async move { crate::store::inbox::done(c, &[done], at).await })).await.unwrap();

    clock.advance(24 * 3600 * 1000);
    sweep.tick().await.unwrap();
    assert!(is_known(&fresh.store, &clock).await);

    clock.advance(7 * 24 * 3600 * 1000);
    sweep.tick().await.unwrap();
    assert!(!is_known(&fresh.store, &clock).await);
}
