//! Deliveries: who is written down, that each is handed out once, and what is counted.

use search::Lang;

use super::{at, test_stores, write};
use crate::ids::{AnnouncementId, ChatId, UpdateId};
use crate::store::announcement::{self, NewAnnouncement, State};
use crate::store::db::{Sql, args};
use crate::store::delivery::{self, Claimed, Dealt, Fate, Outcome, Reach, TextVersion, Whom};
use crate::store::{Store, lease, resident};

const PERSON: Sql = Sql::both(
    "INSERT INTO resident (chat_id, lang, first_seen, last_seen, blocked, after_entry, after_at, notices_off, spoken)
     VALUES ($1, $2, 0, 0, $3, '', 0, $4, $5)",
);
const FOLLOWS: Sql = Sql::both("INSERT INTO subscription (chat_id, aim, since) VALUES ($1, $2, 0)");

/// Ten people: 1 chose Kazakh, 2 was spoken to in English, 3 blocked the bot, 4 wants no notices, the others are plain.
/// Odd ones follow `trees`, every third one `city`.
async fn town(store: &Store) {
    let people = (1..=10).map(|id| {
        let (lang, spoken) = (if id == 1 { "kk" } else { "" }, if id == 2 { "en" } else { "" });
        args![id, lang, id == 3, id == 4, spoken]
    });
    let people: Vec<_> = people.collect();
    let odd = (1..=10).filter(|id| id % 2 == 1).map(|id| args![id, "trees"]);
    let follows: Vec<_> = odd.chain((1..=10).filter(|id| id % 3 == 0).map(|id| args![id, "city"])).collect();
    let filling = async move |c: &mut crate::store::Conn| {
        for person in people {
            c.run(PERSON, person).await?;
        }
        for follow in follows {
            c.run(FOLLOWS, follow).await?;
        }
        Ok(())
    };
    store.write(move |c| Box::pin(async move { filling(c).await })).await.unwrap();
}

fn reach(people: Whom, aims: &[&str]) -> Reach {
    Reach {
        channel: None,
        people,
        aims: aims.iter().map(|aim| (*aim).to_owned()).collect(),
        langs: Lang::ALL.to_vec(),
        default: Lang::Ru,
    }
}

async fn begun(store: &Store, update: i64) -> AnnouncementId {
    let new = NewAnnouncement {
        update: UpdateId(update),
        chat: ChatId(1),
        by_name: "A".to_owned(),
        channel: ChatId(-5),
        body: "{}".to_owned(),
        post: 0,
    };
    let id = write!(store, |c| announcement::add(c, &new, at(1))).unwrap().id;
    assert!(write!(store, |c| announcement::begin(c, id, State::Draft, at(2))).unwrap());
    id
}

async fn frozen(store: &Store, id: AnnouncementId, reach: &Reach, slice: i64) {
    let mut after = ChatId(0);
    loop {
        let reach = reach.clone();
        match write!(store, |c| delivery::freeze(c, id, &reach, after, slice)).unwrap() {
            Some(next) => after = next,
            None => return,
        }
    }
}

async fn chats(store: &Store, id: AnnouncementId) -> Vec<i64> {
    let all = delivery::export(&mut store.read().await.unwrap(), id, ChatId(i64::MIN), 99).await.unwrap();
    all.iter().map(|one| one.chat.0).collect()
}

async fn get(store: &Store, id: AnnouncementId) -> announcement::Announcement {
    announcement::get(&mut store.read().await.unwrap(), id).await.unwrap().unwrap()
}

fn dealt(chat: i64, outcome: Outcome) -> Dealt {
    Dealt { chat: ChatId(chat), outcome }
}

fn sent(messages: &[i64]) -> Outcome {
    Outcome::Sent { version: 0, messages: messages.to_vec() }
}

