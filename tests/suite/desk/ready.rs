//! Ready answers: added, read and deleted by staff, sent to residents in their own language.

use insta::assert_snapshot;
use serde_json::json;

use super::{Office, office, ticket, ticket_by};
use crate::world::World;

const THANKS: &str = "/ready add
kk: Рақмет! Сұрағыңызды тиісті бөлімге жеткіздік.
ru: Спасибо! Мы передали ваш вопрос в нужный отдел.
en: Thank you! We have passed your question on to the right unit.";

const HOURS: &str = "/ready add kk: Біз дүйсенбіден жұмаға дейін
9:00-18:30 аралығында жауап береміз.
ru: Мы отвечаем по будням,
с 9:00 до 18:30.
en: We answer on weekdays,
9:00 to 18:30.";

/// Aida writes, and the bot answers.
async fn says(office: &Office, topic: Option<i64>, text: &str) -> String {
    office.aida.says(topic, text).await;
    office.group.next_message().await.expect("an answer").line.text
}

#[tokio::test(flavor = "multi_thread")]
async fn staff_add_read_and_delete_them() {
    let seen = World::each(async |world: &World| {
        let office = office(world).await;
        let before = office.group.lines(None).len();
        for text in ["/ready", "/ready add\nru: Спасибо!", THANKS, HOURS, THANKS, "/ready", "/ready 2"] {
            says(&office, None, text).await;
        }
        for text in ["/ready delete 1", "/ready delete 1", "/ready delete", "/ready"] {
            says(&office, None, text).await;
        }
        let lines = office.group.lines(None);
        lines[before..].iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
    })
    .await;
    assert_snapshot!(seen, @"
    Аида: /ready
    bot: Готовых ответов пока нет. Вот как добавить первый, на всех трёх языках:

         /ready add
         kk: Рақмет! Сұрағыңызды тиісті басқармаға жеткіздік.
         ru: Спасибо! Мы передали ваш вопрос в нужное управление.
         en: Thank you! We have passed your question on to the right department.
    Аида: /ready add
         ru: Спасибо!
    bot: Ответ не добавлен. Не хватает текста: kk (Қазақша), en (English). Нужны все три языка, вот так:

         /ready add
         kk: Рақмет! Сұрағыңызды тиісті басқармаға жеткіздік.
         ru: Спасибо! Мы передали ваш вопрос в нужное управление.
         en: Thank you! We have passed your question on to the right department.
    Аида: /ready add
         kk: Рақмет! Сұрағыңызды тиісті бөлімге жеткіздік.
         ru: Спасибо! Мы передали ваш вопрос в нужный отдел.
         en: Thank you! We have passed your question on to the right unit.
    bot: Готовый ответ добавлен, его номер: 1.
         Чтобы отправить ответ, напишите /ready в теме вопроса.
    Аида: /ready add kk: Біз дүйсенбіден жұмаға дейін
         9:00-18:30 аралығында жауап береміз.
         ru: Мы отвечаем по будням,
         с 9:00 до 18:30.
         en: We answer on weekdays,
         9:00 to 18:30.
    bot: Готовый ответ добавлен, его номер: 2.
         Чтобы отправить ответ, напишите /ready в теме вопроса.
    Аида: /ready add
         kk: Рақмет! Сұрағыңызды тиісті бөлімге жеткіздік.
         ru: Спасибо! Мы передали ваш вопрос в нужный отдел.
         en: Thank you! We have passed your question on to the right unit.
    bot: Такой готовый ответ уже есть, его номер: 1.
    Аида: /ready
    bot: Готовые ответы
         1. Спасибо! Мы передали ваш вопрос в нужный отдел.
         2. Мы отвечаем по будням, с 9:00 до 18:30.

         Чтобы отправить ответ, напишите /ready в теме вопроса.
         /ready 3 покажет ответ 3 целиком, /ready delete 3 удалит его. Чтобы добавить новый, напишите его на всех трёх языках, вот так:

         /ready add
         kk: Рақмет! Сұрағыңызды тиісті басқармаға жеткіздік.
         ru: Спасибо! Мы передали ваш вопрос в нужное управление.
         en: Thank you! We have passed your question on to the right department.
    Аида: /ready 2
    bot: 2.
         kk: Біз дүйсенбіден жұмаға дейін
         9:00-18:30 аралығында жауап береміз.
         ru: Мы отвечаем по будням,
         с 9:00 до 18:30.
         en: We answer on weekdays,
         9:00 to 18:30.
    Аида: /ready delete 1
    bot: Готовый ответ 1 удалён.
    Аида: /ready delete 1
    bot: Готового ответа с номером 1 нет. Чтобы увидеть все, напишите /ready в общей теме.
    Аида: /ready delete
    bot: /ready 3 покажет ответ 3 целиком, /ready delete 3 удалит его. Чтобы добавить новый, напишите его на всех трёх языках, вот так:

         /ready add
         kk: Рақмет! Сұрағыңызды тиісті басқармаға жеткіздік.
         ru: Спасибо! Мы передали ваш вопрос в нужное управление.
         en: Thank you! We have passed your question on to the right department.
    Аида: /ready
    bot: Готовые ответы
         2. Мы отвечаем по будням, с 9:00 до 18:30.

         Чтобы отправить ответ, напишите /ready в теме вопроса.
         /ready 3 покажет ответ 3 целиком, /ready delete 3 удалит его. Чтобы добавить новый, напишите его на всех трёх языках, вот так:

         /ready add
         kk: Рақмет! Сұрағыңызды тиісті басқармаға жеткіздік.
         ru: Спасибо! Мы передали ваш вопрос в нужное управление.
         en: Thank you! We have passed your question on to the right department.
    ");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_resident_gets_one_in_their_own_language() {
    let seen = World::each(async |world: &World| {
        let office = office(world).await;
        says(&office, None, THANKS).await;
        says(&office, None, HOURS).await;
        let aigul = world.resident("Айгүл", "kk");
        let topic = ticket_by(&aigul, &office, "Паспортты қайдан аламын?", "Адамнан сұрау").await;
        says(&office, Some(topic), "/ready").await;
        let toast = office.boris.presses(Some(topic), "Мы отвечаем").await.expect("an answer");
        assert_eq!(toast.text.as_deref(), Some("Готово"));
        let got = aigul.next_message().await.expect("the answer");
        assert_eq!(got.text, "Біз дүйсенбіден жұмаға дейін\n9:00-18:30 аралығында жауап береміз.");
        let taken = |lines: &[sandbox::ChatLine]| lines[0].text.ends_with("Занимается: Борис");
        office.group.sees(Some(topic), taken).await.expect("the card, taken");
        // It is a message as any other: a reply to it, a reaction and taking it back find it.
        let posted = office.group.lines(Some(topic)).into_iter().rev().nth(1).expect("the text in the topic");
        assert_eq!(posted.text, got.text);
        aigul.reacts(got.id, Some("🙏")).await;
        let thanked = |lines: &[sandbox::ChatLine]| lines.iter().any(|line| line.reaction.is_some());
        office.group.sees(Some(topic), thanked).await.expect("thanks");
        let screens = (office.group.screen(Some(topic)), aigul.screen());
        office.aida.replies(posted.id, "/unsend").await;
        aigul.sees(|lines| lines.iter().all(|line| line.id != got.id)).await.expect("it is gone");
        screens
    })
    .await;
    assert_snapshot!(seen.0, @"
    bot (edited): Вопрос 1

         Паспортты қайдан аламын?

         У бота ответа не нашлось.
         Больше всего повлияли слова: паспортты, аламын, қайдан аламын
         Язык: Қазақша
         Занимается: Борис
         [Беру себе] [Закрыть]
         [Заблокировать на сутки] [Это спам]
    Аида: /ready
    bot: Нажмите на ответ, и житель получит его на своём языке:
         [Спасибо! Мы передали ваш вопрос в нужный отдел. (1)]
         [Мы отвечаем по будням, с 9:00 до 18:30. (2)]
    bot: {🙏} Біз дүйсенбіден жұмаға дейін
         9:00-18:30 аралығында жауап береміз.
    bot: ✓ Доставлено
         [Сделать ответом бота]
    ");
    assert_snapshot!(seen.1, @"
    Айгүл: Паспортты қайдан аламын?
    bot: Бұл басқа тақырып сияқты: жеке куәлік, паспорт және тіркелу (прописка)

         Онымен кім айналысатынын айта алмаймын.
         Мен әкімдіктің жаңа басқармаларын және олардың немен айналысатынын ғана білемін.
         [Жаңа басқармалар]
         [Адамнан сұрау]
    bot: Сұрағыңызды қызметкерлерге жеткіздім.
         Нөмірі: 1

         Енді жазғаныңыздың бәрі соларға барады, жауабы осында келеді. Атыңыз бен телефон нөміріңізді өзіңіз айтпасаңыз, олар көрмейді.
         [Ботқа оралу]
    bot: Біз дүйсенбіден жұмаға дейін
         9:00-18:30 аралығында жауап береміз.
    ");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_press_sends_once_and_another_press_sends_again() {
    World::each(async |world: &World| {
        let office = office(world).await;
        says(&office, None, THANKS).await;
        let ivan = world.resident("Иван", "ru");
        let topic = ticket(&ivan, &office, "Где получить паспорт?").await;
        office.aida.says(Some(topic), "/ready").await;
        let list = office.group.next_message().await.expect("the list").line;
        let data = list.button("Спасибо").and_then(|button| button.data.clone()).expect("a button");
        let press = json!({ "callback_query": {
            "id": "4711", "chat_instance": "1", "data": data,
            "from": { "id": office.aida.id(), "is_bot": false, "first_name": "Аида" },
            "message": {
                "message_id": list.id, "date": 1, "is_topic_message": true, "message_thread_id": topic,
                "chat": { "id": office.group.id(), "type": "supergroup", "title": "Сотрудники", "is_forum": true },
            },
        }});
        let thanks = "Спасибо! Мы передали ваш вопрос в нужный отдел.";
        let times = |lines: &[sandbox::ChatLine]| lines.iter().filter(|line| line.text == thanks).count();
        // As after a crash: the same press once more. What is said afterwards is heard after both.
        for _ in 0..2 {
            world.sandbox.inject(press.clone());
        }
        office.aida.says(Some(topic), "/ready").await;
        let lists = |lines: &[sandbox::ChatLine]| lines.iter().filter(|line| !line.buttons.is_empty()).count();
        office.group.sees(Some(topic), |lines| lists(lines) == 3).await.expect("the card and two lists");
        assert_eq!((times(&ivan.chat()), times(&office.group.lines(Some(topic)))), (1, 1));
        office.aida.presses(Some(topic), "Спасибо").await.expect("an answer");
        assert_eq!((times(&ivan.chat()), times(&office.group.lines(Some(topic)))), (2, 2));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_closed_question_gets_none_and_neither_does_a_deleted_answer() {
    World::each(async |world: &World| {
        let office = office(world).await;
        says(&office, None, THANKS).await;
        says(&office, None, HOURS).await;
        let ivan = world.resident("Иван", "ru");
        let topic = ticket(&ivan, &office, "Где получить паспорт?").await;
        says(&office, Some(topic), "/ready").await;
        says(&office, Some(topic), "/ready delete 2").await;
        let gone = office.aida.presses(Some(topic), "Мы отвечаем").await.expect("an answer");
        assert!(gone.text.is_some_and(|text| text.starts_with("Эта кнопка устарела")));
        office.aida.presses(Some(topic), "Закрыть").await.expect("closed");
        ivan.next_message().await.expect("that it is closed");
        office
            .group
            .sees(Some(topic), |lines| lines.iter().any(|l| l.text.starts_with("Вопрос закрыт.")))
            .await
            .unwrap();
        let refused = "Вопрос закрыт, поэтому сообщение не доставлено. Открыть снова: /reopen.";
        let notes = || office.group.lines(Some(topic)).iter().filter(|line| line.text == refused).count();
        office.aida.presses(Some(topic), "Спасибо").await.expect("an answer");
        assert_eq!(notes(), 1);
        assert!(ivan.chat().iter().all(|line| !line.text.starts_with("Спасибо!")));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn outsiders_neither_send_nor_change_them() {
    World::each(async |world: &World| {
        let office = office(world).await;
        says(&office, None, THANKS).await;
        let (ivan, eve) = (world.resident("Иван", "ru"), super::person(world, "Ева", 9100));
        let topic = ticket(&ivan, &office, "Где получить паспорт?").await;
        says(&office, Some(topic), "/ready").await;
        let list = office.group.lines(Some(topic)).pop().expect("the list");
        let data = list.button("Спасибо").and_then(|button| button.data.clone()).expect("a button");
        let outside = office.group.joins(&eve);
        office.group.leaves(&eve);
        let pressed = outside.presses_data(list.id, &data).await.expect("an answer");
        assert_eq!(pressed.text.as_deref(), Some("Это доступно только участникам группы сотрудников"));
        let pressed = eve.presses_data(list.id, &data).await.expect("an answer");
        assert!(pressed.text.is_some_and(|text| text.starts_with("Эта кнопка устарела")));
        assert!(ivan.chat().iter().all(|line| !line.text.starts_with("Спасибо!")));
    })
    .await;
}
