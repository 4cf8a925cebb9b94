//! A round is all or nothing, and hands out one update of each chat.

use search::Lang;

use super::{at, test_stores, write};
use crate::ids::{ChatId, QuestionId, UpdateId};
use crate::store::inbox::Incoming;
use crate::store::question::NewQuestion;
use crate::store::round::{self, Finished, Leased, Round};
use crate::store::{Store, StoreError, inbox, question};

fn came(updates: &[(i64, i64)]) -> Vec<Incoming> {
    let incoming = |(update, chat): &(i64, i64)| Incoming {
        update_id: UpdateId(*update),
        chat: ChatId(*chat),
        raw: "{}".to_owned(),
        received: at(1),
    };
    updates.iter().map(incoming).collect()
}

fn handled(update: i64, chat: i64, confidence: f64) -> Finished {
    let asked = NewQuestion {
        id: QuestionId(update),
        update: UpdateId(update),
        chat: ChatId(chat),
        asked: at(5),
        lang: Lang::Ru,
        text: "?".to_owned(),
        outcome: "decline".to_owned(),
        entry: None,
        confidence,
        stays: true,
    };
    Finished { update: UpdateId(update), chat: ChatId(chat), by: "a".into(), asked: Some(asked) }
}

async fn run(
    store: &Store,
    incoming: Vec<Incoming>,
    finished: Vec<Finished>,
    room: i64,
) -> Result<Vec<Leased>, StoreError> {
    let round = Round {
        incoming,
        finished,
        returned: Vec::new(),
        by: "a".into(),
        now: at(10),
        until: at(99),
        renew: true,
        room,
    };
    write!(store, |c| round::round(c, &round))
}

fn numbers(leased: &[Leased]) -> Vec<i64> {
    let mut numbers: Vec<i64> = leased.iter().map(|leased| leased.update.update_id.0).collect();
    numbers.sort_unstable();
    numbers
}

#[tokio::test]
async fn what_comes_in_is_handed_out_one_of_each_chat() {
    for (store, _database) in test_stores().await {
        let leased = run(&store, came(&[(1, 7), (2, 7), (3, 8), (4, 9)]), vec![], 2).await.unwrap();
        assert_eq!(numbers(&leased), [1, 3]);
        assert!(leased.iter().all(|leased| leased.resident.is_none()));
        let leased = run(&store, vec![], vec![handled(1, 7, 0.5)], 9).await.unwrap();
        assert_eq!(numbers(&leased), [2, 4], "the chat's next one, and who had no room");
        let known = leased.iter().find(|leased| leased.update.chat == ChatId(7)).unwrap();
        assert_eq!(known.resident.as_ref().map(|resident| resident.last_seen), Some(at(5)));
        assert_eq!(inbox::pending_count(&mut store.read().await.unwrap()).await.unwrap(), 3);
    }
}

#[tokio::test]
async fn what_is_kept_and_the_mark_are_stored_together_or_not_at_all() {
    for (store, database) in test_stores().await {
        run(&store, came(&[(1, 7), (2, 8)]), vec![], 9).await.unwrap();
        let (by, incoming, finished) = ("a".into(), came(&[(3, 9)]), vec![handled(1, 7, 0.5), handled(2, 8, 0.5)]);
        let round =
            Round { incoming, finished, returned: Vec::new(), by, now: at(10), until: at(99), renew: false, room: 9 };
        let failing = store.write(move |c| {
            Box::pin(async move {
                round::round(c, &round).await?;
                Err::<(), _>(StoreError::Broken("at the end".to_owned()))
            })
        });
        assert!(failing.await.is_err(), "{}", database.name);
        let conn = &mut store.read().await.unwrap();
        assert!(question::get(conn, QuestionId(1)).await.unwrap().is_none());
        assert_eq!(inbox::pending_count(conn).await.unwrap(), 2, "neither done nor taken in");
    }
}