#[tokio::test]
async fn each_recipient_is_written_down_once_however_it_is_sliced() {
    let cases: [(Reach, &[i64]); 6] = [
        (reach(Whom::All, &[]), &[1, 2, 5, 6, 7, 8, 9, 10]),
        (reach(Whom::Followers, &[]), &[1, 5, 6, 7, 9]),
        (reach(Whom::Followers, &["trees", "nobody's"]), &[1, 5, 7, 9]),
        (reach(Whom::Followers, &["trees", "city"]), &[1, 5, 6, 7, 9]),
        (Reach { channel: Some(ChatId(-5)), langs: vec![Lang::Kk, Lang::En], ..reach(Whom::All, &[]) }, &[-5, 1, 2]),
        (Reach { channel: Some(ChatId(-5)), ..reach(Whom::Nobody, &[]) }, &[-5]),
    ];
    for (store, database) in test_stores().await {
        town(&store).await;
        for (at, (reach, expected)) in cases.iter().enumerate() {
            let id = begun(&store, at as i64).await;
            let counted = delivery::count(&mut store.read().await.unwrap(), reach).await.unwrap();
            assert_eq!(counted, expected.len() as i64, "{} {reach:?}", database.name);
            for slice in [3, 1, 100] {
                frozen(&store, id, reach, slice).await;
                assert_eq!(chats(&store, id).await, *expected, "{} {reach:?}", database.name);
            }
            assert_eq!(get(&store, id).await.tally.total, expected.len() as i64);
        }
    }
}

#[tokio::test]
async fn who_ends_it_while_it_is_frozen_ends_that_too() {
    for (store, _database) in test_stores().await {
        town(&store).await;
        let (id, all) = (begun(&store, 1).await, reach(Whom::All, &[]));
        let some = all.clone();
        let next = write!(store, |c| delivery::freeze(c, id, &some, ChatId(0), 2)).unwrap();
        assert_eq!(next, Some(ChatId(2)));
        assert_eq!(delivery::frozen_to(&mut store.read().await.unwrap(), id).await.unwrap(), ChatId(2));
        write!(store, |c| announcement::turn(c, id, State::Freezing, State::Stopped)).unwrap();
        assert_eq!(write!(store, |c| delivery::freeze(c, id, &all, ChatId(2), 2)).unwrap(), None);
        assert_eq!((chats(&store, id).await, get(&store, id).await.tally.total), (vec![1, 2], 2));
    }
}

#[tokio::test]
async fn each_is_handed_out_once_and_what_came_of_it_is_counted() {
    for (store, database) in test_stores().await {
        town(&store).await;
        let id = begun(&store, 1).await;
        frozen(&store, id, &reach(Whom::All, &[]), 100).await;
        write!(store, |c| announcement::turn(c, id, State::Freezing, State::Sending)).unwrap();
        let first = write!(store, |c| delivery::claim(c, id, ChatId(0), 5)).unwrap();
        assert_eq!(first.iter().map(|one| one.chat.0).collect::<Vec<_>>(), [1, 2, 5, 6, 7]);
        assert_eq!(first[0], Claimed { chat: ChatId(1), lang: Some(Lang::Kk) });
        assert_eq!((first[1].lang, first[2].lang), (Some(Lang::En), Some(Lang::Ru)));
        let results = vec![
            dealt(1, sent(&[10, 11])),
            dealt(2, Outcome::Blocked),
            dealt(5, Outcome::Refused),
            dealt(6, Outcome::Unknown),
            dealt(7, Outcome::Again),
            dealt(9, sent(&[99])),
        ];
        write!(store, |c| delivery::record(c, id, &results)).unwrap();
        let tally = get(&store, id).await.tally;
        assert_eq!((tally.sent, tally.blocked, tally.refused, tally.unknown), (1, 1, 1, 1), "{}", database.name);
        let conn = &mut store.read().await.unwrap();
        assert!(resident::get(conn, ChatId(2)).await.unwrap().unwrap().blocked);
        assert_eq!(delivery::parts(conn, id, ChatId(1)).await.unwrap(), [11]);
        assert_eq!(delivery::unknown(conn, id, ChatId(0), 9).await.unwrap(), [ChatId(6)]);
        let second = write!(store, |c| delivery::claim(c, id, ChatId(7), 9)).unwrap();
        assert_eq!(second.iter().map(|one| one.chat.0).collect::<Vec<_>>(), [8, 9, 10], "those after the seventh");
        let lap = write!(store, |c| delivery::claim(c, id, ChatId(i64::MIN), 9)).unwrap();
        assert_eq!(lap.iter().map(|one| one.chat.0).collect::<Vec<_>>(), [7], "who was put back, on the next lap");
        assert!(!write!(store, |c| delivery::finish(c, id, at(9))).unwrap(), "four are on their way");

        // The process dies here, and another one takes over.
        assert!(delivery::any_at_work(&mut store.read().await.unwrap()).await.unwrap());
        assert_eq!(write!(store, |c| delivery::crashed(c)).unwrap(), 4);
        assert_eq!(get(&store, id).await.tally.unknown, 5);
        assert!(write!(store, |c| delivery::finish(c, id, at(9))).unwrap());
        let one = get(&store, id).await;
        assert_eq!((one.state, one.ended, one.tally.dealt_with()), (State::Sent, Some(at(9)), one.tally.total));
    }
}

