//! What got its 200 is answered, whatever happens to the process: a short run of kills on each combination. The long
//! run is `cargo bench --bench kill`.

use crate::databases::{TestDatabase, fresh_postgres, fresh_sqlite};
use crate::killing::{Plan, announce, desk, run};

/// Kills in each run: enough for both kinds, and for a start that is killed.
const KILLS: usize = 6;

async fn nothing_is_lost(database: TestDatabase, webhook: bool) {
    let report = run(&database, Plan { kills: KILLS, seed: 1, webhook }, |_| {}).await;
    assert!(report.wrong.is_empty(), "{}", report.wrong.join("\n"));
}

#[tokio::test(flavor = "multi_thread")]
async fn webhook_on_sqlite() {
    nothing_is_lost(fresh_sqlite(), true).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn polling_on_sqlite() {
    nothing_is_lost(fresh_sqlite(), false).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn webhook_on_postgres() {
    let Some(database) = fresh_postgres().await else { return };
    nothing_is_lost(database, true).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn polling_on_postgres() {
    let Some(database) = fresh_postgres().await else { return };
    nothing_is_lost(database, false).await;
}

async fn no_talk_is_lost(database: TestDatabase) {
    let report = desk::run(&database, Plan { kills: KILLS, seed: 1, webhook: true }, |_| {}).await;
    assert!(report.wrong.is_empty(), "{}", report.wrong.join("\n"));
}

#[tokio::test(flavor = "multi_thread")]
async fn talk_with_staff_on_sqlite() {
    no_talk_is_lost(fresh_sqlite()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn talk_with_staff_on_postgres() {
    let Some(database) = fresh_postgres().await else { return };
    no_talk_is_lost(database).await;
}

async fn no_announcement_comes_twice(database: TestDatabase) {
    let size = announce::Size { people: 150, recipients: 150, rate: 60 };
    let report = announce::run(&database, Plan { kills: KILLS, seed: 1, webhook: true }, size, |_| {}).await;
    assert!(report.wrong.is_empty(), "{}", report.wrong.join("\n"));
    assert_eq!((report.doubles, report.lost), (0, 0));
    assert!(report.recipients >= 150);
}

#[tokio::test(flavor = "multi_thread")]
async fn announcements_on_sqlite() {
    no_announcement_comes_twice(fresh_sqlite()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn announcements_on_postgres() {
    let Some(database) = fresh_postgres().await else { return };
    no_announcement_comes_twice(database).await;
}
