//! What is counted for the digest, on both databases.

use search::Lang;

use super::{at, test_stores, write};
use crate::ids::{ChatId, QuestionId, TicketId, UpdateId};
use crate::store::digest::{self, Rating};
use crate::store::feedback::{Reason, Vote};
use crate::store::question::NewQuestion;
use crate::store::ticket::NewTicket;
use crate::store::ticket_message::NewMessage;
use crate::store::{Store, feedback, meta, question, ticket, ticket_message};

const DAY: i64 = 24 * 60 * 60 * 1000;
const GROUP: ChatId = ChatId(-100);

/// A question of its own chat, asked at this moment.
async fn asked(store: &Store, id: i64, moment: i64, outcome: &str) {
    let asked = NewQuestion {
        id: QuestionId(id),
        update: UpdateId(id),
        chat: ChatId(id),
        asked: at(moment),
        lang: Lang::Ru,
        text: format!("вопрос {id}"),
        outcome: outcome.to_owned(),
        entry: (outcome == "answer").then(|| "trees".parse().unwrap()),
        confidence: 0.5,
        stays: false,
    };
    write!(store, |c| question::record(c, &[&asked])).unwrap();
}

async fn said(store: &Store, id: i64, vote: Vote, moment: i64) {
    write!(store, |c| feedback::give(c, QuestionId(id), ChatId(id), vote, at(moment))).unwrap().unwrap();
}

#[tokio::test]
async fn questions_and_ratings_of_a_time_are_counted_and_what_had_no_answer_is_listed() {
    for (store, _database) in test_stores().await {
        let (since, until) = (at(10 * DAY), at(11 * DAY));
        for (id, moment, outcome) in [
            (1, 10 * DAY - 5, "answer"),
            (2, 10 * DAY, "answer"),
            (3, 10 * DAY + 1, "decline"),
            (4, 10 * DAY + 2, "decline"),
            (5, 10 * DAY + 3, "decline"),
            (6, 11 * DAY - 1, "decline"),
            (7, 11 * DAY, "answer"),
        ] {
            asked(&store, id, moment, outcome).await;
        }
        // The last word of yesterday is of yesterday, a word of today on yesterday's question of today.
        said(&store, 2, Vote::Useful, 10 * DAY + 9).await;
        said(&store, 1, Vote::Because(Reason::Unclear), 10 * DAY + 9).await;
        said(&store, 7, Vote::NotUseful, 11 * DAY + 1).await;
        write!(store, |c| question::unlink(c, QuestionId(4))).unwrap();
        let chosen = "sport".parse().unwrap();
        write!(store, |c| question::settle(c, QuestionId(5), &chosen)).unwrap();
        let c = &mut store.read().await.unwrap();
        let mut outcomes = digest::outcomes(c, (since, until)).await.unwrap();
        outcomes.sort();
        assert_eq!(outcomes, [("answer".to_owned(), 1), ("decline".to_owned(), 4)]);
        let rating = Rating { entry: "trees".parse().unwrap(), useful: 1, not_useful: 1 };
        assert_eq!(digest::ratings(c, (since, until)).await.unwrap(), [rating]);
        let declined = digest::declined(c, (since, until), 5).await.unwrap();
        let told: Vec<_> = declined.iter().map(|one| (one.id.0, one.text.as_str())).collect();
        assert_eq!(told, [(6, "вопрос 6"), (3, "вопрос 3")]);
        assert_eq!(digest::declined(c, (since, until), 1).await.unwrap(), declined[..1]);
    }
}

#[tokio::test]
async fn who_waits_for_staff_is_listed_longest_first() {
    for (store, _database) in test_stores().await {
        for (chat, group) in [(1, GROUP), (2, GROUP), (3, ChatId(-200)), (4, GROUP), (5, GROUP)] {
            let new = NewTicket {
                update: UpdateId(chat),
                chat: ChatId(chat),
                lang: Lang::Ru,
                text: format!("вопрос {chat}"),
                outcome: "decline".to_owned(),
                entry: None,
                confidence: 0.5,
            };
            let opened = at(100 - chat);
            let (id, _) = write!(store, |c| ticket::open(c, &new, opened)).unwrap();
            write!(store, |c| ticket::set_topic(c, id, (group, 40 + chat), 0)).unwrap();
            // The last one was not shown to staff yet.
            write!(store, |c| ticket::set_card(c, id, if chat == 5 { 0 } else { 9 })).unwrap();
        }
        for (ticket, from_staff, moment) in [(4, true, 200), (1, true, 200), (1, false, 300)] {
            let new = NewMessage {
                ticket: TicketId(ticket),
                from_staff,
                message: moment,
                by: ChatId(7),
                text: String::new(),
            };
            write!(store, |c| ticket_message::begin(c, &new, at(moment))).unwrap();
        }
        let found = digest::waiting(&mut store.read().await.unwrap(), GROUP, 9).await.unwrap();
        let told: Vec<_> = found.iter().map(|waits| (waits.id.0, waits.topic, waits.since)).collect();
        assert_eq!(told, [(2, 42, at(98)), (1, 41, at(300))]);
        assert_eq!(found[0].text, "вопрос 2");
    }
}

#[tokio::test]
async fn only_one_changes_a_value_from_what_it_was() {
    for (store, _database) in test_stores().await {
        for (before, value, changed) in
            [(None, "1", true), (None, "2", false), (Some("1"), "3", true), (Some("1"), "4", false)]
        {
            let did = write!(store, |c| meta::change(c, meta::DIGEST_DAY, before, value)).unwrap();
            assert_eq!(did, changed, "{before:?} {value}");
        }
        let kept = meta::get(&mut store.read().await.unwrap(), meta::DIGEST_DAY).await.unwrap();
        assert_eq!(kept.as_deref(), Some("3"));
    }
}
