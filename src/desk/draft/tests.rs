//! What replies are taken for, and what drafts make.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use proptest::prelude::*;

use super::make::titled;
use super::*;
use crate::knowledge::fixture;
use crate::knowledge::live::Snapshot;
use std::sync::{Arc, LazyLock};

static SNAPSHOT: LazyLock<Arc<Snapshot>> = LazyLock::new(|| fixture::live().snapshot());

const TODAY: &str = "2026-11-28";

fn give(draft: &mut Draft, text: &str) -> Given {
    given(draft, text, &SNAPSHOT, TODAY)
}

fn make(draft: &Draft) -> Result<Made, Vec<Need>> {
    draft.make(&fixture::knowledge(), TODAY.parse().unwrap())
}

#[test]
fn parts_are_taken_by_their_names_and_else_by_their_language() {
    let mut draft = Draft::new(Aim::Fact);
    assert_eq!(give(&mut draft, "Кто пилит деревья во дворе\nПилит город."), Given::Taken);
    assert_eq!(
        give(&mut draft, "kk: Ағашты кім кеседі\nҚала кеседі.\n\nEN: The town does.\nsource: Order 5"),
        Given::Taken
    );
    assert_eq!(draft.texts.get(Lang::Ru), "Кто пилит деревья во дворе\nПилит город.");
    assert_eq!(draft.texts.get(Lang::Kk), "Ағашты кім кеседі\nҚала кеседі.");
    assert_eq!(draft.texts.get(Lang::En), "The town does.");
    assert!(matches!(&draft.source, From::New { title, .. } if title == "Order 5"));
    assert_eq!(give(&mut draft, "источник: news"), Given::Taken);
    assert_eq!(draft.source, From::Known("news".to_owned()));
}

#[test]
fn a_link_or_what_is_left_is_the_source() {
    let mut draft = Draft::new(Aim::Fact);
    give(&mut draft, "https://example.org/order");
    assert!(matches!(&draft.source, From::New { url, .. } if url == "https://example.org/order"));
    let mut full = Draft::new(Aim::Fact);
    give(&mut full, "kk: а\nru: б\nen: c");
    give(&mut full, "Order of 5 May");
    assert!(matches!(&full.source, From::New { title, .. } if title == "Order of 5 May"));
}

#[test]
fn a_refused_reply_changes_nothing() {
    let mut draft = Draft::new(Aim::Fact);
    give(&mut draft, "ru: Было");
    let before = draft.clone();
    assert_eq!(give(&mut draft, " \n"), Given::Empty);
    assert_eq!(give(&mut draft, &format!("ru: Стало\nen: {}", "x".repeat(LONGEST + 1))), Given::TooLong(LONGEST));
    assert_eq!(draft, before);
    let mut review = Draft::new(Aim::Review("trees".to_owned()));
    for bad in ["soon", "31.02.2027", "28.11.2026", "2026-11-27"] {
        assert_eq!(give(&mut review, bad), Given::NoDate, "{bad}");
    }
    for good in ["1.6.2027", "2027-06-01"] {
        assert_eq!(give(&mut review, good), Given::Taken);
        assert_eq!(review.review_by, "2027-06-01");
    }
}

#[test]
fn a_new_answer_needs_three_languages_and_a_source() {
    let mut draft = Draft::new(Aim::Fact);
    give(&mut draft, "ru: Музей\nМузея нет.");
    let field = Need::Field;
    assert_eq!(make(&draft), Err(vec![field(Field::Kk), field(Field::En), field(Field::Source)]));
    give(&mut draft, "kk: Мұражай жоқ.\nen: Town museum\nThere is none.\nsource: news");
    let made = make(&draft).unwrap();
    assert_eq!((made.entry.id.as_str(), made.source), ("fact:town-museum", None));
    assert_eq!((made.entry.name(Lang::Ru), made.entry.name(Lang::Kk)), ("Музей", "Мұражай жоқ"));
    assert_eq!(made.entry.review_by, "2027-11-28");
}

#[test]
fn a_topic_is_of_its_department_by_the_source() {
    let mut draft = Draft::new(Aim::Topic("dept:town".to_owned()));
    give(
        &mut draft,
        "kk: Гүл\nГүлдер.\nru: Цветы\nКлумбы.\nen: Flowers\nFlower beds.\nsource: https://example.org Order",
    );
    let made = make(&draft).unwrap();
    assert_eq!(made.entry.department, Some("dept:town".parse().unwrap()));
    assert_eq!(made.source.unwrap().id, made.entry.source);
}

#[test]
fn a_title_is_changed_in_the_language_of_its_name() {
    let mut draft = Draft::new(Aim::Text("trees".to_owned()));
    assert_eq!(give(&mut draft, "название: Деревья города\ntitle: Town trees"), Given::Taken);
    let texts = make(&draft).unwrap().entry.texts;
    assert_eq!((texts.ru.name.as_str(), texts.en.name.as_str()), ("Деревья города", "Town trees"));
    assert_eq!(give(&mut draft, &format!("title: {}", "x".repeat(100))), Given::TooLong(80));
}

#[test]
fn one_language_alone_is_not_changed_without_a_word() {
    let mut draft = Draft::new(Aim::Text("trees".to_owned()));
    give(&mut draft, "kk: Ағаштар");
    assert_eq!(make(&draft), Err(vec![Need::Parity(Lang::Ru)]));
    draft.same = true;
    assert_eq!(make(&draft).unwrap().entry.texts.kk.body, "Ағаштар");
    assert_eq!(make(&Draft::new(Aim::Text("trees".to_owned()))), Err(vec![Need::Nothing]));
    assert_eq!(make(&Draft::new(Aim::Text("gone".to_owned()))), Err(vec![Need::Gone]));
}

#[test]
fn a_title_is_the_first_line_or_the_first_words() {
    let long = "Чтобы записаться в кружок рисования для детей, придите в дом культуры";
    for (text, title, body) in [
        ("Музей:\nЕго нет.", "Музей", "Его нет."),
        ("Музея нет. Но будет.", "Музея нет", "Музея нет. Но будет."),
        (long, "Чтобы записаться в кружок рисования для…", long),
        ("", "", ""),
    ] {
        assert_eq!(titled(text), (title.to_owned(), body.to_owned()));
    }
}

#[test]
fn what_repeats_the_resident_is_noticed() {
    let names = ["Айгүл".to_owned(), "Ли".to_owned()];
    let said = ["Где мой пропавший рыжий кот Барсик?"];
    let quotes = |text: &str| quotes(text, &names, said);
    assert!(quotes("Уважаемая Айгуль, это не к нам."));
    assert!(quotes("Вы спросили: «мой пропавший рыжий кот Барсик». Мы не знаем."));
    assert!(!quotes("Пропавших животных ищет отлов. Ликвидация не к нам."));
}

proptest! {
    #[test]
    fn no_reply_makes_it_panic_and_a_draft_comes_back(text in "(kk|ru|source|phone|review)?:? ?.{0,60}(\n.{0,20})?", aim in 0usize..4) {
        let aims = [Aim::Fact, Aim::Text("trees".into()), Aim::Contact("dept:town".into()), Aim::Review("trees".into())];
        let mut draft = Draft::new(aims[aim].clone());
        let _ = give(&mut draft, &text);
        let _ = make(&draft);
        prop_assert_eq!(Draft::read(&draft.write()), Some(draft));
    }
}
