#![allow(clippy::unwrap_used, clippy::expect_used)]
//! A small made-up corpus: what comes out for whom, on every kind of text, and over a round trip through bytes.

use proptest::prelude::*;
use search::{
    Corpus, Index, Label, Lang, LoadError, Manner, Oddity, Origin, Outcome, Query, Sample, Scope, Understanding,
};
use std::sync::LazyLock;

/// Label, group, scope, urgent, then texts with their language.
type Row = (&'static str, Option<&'static str>, Scope, bool, &'static [(Lang, &'static str)]);

const ROWS: &[Row] = &[
    (
        "trees",
        Some("green"),
        Scope::Inside,
        false,
        &[
            (Lang::Ru, "Кто сажает деревья во дворе?"),
            (Lang::Ru, "Спилили дерево у дома"),
            (Lang::Ru, "озеленение дворов"),
            (Lang::Kk, "Ағаш отырғызумен кім айналысады?"),
            (Lang::Kk, "аулаға ағаш егу керек"),
            (Lang::En, "Who plants trees in the yard?"),
            (Lang::En, "a tree was cut down near my house"),
        ],
    ),
    (
        "air",
        Some("green"),
        Scope::Inside,
        false,
        &[
            (Lang::Ru, "Смог над городом, нечем дышать"),
            (Lang::Ru, "кто следит за чистотой воздуха?"),
            (Lang::Kk, "Қала ауасының ластануы"),
            (Lang::En, "the air is dirty, smog everywhere"),
        ],
    ),
    (
        "books",
        Some("culture"),
        Scope::Inside,
        false,
        &[
            (Lang::Ru, "Кто отвечает за библиотеки?"),
            (Lang::Ru, "в библиотеке нет новых книг"),
            (Lang::Kk, "Кітапханаға кім жауап береді?"),
            (Lang::Kk, "кітапханада жаңа кітап жоқ"),
            (Lang::En, "Who runs the libraries?"),
            (Lang::En, "the library has no new books"),
        ],
    ),
    (
        "chief",
        None,
        Scope::Inside,
        false,
        &[(Lang::Ru, "Кто аким города?"), (Lang::Kk, "Қала әкімі кім?"), (Lang::En, "Who is the mayor?")],
    ),
    (
        "passports",
        None,
        Scope::Outside,
        false,
        &[
            (Lang::Ru, "Где получить паспорт?"),
            (Lang::Ru, "поменять паспорт по возрасту"),
            (Lang::Kk, "Төлқұжатты қайдан аламын?"),
            (Lang::En, "Where do I get a passport?"),
        ],
    ),
    (
        "rescue",
        None,
        Scope::Outside,
        true,
        &[
            (Lang::Ru, "Пахнет газом, помогите"),
            (Lang::Ru, "пожар, горит дом"),
            (Lang::Kk, "Өрт шықты, көмектесіңдер"),
            (Lang::Kk, "газ иісі шығып тұр"),
            (Lang::En, "I smell gas"),
            (Lang::En, "fire in the building, help"),
        ],
    ),
    (
        "hello",
        None,
        Scope::Smalltalk,
        false,
        &[(Lang::Ru, "Здравствуйте!"), (Lang::Ru, "привет"), (Lang::Kk, "Сәлеметсіз бе!"), (Lang::En, "Hello there")],
    ),
];

fn corpus() -> Corpus {
    let mut corpus = Corpus::default();
    for (label, &(id, group, scope, urgent, texts)) in ROWS.iter().enumerate() {
        corpus.labels.push(Label { id: id.into(), group: group.map(Into::into), scope, urgent });
        corpus.samples.extend(texts.iter().map(|&(lang, text)| Sample {
            label,
            lang,
            text: text.into(),
            origin: Origin::Example,
        }));
    }
    corpus
}

static INDEX: LazyLock<Index> = LazyLock::new(|| Index::train(&corpus()));

fn ask(text: &str) -> Understanding {
    INDEX.ask(&Query { text, ..Query::default() })
}

