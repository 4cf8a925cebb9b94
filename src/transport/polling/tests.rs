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
        let rules = Rules { backoff: Duration::from_millis(1), ..Rules::default() };
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
