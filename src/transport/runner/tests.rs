//! Order within a chat, chats side by side, failures, panics and restarts.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use futures_util::future::BoxFuture;
use tokio::sync::{Notify, watch};
use tokio::task::JoinHandle;

use super::*;
use crate::clock::{ManualClock, Timestamp};
use crate::store::Store;
use crate::store::tests::databases::{TestDatabase, fresh_postgres};
use crate::transport::place::aside;
use crate::transport::testing::FreshStore;
use crate::transport::{HandlerError, Head, Kept, RawUpdate};

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
        let mut seen = self.seen.subscribe();
        soon(seen.wait_for(|seen| fits(seen))).await.unwrap().clone()
    }
}

impl Handler for Probe {
    fn handle(&self, update: RawUpdate) -> BoxFuture<'_, Result<Kept, HandlerError>> {
        Box::pin(async move {
            self.seen.send_modify(|seen| seen.push(update.update_id.0));
            if update.raw.contains("panic") {
                panic!("as told");
            }
            if update.raw.contains("aside") {
                aside(self.gate.notified()).await;
            }
            if update.raw.contains("wait") {
                self.gate.notified().await;
            }
            match update.raw.contains("fail") {
                true => Err(HandlerError::Lasting("as told".to_owned())),
                false => Ok(None),
            }
        })
    }

    fn give_up(&self, update: RawUpdate) -> BoxFuture<'_, ()> {
        self.given_up.send_modify(|ids| ids.push(update.update_id.0));
        Box::pin(async {})
    }
}

/// What comes soon, or never: a minute is for the slowest of machines.
async fn soon<T>(what: impl Future<Output = T>) -> T {
    tokio::time::timeout(Duration::from_secs(60), what).await.expect("within a minute")
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
        let emptying = async {
            while self.inbox.pending().await.unwrap() > 0 {
                tokio::task::yield_now().await;
            }
        };
        soon(emptying).await;
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
async fn chats_that_only_wait_for_their_turn_leave_their_places_to_others() {
    let fresh = FreshStore::open().await;
    let probe = Probe::new();
    let bench = Bench::start(&fresh.store, &probe);
    for id in 1..=100 {
        bench.put(id, id, "aside").await;
    }
    bench.put(101, 101, "hi").await;
    probe.wait_for(|seen| seen.len() == 101).await;
    while bench.inbox.pending().await.unwrap() > 0 {
        probe.gate.notify_waiters();
        tokio::task::yield_now().await;
    }
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
        let ageing = async {
            while !probe.seen.borrow().contains(&(base + 2)) {
                bench.clock.advance(60_000);
                tokio::task::yield_now().await;
            }
        };
        soon(ageing).await;
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

/// Two processes over one PostgreSQL, each with a runner.
async fn two_processes() -> Option<(Store, Store, TestDatabase)> {
    let database = fresh_postgres().await?;
    let first = Store::open(&database.url).await.unwrap();
    Some((first, Store::open(&database.url).await.unwrap(), database))
}

/// The sessions that show a process to be alive.
async fn present(pool: &sqlx::PgPool) -> Vec<i32> {
    let sessions = "SELECT pid FROM pg_locks JOIN pg_database ON pg_database.oid = database
                     WHERE locktype = 'advisory' AND datname = current_database()";
    sqlx::query_scalar(sessions).fetch_all(pool).await.unwrap()
}

async fn end_session(pool: &sqlx::PgPool, pid: i32) {
    sqlx::query("SELECT pg_terminate_backend($1)").bind(pid).execute(pool).await.unwrap();
}

/// A session that was not among these. A runner takes a new name only after it has told its chats that the old one is
/// lost.
async fn someone_new(pool: &sqlx::PgPool, known: &[i32]) {
    while present(pool).await.iter().all(|pid| known.contains(pid)) {
        tokio::task::yield_now().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_dead_process_held_is_taken_over_before_its_leases_run_out() {
    let Some((first, second, _database)) = two_processes().await else { return };
    let dying = Probe::new();
    let bench = Bench::start(&first, &dying);
    bench.put(1, 1, "wait").await;
    dying.wait_for(|seen| seen == [1]).await;
    let probe = Probe::new();
    let other = Bench::start(&second, &probe);
    other.put(2, 2, "hi").await;
    probe.wait_for(|seen| seen == [2]).await;

    bench.running.abort();
    probe.gate.notify_one();
    assert_eq!(probe.wait_for(|seen| seen.len() == 2).await, [2, 1]);
    other.drained().await;
    other.stopped().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_can_no_longer_be_seen_ends_after_the_update_at_hand_and_comes_back() {
    let Some((first, second, database)) = two_processes().await else { return };
    let unseen = Probe::new();
    let bench = Bench::start(&first, &unseen);
    bench.put(1, 1, "wait").await;
    bench.put(2, 1, "hi").await;
    unseen.wait_for(|seen| seen == [1]).await;
    let pool = sqlx::PgPool::connect(&database.url).await.unwrap();
    let seen_first = present(&pool).await;
    let probe = Probe::new();
    let other = Bench::start(&second, &probe);
    other.put(9, 9, "hi").await;
    probe.wait_for(|seen| seen == [9]).await;

    let both = present(&pool).await;
    end_session(&pool, seen_first[0]).await;
    soon(someone_new(&pool, &both)).await;
    unseen.gate.notify_one();
    probe.gate.notify_one();
    other.drained().await;
    // What was at hand may be handled by both; what waited behind it by one.
    let times = |id| [&unseen, &probe].map(|probe| probe.seen.borrow().iter().filter(|seen| **seen == id).count());
    assert!(times(1).iter().sum::<usize>() <= 2, "{:?}", times(1));
    assert_eq!(times(2).iter().sum::<usize>(), 1);
    other.stopped().await;

    // The first has a new name and goes on.
    bench.put(3, 3, "hi").await;
    unseen.wait_for(|seen| seen.contains(&3)).await;
    bench.drained().await;
    bench.stopped().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_chat_that_is_at_work_while_the_name_changes_goes_on_under_the_new_one() {
    for end in ["", "fail"] {
        let Some((only, _, database)) = two_processes().await else { return };
        let probe = Probe::new();
        let bench = Bench::start(&only, &probe);
        bench.put(1, 1, &format!("wait, then {end}")).await;
        probe.wait_for(|seen| seen == [1]).await;
        let pool = sqlx::PgPool::connect(&database.url).await.unwrap();
        let known = present(&pool).await;
        end_session(&pool, known[0]).await;
        soon(someone_new(&pool, &known)).await;
        // Whatever comes in now is leased under the new name, the chat at work among it.
        bench.put(2, 2, "hi").await;
        probe.wait_for(|seen| seen == [1, 2]).await;
        bench.put(3, 1, "hi").await;
        let ageing = async {
            while !probe.seen.borrow().contains(&3) {
                probe.gate.notify_one();
                bench.clock.advance(60_000);
                tokio::task::yield_now().await;
            }
        };
        soon(ageing).await;
        bench.drained().await;
        bench.stopped().await;
    }
}
