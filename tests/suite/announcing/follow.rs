//! Following topics and departments, and coming back to an announcement.

use insta::assert_snapshot;
use qaida::ids::ChatId;
use qaida::store::announcement::State;
use qaida::store::resident::{self, Resident};
use qaida::store::subscription;
use sandbox::Actor;
use search::Lang;

use super::engine::{counts, until};
use super::rows;
use crate::world::{World, ask};

/// A channel that need not be there.
const CHANNEL: i64 = -1_001_111;
const TEXT: &str =
    "Уважаемые жители! 28 ноября в парке сажают деревья, приходите помочь с девяти утра до шести вечера.";

async fn follows(world: &World, person: &Actor) -> Vec<String> {
    let mut c = world.running.app.store.read().await.unwrap();
    let all = subscription::of_chat(&mut c, ChatId(person.id())).await.unwrap();
    all.iter().map(|one| one.aim.as_str().to_owned()).collect()
}

async fn known(world: &World, person: &Actor) -> Resident {
    resident::get(&mut world.running.app.store.read().await.unwrap(), ChatId(person.id())).await.unwrap().unwrap()
}

/// The last message, without what it says above its last lines.
fn buttons(person: &Actor) -> String {
    let chat = person.chat();
    let last = chat.last().unwrap().to_string();
    last.lines().filter(|line| line.trim_start().starts_with('[')).collect::<Vec<_>>().join("\n")
}