fn best(text: &str) -> String {
    ask(text).best.expect("an entry").id
}

#[test]
fn entries_are_answered_in_any_spelling() {
    assert_eq!(best("кто посадит деревья?"), "trees");
    assert_eq!(best("kto sazhaet derevya vo dvore"), "trees");
    assert_eq!(best("кiтапханага ким жауап бередi"), "books");
    assert_eq!(best("who runs our library"), "books");
}

#[test]
fn an_example_word_for_word_settles_it() {
    let got = ask("  КТО отвечает за библиотеки  ");
    assert_eq!((got.outcome, got.confidence), (Outcome::Answer, 1.0));
    assert_eq!(got.candidates[0].id, "books");
    assert_eq!(ask("привет").smalltalk.as_deref(), Some("hello"));
    assert_eq!(ask("Где получить паспорт").matter.as_deref(), Some("passports"));
}

#[test]
fn decoys_are_declined_by_name() {
    let got = ask("где мне получить новый паспорт");
    assert_eq!((got.outcome, got.matter.as_deref()), (Outcome::Decline, Some("passports")));
    assert!(got.candidates.len() >= 3 && got.best.is_none());
}

#[test]
fn an_emergency_overrides_the_ranking() {
    for text in [
        "в доме сильно пахнет газом",
        "в нашем доме пожар, горит кухня",
        "газ иісі шығып тұр ғой",
        "help fire in the library",
    ] {
        let got = ask(text);
        assert!(got.urgent, "{text}: {got:?}");
        assert_eq!((got.outcome, got.matter.as_deref()), (Outcome::Decline, Some("rescue")));
    }
    assert!(!ask("кто отвечает за деревья").urgent);
}

#[test]
fn options_are_of_different_groups() {
    let got = ask("деревья библиотеки");
    if got.outcome == Outcome::Ask {
        assert!((2..=3).contains(&got.options));
        assert_ne!(got.candidates[0].group, got.candidates[1].group);
    } else {
        assert_eq!(got.options, 0);
    }
}

#[test]
fn two_clear_questions_are_both_named() {
    for text in [
        "Кто отвечает за библиотеки? И кто сажает деревья во дворе?",
        "Кто отвечает за библиотеки и кто сажает деревья во дворе?",
        "кто отвечает за библиотеки, а также кто сажает деревья во дворе",
        "Кітапханаға кім жауап береді және ағаш отырғызумен кім айналысады?",
        "Who runs the libraries and who plants trees in the yard?",
    ] {
        let got = ask(text);
        assert_eq!((got.outcome, got.also_asked.len()), (Outcome::Answer, 1), "{text}");
        let mut ids = vec![got.best.unwrap().id, got.also_asked[0].id.clone()];
        ids.sort();
        assert_eq!(ids, ["books", "trees"], "{text}");
    }
    for text in ["Кто отвечает за библиотеки? Никто не отвечает.", "Кто отвечает за библиотеки и книги?"]
    {
        assert!(ask(text).also_asked.is_empty(), "{text}");
    }
}

#[test]
fn a_short_question_leans_on_what_was_talked_about() {
    let got = INDEX
        .ask(&Query { text: "а кто этим занимался раньше?", after: Some("air"), hint: None });
    assert_eq!(got.candidates[0].id, "air");
    let got = INDEX
        .ask(&Query { text: "кто отвечает за библиотеку?", after: Some("air"), hint: None });
    assert_eq!(got.candidates[0].id, "books");
}

#[test]
fn odd_texts_are_declined_as_such() {
    for (text, oddity) in [("", Oddity::Empty), ("🙂🙂 42", Oddity::NoLetters), ("どこですか", Oddity::ForeignScript)]
    {
        let got = ask(text);
        assert_eq!((got.outcome, got.oddity), (Outcome::Decline, Some(oddity)), "{text}");
    }
}