#[tokio::test]
async fn unknown_ones_are_sent_again_when_a_person_says_so() {
    for (store, _database) in test_stores().await {
        town(&store).await;
        let id = begun(&store, 1).await;
        frozen(&store, id, &reach(Whom::Followers, &["city"]), 100).await;
        write!(store, |c| announcement::turn(c, id, State::Freezing, State::Sending)).unwrap();
        write!(store, |c| delivery::claim(c, id, ChatId(0), 1)).unwrap();
        write!(store, |c| delivery::record(c, id, &[dealt(6, Outcome::Unknown)])).unwrap();
        assert_eq!(write!(store, |c| delivery::retry_unknown(c, id)).unwrap(), 0, "it is not over");
        write!(store, |c| announcement::turn(c, id, State::Sending, State::Stopped)).unwrap();
        assert_eq!(write!(store, |c| delivery::retry_unknown(c, id)).unwrap(), 0, "the rest must not go out");
        write!(store, |c| announcement::turn(c, id, State::Stopped, State::Sending)).unwrap();
        write!(store, |c| delivery::claim(c, id, ChatId(6), 9)).unwrap();
        write!(store, |c| delivery::record(c, id, &[dealt(9, sent(&[1]))])).unwrap();
        assert!(write!(store, |c| delivery::finish(c, id, at(9))).unwrap());
        write!(store, |c| resident::set_notices_off(c, ChatId(6), true)).unwrap();
        assert_eq!(write!(store, |c| delivery::retry_unknown(c, id)).unwrap(), 0, "they want none any more");
        assert!(write!(store, |c| delivery::finish(c, id, at(10))).unwrap());
        write!(store, |c| resident::set_notices_off(c, ChatId(6), false)).unwrap();
        assert_eq!(write!(store, |c| delivery::retry_unknown(c, id)).unwrap(), 1);
        let one = get(&store, id).await;
        assert_eq!((one.state, one.ended, one.tally.unknown), (State::Sending, None, 0));
        assert_eq!(write!(store, |c| delivery::claim(c, id, ChatId(0), 9)).unwrap().len(), 1);
    }
}

