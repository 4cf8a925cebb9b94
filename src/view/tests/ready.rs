//! What staff read of ready answers.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use insta::assert_snapshot;
use search::Lang;

use super::digest::obeys_the_rules;
use super::{shown, view};
use crate::desk::ready::{LONGEST, MOST};
use crate::ids::TicketId;
use crate::store::canned::Canned;
use crate::view::Ready;

fn canned(id: i64, text: &str) -> Canned {
    Canned { id, kk: text.to_owned(), ru: text.to_owned(), en: text.to_owned() }
}

fn full() -> Vec<Canned> {
    (1..).zip(vec!["Сөз ".repeat(LONGEST / 4); MOST]).map(|(id, text)| canned(id, &text)).collect()
}

/// Some that begin alike.
fn some() -> Vec<Canned> {
    vec![canned(1, "Thanks"), canned(2, "Thanks\nto all"), canned(13, "Thanks"), canned(21, "To all")]
}

/// All that is said.
fn said() -> Vec<Ready> {
    vec![
        Ready::List(Vec::new()),
        Ready::List(some()),
        Ready::List(full()),
        Ready::Whole(full().remove(0)),
        Ready::Added(3),
        Ready::There(3),
        Ready::Full,
        Ready::Missing(vec![Lang::Kk, Lang::En]),
        Ready::TooLong(vec![Lang::Ru]),
        Ready::Deleted(3),
        Ready::NoSuch(3),
        Ready::Unclear,
    ]
}

#[test]
fn whatever_is_said_obeys_the_rules() {
    for lang in Lang::ALL {
        said().iter().for_each(|said| obeys_the_rules(&view().ready(lang, said)));
        for all in [Vec::new(), some(), full()] {
            obeys_the_rules(&view().ready_choice(lang, TicketId(7), &all));
        }
    }
}

