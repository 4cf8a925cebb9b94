//! Residents, their questions, and what they say of the answers.

use search::Lang;

use super::{at, test_stores, write};
use crate::clock::Timestamp;
use crate::ids::{ChatId, EntryId, QuestionId, UpdateId};
use crate::store::feedback::{Counts, Reason, Vote};
use crate::store::question::NewQuestion;
use crate::store::ticket_message::{self, NewMessage};
use crate::store::{Store, feedback, question, resident, ticket};

fn id(text: &str) -> EntryId {
    text.parse().unwrap()
}

fn asked(update: i64, chat: i64) -> NewQuestion {
    NewQuestion {
        id: QuestionId(update * 100 + chat),
        update: UpdateId(update),
        chat: ChatId(chat),
        asked: at(500),
        lang: Lang::Kk,
        text: "Мәдениет үйі\0 ?".to_owned(),
        outcome: "answer".to_owned(),
        entry: Some(id("dept:sport")),
        confidence: 0.75,
        stays: false,
    }
}

async fn record(store: &Store, update: i64, chat: i64) -> QuestionId {
    let asked = asked(update, chat);
    let id = asked.id;
    write!(store, |c| question::record(c, &[&asked])).unwrap();
    id
}

#[tokio::test]
async fn a_resident_is_remembered() {
    for (store, _database) in test_stores().await {
        let chat = ChatId(-5_000_000_000);
        let new = write!(store, |c| resident::seen(c, chat, at(10))).unwrap();
        assert_eq!((new.lang, new.first_seen, new.blocked, new.after), (None, at(10), false, None));
        write!(store, |c| resident::set_lang(c, chat, Lang::En)).unwrap();
        write!(store, |c| resident::set_after(c, chat, Some(&id("greening")), at(15))).unwrap();
        write!(store, |c| resident::set_blocked(c, chat, true)).unwrap();
        let known = resident::get(&mut store.read().await.unwrap(), chat).await.unwrap().unwrap();
        assert_eq!((known.lang, known.blocked), (Some(Lang::En), true));
        let back = write!(store, |c| resident::seen(c, chat, at(20))).unwrap();
        assert_eq!((back.first_seen, back.last_seen, back.blocked), (at(10), at(20), false));
        assert_eq!((back.after, back.after_at), (Some(id("greening")), at(15)));
        write!(store, |c| resident::set_after(c, chat, None, at(30))).unwrap();
        assert_eq!(write!(store, |c| resident::seen(c, chat, at(40))).unwrap().after, None);
        assert!(resident::get(&mut store.read().await.unwrap(), ChatId(1)).await.unwrap().is_none());
    }
}

#[tokio::test]
async fn one_update_makes_one_question() {
    for (store, _database) in test_stores().await {
        let first = record(&store, 1, 7).await;
        let again = NewQuestion { id: QuestionId(9), ..asked(1, 7) };
        write!(store, |c| question::record(c, &[&again])).unwrap();
        assert!(question::get(&mut store.read().await.unwrap(), QuestionId(9)).await.unwrap().is_none());
        let other = record(&store, 1, 8).await;
        let kept = question::get(&mut store.read().await.unwrap(), other).await.unwrap();
        assert!(kept.is_some(), "Telegram may number anew");
        let kept = question::get(&mut store.read().await.unwrap(), first).await.unwrap().unwrap();
        assert_eq!((kept.text.as_str(), kept.lang, kept.confidence), ("Мәдениет үйі ?", Some(Lang::Kk), 0.75));
        assert_eq!((kept.entry, kept.asked, kept.chat), (Some(id("dept:sport")), at(500), ChatId(7)));
    }
}

#[tokio::test]
async fn many_questions_are_kept_at_once_with_what_was_talked_about() {
    for (store, _database) in test_stores().await {
        let many: Vec<NewQuestion> = (0..150).map(|n| asked(n, n)).collect();
        write!(store, |c| question::record(c, &many.iter().collect::<Vec<_>>())).unwrap();
        let thanks = NewQuestion { entry: None, stays: true, asked: at(600), ..asked(500, 7) };
        let nothing = NewQuestion { entry: None, asked: at(700), ..asked(501, 8) };
        write!(store, |c| question::record(c, &[&thanks, &nothing])).unwrap();
        let chats: Vec<ChatId> = (0..200).map(ChatId).collect();
        let known = resident::get_all(&mut store.read().await.unwrap(), &chats).await.unwrap();
        assert_eq!(known.len(), 150);
        let of = |chat: i64| known.iter().find(|resident| resident.chat == ChatId(chat)).unwrap();
        assert_eq!((of(7).after.clone(), of(7).after_at, of(7).last_seen), (Some(id("dept:sport")), at(500), at(600)));
        assert_eq!((of(8).after.clone(), of(8).after_at), (None, at(700)));
    }
}

