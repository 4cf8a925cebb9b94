//! Updates are stored once, handed out in order, and never forgotten.

use std::collections::BTreeSet;

use super::{at, test_stores, write};
use crate::ids::{ChatId, UpdateId};
use crate::store::inbox::{Failed, Incoming};
use crate::store::{Store, StoreError, inbox, lane};

fn incoming(update: i64, chat: i64) -> Incoming {
    Incoming {
        update_id: UpdateId(update),
        chat: ChatId(chat),
        raw: format!(r#"{{"update_id":{update}}}"#),
        received: at(1000),
    }
}

async fn put(store: &Store, updates: Vec<(i64, i64)>) -> usize {
    let incoming: Vec<Incoming> = updates.into_iter().map(|(update, chat)| incoming(update, chat)).collect();
    write!(store, |c| inbox::insert(c, &incoming)).unwrap()
}

async fn lease(store: &Store, by: &'static str, now: i64, limit: i64) -> Vec<i64> {
    let lanes = write!(store, |c| lane::lease(c, by, at(now), at(now + 60), limit)).unwrap();
    lanes.into_iter().map(|chat| chat.0).collect()
}

async fn oldest(store: &Store, chat: i64) -> Option<i64> {
    let rows = inbox::next(&mut store.read().await.unwrap(), &[ChatId(chat)]).await.unwrap();
    rows.into_iter().map(|row| row.update_id.0).next()
}

async fn count(store: &Store) -> i64 {
    inbox::pending_count(&mut store.read().await.unwrap()).await.unwrap()
}

#[tokio::test]
async fn an_update_is_stored_once() {
    for (store, _database) in test_stores().await {
        assert_eq!(put(&store, vec![(2, 7), (1, 7), (2, 7)]).await, 2);
        assert_eq!(put(&store, vec![(1, 7), (3, 8)]).await, 1);
        assert_eq!(count(&store).await, 3);
        write!(store, |c| inbox::done(c, &[UpdateId(1)], at(1))).unwrap();
        assert_eq!(put(&store, vec![(1, 7)]).await, 0, "done is remembered");
        assert_eq!(count(&store).await, 2);
    }
}

#[tokio::test]
async fn a_lane_is_in_order_and_an_update_is_done_once() {
    for (store, _database) in test_stores().await {
        put(&store, vec![(12, 7), (3, 7), (5, 7), (4, 8)]).await;
        assert_eq!(oldest(&store, 7).await, Some(3));
        write!(store, |c| inbox::done(c, &[UpdateId(3), UpdateId(3), UpdateId(99)], at(50))).unwrap();
        assert_eq!(oldest(&store, 7).await, Some(5));
        assert_eq!(count(&store).await, 3);
        let rows = inbox::next(&mut store.read().await.unwrap(), &[ChatId(7), ChatId(8), ChatId(9)]).await.unwrap();
        let row = rows.iter().find(|row| row.chat == ChatId(8)).unwrap();
        assert_eq!(rows.len(), 2, "one of each chat that waits");
        assert_eq!((row.raw.as_str(), row.received, row.attempts), (r#"{"update_id":4}"#, at(1000), 0));
    }
}

#[tokio::test]
async fn a_poisonous_update_is_given_up() {
    for (store, _database) in test_stores().await {
        put(&store, vec![(1, 7), (2, 7)]).await;
        for expected in [Failed::Again(1), Failed::Again(2), Failed::GivenUp, Failed::GivenUp] {
            assert_eq!(write!(store, |c| inbox::failed(c, UpdateId(1), at(9), 3)).unwrap(), expected);
        }
        assert_eq!(oldest(&store, 7).await, Some(2), "the chat goes on");
        assert_eq!(count(&store).await, 1);
        assert_eq!(write!(store, |c| inbox::sweep(c, at(9))).unwrap(), 0);
        assert_eq!(write!(store, |c| inbox::sweep(c, at(10))).unwrap(), 1);
        assert_eq!(put(&store, vec![(1, 7)]).await, 1, "a swept id is new again");
    }
}

#[tokio::test]
async fn a_lane_has_one_owner_until_the_lease_ends() {
    for (store, _database) in test_stores().await {
        put(&store, vec![(1, 7), (2, 8), (3, 9)]).await;
        assert_eq!(lease(&store, "a", 100, 2).await.len(), 2);
        assert_eq!(lease(&store, "b", 100, 9).await.len(), 1);
        assert!(lease(&store, "b", 159, 9).await.is_empty());
        assert_eq!(write!(store, |c| lane::renew_all(c, "a", at(500))).unwrap(), 2);
        assert_eq!(lease(&store, "c", 160, 9).await, [9], "renewed is kept, expired is taken over");
        write!(store, |c| lane::release(c, &[ChatId(9)], "b", at(160))).unwrap();
        assert!(lease(&store, "d", 160, 9).await.is_empty(), "nobody gives back what was lost to another");
        assert_eq!(write!(store, |c| lane::release_all(c, "c", at(161))).unwrap(), 1);
        assert_eq!(lease(&store, "d", 161, 9).await, [9]);
    }
}

#[tokio::test]
async fn a_lane_that_was_given_back_is_free_from_the_moment_named() {
    for (store, _database) in test_stores().await {
        put(&store, vec![(1, 7)]).await;
        assert_eq!(lease(&store, "a", 100, 9).await, [7]);
        write!(store, |c| inbox::done(c, &[UpdateId(1)], at(100))).unwrap();
        put(&store, vec![(2, 7)]).await;
        assert!(lease(&store, "b", 100, 9).await.is_empty(), "who is told now finds the lane taken");
        write!(store, |c| lane::release(c, &[ChatId(7)], "a", at(101))).unwrap();
        assert_eq!(lease(&store, "a", 101, 9).await, [7]);
        write!(store, |c| inbox::done(c, &[UpdateId(2)], at(100))).unwrap();
        write!(store, |c| lane::release(c, &[ChatId(7)], "a", at(200))).unwrap();
        put(&store, vec![(3, 7)]).await;
        assert!(lease(&store, "b", 199, 9).await.is_empty(), "held back until then, as after a failure");
        assert_eq!(lease(&store, "b", 200, 9).await, [7]);
    }
}

#[tokio::test]
async fn an_empty_lane_is_swept() {
    for (store, _database) in test_stores().await {
        put(&store, vec![(1, 7), (2, 8)]).await;
        write!(store, |c| inbox::done(c, &[UpdateId(1)], at(100))).unwrap();
        assert_eq!(write!(store, |c| lane::sweep(c, at(1000))).unwrap(), 1);
        put(&store, vec![(3, 7)]).await;
        assert_eq!(count(&store).await, 2);
    }
}

#[tokio::test]
async fn the_text_of_an_update_is_gone_when_it_is_done() {
    let (store, database) = test_stores().await.remove(0);
    put(&store, vec![(1, 7)]).await;
    write!(store, |c| inbox::done(c, &[UpdateId(1)], at(100))).unwrap();
    let pool = sqlx::SqlitePool::connect(&database.url).await.unwrap();
    let row: (String, i64) = sqlx::query_as("SELECT raw, done_at FROM inbox").fetch_one(&pool).await.unwrap();
    assert_eq!(row, (String::new(), 100));
}

/// Two runners work through the lanes side by side, as two replicas do; every chat must go in order, each update once.
#[tokio::test(flavor = "multi_thread")]
async fn two_runners_share_the_lanes_and_keep_every_chat_in_order() {
    for (first, database) in test_stores().await {
        let second = Store::open(&database.url).await.unwrap();
        let updates: Vec<(i64, i64)> = (1..=300).map(|update| (update, update % 12 + 1)).collect();
        let (done, mut handled) = tokio::sync::mpsc::unbounded_channel();
        let a = tokio::spawn(work(first.clone(), "a", done.clone()));
        let b = tokio::spawn(work(second.clone(), "b", done));
        for some in updates.chunks(10) {
            put(&first, some.to_vec()).await;
        }
        let mut seen: Vec<(i64, i64)> = Vec::new();
        while seen.len() < updates.len() {
            seen.push(handled.recv().await.unwrap());
        }
        a.abort();
        b.abort();
        assert_eq!(seen.iter().collect::<BTreeSet<_>>().len(), updates.len(), "each once");
        for chat in 1..=12 {
            let order: Vec<i64> = seen.iter().filter(|(_, c)| *c == chat).map(|(update, _)| *update).collect();
            assert!(order.is_sorted(), "chat {chat} on {}: {order:?}", database.name);
        }
    }
}

/// A runner: leases lanes, handles what waits there one by one, gives them back.
async fn work(
    store: Store,
    by: &'static str,
    done: tokio::sync::mpsc::UnboundedSender<(i64, i64)>,
) -> Result<(), StoreError> {
    loop {
        let lanes = write!(store, |c| lane::lease(c, by, at(100), at(1000), 3))?;
        for chat in lanes {
            let rows = inbox::next(&mut store.read().await?, &[chat]).await?;
            for row in rows {
                // In the transaction's order: told before it is done, so that nobody can have overtaken it.
                let _ = done.send((row.update_id.0, chat.0));
                write!(store, |c| inbox::done(c, &[row.update_id], at(100)))?;
            }
            write!(store, |c| lane::release(c, &[chat], by, at(100)))?;
        }
    }
}
