//! What staff read once a day.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::sync::Arc;
use std::time::Duration;

use insta::assert_snapshot;
use search::Lang;

use super::samples::{gardens, parks, trees};
use super::{shown, view};
use crate::desk::digest::{Asked, Digest, Listed, Waiting, Worst};
use crate::desk::gaps::Gap;
use crate::ids::{ChatId, QuestionId, TicketId};
use crate::knowledge::entry::Entry;
use crate::view::rich::MAX_UNITS;
use crate::view::{Card, Tap};

/// What holds for every card of the staff group: Telegram takes it, its text is whole, and no label is part of another.
pub(super) fn obeys_the_rules(card: &Card) {
    let text = card.text.text();
    assert!(card.text.units() <= MAX_UNITS && !text.ends_with('…'), "{text}");
    assert!(card.buttons().count() <= 100 && card.rows.iter().all(|row| row.len() <= 3));
    let labels: Vec<_> = card.buttons().map(|button| button.label.to_lowercase()).collect();
    for (at, label) in labels.iter().enumerate() {
        let part = labels.iter().enumerate().any(|(other, text)| other != at && text.contains(label.as_str()));
        assert!(!part, "{label} among {labels:?}");
    }
}

fn overdue(entry: &Entry) -> Arc<Entry> {
    Arc::new(Entry { review_by: "2026-06-01".to_owned(), ..entry.clone() })
}

fn digest() -> Digest {
    let wait = |ticket, text: &str, hours: u64| Waiting {
        ticket: TicketId(ticket),
        text: text.to_owned(),
        topic: ticket + 40,
        time: Duration::from_secs(hours * 3600),
    };
    let gap = |id, text: &str, count| Gap { question: QuestionId(id), text: text.to_owned(), count };
    Digest {
        group: ChatId(-1_001_234_567_890),
        span: ("2026-11-27T09:00:00".parse().unwrap(), "2026-11-28T09:00:20".parse().unwrap()),
        asked: Asked { answered: 41, asked_back: 5, declined: 23, smalltalk: 7 },
        votes: (12, 4),
        worst: vec![
            Worst { entry: trees(), not_useful: 3, said: 4 },
            Worst { entry: gardens(), not_useful: 1, said: 9 },
        ],
        gaps: vec![gap(1, "Когда придёт\n\n пенсия?", 21), gap(2, "где мфц", 2), gap(3, "Where is the zoo?", 1)],
        waiting: Listed {
            first: vec![wait(12, "Где получить паспорт?", 72), wait(13, "", 1)], more: 2
        },
        overdue: Listed { first: vec![overdue(&parks())], more: 0 },
    }
}

/// A digest in which everything is as long as it can be.
fn longest() -> Digest {
    let long = "ұзақ 🌳 ".repeat(900);
    let mut named = (*trees()).clone();
    for lang in Lang::ALL {
        named.texts.get_mut(lang).name = long.clone();
    }
    let worst = Worst { entry: Arc::new(named.clone()), not_useful: 99_999, said: 999_999 };
    let gap = Gap { question: QuestionId(i64::MAX), text: long.clone(), count: 2000 };
    let wait = Waiting { ticket: TicketId(999_999), text: long, topic: 99_999, time: Duration::from_secs(90_000_000) };
    Digest {
        worst: vec![worst; 3],
        gaps: vec![gap; 5],
        waiting: Listed { first: vec![wait; 5], more: 495 },
        overdue: Listed { first: vec![overdue(&named); 5], more: 200 },
        ..digest()
    }
}

#[test]
fn every_digest_obeys_the_rules_however_long_it_is() {
    for lang in Lang::ALL {
        obeys_the_rules(&view().digest(lang, &digest()));
        obeys_the_rules(&view().digest(lang, &longest()));
    }
}

