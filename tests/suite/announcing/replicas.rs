//! Several processes on one database: one of them sends, and when it ends another one goes on.

use std::sync::Arc;
use std::time::Duration;

use qaida::clock::SystemClock;
use qaida::lifecycle::{self, Running};
use qaida::store::announcement::State;
use sandbox::{Fault, Options, Sandbox};

use super::engine::{FIRST, announced, counts, settled, until};
use crate::databases::fresh_postgres;
use crate::world::{PATIENCE, Way, config};

async fn replica(sandbox: &Sandbox, database: &str) -> Running {
    let config = config(sandbox, database, Way::Webhook);
    let mut running = lifecycle::start(config, Arc::new(SystemClock)).await.expect("qaida starts");
    running.until_ready().await.expect("qaida is ready");
    running
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_processes_one_sends_and_the_other_one_takes_over() {
    let Some(database) = fresh_postgres().await else { return };
    let sandbox = Sandbox::start(Options { patience: PATIENCE, ..Options::default() }).await.expect("a sandbox");
    let (one, two) = (replica(&sandbox, &database.url).await, replica(&sandbox, &database.url).await);
    let crowd = settled(&sandbox, &two.app.store, 900).await;
    let id = announced(&two.app.store, "Су жоқ").await;
    let received = || crowd.received().values().sum::<usize>();
    sandbox.until(|| received() >= 300).await.expect("some have it");
    one.stop().await;
    let over = until(&two.app.store, id, State::Sent).await;
    assert_eq!((crowd.doubled().len(), crowd.missed().len()), (0, 0));
    assert_eq!(counts(&over), [900, 900, 0, 0, 0], "an orderly stop leaves nothing unknown");
    two.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_ends_holds_the_lease_until_it_knows_what_became_of_all() {
    let Some(database) = fresh_postgres().await else { return };
    let sandbox = Sandbox::start(Options { patience: PATIENCE, ..Options::default() }).await.expect("a sandbox");
    let one = replica(&sandbox, &database.url).await;
    let crowd = settled(&sandbox, &one.app.store, 1).await;
    // It is at it before there is another one.
    sandbox.fail_times("sendMessage", None, 1_000, Fault::TooManyRequests { retry_after: 1 });
    let id = announced(&one.app.store, "Су жоқ").await;
    sandbox.called(|call| call.method.eq_ignore_ascii_case("sendMessage")).await.expect("a try");
    let two = replica(&sandbox, &database.url).await;
    sandbox.heal();
    // Longer than a lease lasts, and not as long as messages on their way are waited for.
    sandbox.fail_next_in(FIRST, "sendMessage", Fault::LateResponse(Duration::from_secs(4)));
    sandbox.until(|| crowd.missed().is_empty()).await.expect("it came");
    one.stop().await;
    let over = until(&two.app.store, id, State::Sent).await;
    assert_eq!((crowd.doubled().len(), counts(&over)), (0, [1, 1, 0, 0, 0]));
    two.stop().await;
}
