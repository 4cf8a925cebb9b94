//! A store of a test's own, which goes with it, and a runner that handles one update at a time.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use super::{Handler, HandlerError, Head, RawUpdate};
use crate::clock::Timestamp;
use crate::ids::{ChatId, UpdateId};
use crate::store::tests::databases::{TestDatabase, fresh_sqlite};
use crate::store::{Store, question, resident};

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

/// The update as the runner hands it on.
pub(crate) async fn taken_up(store: &Store, raw: &str) -> RawUpdate {
    let nothing = Head { update_id: UpdateId(9), chat: ChatId(9), kind: "other" };
    let head = Head::read(raw).unwrap_or(nothing);
    let resident = resident::get(&mut store.read().await.unwrap(), head.chat).await.unwrap();
    RawUpdate { update_id: head.update_id, chat: head.chat, raw: raw.into(), received: Timestamp(0), resident }
}

/// Has an update handled and keeps what is to be kept of it.
pub(crate) async fn hand(store: &Store, handler: &dyn Handler, update: RawUpdate) -> Result<(), HandlerError> {
    if let Some(asked) = handler.handle(update).await? {
        store.write(move |c| Box::pin(async move { question::record(c, &[&asked]).await })).await.unwrap();
    }
    Ok(())
}
