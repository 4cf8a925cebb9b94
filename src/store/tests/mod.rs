//! The store on both databases.
#![allow(clippy::unwrap_used, clippy::expect_used)]

// The suite uses more of it.
#[allow(dead_code)]
#[path = "../../../tests/suite/databases.rs"]
pub(crate) mod databases;
mod delivery;
mod digest;
mod inbox;
mod knowledge;
mod opening;
mod people;
mod person;
mod rounds;
mod statements;
mod writing;

use databases::{TestDatabase, fresh_databases};

use super::{Conn, Store};
use crate::clock::Timestamp;

/// A store on each database there is, with what keeps the database alive.
async fn test_stores() -> Vec<(Store, TestDatabase)> {
    let mut stores = Vec::new();
    for database in fresh_databases().await {
        stores.push((Store::open(&database.url).await.unwrap(), database));
    }
    stores
}

/// Carries out one job on a store.
macro_rules! write {
    ($store:expr, |$c:ident| $job:expr) => {
        $store.write(move |$c| Box::pin(async move { $job.await })).await
    };
}
use write;

/// So many milliseconds after the epoch.
fn at(millis: i64) -> Timestamp {
    Timestamp(millis)
}
