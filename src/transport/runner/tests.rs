//! Order within a chat, chats side by side, failures, panics and restarts.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use futures_util::future::BoxFuture;
use tokio::sync::{Notify, watch};
use tokio::task::JoinHandle;

use super::*;
use crate::clock::{ManualClock, Timestamp};
use crate::store::Store;
use crate::transport::testing::FreshStore;
use crate::transport::{HandlerError, Head, RawUpdate};

/// A handler that notes what it saw; texts tell it what to do.
struct Probe {
    seen: watch::Sender<Vec<i64>>,
    given_up: watch::Sender<Vec<i64>>,
    gate: Notify,
}

impl Probe {
    fn new() -> Arc<Probe> {
        Arc::new(Probe { seen: watch::Sender::default(), given_up: watch::Sender::default(), gate: Notify::new() })
    }

    async fn wait_for(&self, fits: impl Fn(&[i64]) -> bool) -> Vec<i64> {
        self.seen.subscribe().wait_for(|seen| fits(seen)).await.unwrap().clone()
    }
}

impl Handler for Probe {
    fn handle(&self, update: RawUpdate) -> BoxFuture<'_, Result<(), HandlerError>> {
        Box::pin(async move {
            self.seen.send_modify(|seen| seen.push(update.update_id.0));
            if update.raw.contains("panic") {
                panic!("as told");
            }
            if update.raw.contains("wait") {
                self.gate.notified().await;
            }
            match update.raw.contains("fail") {
                true => Err(HandlerError::Lasting("as told".to_owned())),
                false => Ok(()),
            }
        })
    }

    fn give_up(&self, update: RawUpdate) -> BoxFuture<'_, ()> {
        self.given_up.send_modify(|ids| ids.push(update.update_id.0));
        Box::pin(async {})
    }
}

/// A running runner.
struct Bench {
    inbox: Inbox,
    clock: Arc<ManualClock>,
    stop: CancellationToken,
    running: JoinHandle<()>,
}

impl Bench {
    fn start(store: &Store, probe: &Arc<Probe>) -> Bench {
        let clock = Arc::new(ManualClock::at(Timestamp(1_000_000)));
        let inbox = Inbox::new(store.clone(), clock.clone());
        let stop = CancellationToken::new();
        let runner = Runner::new(inbox.clone(), probe.clone(), stop.clone());
        let running = tokio::spawn(runner.run(Duration::from_millis(200)));
        Bench { inbox, clock, stop, running }
    }

    async fn put(&self, id: i64, chat: i64, text: &str) {
        let raw = format!(r#"{{"update_id":{id},"message":{{"chat":{{"id":{chat}}},"text":"{text}"}}}}"#);
        self.inbox.accept(Head::read(&raw).unwrap(), raw).await.unwrap();
    }

    async fn drained(&self) {
        while self.inbox.pending().await.unwrap() > 0 {
            tokio::task::yield_now().await;
        }
    }

    async fn stopped(self) {
        self.stop.cancel();
        self.running.await.unwrap();
    }
}

#[tokio::test]
async fn one_chat_goes_in_order_and_every_update_is_done() {
    let fresh = FreshStore::open().await;
    let store = &fresh.store;
    let probe = Probe::new();
    let bench = Bench::start(store, &probe);
    for id in 1..=50 {
        bench.put(id, id % 2, "hi").await;
    }
    let seen = probe.wait_for(|seen| seen.len() == 50).await;
    for chat in 0..2 {
        let ids: Vec<i64> = seen.iter().copied().filter(|id| id % 2 == chat).collect();
        assert!(ids.is_sorted(), "{ids:?}");
    }
    bench.drained().await;
    bench.stopped().await;
}

#[tokio::test]
async fn a_chat_that_takes_long_does_not_hold_up_others() {
    let fresh = FreshStore::open().await;
    let store = &fresh.store;
    let probe = Probe::new();
    let bench = Bench::start(store, &probe);
    bench.put(1, 1, "wait").await;
    bench.put(2, 1, "hi").await;
    bench.put(3, 2, "hi").await;
    let seen = probe.wait_for(|seen| seen.contains(&3)).await;
    assert!(!seen.contains(&2), "{seen:?}");
    probe.gate.notify_one();
    probe.wait_for(|seen| seen.contains(&2)).await;
    bench.stopped().await;
}

#[tokio::test]
async fn a_poisoned_update_is_tried_three_times_and_then_out_of_the_way() {
    let fresh = FreshStore::open().await;
    let store = &fresh.store;
    for poison in ["fail", "panic"] {
        let probe = Probe::new();
        let bench = Bench::start(store, &probe);
        let base = if poison == "fail" { 0 } else { 10 };
        bench.put(base + 1, 1, poison).await;
        bench.put(base + 2, 1, "hi").await;
        // Only the clock makes the rest of the lane come to its end.
        while !probe.seen.borrow().contains(&(base + 2)) {
            bench.clock.advance(60_000);
            bench.inbox.wake();
            tokio::task::yield_now().await;
        }
        let seen = probe.seen.borrow().clone();
        assert_eq!(seen, [base + 1, base + 1, base + 1, base + 2]);
        assert_eq!(*probe.given_up.borrow(), [base + 1]);
        bench.drained().await;
        bench.stopped().await;
    }
}

#[tokio::test]
async fn what_was_not_finished_at_the_stop_comes_again() {
    let fresh = FreshStore::open().await;
    let store = &fresh.store;
    let probe = Probe::new();
    let bench = Bench::start(store, &probe);
    bench.put(1, 1, "wait").await;
    bench.put(2, 1, "hi").await;
    probe.wait_for(|seen| seen == [1]).await;
    bench.stopped().await;

    let after = Probe::new();
    after.gate.notify_one();
    let bench = Bench::start(store, &after);
    assert_eq!(after.wait_for(|seen| seen.len() == 2).await, [1, 2]);
    bench.drained().await;
    bench.stopped().await;
}

#[tokio::test]
async fn after_a_crash_the_only_process_takes_over_at_once() {
    let fresh = FreshStore::open().await;
    let store = &fresh.store;
    let crashed = Probe::new();
    let bench = Bench::start(store, &crashed);
    bench.put(1, 1, "wait").await;
    crashed.wait_for(|seen| seen == [1]).await;
    bench.running.abort();

    let probe = Probe::new();
    probe.gate.notify_one();
    let bench = Bench::start(store, &probe);
    assert_eq!(probe.wait_for(|seen| !seen.is_empty()).await, [1]);
    bench.drained().await;
    bench.stopped().await;
}
