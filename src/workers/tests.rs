//! The shared loop, and what the ticks do to the database.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use tokio::sync::watch;

use super::*;
use crate::clock::Clock;
use crate::clock::{ManualClock, Timestamp};
use crate::ids::{ChatId, QuestionId, UpdateId};
use crate::knowledge::fixture;
use crate::policy::{Decision, Policy, Rulebook};
use crate::store::question::NewQuestion;
use crate::store::tests::databases::fresh_databases;
use crate::store::{Store, question};
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

#[tokio::test]
async fn questions_are_forgotten_after_ninety_days_and_only_counted_then() {
    const DAYS: i64 = 24 * 3600 * 1000;
    for database in fresh_databases().await {
        let store = Store::open(&database.url).await.unwrap();
        let clock = Arc::new(ManualClock::at(Timestamp(1_700_000_000_000)));
        let retention = Retention {
            store: store.clone(),
            live: fixture::live(),
            rulebook: Rulebook::new(store.clone(), clock.clone()),
            clock: clock.clone(),
        };
        let ask = async |update: i64| {
            let id = QuestionId(update + 1);
            let asked = NewQuestion {
                id,
                update: UpdateId(update),
                chat: ChatId(7_000_000_007),
                asked: clock.now(),
                lang: search::Lang::Ru,
                text: "private words".to_owned(),
                outcome: "decline".to_owned(),
                entry: None,
                confidence: 0.5,
                stays: true,
            };
            store.write(move |c| Box::pin(async move { question::record(c, &[&asked]).await })).await.unwrap();
            id
        };
        let get = async |id| question::get(&mut store.read().await.unwrap(), id).await.unwrap().unwrap();
        let mut many = Vec::new();
        for update in 0..450 {
            many.push(ask(update).await);
        }
        clock.advance(89 * DAYS);
        let young = ask(1000).await;
        retention.tick().await.unwrap();
        assert_eq!(get(many[0]).await.text, "private words");
        clock.advance(2 * DAYS);
        // What looks like a clock that jumped is followed by a day a round.
        retention.tick().await.unwrap();
        for _ in 0..2 {
            retention.tick().await.unwrap();
            for id in &many {
                let kept = get(*id).await;
                assert_eq!((kept.chat, kept.text.as_str(), kept.outcome.as_str()), (ChatId(0), "", "decline"));
            }
            assert_eq!(get(young).await.text, "private words", "{}", database.name);
        }
    }
}

#[tokio::test]
async fn the_owners_word_on_keeping_questions_counts_over_the_packs() {
    for (decided, kept) in [("30", ""), ("365", "private words")] {
        let fresh = FreshStore::open().await;
        let clock = Arc::new(ManualClock::at(Timestamp(1_700_000_000_000)));
        let rulebook = Rulebook::new(fresh.store.clone(), clock.clone());
        let live = fixture::live();
        let asked = NewQuestion {
            id: QuestionId(8),
            update: UpdateId(7),
            chat: ChatId(7_000_000_007),
            asked: clock.now(),
            lang: search::Lang::Ru,
            text: "private words".to_owned(),
            outcome: "decline".to_owned(),
            entry: None,
            confidence: 0.5,
            stays: true,
        };
        fresh.store.write(move |c| Box::pin(async move { question::record(c, &[&asked]).await })).await.unwrap();
        let decision = Decision::parse(Policy::RetentionDays, decided).unwrap();
        let defaults = live.snapshot().knowledge.info.policies.clone();
        rulebook.decide(decision, ChatId(1), &defaults).await.unwrap();
        clock.advance(100 * 24 * 3600 * 1000);
        let retention = Retention { store: fresh.store.clone(), live, rulebook, clock };
        retention.tick().await.unwrap();
        let left = question::get(&mut fresh.store.read().await.unwrap(), QuestionId(8)).await.unwrap().unwrap();
        assert_eq!(left.text, kept, "{decided} days");
    }
}
