//! Residents, their questions, and what they say of the answers.

use search::Lang;

use super::{at, test_stores, write};
use crate::ids::{ChatId, EntryId, QuestionId, UpdateId};
use crate::store::feedback::{Counts, Given};
use crate::store::question::NewQuestion;
use crate::store::{Store, feedback, question, resident};

fn id(text: &str) -> EntryId {
    text.parse().unwrap()
}

fn asked(update: i64, chat: i64) -> NewQuestion {
    NewQuestion {
        update: UpdateId(update),
        chat: ChatId(chat),
        asked: at(500),
        lang: Lang::Kk,
        text: "Мәдениет үйі\0 ?".to_owned(),
        outcome: "answer".to_owned(),
        entry: Some(id("dept:sport")),
        confidence: 0.75,
    }
}

async fn record(store: &Store, update: i64, chat: i64) -> QuestionId {
    let asked = asked(update, chat);
    write!(store, |c| question::record(c, &asked)).unwrap()
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
        assert_eq!(record(&store, 1, 7).await, first);
        assert_ne!(record(&store, 2, 7).await, first);
        assert_ne!(record(&store, 1, 8).await, first, "Telegram may number anew");
        let kept = question::get(&mut store.read().await.unwrap(), first).await.unwrap().unwrap();
        assert_eq!((kept.text.as_str(), kept.lang, kept.confidence), ("Мәдениет үйі ?", Some(Lang::Kk), 0.75));
        assert_eq!((kept.entry, kept.asked, kept.chat), (Some(id("dept:sport")), at(500), ChatId(7)));
    }
}

#[tokio::test]
async fn texts_are_forgotten_and_the_rest_is_kept() {
    for (store, _database) in test_stores().await {
        let asked = record(&store, 1, 7).await;
        assert_eq!(write!(store, |c| question::forget_texts(c, at(500))).unwrap(), 0);
        assert_eq!(write!(store, |c| question::forget_texts(c, at(501))).unwrap(), 1);
        assert_eq!(write!(store, |c| question::forget_texts(c, at(501))).unwrap(), 0);
        let kept = question::get(&mut store.read().await.unwrap(), asked).await.unwrap().unwrap();
        assert_eq!((kept.text.as_str(), kept.outcome.as_str()), ("", "answer"));
    }
}

#[tokio::test]
async fn feedback_is_the_word_of_the_one_who_asked() {
    for (store, _database) in test_stores().await {
        let asked = record(&store, 1, 7).await;
        for (chat, useful, expected) in [
            (7, true, Given::New),
            (7, true, Given::Same),
            (7, false, Given::Changed),
            (8, true, Given::Unknown),
            (7, false, Given::Same),
        ] {
            let given = write!(store, |c| feedback::give(c, asked, ChatId(chat), useful, at(9))).unwrap();
            assert_eq!(given, expected, "{chat} {useful}");
        }
        let forged = write!(store, |c| feedback::give(c, QuestionId(i64::MAX), ChatId(7), true, at(9))).unwrap();
        assert_eq!(forged, Given::Unknown);
        let counts = feedback::counts(&mut store.read().await.unwrap()).await.unwrap();
        assert_eq!(counts, Counts { useful: 0, not_useful: 1 });
    }
}
