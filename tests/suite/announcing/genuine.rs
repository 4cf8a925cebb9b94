//! What the bot sent itself is shown to it again: with the buttons below it, and as an album, whose caption has lines for
//! them.

use insta::assert_snapshot;
use sandbox::{Actor, ChatLine};

use super::follow::dated;
use super::verify::WATER;
use super::{Newsroom, newsroom, presses, saying, says};
use crate::world::World;

const MAP: &str = "Карта - https://example.kz/map";

/// An announcement with a button and a topic, as a text or an album, that went to the channel and to Ivan.
async fn sent(world: &World, album: bool) -> (Newsroom, Actor) {
    let (room, ivan) = (newsroom(world).await, world.resident("Иван", "ru"));
    let saule = &room.saule;
    says(&ivan, "/subscriptions", "Ваши подписки").await;
    presses(&ivan, "Получать все объявления", "Только выбранное").await;
    says(saule, "/announce", "Объявление 1").await;
    match album {
        true => drop(saule.sends_album(&[WATER, ""]).await),
        false => drop(saule.says(WATER).await),
    }
    saying(saule, if album { "файлов: 2" } else { "/ 4096" }).await;
    presses(saule, "Привязать", "О чём объявление?").await;
    says(saule, "кто озеленяет дворы", "[Озеленение]").await;
    presses(saule, "Озеленение", "Тема вопросов: Озеленение").await;
    presses(saule, "Ссылки", "каждую на своей строке").await;
    says(saule, MAP, "• Карта – https://example.kz/map").await;
    presses(saule, "Отправить", "Последний шаг").await;
    presses(saule, "Отправить", "Разослано").await;
    (room, ivan)
}

/// The messages that say this, the rest of their album included.
fn messages(lines: &[ChatLine], part: &str) -> Vec<i64> {
    let album = lines.iter().find(|line| line.from_bot && line.text.contains(part)).expect("it came");
    let same = |line: &&ChatLine| line.id == album.id || line.album.is_some() && line.album == album.album;
    lines.iter().filter(same).map(|line| line.id).collect()
}

async fn forwarded(person: &Actor, chat: i64, messages: &[i64]) -> String {
    let before = person.chat().len();
    person.forwards_all(chat, messages).await;
    answer(person, before + messages.len()).await
}

async fn pasted(person: &Actor, text: &str) -> String {
    let before = person.chat().len();
    person.says(text).await;
    answer(person, before + 1).await
}

/// What the bot says below so many lines.
async fn answer(person: &Actor, lines: usize) -> String {
    person.sees(|chat| chat.len() > lines && chat.last().is_some_and(|line| line.from_bot)).await.expect("an answer");
    dated(&person.chat().last().expect("an answer").to_string())
}

#[tokio::test(flavor = "multi_thread")]
async fn an_album_is_known_by_what_people_have_of_it() {
    let seen = World::each(async |world| {
        let (room, ivan) = sent(world, true).await;
        let own = messages(&ivan.chat(), "Сарыарка");
        assert_eq!(own.len(), 2);
        let caption = ivan.chat().into_iter().find(|line| line.id == own[0]).expect("its caption").text;
        let posts = messages(&room.channel.lines(), "Сарыарка");
        let mine = forwarded(&ivan, ivan.id(), &own).await;
        let posted = forwarded(&ivan, room.channel.id(), &posts).await;
        for text in [caption.as_str(), WATER] {
            assert_eq!(pasted(&ivan, text).await, mine, "{text}");
        }
        let changed = pasted(&ivan, &caption.replace("example.kz", "example.com")).await;
        (caption, mine, posted, changed)
    })
    .await;
    assert_snapshot!(seen.0, @"
    Уважаемые жители! 28 ноября с девяти до шести на улице Сарыарка не будет холодной воды из-за ремонта сетей. Просим запастись водой заранее. Подробности по телефону 55-55-55.

    Карта: https://example.kz/map
    Спросить об этом: https://t.me/qaida_sandbox_bot?start=ann_1
    ");
    assert!(seen.1.contains("слово в слово"), "{}", seen.1);
    assert!(seen.2.contains("слово в слово"), "{}", seen.2);
    assert_snapshot!(seen.3, @"
    bot: ⚠️ Это наше объявление, но в нём что-то изменено
         Отправлено: (day)
         Канал: Новости города

         Зачёркнутое было в объявлении, но здесь его убрали; выделенного жирным в объявлении не было:
         …ись водой заранее. Подробности по телефону 55-55-55.

         Карта: https://example.kz/map https://example.com/map
         Спросить об этом: https://t.me/qaida_sandbox_bot?start=ann_1

         Если что-то неясно, спросите меня об этом объявлении.
    ");
}

#[tokio::test(flavor = "multi_thread")]
async fn its_own_buttons_are_no_change_and_foreign_ones_are() {
    let seen = World::each(async |world| {
        let (room, ivan) = sent(world, false).await;
        let (own, posts) = (messages(&ivan.chat(), "Сарыарка"), messages(&room.channel.lines(), "Сарыарка"));
        let mine = forwarded(&ivan, ivan.id(), &own).await;
        let posted = forwarded(&ivan, room.channel.id(), &posts).await;
        // What it had was another address: so the one that stands there now is somebody else's.
        world.execute("UPDATE announcement SET body = REPLACE(body, 'example.kz/map', 'example.kz/plan')").await;
        let foreign = forwarded(&ivan, ivan.id(), &own).await;
        (mine, posted, foreign)
    })
    .await;
    assert_eq!(seen.0, seen.1);
    assert_snapshot!(seen.0, @"
    bot: ✅ Да, это наше объявление, слово в слово
         Отправлено: (day)
         Канал: Новости города

         Если что-то неясно, спросите меня об этом объявлении.
    ");
    assert_snapshot!(seen.2, @"
    bot: ⚠️ Это наше объявление, но в нём что-то изменено
         Отправлено: (day)
         Канал: Новости города

         Зачёркнутое было в объявлении, но здесь его убрали; выделенного жирным в объявлении не было:
         …м запастись водой заранее. Подробности по телефону 55-55-55.
         Карта: https://example.kz/map

         Если что-то неясно, спросите меня об этом объявлении.
    ");
}