#[test]
fn the_digest_in_kazakh() {
    assert_snapshot!(shown(&view().digest(Lang::Kk, &digest())), @"
    <b>Күнделікті қорытынды</b>
    27.11, 09:00 – 28.11, 09:00

    Сұрақтар: 69
    Бот жауап берді: 41, нақтылап сұрады: 5, жауап таппады: 23
    Сәлемдесу мен жай әңгіме (есепке кірмейді): 7
    Бағалар: «Пайдалы» – 12, «Керегім бұл емес» – 4

    <b>Ең төмен бағаланған жауаптар</b>
    1. Ағаштар – барлығы 4 баға, «Керегім бұл емес»: 3
    2. Бақтар басқармасы – барлығы 9 баға, «Керегім бұл емес»: 1

    <b>Жауабы жоқ сұрақтар</b>
    3. Когда придёт пенсия? – 21 рет
    4. где мфц – 2 рет
    5. Where is the zoo? – 1 рет

    <b>Қызметкердің жауабын күтіп отырғандар</b>
    6. 12 · Где получить паспорт? – күткеніне шамамен 3 күн болды
    7. 13 – күткеніне шамамен 60 минут болды
    тағы 2

    <b>Тексеру мерзімі өткен жауаптар</b>
    8. Саябақтар басқармасы – мерзімі: 01.06.2026
    [Түзету: 1] [Түзету: 2]
    [Жауап жазу: 3] [Жауап жазу: 4]
    [Жауап жазу: 5]
    [Ашу: 6] [Ашу: 7]
    [Тексеру: 8]
    ");
}

#[test]
fn the_digest_in_russian() {
    assert_snapshot!(shown(&view().digest(Lang::Ru, &digest())), @"
    <b>Ежедневная сводка</b>
    27.11, 09:00 – 28.11, 09:00

    Вопросы: 69
    Бот ответил: 41, переспросил: 5, не нашёл ответа: 23
    Приветствия и разговоры не по делу (среди вопросов не учтены): 7
    Оценки: «Полезно» – 12, «Не то, что нужно» – 4

    <b>Хуже всего оценили</b>
    1. Деревья – «Не то, что нужно»: 3 из 4
    2. Управление садов – «Не то, что нужно»: 1 из 9

    <b>Вопросы без ответа</b>
    3. Когда придёт пенсия? – 21 раз
    4. где мфц – 2 раза
    5. Where is the zoo? – 1 раз

    <b>Ждут ответа сотрудников</b>
    6. Вопрос 12 · Где получить паспорт? – ждёт уже 3 дня
    7. Вопрос 13 – ждёт уже 60 минут
    и ещё 2

    <b>Пора проверить</b>
    8. Управление парков – срок истёк 01.06.2026
    [Исправить 1] [Исправить 2]
    [Ответить 3] [Ответить 4]
    [Ответить 5]
    [Открыть 6] [Открыть 7]
    [Проверить 8]
    ");
}

#[test]
fn the_digest_in_english() {
    assert_snapshot!(shown(&view().digest(Lang::En, &digest())), @"
    <b>Daily digest</b>
    27.11, 09:00 – 28.11, 09:00

    Questions: 69
    Answered: 41, asked to clarify: 5, no answer: 23
    Greetings and small talk, not counted: 7
    Ratings: “This helped” – 12, “Not what I need” – 4

    <b>Lowest-rated answers</b>
    1. Trees – “Not what I need”: 3 of 4
    2. Department of Gardens – “Not what I need”: 1 of 9

    <b>Questions the bot could not answer</b>
    3. Когда придёт пенсия? – 21 times
    4. где мфц – 2 times
    5. Where is the zoo? – 1 time

    <b>Waiting for the staff</b>
    6. Question 12 · Где получить паспорт? – waiting about 3 days
    7. Question 13 – waiting about 60 minutes
    and 2 more

    <b>Review overdue</b>
    8. Department of Parks – since 01.06.2026
    [Improve 1] [Improve 2]
    [Write an answer for 3] [Write an answer for 4]
    [Write an answer for 5]
    [Open 6] [Open 7]
    [Review 8]
    ");
}

#[test]
fn a_short_digest_has_no_empty_sections() {
    let quiet = Digest {
        asked: Asked::default(),
        votes: (0, 0),
        worst: Vec::new(),
        gaps: Vec::new(),
        overdue: Listed { first: Vec::new(), more: 0 },
        ..digest()
    };
    assert_snapshot!(shown(&view().digest(Lang::En, &quiet)), @"
    <b>Daily digest</b>
    27.11, 09:00 – 28.11, 09:00

    Questions: 0

    <b>Waiting for the staff</b>
    1. Question 12 · Где получить паспорт? – waiting about 3 days
    2. Question 13 – waiting about 60 minutes
    and 2 more
    [Open 1] [Open 2]
    ");
}

#[test]
fn only_a_supergroup_has_addresses() {
    let card = view().digest(Lang::Ru, &Digest { group: ChatId(-12_345), ..digest() });
    assert!(card.buttons().all(|button| matches!(button.tap, Tap::Press(_))));
}
