//! `/link`: what each side lacks, and the ways to name a channel.

use insta::assert_snapshot;
use sandbox::ChannelRole;

use super::{at_noon, channel, presses, saying, says};
use crate::world::World;

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

         Чтобы подключить канал, сделайте бота его администратором с правом публиковать сообщения. Потом пришлите /link @имя_канала или перешлите сюда любую запись канала. Чтобы отключить, заберите у бота это право.
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
