//! After an announcement was sent: its report, a correction, pinning, withdrawing; by whoever may post in the channel.

use insta::assert_snapshot;
use sandbox::Person;

use super::{newsroom, presses, saying, says, toast};
use crate::world::World;

#[tokio::test(flavor = "multi_thread")]
async fn it_is_corrected_pinned_and_withdrawn() {
    let seen = World::each(async |world: &World| {
        let room = newsroom(world).await;
        let saule = &room.saule;
        let ivan = world.sandbox.person(Person::named("Иван").speaking("ru"));
        says(&ivan, "/subscriptions", "Ваши подписки").await;
        presses(&ivan, "Получать все объявления", "Только выбранное").await;
        says(saule, "/announce", "Объявление 1").await;
        says(saule, "В субботу в парке ярмарка.", "26 / 4096").await;
        presses(saule, "Отправить", "Последний шаг").await;
        presses(saule, "Отправить", "Разослано").await;
        let report = saying(saule, "Доставлено: 2").await.to_string();

        presses(saule, "Исправить", "Пришлите следующим сообщением").await;
        says(saule, "В субботу в парке ярмарка.", "Именно это там и написано").await;
        says(saule, "В воскресенье в парке ярмарка.", "Так это будет выглядеть").await;
        presses(saule, "Заменить везде", "Исправлений: 1").await;
        ivan.sees(|lines| lines.iter().any(|line| line.text == "В воскресенье в парке ярмарка.")).await.expect("there");
        let posts = room.channel.screen();

        let pinned = toast(saule, "Закрепить в канале").await;
        assert!(room.channel.pinned().is_some());
        let file = toast(saule, "Получить список файлом").await;
        assert_eq!(file, "");

        // Another admin may do all of it, who has lost the right may not.
        says(&room.timur, "/announcements", "[Открыть 1: В воскресенье").await;
        presses(&room.timur, "Открыть 1", "Доставлено: 2").await;
        room.channel.demotes(&room.timur);
        let refused = toast(&room.timur, "Отозвать").await;

        saule.clears();
        says(saule, "/announcements", "[Открыть 1: В воскресенье").await;
        presses(saule, "Открыть 1", "Доставлено: 2").await;
        presses(saule, "Отозвать", "Удалить объявление у всех").await;
        presses(saule, "← Оставить как есть", "Доставлено: 2").await;
        presses(saule, "Отозвать", "Удалить объявление у всех").await;
        let withdrawn = presses(saule, "Да, удалить везде", "Отозвано\n").await.to_string();
        assert_eq!(room.channel.screen(), "");
        assert!(ivan.chat().iter().all(|line| !line.text.contains("ярмарка")));
        let moments = |card: String| card.lines().filter(|line| !line.contains("202")).collect::<Vec<_>>().join("\n");
        (moments(report), posts, pinned, refused, moments(withdrawn))
    })
    .await;
    assert_snapshot!(seen.0, @"
    bot (edited): Объявление 1: В субботу в парке ярмарка.

         Разослано

         Доставлено: 2
         [Исправить] [Отозвать]
         [Закрепить в канале]
         [Получить список файлом]
    ");
    assert_snapshot!(seen.1, @"bot (edited): В воскресенье в парке ярмарка.");
    assert_snapshot!(seen.2, @"Закреплено");
    assert_snapshot!(seen.3, @"В этом канале вы публиковать не можете");
    assert_snapshot!(seen.4, @"
    bot (edited): Объявление 1: В воскресенье в парке ярмарка.

         Отозвано

         Удалено: 2
         [Получить список файлом]
    ");
}
