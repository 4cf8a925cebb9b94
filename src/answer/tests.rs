//! Questions to the small pack of an invented town.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::sync::LazyLock;

use super::*;
use crate::knowledge::fixture;

static ANSWERER: LazyLock<Answerer> = LazyLock::new(|| Answerer::new(fixture::live()));

fn ask(text: &str) -> Answered {
    ANSWERER.answer(&Asking { text, ..Asking::default() })
}

fn answer(text: &str) -> Answer {
    match ask(text).reply {
        Reply::Answer(answer) => *answer,
        other => panic!("{text:?} gave {other:?}"),
    }
}

fn ids(entries: &[Arc<Entry>]) -> Vec<&str> {
    entries.iter().map(|entry| entry.id.as_str()).collect()
}

#[test]
fn a_topic_comes_with_department_former_one_and_source() {
    let answer = answer("Кто сажает деревья?");
    assert_eq!(answer.entry.id.as_str(), "trees");
    assert_eq!(answer.department.unwrap().id.as_str(), "dept:town");
    assert_eq!(ids(&answer.former), ["former:parks"]);
    assert_eq!(answer.source.unwrap().id, "news");
    assert!(!answer.complaint && answer.as_of.is_none());
}

#[test]
fn the_reply_is_in_the_language_of_the_question_or_of_the_hint() {
    assert_eq!(ask("Ағашты кім кесті?").lang, Lang::Kk);
    assert_eq!(ask("Who plants trees?").lang, Lang::En);
    assert_eq!(ask("???").lang, Lang::Ru, "the pack's own language");
    assert_eq!(ANSWERER.answer(&Asking { text: "???", hint: Some(Lang::En), after: None }).lang, Lang::En);
}

#[test]
fn a_complaint_is_marked() {
    assert!(answer("Во дворе спилили дерево").complaint);
    assert!(!answer("Кто спилил дерево во дворе?").complaint);
}

#[test]
fn a_year_before_the_announcement_asks_for_the_former_department() {
    let then = answer("Кто сажает деревья в 2017 году?");
    assert_eq!((then.as_of, ids(&then.former)), (Some(2017), vec!["former:parks"]));
    assert_eq!(answer("Кто сажает деревья в 2020 году?").as_of, None);
}

#[test]
fn a_matter_of_others_is_declined_and_an_emergency_has_its_text() {
    let Reply::Decline(pension) = ask("Когда придёт пенсия").reply else { panic!("answered") };
    assert_eq!((pension.matter.unwrap().id.as_str(), pension.emergency), ("decoy:pensions", false));
    let Reply::Decline(fire) = ask("Пожар помогите").reply else { panic!("answered") };
    assert!(fire.emergency);
    let Reply::Decline(nothing) = ask(" \n").reply else { panic!("answered") };
    assert_eq!(nothing.oddity, Some(Oddity::Empty));
}

#[test]
fn a_greeting_is_small_talk() {
    let Reply::Smalltalk(entry) = ask("Здравствуйте").reply else { panic!("no small talk") };
    assert_eq!(entry.id.as_str(), "smalltalk:greeting");
}

#[test]
fn buttons_get_what_they_name() {
    let about = |id: &str| ANSWERER.about(&id.parse().unwrap(), Lang::En).map(|answered| answered.reply);
    let Some(Reply::Answer(people)) = about("dept:people") else { panic!("no answer") };
    assert_eq!(ids(&people.topics), ["sport"]);
    assert_eq!(ids(&people.former), ["former:games", "former:leisure"]);
    assert!(people.department.is_none());
    let Some(Reply::Answer(games)) = about("former:games") else { panic!("no answer") };
    assert_eq!(games.department.unwrap().id.as_str(), "dept:people");
    let Some(Reply::Answer(abolished_later)) = about("dept:leisure") else { panic!("no answer") };
    assert_eq!(abolished_later.entry.id.as_str(), "former:leisure");
    assert!(about("dept:nothing").is_none());
    assert_eq!(ids(&ANSWERER.departments()), ["dept:people", "dept:town"]);
    assert_eq!(ids(&ANSWERER.formers()).len(), 3);
}