#[test]
fn what_is_said_of_ready_answers() {
    let told = |lang| {
        let cards = said().into_iter().map(|said| shown(&view().ready(lang, &said)));
        cards.filter(|card| card.len() < 1000).collect::<Vec<_>>().join("\n---\n")
    };
    assert_snapshot!(told(Lang::Kk), @"
    Әзірге дайын жауап жоқ. Біріншісін үш тілде былай қосыңыз:

    /ready add
    kk: Рақмет! Сұрағыңызды тиісті басқармаға жеткіздік.
    ru: Спасибо! Мы передали ваш вопрос в нужное управление.
    en: Thank you! We have passed your question on to the right department.
    ---
    <b>Дайын жауаптар</b>
    1. Thanks
    2. Thanks to all
    13. Thanks
    21. To all

    Жауап жіберу үшін сұрақтың тақырыбында /ready деп жазыңыз.
    /ready 3 пәрмені 3-жауапты толық көрсетеді, /ready delete 3 өшіреді. Жаңасын қосу үшін оны үш тілде былай жазыңыз:

    /ready add
    kk: Рақмет! Сұрағыңызды тиісті басқармаға жеткіздік.
    ru: Спасибо! Мы передали ваш вопрос в нужное управление.
    en: Thank you! We have passed your question on to the right department.
    ---
    Дайын жауап қосылды, нөмірі: 3.
    Жауап жіберу үшін сұрақтың тақырыбында /ready деп жазыңыз.
    ---
    Мұндай дайын жауап бұрыннан бар, нөмірі: 3.
    ---
    Дайын жауаптардың саны 30 болды, бұдан көп қосуға болмайды. Алдымен біреуін өшіріңіз: /ready delete және оның нөмірі.
    ---
    Жауап қосылмады. Мына тілдерде мәтін жоқ: kk (Қазақша), en (English). Үш тілде де керек, былай жазыңыз:

    /ready add
    kk: Рақмет! Сұрағыңызды тиісті басқармаға жеткіздік.
    ru: Спасибо! Мы передали ваш вопрос в нужное управление.
    en: Thank you! We have passed your question on to the right department.
    ---
    Жауап қосылмады. Мәтін тым ұзын: ru (Русский).
    Мәтінде 1000 таңбадан артық болмауы керек.
    ---
    Дайын жауап өшірілді, нөмірі: 3.
    ---
    Мұндай нөмірлі дайын жауап жоқ: 3. Бәрін көру үшін ортақ тақырыпта /ready деп жазыңыз.
    ---
    /ready 3 пәрмені 3-жауапты толық көрсетеді, /ready delete 3 өшіреді. Жаңасын қосу үшін оны үш тілде былай жазыңыз:

    /ready add
    kk: Рақмет! Сұрағыңызды тиісті басқармаға жеткіздік.
    ru: Спасибо! Мы передали ваш вопрос в нужное управление.
    en: Thank you! We have passed your question on to the right department.
    ");
    assert_snapshot!(told(Lang::Ru), @"
    Готовых ответов пока нет. Вот как добавить первый, на всех трёх языках:

    /ready add
    kk: Рақмет! Сұрағыңызды тиісті басқармаға жеткіздік.
    ru: Спасибо! Мы передали ваш вопрос в нужное управление.
    en: Thank you! We have passed your question on to the right department.
    ---
    <b>Готовые ответы</b>
    1. Thanks
    2. Thanks to all
    13. Thanks
    21. To all

    Чтобы отправить ответ, напишите /ready в теме вопроса.
    /ready 3 покажет ответ 3 целиком, /ready delete 3 удалит его. Чтобы добавить новый, напишите его на всех трёх языках, вот так:

    /ready add
    kk: Рақмет! Сұрағыңызды тиісті басқармаға жеткіздік.
    ru: Спасибо! Мы передали ваш вопрос в нужное управление.
    en: Thank you! We have passed your question on to the right department.
    ---
    Готовый ответ добавлен, его номер: 3.
    Чтобы отправить ответ, напишите /ready в теме вопроса.
    ---
    Такой готовый ответ уже есть, его номер: 3.
    ---
    Готовых ответов уже 30, больше добавить нельзя. Сначала удалите лишний: /ready delete и его номер.
    ---
    Ответ не добавлен. Не хватает текста: kk (Қазақша), en (English). Нужны все три языка, вот так:

    /ready add
    kk: Рақмет! Сұрағыңызды тиісті басқармаға жеткіздік.
    ru: Спасибо! Мы передали ваш вопрос в нужное управление.
    en: Thank you! We have passed your question on to the right department.
    ---
    Ответ не добавлен. Слишком длинный текст: ru (Русский).
    На каждом языке может быть не больше 1000 символов.
    ---
    Готовый ответ 3 удалён.
    ---
    Готового ответа с номером 3 нет. Чтобы увидеть все, напишите /ready в общей теме.
    ---
    /ready 3 покажет ответ 3 целиком, /ready delete 3 удалит его. Чтобы добавить новый, напишите его на всех трёх языках, вот так:

    /ready add
    kk: Рақмет! Сұрағыңызды тиісті басқармаға жеткіздік.
    ru: Спасибо! Мы передали ваш вопрос в нужное управление.
    en: Thank you! We have passed your question on to the right department.
    ");
    assert_snapshot!(told(Lang::En), @"
    There are no ready answers yet. Here is how to add the first one, in all three languages:

    /ready add
    kk: Рақмет! Сұрағыңызды тиісті басқармаға жеткіздік.
    ru: Спасибо! Мы передали ваш вопрос в нужное управление.
    en: Thank you! We have passed your question on to the right department.
    ---
    <b>Ready answers</b>
    1. Thanks
    2. Thanks to all
    13. Thanks
    21. To all

    To send one, write /ready in the question’s topic.
    /ready 3 shows answer 3 in full, /ready delete 3 deletes it. To add a new one, write it in all three languages like this:

    /ready add
    kk: Рақмет! Сұрағыңызды тиісті басқармаға жеткіздік.
    ru: Спасибо! Мы передали ваш вопрос в нужное управление.
    en: Thank you! We have passed your question on to the right department.
    ---
    Ready answer 3 has been added.
    To send one, write /ready in the question’s topic.
    ---
    This ready answer already exists: number 3.
    ---
    There are already 30 ready answers, which is the maximum. Please delete one first: send /ready delete and its number.
    ---
    Not added. The text is missing in: kk (Қазақша), en (English). All three languages are needed, like this:

    /ready add
    kk: Рақмет! Сұрағыңызды тиісті басқармаға жеткіздік.
    ru: Спасибо! Мы передали ваш вопрос в нужное управление.
    en: Thank you! We have passed your question on to the right department.
    ---
    Not added. The text is too long in: ru (Русский).
    The limit is 1000 characters.
    ---
    Ready answer 3 has been deleted.
    ---
    There is no ready answer 3. To see them all, write /ready in General.
    ---
    /ready 3 shows answer 3 in full, /ready delete 3 deletes it. To add a new one, write it in all three languages like this:

    /ready add
    kk: Рақмет! Сұрағыңызды тиісті басқармаға жеткіздік.
    ru: Спасибо! Мы передали ваш вопрос в нужное управление.
    en: Thank you! We have passed your question on to the right department.
    ");
}
