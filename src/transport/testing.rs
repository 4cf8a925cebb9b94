//! A store of a test's own, which goes with it.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use crate::store::Store;
use crate::store::tests::databases::{TestDatabase, fresh_sqlite};

/// A store on SQLite; its database goes when this is dropped.
pub(crate) struct FreshStore {
    pub(crate) store: Store,
    _database: TestDatabase,
}

impl FreshStore {
    pub(crate) async fn open() -> FreshStore {
        let database = fresh_sqlite();
        FreshStore { store: Store::open(&database.url).await.unwrap(), _database: database }
    }
}
