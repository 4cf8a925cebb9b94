//! `/link`: what each side lacks, and the ways to name a channel.

use insta::assert_snapshot;
use sandbox::{ChannelRole, ChatLine, Person};

use super::{at_noon, channel, engine, newsroom, presses, saying, says, toast};
use crate::world::{OWNER, World};

#[tokio::test(flavor = "multi_thread")]
async fn what_is_missing_is_said_and_then_it_works() {
    let seen = at_noon(async |world: &World, _| {
        let room = channel(world).await;
        let (stranger, saule) = (world.resident("Игорь", "ru"), &room.saule);
        says(&stranger, "/announce", "Делать объявления могут те").await;
        says(saule, "/link @no_such_channel_1", "Такого канала я не вижу").await;
        says(saule, "/link", "Других каналов").await;
        says(saule, "/link @city_news_test", "Бот не администратор").await;
        room.channel.bot_is(saule, ChannelRole::Admin { post: false, edit: false, delete: false });
        world.sandbox.idle().await.expect("told");
        says(saule, "/link @city_news_test", "публиковать не может").await;
        room.channel.bot_is(saule, ChannelRole::ADMIN);
        saying(saule, "Меня сделали администратором").await;
        says(&stranger, "/link t.me/city_news_test", "у вас этого права нет").await;
        says(saule, "/link", "Можно подключить").await;
        let done = presses(saule, "Подключить «Новости города»", "подключён").await;
        says(saule, "/link https://t.me/city_news_test", "уже подключён").await;
        let menu: Vec<String> = saule.menu().into_iter().map(|(name, _)| name).take(3).collect();
        (saule.screen(), stranger.screen(), menu, done.text)
    })
    .await;
    assert_eq!(seen.2, ["announce", "announcements", "link"]);
    assert_snapshot!(seen.0, @"
    Сауле: /link @no_such_channel_1
    bot: Такого канала я не вижу. Проверьте имя. Если канал закрытый, сделайте бота администратором и перешлите сюда любую запись канала.
    Сауле: /link
    bot: Каналы

         Других каналов, где вы можете публиковать, а бот уже администратор, пока нет.

         Чтобы подключить канал, сделайте бота его администратором с правом публиковать сообщения. Потом пришлите /link @имя_канала или перешлите сюда любую запись канала.
    Сауле: /link @city_news_test
    bot: Бот не администратор этого канала. Добавьте его в администраторы с правом публиковать сообщения и повторите.
    Сауле: /link @city_news_test
    bot: В канале «Новости города» бот – администратор, но публиковать не может. Дайте ему это право и повторите.
    bot: Меня сделали администратором канала «Новости города». Подключить его, чтобы делать объявления?
         [Подключить «Новости города»]
    Сауле: /link
    bot (edited): Канал «Новости города» подключён. Новое объявление – /announce, все объявления – /announcements.
    Сауле: /link https://t.me/city_news_test
    bot: Канал «Новости города» уже подключён. Новое объявление – /announce.
    ");
    assert_snapshot!(seen.1, @"
    Игорь: /announce
    bot: Делать объявления могут те, у кого есть право публиковать в подключённом канале. Чтобы подключить свой канал, сделайте бота его администратором с правом публиковать и пришлите /link @имя_канала.
    Игорь: /link t.me/city_news_test
    bot: Подключить канал может только его владелец или администратор с правом публиковать. Telegram говорит, что у вас этого права нет.
    ");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_forwarded_post_links_a_private_channel() {
    at_noon(async |world: &World, _| {
        let room = channel(world).await;
        room.channel.called(None);
        room.channel.bot_is(&room.saule, ChannelRole::ADMIN);
        let post = room.channel.posts(&room.saule, "Добро пожаловать!").await;
        says(&room.timur, "/link", "Каналы").await;
        room.timur.forwards(room.channel.id(), post).await;
        saying(&room.timur, "Канал «Новости города» подключён").await;
        // A post that was made before it was linked is nobody's to be offered.
        assert!(!room.timur.screen().contains("Объявление 1"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn owners_hear_of_it_and_can_take_it_back() {
    let seen = at_noon(async |world: &World, _| {
        let owner = world.sandbox.person(Person { id: Some(OWNER.0), ..Person::named("Олжас").speaking("ru") });
        says(&owner, "/settings", "Настройки").await;
        let room = newsroom(world).await;
        let told = saying(&owner, "Кто подключил: Сауле").await.to_string();
        let (saule, timur) = (&room.saule, &room.timur);
        let _crowd = engine::settled(&world.sandbox, &world.running.app.store, 300).await;
        says(timur, "/announce", "Объявление 1").await;
        says(timur, "В субботу в парке ярмарка.", "26 / 4096").await;
        says(saule, "/announce", "Объявление 2").await;
        says(saule, "Отправляется ошибочное объявление.", "34 / 4096").await;
        presses(saule, "Кому", "[Все и канал]").await;
        presses(saule, "Все и канал", "все, кто писал боту").await;
        presses(saule, "Отправить", "Последний шаг").await;
        presses(saule, "Отправить", "Рассылается").await;
        let undone = presses(&owner, "Отключить «Новости города»", "отключён").await.to_string();
        // What goes out stands still, drafts say so, nobody can announce.
        saying(saule, "Приостановлено").await;
        saying(timur, "Этот канал больше не подключён").await;
        let refused = toast(timur, "Отправить").await;
        // Somebody who is no owner and may not post can do nothing; an admin links it anew, and it goes on.
        let stranger = world.resident("Игорь", "ru");
        let button = saying(&owner, "отключён").await;
        assert!(button.buttons.is_empty(), "an owner may not post there: {button}");
        says(&stranger, "/link @city_news_test", "у вас этого права нет").await;
        says(saule, "/link @city_news_test", "подключён").await;
        saule.presses("Продолжить").await.expect("the button");
        let done = |line: &ChatLine| line.text.contains("Разослано");
        saule.sees(|lines| lines.iter().any(done)).await.expect("it went on to its end");
        // The admins can unlink it, too, and take that back.
        let card = says(saule, "/link", "Подключены").await.to_string();
        presses(saule, "Отключить «Новости города»", "отключён").await;
        presses(saule, "Подключить «Новости города»", "подключён").await;
        (told, undone, refused, card)
    })
    .await;
    assert_snapshot!(seen.0, @"
    bot: Канал «Новости города» подключён. Кто подключил: Сауле. Теперь все, кто может в нём публиковать, могут отправлять объявления в канал и жителям. Если это ошибка, отключите канал.
         [Отключить «Новости города»]
    ");
    assert_snapshot!(seen.1, @"bot (edited): Канал «Новости города» отключён: делать объявления от его имени больше нельзя. Начатые рассылки, если были, приостановлены; черновики сохранены.");
    assert_snapshot!(seen.2, @"В этом канале вы публиковать не можете");
    assert_snapshot!(seen.3, @"
    bot: Каналы
         Подключены:
         • Новости города

         Других каналов, где вы можете публиковать, а бот уже администратор, пока нет.

         Чтобы подключить канал, сделайте бота его администратором с правом публиковать сообщения. Потом пришлите /link @имя_канала или перешлите сюда любую запись канала.
         [Отключить «Новости города»]
    ");
}
