//! A clock that jumps: ahead for hours, back for hours, as a machine's does before its time is set.

use std::sync::Arc;

use qaida::clock::{Clock, ManualClock, SystemClock};
use qaida::lifecycle;

use super::{QUESTION, Scene, answers};
use crate::databases::fresh_databases;
use crate::world::Way;

const HOUR: i64 = 60 * 60 * 1000;

#[tokio::test(flavor = "multi_thread")]
async fn nobody_waits_for_the_clock_to_be_where_it_was() {
    for database in fresh_databases().await {
        let scene = Scene::new(database, Way::Webhook).await;
        let clock = Arc::new(ManualClock::at(SystemClock.now()));
        let mut running = lifecycle::start(scene.config(), clock.clone()).await.unwrap();
        running.until_ready().await.unwrap();
        let person = scene.resident("A");
        for (times, jump) in [0, 5 * HOUR, -9 * HOUR, 100 * 24 * HOUR, -100 * 24 * HOUR].into_iter().enumerate() {
            clock.advance(jump);
            person.says(QUESTION).await;
            let seen = person.sees(|lines| answers(lines) > times).await;
            assert!(seen.is_ok(), "{} after {jump} ms: {}", scene.database.name, person.screen());
        }
        running.stop().await;
    }
}