#[tokio::test(flavor = "multi_thread")]
async fn following_from_an_answer() {
    let seen = World::each(async |world| {
        let aigul = world.resident("Айгүл", "kk");
        let answer = ask(&aigul, "Саябаққа ағашты кім отырғызады?").await;
        let follow = answer.button("Жаңалық алып тұру").unwrap().data.clone().unwrap();
        let mut seen = vec![buttons(&aigul)];
        seen.extend(aigul.presses("Жаңалық алып тұру").await.unwrap().text);
        seen.push(buttons(&aigul));
        assert_eq!(follows(world, &aigul).await, ["greening"]);
        let again = ask(&aigul, "Саябаққа ағашты кім отырғызады?").await;
        assert!(again.button("Енді жаңалық алмау").is_some(), "they follow it already: {again}");
        seen.extend(aigul.presses_data(answer.id, &follow).await.unwrap().text);
        assert_eq!(follows(world, &aigul).await, ["greening"]);
        seen.extend(aigul.presses("Енді жаңалық алмау").await.unwrap().text);
        seen.push(buttons(&aigul));
        assert!(follows(world, &aigul).await.is_empty());
        aigul.clears();
        ask(&aigul, "жаңалық алып тұру").await;
        assert_eq!(follows(world, &aigul).await, ["greening"]);
        ask(&aigul, "енді жаңалық алмау").await;
        assert!(follows(world, &aigul).await.is_empty());
        seen.push(aigul.screen());
        assert_eq!(known(world, &aigul).await.spoken, Some(Lang::Kk));
        seen
    })
    .await;
    assert_snapshot!(seen.join("\n\n"), @"
         [Пайдалы] [Керегім бұл емес]
         [Басқарма туралы] [Басқа нұсқалар]
         [Жаңалық алып тұру]

    Жазылдыңыз. Осы жөніндегі және жалпы хабарландырулар қалалық арналардан осында келеді: сирек, жаңалық болғанда ғана. Өзгерту: /subscriptions

         [Пайдалы] [Керегім бұл емес]
         [Басқарма туралы] [Басқа нұсқалар]
         [Енді жаңалық алмау]

    Жазылдыңыз. Осы жөніндегі және жалпы хабарландырулар қалалық арналардан осында келеді: сирек, жаңалық болғанда ғана. Өзгерту: /subscriptions

    Жазылым тоқтады. Басқа жазылымдарыңыз: /subscriptions

         [Пайдалы] [Керегім бұл емес]
         [Басқарма туралы] [Басқа нұсқалар]
         [Жаңалық алып тұру]

    Айгүл: жаңалық алып тұру
    bot: Жазылдыңыз. Осы жөніндегі және жалпы хабарландырулар қалалық арналардан осында келеді: сирек, жаңалық болғанда ғана. Өзгерту: /subscriptions
    Айгүл: енді жаңалық алмау
    bot: Жазылым тоқтады. Басқа жазылымдарыңыз: /subscriptions
    ");
}

#[tokio::test(flavor = "multi_thread")]
async fn choosing_on_the_card() {
    let seen = World::each(async |world| {
        let ivan = world.resident("Иван", "ru");
        ask(&ivan, "/subscriptions").await;
        let mut seen = vec![ivan.screen()];
        for label in ["Выбрать управления и темы", "Управление реновации", "Озеленение", "Всё об этом управлении"]
        {
            ivan.presses(label).await.unwrap();
            ivan.next_message().await.unwrap();
        }
        seen.push(ivan.screen());
        ivan.presses("К списку управлений").await.unwrap();
        ivan.next_message().await.unwrap();
        assert!(buttons(&ivan).contains("Управление реновации городской среды ✓"), "{}", buttons(&ivan));
        assert_eq!(follows(world, &ivan).await, ["greening", "dept:urban-renovation"]);
        ivan.presses("Мои подписки").await.unwrap();
        ivan.next_message().await.unwrap();
        seen.push(ivan.screen());
        ask(&ivan, "не присылать ничего").await;
        assert!(known(world, &ivan).await.notices_off);
        seen.push(ivan.chat().last().unwrap().to_string());
        ask(&ivan, "Снова присылать").await;
        ivan.presses("Отписаться: Озеленение").await.unwrap();
        ivan.next_message().await.unwrap();
        assert_eq!(follows(world, &ivan).await, ["dept:urban-renovation"]);
        ivan.presses("Не присылать ничего").await.unwrap();
        ivan.next_message().await.unwrap();
        ivan.presses("Получать все объявления").await.unwrap();
        ivan.next_message().await.unwrap();
        assert_eq!(follows(world, &ivan).await, ["dept:urban-renovation", "city"]);
        assert!(!known(world, &ivan).await.notices_off, "who follows wants to hear of it");
        seen.push(ivan.chat().last().unwrap().to_string());
        ivan.presses("Только выбранное").await.unwrap();
        ivan.next_message().await.unwrap();
        assert_eq!(follows(world, &ivan).await, ["dept:urban-renovation"]);
        seen
    })
    .await;
    assert_snapshot!(seen.join("\n---\n"), @"
    Иван: /subscriptions
    bot: Ваши подписки
         Пока вы ни на что не подписаны.

         Что приходит: объявления городских каналов. Как часто: редко, только когда администратор канала что-то объявляет. Отписаться можно здесь в любой момент.

         Язык объявлений: Русский. Сменить его: /language
         [Выбрать управления и темы]
         [Получать все объявления]
         [Не присылать ничего]
    ---
    Иван: /subscriptions
    bot (edited): Управление реновации городской среды
         Нажмите на тему, чтобы подписаться; нажмите ещё раз, чтобы отписаться. Галочкой отмечены ваши подписки.
         [Всё об этом управлении ✓]
         [Строительство соцобъектов]
         [Охрана окружающей среды]
         [Озеленение ✓]
         [Жильё]
         [Обновление старых кварталов]
         [К списку управлений]
         [Мои подписки]
    ---
    Иван: /subscriptions
    bot (edited): Ваши подписки
         Вы получаете объявления об этом и общие объявления города:
         • Озеленение
         • Управление реновации городской среды

         Что приходит: объявления городских каналов. Как часто: редко, только когда администратор канала что-то объявляет. Отписаться можно здесь в любой момент.

         Язык объявлений: Русский. Сменить его: /language
         [Отписаться: Озеленение ✕]
         [Отписаться: Управление реновации городской среды ✕]
         [Выбрать управления и темы]
         [Получать все объявления]
         [Не присылать ничего]
    ---
    bot: Ваши подписки
         Объявления выключены: не придёт ничего, даже то, что рассылают всем. Ваши подписки сохранены.
         • Озеленение
         • Управление реновации городской среды

         Что приходит: объявления городских каналов. Как часто: редко, только когда администратор канала что-то объявляет. Отписаться можно здесь в любой момент.

         Язык объявлений: Русский. Сменить его: /language
         [Отписаться: Озеленение ✕]
         [Отписаться: Управление реновации городской среды ✕]
         [Выбрать управления и темы]
         [Получать все объявления]
         [Снова присылать]
    ---
    bot (edited): Ваши подписки
         Вы получаете все объявления города.
         • Управление реновации городской среды

         Что приходит: объявления городских каналов. Как часто: редко, только когда администратор канала что-то объявляет. Отписаться можно здесь в любой момент.

         Язык объявлений: Русский. Сменить его: /language
         [Отписаться: Управление реновации городской среды ✕]
         [Выбрать управления и темы]
         [Только выбранное]
         [Не присылать ничего]
    ");
}

#[tokio::test(flavor = "multi_thread")]
async fn who_wants_nothing_any_more_gets_nothing_that_was_on_its_way_to_them() {
    World::each(async |world| {
        let (ivan, emma) = (world.resident("Иван", "ru"), world.resident("Emma", "en"));
        for (person, label) in [(&ivan, "Получать все объявления"), (&emma, "Get every announcement")]
        {
            ask(person, "/subscriptions").await;
            person.presses(label).await.unwrap();
            person.next_message().await.unwrap();
        }
        let id = rows::paused(world, CHANNEL, TEXT, &[ivan.id(), emma.id()]).await;
        // Following less changes nothing about whom it goes to.
        emma.presses("Only what I follow").await.unwrap();
        emma.next_message().await.unwrap();
        ivan.presses("Не присылать ничего").await.unwrap();
        ivan.next_message().await.unwrap();
        rows::resumed(world, id).await;
        let one = until(&world.running.app.store, id, State::Sent).await;
        assert_eq!(counts(&one), [1, 1, 0, 0, 0]);
        assert!(emma.chat().last().unwrap().text.contains("сажают деревья"));
        assert!(!ivan.screen().contains("сажают деревья"), "{}", ivan.screen());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn forged_presses_are_answered_and_blocking_changes_nothing() {
    World::each(async |world| {
        let emma = world.resident("Emma", "en");
        let card = ask(&emma, "/subscriptions").await;
        let told = async |data: &str| emma.presses_data(card.id, data).await.unwrap().text;
        for data in ["1Featgone", "1Feaysoap", "1Feaf", "1Fepdgone", "1Feodgone", "1Fzl", "1Fec2", "1Feapassport"] {
            assert!(told(data).await.is_some(), "{data}");
        }
        assert!(follows(world, &emma).await.is_empty());
        for data in ["1Fedtgone", "1Featgreening", "1Featgreening", "1Fextgone"] {
            told(data).await;
        }
        emma.blocks().await;
        emma.unblocks().await;
        ask(&emma, "/help").await;
        assert_eq!(follows(world, &emma).await, ["greening"]);
        assert_eq!(known(world, &emma).await.spoken, Some(Lang::En));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn shown_and_erased() {
    World::each(async |world| {
        let emma = world.resident("Emma", "en");
        ask(&emma, "Who plants trees in the parks?").await;
        emma.presses("Follow this").await.unwrap();
        let id = rows::sent(world, CHANNEL, TEXT, "greening").await;
        rows::delivered(world, id, emma.id(), 77).await;
        emma.says("/mydata").await;
        let file = async || {
            let line = emma.next_message().await.unwrap();
            let bytes = emma.downloads(line.id).map(|file| file.bytes).unwrap_or_default();
            String::from_utf8(bytes).unwrap()
        };
        emma.sees(|chat| chat.last().is_some_and(|line| line.media == Some("document"))).await.unwrap();
        let mut held = file().await;
        while held.is_empty() {
            held = file().await;
        }
        let data: serde_json::Value = serde_json::from_str(&held).unwrap();
        assert_eq!(data["subscriptions"][0]["what"], "greening");
        assert_eq!(data["announcements_sent_to_you"][0]["outcome"], "sent");
        assert_eq!(data["announcements_sent_to_you"][0]["message_number"], 77);
        assert_eq!(data["about_you"]["last_spoken_to_in"], "en");
        let card = ask(&emma, "/forget").await;
        assert!(card.text.contains("Subscriptions: 1\nAnnouncements sent to you: 1"), "{}", card.text);
        emma.presses("Yes, erase it all").await.unwrap();
        emma.next_message().await.unwrap();
        assert!(ask(&emma, "/mydata").await.text.contains("I keep nothing about you"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn asking_about_an_announcement() {
    let seen = World::each(async |world| {
        let (ivan, emma) = (world.resident("Иван", "ru"), world.resident("Emma", "en"));
        let draft = rows::draft(world, CHANNEL, TEXT, "greening").await;
        let id = rows::sent(world, CHANNEL, TEXT, "greening").await;
        let bare = rows::sent(world, CHANNEL, "В субботу ярмарка.", "").await;
        for payload in [format!("ann_{}", draft.0), "ann_99999".to_owned(), "ann_x".to_owned()] {
            emma.starts(&payload).await;
            let card = emma.next_message().await.unwrap();
            assert!(card.text.contains("Hello"), "{payload}: {}", card.text);
        }
        ivan.starts(&format!("ann_{}", id.0)).await;
        ivan.next_message().await.unwrap();
        ask(&ivan, "когда?").await;
        let first = dated(&ivan.screen());
        for again in ["а во сколько?", "ал қайда?", "how long?"] {
            let told = ask(&ivan, again).await;
            assert!(told.text.contains("с девяти утра до шести вечера"), "{again}: {}", told.text);
        }
        assert!(!ask(&ivan, "Где получить паспорт?").await.text.contains("с девяти утра"));
        assert!(!ask(&ivan, "Кто отвечает за спорт?").await.text.contains("с девяти утра"));
        assert!(!ask(&ivan, "когда?").await.text.contains("с девяти утра"), "another matter is talked about");
        ivan.clears();
        ivan.starts(&format!("ann_{}", bare.0)).await;
        ivan.next_message().await.unwrap();
        rows::withdrawn(world, id).await;
        emma.clears();
        emma.starts(&format!("ann_{}", id.0)).await;
        emma.next_message().await.unwrap();
        [first, dated(&ivan.screen()), dated(&emma.screen())]
    })
    .await;
    assert_snapshot!(seen[0], @"
    Иван: /start ann_2
    bot: Вы спрашиваете об объявлении ((day)):
         Уважаемые жители! 28 ноября в парке сажают деревья, приходите помочь с девяти утра до шести вечера.

         Управление реновации городской среды

         Тема: Озеленение
         Деревья, газоны, клумбы, посадки в парках — всё это озеленение. Аким говорил, что подход к нему пора менять: нужны новые правила в духе современного ландшафтного дизайна.

         По реформе, объявленной в начале 2019 года. С какого дня она действует, в источнике не сказано.
         Источник: «В акимате Астаны создают управление для модернизации сознания горожан»
         Об озеленении источник говорит сразу после рассказа об этом управлении; само озеленение, а с ним деревья и газоны, мы отнесли сюда сами.
         [Об управлении]
         [Получать новости]
    Иван: когда?
    bot: Вы спрашиваете об объявлении ((day)):
         Уважаемые жители! 28 ноября в парке сажают деревья, приходите помочь с девяти утра до шести вечера.

         Управление реновации городской среды

         Тема: Озеленение
         Деревья, газоны, клумбы, посадки в парках — всё это озеленение. Аким говорил, что подход к нему пора менять: нужны новые правила в духе современного ландшафтного дизайна.

         По реформе, объявленной в начале 2019 года. С какого дня она действует, в источнике не сказано.
         Источник: «В акимате Астаны создают управление для модернизации сознания горожан»
         Об озеленении источник говорит сразу после рассказа об этом управлении; само озеленение, а с ним деревья и газоны, мы отнесли сюда сами.
         [Полезно] [Не то, что нужно]
         [Об управлении] [Другие варианты]
         [Получать новости]
    ");
    assert_snapshot!(seen[1], @"
    Иван: /start ann_3
    bot: Вы спрашиваете об объявлении ((day)):
         В субботу ярмарка.

         Я знаю об этом только то, что написано в объявлении. Напишите свой вопрос, и я подскажу, какое управление этим занимается.
    ");
    assert_snapshot!(seen[2], @"
    Emma: /start ann_2
    bot: You are asking about the announcement sent on (day):
         Уважаемые жители! 28 ноября в парке сажают деревья, приходите помочь с девяти утра до шести вечера.
         This announcement was later withdrawn. Do not rely on it.

         Department of Urban Environment Renovation
         Управление реновации городской среды

         Topic: Trees and green spaces
         This covers trees, lawns, flower beds and planting in parks. The akim said that the approach to greening had to change, with new rules that keep up with modern landscape design.

         Under the reform announced in early 2019. The source does not say when it takes effect.
         Source: “В акимате Астаны создают управление для модернизации сознания горожан”
         The source speaks of greening straight after this department; it is our interpretation that this department is to handle it, trees and lawns included.
         [About the department]
         [Follow this]
    ");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reply_to_an_announcement_is_a_question_about_it() {
    World::each(async |world| {
        let ivan = world.resident("Иван", "ru");
        let (one, other) = (ask(&ivan, "/help").await, ask(&ivan, "/about").await);
        let id = rows::sent(world, CHANNEL, TEXT, "greening").await;
        rows::delivered(world, id, ivan.id(), one.id).await;
        rows::delivered_part(world, id, ivan.id(), other.id).await;
        let reply = async |message, text: &str| {
            ivan.replies(message, text).await;
            ivan.next_message().await.unwrap().text
        };
        for message in [one.id, other.id] {
            for text in ["а кто этим занимается?", "когда", "инструмент свой приносить или дадут?", "ал қайда?"]
            {
                let told = reply(message, text).await;
                assert!(told.contains("с девяти утра"), "{text}: {told}");
            }
        }
        assert!(!reply(one.id, "Где получить паспорт?").await.contains("с девяти утра"));
        assert!(reply(one.id, "Пахнет газом в подъезде, что делать?").await.contains("112"));
        assert!(!reply(one.id, "спасибо").await.contains("с девяти утра"));
        assert!(ask(&ivan, "а во сколько?").await.text.contains("с девяти утра"), "it is talked about");
        ask(&ivan, "/help").await;
        let told = reply(ivan.chat().last().unwrap().id, "Кто отвечает за спорт?").await;
        assert!(!told.contains("с девяти утра"), "a reply to something else: {told}");
    })
    .await;
}

/// With the day of the test left out.
pub(super) fn dated(text: &str) -> String {
    let now = jiff::Timestamp::now().to_zoned(jiff::tz::TimeZone::get("Asia/Almaty").unwrap());
    text.replace(&now.strftime("%d.%m.%Y").to_string(), "(day)")
}