#[tokio::test]
async fn an_old_question_is_forgotten_and_what_became_of_it_is_kept() {
    for (store, _database) in test_stores().await {
        let first = record(&store, 1, 7).await;
        record(&store, 2, 8).await;
        let old = async |before| question::old(&mut store.read().await.unwrap(), at(before), 1).await.unwrap();
        assert_eq!(old(500).await, []);
        assert_eq!(old(501).await, [first]);
        write!(store, |c| question::unlink(c, first)).unwrap();
        assert_ne!(old(501).await, [first]);
        let kept = question::get(&mut store.read().await.unwrap(), first).await.unwrap().unwrap();
        assert_eq!((kept.text.as_str(), kept.chat, kept.asked), ("", ChatId(0), at(0)));
        assert_eq!((kept.outcome.as_str(), kept.entry), ("answer", Some(id("dept:sport"))));
    }
}

#[tokio::test]
async fn feedback_is_the_word_of_the_one_who_asked() {
    for (store, _database) in test_stores().await {
        let asked = record(&store, 1, 7).await;
        let because = Vote::Because;
        for (chat, vote, holds) in [
            (7, Vote::Useful, Some(Vote::Useful)),
            (7, Vote::Useful, Some(Vote::Useful)),
            (7, Vote::NotUseful, Some(Vote::NotUseful)),
            (8, Vote::Useful, None),
            (7, because(Reason::Unclear), Some(because(Reason::Unclear))),
            (7, Vote::NotUseful, Some(because(Reason::Unclear))),
            (7, because(Reason::OtherQuestion), Some(because(Reason::OtherQuestion))),
        ] {
            let given = write!(store, |c| feedback::give(c, asked, ChatId(chat), vote, at(9))).unwrap();
            assert_eq!(given, holds, "{chat} {vote:?}");
        }
        assert_eq!(counts(&store).await, Counts { useful: 0, not_useful: 1, reasons: [0, 1, 0] });
        write!(store, |c| feedback::give(c, asked, ChatId(7), Vote::Useful, at(9))).unwrap();
        assert_eq!(counts(&store).await, Counts { useful: 1, not_useful: 0, reasons: [0; 3] });
        let forged = QuestionId(i64::MAX);
        assert_eq!(write!(store, |c| feedback::give(c, forged, ChatId(7), Vote::Useful, at(9))).unwrap(), None);
    }
}

#[tokio::test]
async fn each_answer_of_a_question_has_its_own_feedback_and_what_is_no_answer_has_none() {
    for (store, _database) in test_stores().await {
        let question = record(&store, 1, 7).await;
        write!(store, |c| feedback::give(c, question, ChatId(7), Vote::NotUseful, at(9))).unwrap();
        write!(store, |c| question::settle(c, question, &id("greening"))).unwrap();
        write!(store, |c| feedback::give(c, question, ChatId(7), Vote::Useful, at(9))).unwrap();
        assert_eq!(counts(&store).await, Counts { useful: 1, not_useful: 1, reasons: [0; 3] });
        let declined = NewQuestion { entry: None, ..asked(2, 7) };
        let id = declined.id;
        write!(store, |c| question::record(c, &[&declined])).unwrap();
        assert_eq!(write!(store, |c| feedback::give(c, id, ChatId(7), Vote::Useful, at(9))).unwrap(), None);
    }
}

async fn counts(store: &Store) -> Counts {
    feedback::counts(&mut store.read().await.unwrap()).await.unwrap()
}

#[tokio::test]
async fn a_ticket_moves_from_group_to_group_as_often_as_it_must() {
    for (store, database) in super::test_stores().await {
        let new = ticket::NewTicket {
            update: UpdateId(5),
            chat: ChatId(77),
            lang: Lang::Ru,
            text: "words".to_owned(),
            outcome: "decline".to_owned(),
            entry: None,
            confidence: 0.5,
        };
        let (id, _) =
            store.write(move |c| Box::pin(async move { ticket::open(c, &new, Timestamp(1)).await })).await.unwrap();
        let mut topic = 0;
        for group in 1..5 {
            let is_set = store.write(move |c| {
                Box::pin(async move {
                    let is_set = ticket::set_topic(c, id, (ChatId(-group), 10), topic).await?;
                    let sent =
                        NewMessage { ticket: id, from_staff: true, message: 5, by: ChatId(9), text: String::new() };
                    ticket_message::begin(c, &sent, Timestamp(group)).await?;
                    Ok(is_set)
                })
            });
            assert!(is_set.await.unwrap(), "{}: group {group}", database.name);
            topic = 10;
        }
        let all = ticket_message::of_ticket(&mut store.read().await.unwrap(), id).await.unwrap();
        assert_eq!(all.iter().filter(|message| message.message < 0).count(), 3, "{}", database.name);
    }
}
