//! Buttons: votes, more, options, browsing, languages; old and forged ones.

use search::Lang;

use super::town::Town;
use crate::bot::callbacks::encode;
use crate::ids::QuestionId;
use crate::store::feedback::{Reason, Vote};
use crate::store::{feedback, resident};
use crate::view::Press;

async fn counts(town: &Town) -> (i64, i64) {
    let counts = feedback::counts(&mut town.services.store.read().await.unwrap()).await.unwrap();
    (counts.useful, counts.not_useful)
}

#[tokio::test]
async fn a_vote_is_thanked_ticked_changed_and_counted_once() {
    let town = Town::new().await;
    let ann = town.person("ru");
    ann.says("Кто сажает деревья?").await;
    let (yes, no) = (town.ru("btn-useful"), town.ru("btn-not-useful"));
    assert_eq!(ann.presses(&yes).await, Some(town.ru("toast-useful")));
    assert!(ann.last().await.contains(&format!("[{yes} ✓] [{no}]")));
    assert!(ann.presses(&yes).await.is_some());
    assert_eq!(counts(&town).await, (1, 0));
    assert_eq!(ann.presses(&no).await, Some(town.ru("toast-not-useful")));
    assert!(ann.last().await.contains(&format!("[{yes}] [{no} ✓]")));
    assert_eq!(counts(&town).await, (0, 1));
    let unclear = town.ru("btn-unclear");
    assert_eq!(ann.presses(&unclear).await, Some(town.ru("toast-reason")));
    assert!(ann.last().await.contains(&format!("[{unclear} ✓]")));
    assert_eq!(counts(&town).await, (0, 1));
    assert_eq!(ann.says(&yes).await, format!("bot: {}", town.ru("toast-useful")));
    assert_eq!(counts(&town).await, (1, 0));
}

#[tokio::test]
async fn forged_foreign_and_old_buttons_are_answered_and_do_nothing() {
    let town = Town::new().await;
    let (ann, bob) = (town.person("ru"), town.person("en"));
    ann.says("Кто сажает деревья?").await;
    bob.says("/help").await;
    let asked = town.questions().await[0];
    let theirs = encode(&Press::Vote(asked, Vote::Useful));
    let why = encode(&Press::Vote(asked, Vote::Because(Reason::Unclear)));
    let gone = encode(&Press::Open(Lang::Ru, "dept:gone".parse().unwrap()));
    let foreign = encode(&Press::Choose(asked, "trees".parse().unwrap()));
    let starter = encode(&Press::Starter(Lang::En, 200));
    let stale = [town.en("toast-out-of-date"), town.ru("toast-out-of-date")];
    for data in
        [theirs, why, gone, foreign, starter, "0v1".into(), "nonsense".into(), encode(&Press::Others(QuestionId(9)))]
    {
        let pressed = bob.actor.presses_data(2, &data).await.unwrap();
        assert!(pressed.text.is_some_and(|text| stale.contains(&text)), "{data}");
    }
    town.sandbox.idle().await.unwrap();
    assert_eq!(counts(&town).await, (0, 0));
    assert_eq!(bob.heard(), 1);
}

#[tokio::test]
async fn departments_are_browsed_in_one_message() {
    let town = Town::new().await;
    let ann = town.person("en");
    let list = ann.says("/departments").await;
    let (back, former, new) = (town.en("btn-back"), town.en("btn-former"), town.en("btn-departments"));
    assert!(list.contains("[Town Department]") && list.contains(&former), "{list}");
    ann.presses("Town Department").await;
    assert!(ann.last().await.contains("[Trees]"));
    ann.presses("Trees").await;
    assert!(ann.last().await.contains(&(town.en("answer-topic") + "Trees")));
    ann.presses(&back).await;
    ann.presses(&back).await;
    ann.presses(&former).await;
    ann.presses("Parks Department").await;
    let card = ann.last().await;
    let abolished = town.en("answer-abolished") + "Parks Department (Parks Department ru)";
    assert!(card.contains(&abolished), "{card}");
    ann.presses(&back).await;
    ann.presses(&new).await;
    assert_eq!(ann.last().await.replace(" (edited)", ""), list);
    assert_eq!(ann.heard(), 1);
    assert!(ann.says("town department").await.contains("[Trees]"));
    assert!(ann.says("/former").await.contains(&town.en("former-title")));
}

#[tokio::test]
async fn more_about_the_department_comes_below_the_answer() {
    let town = Town::new().await;
    let ann = town.person("ru");
    ann.says("Кто сажает деревья?").await;
    assert_eq!(ann.presses(&town.ru("btn-department")).await, None);
    assert!(ann.last().await.contains(&(town.ru("department-former") + "Parks Department ru")));
    assert_eq!(ann.heard(), 2);
}

#[tokio::test]
async fn options_are_pressed_or_typed() {
    let town = Town::new().await;
    let ann = town.person("ru");
    ann.says("Кто сажает деревья?").await;
    let options: Vec<_> =
        ["trees", "sport"].map(|id| town.services.answerer.about(&id.parse().unwrap(), Lang::Ru)).into();
    let entries: Vec<_> = options.into_iter().map(|about| entry(about.unwrap())).collect();
    let asked = town.questions().await[0];
    let card = town.services.view.ask(Lang::Ru, &entries, Some(asked));
    town.services.tell(ann.chat(), &card).await.unwrap();
    assert!(ann.says("2").await.contains(&(town.ru("answer-topic") + "Sport ru")));
    town.services.tell(ann.chat(), &card).await.unwrap();
    assert!(ann.says("Trees RU").await.contains(&(town.ru("answer-topic") + "Trees ru")));
    town.services.tell(ann.chat(), &card).await.unwrap();
    ann.presses("Sport ru").await;
    let chosen = ann.last().await;
    assert!(chosen.contains("(edited)") && chosen.contains(&(town.ru("answer-topic") + "Sport ru")), "{chosen}");
    ann.presses(&town.ru("btn-others")).await;
    assert!(ann.last().await.contains("[Trees ru]"));
    town.services.tell(ann.chat(), &card).await.unwrap();
    ann.presses(&town.ru("btn-none-of-these")).await;
    assert!(ann.last().await.contains(&town.ru("ask-none")));
    let mut c = town.services.store.read().await.unwrap();
    let known = resident::get(&mut c, ann.chat()).await.unwrap().unwrap();
    assert_eq!(known.after.unwrap().as_str(), "sport");
}

fn entry(answered: crate::answer::Answered) -> std::sync::Arc<crate::knowledge::entry::Entry> {
    match answered.reply {
        crate::answer::Reply::Answer(answer) => answer.entry,
        other => panic!("{other:?}"),
    }
}
