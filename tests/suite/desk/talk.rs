//! A question that staff answer, both sides of it.

use insta::assert_snapshot;

use super::{office, ticket};
use crate::world::{World, ask};

#[tokio::test(flavor = "multi_thread")]
async fn a_question_is_answered_by_a_person() {
    let seen = World::each(async |world: &World| {
        let office = office(world).await;
        let ivan = world.resident("Иван", "ru");
        let topic = ticket(&ivan, &office, "Где получить паспорт?").await;
        let said = ivan.says("Он нужен к пятнице, ИИН 900101300123").await;
        let copy = office.group.next_message().await.expect("a copy");
        office.aida.says(Some(topic), "// проверю у коллег").await;
        office.aida.replies(copy.line.id, "Это в ЦОНе, управления им не занимаются.").await;
        let answer = ivan.next_message().await.expect("the answer");
        assert_eq!(answer.reply_to, Some(said));
        office.group.next_message().await.expect("a receipt");
        office.group.next_message().await.expect("the card, taken");
        office.boris.says(Some(topic), "Запись там по времени.").await;
        ivan.next_message().await.expect("the second answer");
        office.group.next_message().await.expect("a receipt that names who takes care of it");
        office.boris.presses(Some(topic), "Закрыть").await.expect("closed");
        ivan.next_message().await.expect("that it is closed");
        office
            .group
            .sees(Some(topic), |lines| lines.iter().any(|line| line.text.starts_with("Вопрос закрыт")))
            .await
            .expect("a note");
        ivan.presses("Вопрос не решён").await.expect("opened again");
        ivan.next_message().await.expect("that it is open");
        office
            .group
            .sees(Some(topic), |lines| lines.iter().any(|line| line.text.starts_with("Житель снова")))
            .await
            .expect("a note");
        ivan.presses("Вернуться к боту").await.expect("left");
        ivan.next_message().await.expect("that they left");
        let reply = ask(&ivan, "кто сажает деревья?").await;
        assert!(reply.text.starts_with("Управление"), "{reply}");
        (office.group.screen(Some(topic)), ivan.screen())
    })
    .await;
    assert_snapshot!(seen.0, @"
    bot (edited): Вопрос 1

         Где получить паспорт?

         У бота ответа не нашлось.
         Больше всего повлияли слова: паспорт, получить, где получить
         Язык: Русский
         Занимается: Аида
         [Беру себе] [Закрыть]
         [Заблокировать на сутки] [Это спам]
    bot: Он нужен к пятнице, ИИН 900101300123
    Аида: // проверю у коллег
    Аида: Это в ЦОНе, управления им не занимаются.
    bot: ✓ Доставлено
         [Сделать ответом бота]
    Борис: Запись там по времени.
    bot: ✓ Доставлено
         Обратите внимание: этим вопросом уже занимается Аида
         [Сделать ответом бота]
    bot: Вопрос закрыт. Кто закрыл: Борис
    bot: Житель снова открыл вопрос.
    bot: Житель вернулся к боту. Ваши ответы всё равно дойдут.
    ");
    assert_snapshot!(seen.1, @"
    Иван: Где получить паспорт?
    bot: Похоже, это другая тема: удостоверение личности, паспорт и прописка

         Кто этим занимается, подсказать не могу.
         Я знаю только о новых управлениях акимата и о том, чем они занимаются.
         [Новые управления]
         [Спросить человека]
    bot: Я передал ваш вопрос сотрудникам.
         Номер: 1

         Теперь всё, что вы напишете, получат они, а их ответ придёт сюда. Ваше имя и телефон они узнают, только если вы сами их напишете.
         [Вернуться к боту]
    Иван: {👌} Он нужен к пятнице, ИИН 900101300123
    bot: Это в ЦОНе, управления им не занимаются.
    bot: Запись там по времени.
    bot: Сотрудники закрыли ваш вопрос. Дальше вам отвечает бот.
         [Вопрос не решён]
    bot: Ваш вопрос снова открыт. Всё, что вы теперь напишете, получат сотрудники.
         [Вернуться к боту]
    bot: Вы снова говорите с ботом. Если сотрудники ответят, ответ всё равно придёт сюда.
         [Снова писать сотрудникам]
    Иван: кто сажает деревья?
    bot: Управление реновации городской среды

         Тема: Озеленение
         Деревья, газоны, клумбы, посадки в парках — всё это озеленение. Аким говорил, что подход к нему пора менять: нужны новые правила в духе современного ландшафтного дизайна.

         По реформе, объявленной в начале 2019 года. С какого дня она действует, в источнике не сказано.
         Источник: «В акимате Астаны создают управление для модернизации сознания горожан»
         Об озеленении источник говорит сразу после рассказа об этом управлении; само озеленение, а с ним деревья и газоны, мы отнесли сюда сами.
         [Полезно] [Не то, что нужно]
         [Об управлении] [Другие варианты]
         [Спросить человека] [Получать новости]
    ");
}

#[tokio::test(flavor = "multi_thread")]
async fn pictures_edits_reactions_and_withdrawals_reach_the_other_side() {
    World::each(async |world: &World| {
        let office = office(world).await;
        let ivan = world.resident("Иван", "ru");
        let topic = ticket(&ivan, &office, "Где получить паспорт?").await;
        ivan.sends_photo("вот старый").await;
        let photo = office.group.next_message().await.expect("the picture").line;
        assert_eq!((photo.media, photo.text.as_str()), (Some("photo"), "вот старый"));
        ivan.sends_voice().await;
        let voice = office.group.next_message().await.expect("the recording").line;
        assert_eq!(voice.media, Some("voice"));
        let said = ivan.says("серия утеряна").await;
        let copy = office.group.next_message().await.expect("the text").line;
        ivan.edits(said, "серия не утеряна").await.expect("an edit");
        let edited = office.group.next_message().await.expect("the edit").line;
        assert_eq!((edited.id, edited.text.as_str()), (copy.id, "серия не утеряна"));
        office.aida.reacts(copy.id, Some("👍")).await;
        ivan.sees(|lines| lines.iter().any(|line| line.id == said && line.reaction.as_deref() == Some("👍")))
            .await
            .expect("a thumb");

        let answer = office.aida.says(Some(topic), "Несите в ЦНО").await;
        let got = ivan.next_message().await.expect("the answer");
        office.aida.edits(answer, "Несите в ЦОН").await.expect("an edit");
        let mended = ivan.next_message().await.expect("the edit");
        assert_eq!((mended.id, mended.text.as_str()), (got.id, "Несите в ЦОН"));
        ivan.reacts(got.id, Some("🙏")).await;
        let thanked = |lines: &[sandbox::ChatLine]| {
            lines.iter().any(|line| line.id == answer && line.reaction.as_deref() == Some("🙏"))
        };
        office.group.sees(Some(topic), thanked).await.expect("thanks");
        office.aida.replies(answer, "/unsend").await;
        ivan.sees(|lines| lines.iter().all(|line| line.id != got.id)).await.expect("it is gone");
        office
            .group
            .sees(Some(topic), |lines| lines.iter().any(|line| line.text == "Отозвано."))
            .await
            .expect("a note");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_topic_that_somebody_deleted_is_made_anew_and_nothing_is_lost() {
    World::each(async |world: &World| {
        let office = office(world).await;
        let ivan = world.resident("Иван", "ru");
        let topic = ticket(&ivan, &office, "Где получить паспорт?").await;
        office.group.deletes_topic(topic);
        ivan.says("ещё вопрос про прописку").await;
        let card = office.group.next_message().await.expect("a card");
        assert_ne!(card.topic, Some(topic));
        let copy = office.group.next_message().await.expect("the message");
        assert_eq!((copy.topic, copy.line.text.as_str()), (card.topic, "ещё вопрос про прописку"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_blocked_the_bot_is_shown_as_such() {
    World::each(async |world: &World| {
        let office = office(world).await;
        let ivan = world.resident("Иван", "ru");
        let topic = ticket(&ivan, &office, "Где получить паспорт?").await;
        ivan.blocks().await;
        world.sandbox.idle().await.expect("taken");
        office.aida.says(Some(topic), "Это в ЦОНе").await;
        let note = office.group.next_message().await.expect("a note").line;
        assert_eq!(note.text, "Не доставлено: житель заблокировал бота.");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_muted_resident_cannot_write_to_staff_and_is_answered_by_the_bot() {
    World::each(async |world: &World| {
        let office = office(world).await;
        let ivan = world.resident("Иван", "ru");
        let topic = ticket(&ivan, &office, "Где получить паспорт?").await;
        office.aida.presses(Some(topic), "Заблокировать").await.expect("muted");
        let reply = ask(&ivan, "где получить паспорт").await;
        assert!(reply.button("Спросить человека").is_some(), "{reply}");
        ivan.presses("Спросить человека").await.expect("an answer");
        let told = ivan.next_message().await.expect("a sentence");
        assert_eq!(told.text, "Сейчас вы не можете писать сотрудникам.");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn forgetting_deletes_the_topic() {
    World::each(async |world: &World| {
        let office = office(world).await;
        let ivan = world.resident("Иван", "ru");
        ticket(&ivan, &office, "Где получить паспорт?").await;
        ivan.says("/forget").await;
        ivan.presses("Да, удалить").await.expect("erased");
        ivan.sees(|lines| lines.iter().any(|line| line.text.starts_with("Всё, что я хранил"))).await.expect("the word");
        assert!(office.group.topics().is_empty());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_person_is_offered_in_words_after_three_declines() {
    World::each(async |world: &World| {
        let _office = office(world).await;
        let ivan = world.resident("Иван", "ru");
        let mut offered = Vec::new();
        for question in ["где получить паспорт", "когда дадут отопление", "как записаться к врачу"]
        {
            offered.push(ask(&ivan, question).await.text.contains("третий раз"));
        }
        assert_eq!(offered, [false, false, true]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_wants_a_person_writes_the_question_then() {
    let seen = World::each(async |world: &World| {
        let office = office(world).await;
        let ivan = world.resident("Иван", "ru");
        ask(&ivan, "позовите оператора").await;
        ivan.presses("Спросить человека").await.expect("an answer");
        ivan.next_message().await.expect("what to do");
        assert!(office.group.topics().is_empty());
        ivan.says("Куда идти с порванным паспортом?").await;
        let card = office.group.next_message().await.expect("a card");
        office.group.next_message().await.expect("the message");
        ivan.sees(|lines| lines.iter().any(|line| line.reaction.is_some())).await.expect("that it arrived");
        (ivan.screen(), office.group.screen(card.topic))
    })
    .await;
    assert_snapshot!(seen.0, @"
    Иван: позовите оператора
    bot: Я бот, но могу передать ваш вопрос человеку.
         [Спросить человека]
    bot: Что вы хотите спросить? Напишите одним сообщением, я передам сотрудникам.
         [Вернуться к боту]
    Иван: {👌} Куда идти с порванным паспортом?
    ");
    assert_snapshot!(seen.1, @"
    bot: Вопрос 1

         Куда идти с порванным паспортом?

         Бота не спрашивали.
         Язык: Русский
         [Беру себе] [Закрыть]
         [Заблокировать на сутки] [Это спам]
    bot: Куда идти с порванным паспортом?
    ");
}

#[tokio::test(flavor = "multi_thread")]
async fn one_answer_goes_to_all_who_asked_the_same() {
    World::each(async |world: &World| {
        let office = office(world).await;
        let (ivan, anna, oleg) =
            (world.resident("Иван", "ru"), world.resident("Анна", "ru"), world.resident("Олег", "ru"));
        let first = ticket(&ivan, &office, "Где получить новый паспорт?").await;
        let second = ticket(&anna, &office, "подскажите, где можно получить паспорт").await;
        let third = ticket(&oleg, &office, "Когда дадут отопление в нашем доме").await;
        let answer = office.aida.says(Some(first), "В ЦОНе").await;
        ivan.next_message().await.expect("the answer");
        office.boris.presses(Some(first), "Так же ответить на похожие вопросы: 2").await.expect("sent");
        let got = anna.next_message().await.expect("the answer");
        assert_eq!(got.text, "В ЦОНе");
        let noted = |lines: &[sandbox::ChatLine]| lines.iter().any(|line| line.text == "Отвечено вместе с вопросом 1");
        office.group.sees(Some(second), noted).await.expect("a note");
        let again =
            office.boris.presses(Some(first), "Так же ответить на похожие вопросы: 2").await.expect("an answer");
        assert_eq!(again.text.as_deref(), Some("Эта кнопка устарела. Напишите, пожалуйста, вопрос ещё раз."));
        office.aida.edits(answer, "В ЦОНе, с удостоверением").await.expect("an edit");
        for person in [&ivan, &anna] {
            assert_eq!(person.next_message().await.expect("the edit").text, "В ЦОНе, с удостоверением");
        }
        office.aida.replies(answer, "/unsend").await;
        for person in [&ivan, &anna] {
            let gone = |lines: &[sandbox::ChatLine]| lines.iter().all(|line| !line.text.starts_with("В ЦОНе"));
            person.sees(gone).await.expect("it is gone");
        }
        assert_eq!((oleg.untaken(), office.group.lines(Some(third)).len()), (0, 1));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_question_goes_into_the_open_topic() {
    World::each(async |world: &World| {
        let office = office(world).await;
        let ivan = world.resident("Иван", "ru");
        let topic = ticket(&ivan, &office, "Где получить паспорт?").await;
        ivan.presses("Вернуться к боту").await.expect("left");
        ivan.next_message().await.expect("that they left");
        ask(&ivan, "когда дадут отопление").await;
        ivan.presses("Спросить человека").await.expect("passed on");
        let asks = |lines: &[sandbox::ChatLine]| lines.iter().any(|line| line.text.ends_with("когда дадут отопление"));
        office.group.sees(Some(topic), asks).await.expect("the second question");
        assert_eq!(office.group.topics().len(), 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_emergency_does_not_wait_for_staff_and_an_owner_link_never_reaches_them() {
    World::each(async |world: &World| {
        let office = office(world).await;
        let ivan = world.resident("Иван", "ru");
        let topic = ticket(&ivan, &office, "Где получить паспорт?").await;
        ivan.says("в подъезде сильно пахнет газом").await;
        let told = ivan.next_message().await.expect("what to do");
        assert!(told.text.contains("112"), "{told}");
        let code = format!("https://t.me/qaida_sandbox_bot?start=owner_{}", "ab".repeat(24));
        ask(&ivan, &code).await;
        office.group.sees(Some(topic), |lines| lines.len() == 2).await.expect("the emergency, and no more");
        assert!(!office.group.screen(Some(topic)).contains("owner_"));
    })
    .await;
}