#[tokio::test]
async fn corrections_and_withdrawals_go_on_where_they_were() {
    for (store, _database) in test_stores().await {
        town(&store).await;
        let id = begun(&store, 1).await;
        frozen(&store, id, &reach(Whom::Followers, &["trees"]), 100).await;
        write!(store, |c| delivery::claim(c, id, ChatId(0), 9)).unwrap();
        let results: Vec<_> = [1, 5, 7, 9].map(|chat| dealt(chat, sent(&[chat * 10]))).into();
        write!(store, |c| delivery::record(c, id, &results)).unwrap();
        let one = get(&store, id).await;
        assert!(write!(store, |c| announcement::correct(c, &one, "{}")).unwrap());
        write!(store, |c| delivery::corrected(c, id, (1, false), &[ChatId(5)])).unwrap();
        let left = async |after| {
            let left = delivery::to_correct(&mut store.read().await.unwrap(), id, 1, ChatId(after), 2).await.unwrap();
            left.iter().map(|one| (one.chat.0, one.message)).collect::<Vec<_>>()
        };
        assert_eq!((left(0).await, left(7).await), (vec![(1, 10), (7, 70)], vec![(9, 90)]));
        write!(store, |c| delivery::withdrawn(c, id, Fate::Withdrawn, &[ChatId(1)])).unwrap();
        write!(store, |c| delivery::withdrawn(c, id, Fate::TooOld, &[ChatId(1), ChatId(5)])).unwrap();
        let rest = delivery::to_withdraw(&mut store.read().await.unwrap(), id, ChatId(0), 9).await.unwrap();
        assert_eq!(rest.iter().map(|one| one.chat.0).collect::<Vec<_>>(), [7, 9]);
        assert_eq!(get(&store, id).await.done, 3);
        let all = delivery::export(&mut store.read().await.unwrap(), id, ChatId(0), 99).await.unwrap();
        let fates = [Fate::Withdrawn, Fate::TooOld, Fate::Sent, Fate::Sent];
        assert_eq!(all.iter().map(|one| one.fate).collect::<Vec<_>>(), fates);
    }
}

#[tokio::test]
async fn who_wants_nothing_any_more_is_no_recipient_of_what_is_under_way() {
    for (store, database) in test_stores().await {
        town(&store).await;
        let mut all = Vec::new();
        for (update, state) in
            (1..).zip([State::Freezing, State::Sending, State::Paused, State::Stopped, State::Sending])
        {
            let id = begun(&store, update).await;
            frozen(&store, id, &reach(Whom::Followers, &["city"]), 100).await;
            write!(store, |c| announcement::turn(c, id, State::Freezing, state)).unwrap();
            all.push(id);
        }
        let last = all[4];
        write!(store, |c| delivery::claim(c, last, ChatId(0), 1)).unwrap();
        write!(store, |c| delivery::take_back(c, ChatId(6))).unwrap();
        write!(store, |c| delivery::take_back(c, ChatId(6))).unwrap();
        write!(store, |c| delivery::take_back(c, ChatId(7))).unwrap();
        let mut left = Vec::new();
        for id in all {
            left.push((chats(&store, id).await, get(&store, id).await.tally.total));
        }
        // What stands still for good stays as it is told, and what is on its way arrives.
        let (less, whole) = ((vec![9], 1), (vec![6, 9], 2));
        assert_eq!(left, [less.clone(), less.clone(), less, whole.clone(), whole], "{}", database.name);
    }
}

#[tokio::test]
async fn what_could_not_be_changed_is_counted_and_tried_again_with_the_next_correction() {
    for (store, database) in test_stores().await {
        town(&store).await;
        let id = begun(&store, 1).await;
        frozen(&store, id, &reach(Whom::Followers, &["trees"]), 100).await;
        write!(store, |c| delivery::claim(c, id, ChatId(0), 9)).unwrap();
        let results: Vec<_> = [1, 5, 7, 9].map(|chat| dealt(chat, sent(&[chat * 10]))).into();
        write!(store, |c| delivery::record(c, id, &results)).unwrap();
        let left = async |version| {
            let c = &mut store.read().await.unwrap();
            let left = delivery::to_correct(c, id, version, ChatId(0), 9).await.unwrap();
            let old = delivery::count_older(c, id, version).await.unwrap();
            (left.iter().map(|one| one.chat.0).collect::<Vec<_>>(), old)
        };
        write!(store, |c| delivery::corrected(c, id, (1, false), &[ChatId(1)])).unwrap();
        write!(store, |c| delivery::corrected(c, id, (1, true), &[ChatId(5), ChatId(7)])).unwrap();
        assert_eq!(left(1).await, (vec![9], 3), "{}", database.name);
        assert_eq!(left(2).await, (vec![1, 5, 7, 9], 4));
        write!(store, |c| delivery::corrected(c, id, (2, false), &[ChatId(5)])).unwrap();
        // What comes late of the first correction counts no more.
        write!(store, |c| delivery::corrected(c, id, (1, false), &[ChatId(5), ChatId(7)])).unwrap();
        let all = delivery::export(&mut store.read().await.unwrap(), id, ChatId(0), 99).await.unwrap();
        let versions: Vec<TextVersion> = all.iter().map(|one| one.version).collect();
        assert_eq!(versions, [TextVersion::Has(1), TextVersion::Has(2), TextVersion::Before(1), TextVersion::Has(0)]);
        assert_eq!(all.iter().filter(|one| one.version.is_old(1)).count(), 2);
        assert_eq!(left(2).await, (vec![1, 7, 9], 3));
    }
}