#[test]
fn asking_and_telling() {
    assert_eq!(ask("Спилили все деревья в нашем дворе").manner, Manner::Tells);
    assert_eq!(ask("Кто сажает деревья").manner, Manner::Asks);
}

#[test]
fn the_hint_decides_where_the_text_does_not() {
    let got = INDEX.ask(&Query { text: "123", hint: Some(Lang::En), after: None });
    assert_eq!((got.lang.lang, got.lang.sure), (Lang::En, false));
}

#[test]
fn an_empty_corpus_declines() {
    let index = Index::train(&Corpus::default());
    let got = index.ask(&Query { text: "кто сажает деревья", ..Query::default() });
    assert_eq!((got.outcome, got.best, got.candidates.len()), (Outcome::Decline, None, 0));
    let back = Index::from_bytes(&index.to_bytes()).unwrap();
    assert_eq!(back.ask(&Query { text: "деревья", ..Query::default() }).outcome, Outcome::Decline);
}

#[test]
fn keys_tell_corpora_apart() {
    let mut other = corpus();
    assert_eq!(Index::key(&corpus()), Index::key(&other));
    other.samples[0].text.push('!');
    assert_ne!(Index::key(&corpus()), Index::key(&other));
}

#[test]
fn training_twice_gives_the_same_bytes() {
    assert!(Index::train(&corpus()).to_bytes() == INDEX.to_bytes());
}

#[test]
fn explanations_name_words_as_typed() {
    let got = INDEX.explain(&Query { text: "Кто сажает ДЕРЕВЬЯ в парке?", ..Query::default() });
    assert_eq!(got.labels[0].id, "trees");
    assert!(got.labels[0].words.iter().any(|(word, _)| word == "деревья"), "{got:?}");
    assert_eq!(got.folded, "kto sajaet derevia v parke");
}

#[test]
fn bytes_that_are_no_index_are_refused() {
    let bytes = INDEX.to_bytes();
    assert_eq!(Index::from_bytes(b"").err(), Some(LoadError::NotAnIndex));
    assert_eq!(Index::from_bytes(&bytes[..bytes.len() - 1]).err(), Some(LoadError::Damaged));
    assert_eq!(Index::from_bytes(&bytes[..9]).err(), Some(LoadError::Damaged));
    let mut changed = bytes.clone();
    changed[8] ^= 1;
    assert_eq!(Index::from_bytes(&changed).err(), Some(LoadError::OtherVersion));
}

proptest! {
    #[test]
    fn any_text_is_understood_somehow(text in any::<String>()) {
        let got = ask(&text);
        prop_assert!(got.candidates.len() >= 3);
        prop_assert!((0.0..=1.0).contains(&got.confidence));
        prop_assert_eq!(got.outcome == Outcome::Ask, got.options > 0);
        INDEX.explain(&Query { text: &text, ..Query::default() });
    }

    #[test]
    fn bytes_and_back_answer_the_same(text in "[а-яa-zәғқңөұүһі ?]{0,60}") {
        static BACK: LazyLock<Index> = LazyLock::new(|| Index::from_bytes(&INDEX.to_bytes()).unwrap());
        prop_assert_eq!(ask(&text), BACK.ask(&Query { text: &text, ..Query::default() }));
    }

    #[test]
    fn damaged_bytes_are_refused(at in any::<prop::sample::Index>(), bit in 0..8_u32) {
        let mut bytes = INDEX.to_bytes();
        let at = at.index(bytes.len());
        bytes[at] ^= 1_u8 << bit;
        prop_assert!(Index::from_bytes(&bytes).is_err());
    }

    #[test]
    fn garbage_is_refused(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        prop_assert!(Index::from_bytes(&bytes).is_err());
    }
}

#[test]
fn a_hundred_thousand_characters_are_bounded_work() {
    let text = "қала көше park where ".repeat(5_000);
    let start = std::time::Instant::now();
    ask(&text);
    assert!(start.elapsed() < std::time::Duration::from_millis(500), "{:?}", start.elapsed());
}
