//! Polling against the sandbox: what comes is stored whatever it is, and confirmed only then.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::sync::Arc;

use sandbox::{Fault, Options, Sandbox};
use serde_json::json;
use tokio::task::JoinHandle;

use super::*;
use crate::clock::SystemClock;
use crate::config::Token;
use crate::transport::sender::Rules;
use crate::transport::testing::FreshStore;

struct Bench {
    sandbox: Sandbox,
    inbox: Inbox,
    fresh: FreshStore,
    stop: CancellationToken,
}

impl Bench {
    async fn new() -> Bench {
        let sandbox = Sandbox::start(Options::default()).await.unwrap();
        let fresh = FreshStore::open().await;
        let inbox = Inbox::new(fresh.store.clone(), Arc::new(SystemClock));
        Bench { sandbox, inbox, fresh, stop: CancellationToken::new() }
    }

    fn start(&self) -> JoinHandle<Result<(), PollingError>> {
        self.start_by(Rules { backoff: Duration::from_millis(1), ..Rules::default() })
    }

    fn start_by(&self, rules: Rules) -> JoinHandle<Result<(), PollingError>> {
        let token = Token::new(self.sandbox.token());
        let sender = Sender::new(&token, Some(&self.sandbox.api_url()), rules).unwrap();
        let (inbox, stop) = (self.inbox.clone(), self.stop.clone());
        tokio::spawn(async move { run(&sender, &inbox, &stop).await })
    }
}

#[tokio::test]
async fn every_kind_is_stored_and_confirmed_and_the_webhook_is_gone() {
    let bench = Bench::new().await;
    bench.sandbox.inject(json!({ "message": { "chat": { "id": 1 } } }));
    bench.sandbox.inject(json!({ "a_kind_of_tomorrow": { "x": 1 } }));
    let polling = bench.start();
    bench.sandbox.idle().await.unwrap();
    assert_eq!(bench.inbox.pending().await.unwrap(), 2);
    assert_eq!(bench.sandbox.calls_of("deleteWebhook").len(), 1);
    bench.stop.cancel();
    assert_eq!(polling.await.unwrap(), Ok(()));
}

#[tokio::test]
async fn trouble_passes_and_a_single_conflict_is_waited_out() {
    let bench = Bench::new().await;
    let conflict = Fault::Refused { code: 409, description: "Conflict: terminated by other getUpdates".to_owned() };
    for fault in [Fault::ServerError, Fault::Garbage, Fault::Close, conflict] {
        bench.sandbox.fail_next("getUpdates", fault);
    }
    bench.sandbox.inject(json!({ "message": { "chat": { "id": 1 } } }));
    let polling = bench.start();
    bench.sandbox.idle().await.unwrap();
    assert_eq!(bench.inbox.pending().await.unwrap(), 1);
    bench.stop.cancel();
    assert_eq!(polling.await.unwrap(), Ok(()));
}

#[tokio::test]
async fn a_revoked_token_ends_it() {
    let bench = Bench::new().await;
    let revoked = Fault::Refused { code: 401, description: "Unauthorized".to_owned() };
    bench.sandbox.fail_next("getUpdates", revoked);
    assert_eq!(bench.start().await.unwrap(), Err(PollingError::Revoked));
}

#[tokio::test]
async fn what_cannot_be_stored_is_not_confirmed() {
    let bench = Bench::new().await;
    bench.fresh.store.close().await;
    bench.sandbox.inject(json!({ "message": { "chat": { "id": 1 } } }));
    let polling = bench.start();
    bench.sandbox.called(|call| call.method.eq_ignore_ascii_case("getUpdates")).await.unwrap();
    bench.stop.cancel();
    assert_eq!(polling.await.unwrap(), Ok(()));
    assert_eq!(bench.sandbox.pending_updates(), 1);
}

#[tokio::test]
async fn a_second_poller_ends_it_though_updates_come_between() {
    let bench = Bench::new().await;
    let rules = || Rules {
        conflict_patience: Duration::from_millis(300),
        conflict_pause: Duration::from_millis(20),
        ..Rules::default()
    };
    let (one, other) = (bench.start_by(rules()), bench.start_by(rules()));
    let traffic = async {
        loop {
            bench.sandbox.inject(json!({ "message": { "chat": { "id": 1 } } }));
            tokio::task::yield_now().await;
            bench.sandbox.idle().await.unwrap();
        }
    };
    let first = tokio::select! {
        ended = one => ended,
        ended = other => ended,
        () = traffic => unreachable!("it has no end"),
    };
    assert_eq!(first.unwrap(), Err(PollingError::Conflict));
}

#[tokio::test]
async fn a_list_of_nothing_is_not_asked_for_without_pause() {
    let bench = Bench::new().await;
    let nothing = Fault::Answer { status: 200, body: r#"{"ok":true,"result":[{},7]}"#.to_owned() };
    bench.sandbox.fail_times("getUpdates", None, 1_000_000, nothing);
    let polling = bench.start();
    bench.sandbox.called(|call| call.method.eq_ignore_ascii_case("getUpdates")).await.unwrap();
    bench.sandbox.heal();
    let odd = bench.sandbox.calls_of("getUpdates").len();
    assert!(odd < 10, "{odd} polls within moments");
    bench.sandbox.inject(json!({ "message": { "chat": { "id": 1 } } }));
    bench.sandbox.idle().await.unwrap();
    bench.stop.cancel();
    assert_eq!(polling.await.unwrap(), Ok(()));
}