#[tokio::test]
async fn what_lands_after_a_correction_was_stopped_is_counted_and_shown() {
    for (store, _database) in test_stores().await {
        town(&store).await;
        let id = begun(&store, 1).await;
        frozen(&store, id, &reach(Whom::Followers, &["trees"]), 100).await;
        write!(store, |c| delivery::claim(c, id, ChatId(0), 3)).unwrap();
        let results: Vec<_> = [1, 5, 7].map(|chat| dealt(chat, sent(&[chat * 10]))).into();
        write!(store, |c| delivery::record(c, id, &results)).unwrap();
        write!(store, |c| announcement::turn(c, id, State::Freezing, State::Stopped)).unwrap();
        let before = get(&store, id).await;
        assert!(write!(store, |c| announcement::correct(c, &before, "new")).unwrap());
        write!(store, |c| delivery::corrected(c, id, (1, false), &[ChatId(1)])).unwrap();
        assert!(write!(store, |c| delivery::all_corrected(c, id)).unwrap());
        assert!(!write!(store, |c| delivery::all_corrected(c, id)).unwrap(), "it was stopped already");
        let stopped = get(&store, id).await;
        assert_eq!((stopped.state, stopped.done), (State::Stopped, 1), "one is left to whom it did not go");
        let live = async || !announcement::live(&mut store.read().await.unwrap()).await.unwrap().is_empty();
        write!(store, |c| announcement::set_shown(c, id, State::Stopped, 1)).unwrap();
        assert!(!live().await);
        write!(store, |c| delivery::corrected(c, id, (1, false), &[ChatId(5)])).unwrap();
        write!(store, |c| announcement::set_shown(c, id, State::Stopped, 1)).unwrap();
        assert!(live().await, "its card tells of one fewer");
        assert_eq!((get(&store, id).await.done, get(&store, id).await.version), (2, 1));

        // What lands even later belongs to nothing that is done by then.
        assert!(write!(store, |c| announcement::withdraw(c, &stopped)).unwrap());
        write!(store, |c| delivery::corrected(c, id, (1, false), &[ChatId(7)])).unwrap();
        assert_eq!(get(&store, id).await.done, 0);
    }
}

#[tokio::test]
async fn one_process_at_a_time_has_the_lease() {
    for (store, database) in test_stores().await {
        let (one, two) = (store.be_present().await.unwrap(), store.be_present().await.unwrap());
        let (me, you) = (one.name().to_owned(), two.name().to_owned());
        let take = async |name: &str| {
            let name = name.to_owned();
            write!(store, |c| lease::take(c, "sending", &name)).unwrap()
        };
        let renew = async |name: &str| {
            let name = name.to_owned();
            write!(store, |c| lease::renew(c, "sending", &name)).unwrap()
        };
        assert!(take(&me).await && take(&me).await && renew(&me).await && !renew(&you).await);
        if database.name == "postgres" {
            // On SQLite there is one server a file: whoever has another name is gone.
            assert!(lease::is_held(&mut store.read().await.unwrap(), "sending").await.unwrap());
            assert!(!take(&you).await, "its holder lives");
        }
        drop(one);
        while !take(&you).await {
            tokio::task::yield_now().await;
        }
        assert!(!renew(&me).await && renew(&you).await, "who lost it cannot go on");
        write!(store, |c| lease::release(c, "sending", &you)).unwrap();
        assert!(take(&me).await);
    }
}
