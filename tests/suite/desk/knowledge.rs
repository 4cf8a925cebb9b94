//! From an answer of staff to an answer of the bot, and what staff change in the knowledge.

use insta::assert_snapshot;
use sandbox::ChatLine;

use super::{Office, office, ticket};
use crate::world::{World, ask};

/// The line of a topic that begins so, once it is there.
async fn line(office: &Office, topic: Option<i64>, beginning: &str) -> ChatLine {
    let begins = |line: &ChatLine| line.text.starts_with(beginning);
    office.group.sees(topic, |lines| lines.iter().any(begins)).await.expect(beginning);
    office.group.lines(topic).into_iter().rfind(begins).expect(beginning)
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_of_staff_becomes_an_answer_of_the_bot() {
    let seen = World::each(async |world: &World| {
        let office = office(world).await;
        let ivan = world.resident("Иван", "ru");
        let topic = Some(ticket(&ivan, &office, "Где у вас музей трамваев?").await);
        office.aida.says(topic, "Музея трамваев в городе нет.").await;
        ivan.next_message().await.expect("the answer");
        line(&office, topic, "✓ Доставлено").await;
        office.boris.presses(topic, "Сделать ответом бота").await.expect("pressed");
        let card = line(&office, topic, "Черновик 1").await;
        let too_early = office.boris.presses(topic, "Опубликовать").await.expect("pressed");
        office.boris.replies(card.id, "en: Tram museum\nThere is no tram museum in the city.").await;
        office.boris.replies(card.id, "Трамвай мұражайы\nҚалада трамвай мұражайы жоқ.").await;
        office.boris.replies(card.id, "источник: Ответ управления от 12.11.2026").await;
        office.boris.replies(card.id, "примеры: есть ли музей трамваев\nтрамвай мұражайы қайда").await;
        line(&office, topic, "Черновик 1").await;
        world.sandbox.idle().await.expect("all taken");
        office.boris.presses(topic, "Что изменится").await.expect("pressed");
        line(&office, topic, "Что изменит черновик 1").await;
        office.boris.presses(topic, "Опубликовать").await.expect("pressed");
        line(&office, topic, "Черновик 1 опубликован").await;
        let olga = world.resident("Ольга", "ru");
        let told = ask(&olga, "Есть ли музей трамваев?").await;
        let kazakh = ask(&world.resident("Айгүл", "kk"), "Трамвай мұражайы қайда?").await;
        // What becomes of single questions is the model's affair.
        let is_impact = |line: &ChatLine| line.text.starts_with("Что изменит черновик");
        let impact = office.group.lines(topic).into_iter().find(is_impact).expect("the impact").text;
        assert!(impact.contains("✓ На вопрос, из которого сделан черновик, бот даст этот ответ."), "{impact}");
        assert!(impact.contains("Проверочные вопросы с верным ответом: сейчас "), "{impact}");
        assert!(impact.contains("• Где у вас музей трамваев?: Культура → этот новый ответ"), "{impact}");
        let screen = office.group.screen(topic);
        let (before, rest) = screen.split_once("bot (edited): Что изменит").expect("the impact");
        let (_, after) = rest.split_once("[Опубликовать]\n").expect("its button");
        (format!("{before}…\n{after}"), too_early.text, olga.screen(), told.text, kazakh.to_string())
    })
    .await;
    assert_eq!(seen.1.as_deref(), Some("Ещё не всё заполнено: посмотрите черновик"));
    assert_snapshot!(seen.0, @"
    bot (edited): Вопрос 1

         Где у вас музей трамваев?

         Бот ответил (уверенность 80 %): Культура
         Больше всего повлияли слова: музей, где, у вас
         Язык: Русский
         Занимается: Аида
         [Беру себе] [Закрыть]
         [Заблокировать на сутки] [Это спам]
    Аида: Музея трамваев в городе нет.
    bot: ✓ Доставлено
         [Сделать ответом бота]
    bot (edited): Черновик 1: новый ответ
         Кто начал: Борис, по вопросу 1

         Қазақша:
         Трамвай мұражайы
         Қалада трамвай мұражайы жоқ.

         Русский:
         Музея трамваев в городе нет.

         English:
         Tram museum
         There is no tram museum in the city.

         Примеры вопросов:
         • есть ли музей трамваев
         • трамвай мұражайы қайда

         Источник: «Ответ управления от 12.11.2026»

         Опубликовано.
    Борис: {👌} en: Tram museum
         There is no tram museum in the city.
    Борис: {👌} Трамвай мұражайы
         Қалада трамвай мұражайы жоқ.
    Борис: {👌} источник: Ответ управления от 12.11.2026
    Борис: {👌} примеры: есть ли музей трамваев
         трамвай мұражайы қайда
    …
    bot: Черновик 1 опубликован: жители уже получают этот ответ. Другие формулировки вопроса бот выучит в течение полминуты.
    ");
    assert_snapshot!(seen.2, @"
    Ольга: Есть ли музей трамваев?
    bot: Музея трамваев в городе нет.

         Источник: «Ответ управления от 12.11.2026»
         [Полезно] [Не то, что нужно]
         [Другие варианты]
         [Спросить человека]
    ");
    assert_snapshot!(seen.4, @"
    bot: Трамвай мұражайы

         Қалада трамвай мұражайы жоқ.

         Дереккөз: «Ответ управления от 12.11.2026»
         [Пайдалы] [Керегім бұл емес]
         [Басқа нұсқалар]
         [Адамнан сұрау]
    ");
}
