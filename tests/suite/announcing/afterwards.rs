//! After an announcement was sent: its report, a correction, pinning, withdrawing; by whoever may post in the channel.

use insta::assert_snapshot;
use qaida::store::audit;
use sandbox::{ChatLine, Fault, Person};

use super::{handled, newsroom, presses, saying, says, toast};
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
        let correction = saule.says("В воскресение в парке ярмарка.").await;
        saying(saule, "Так это будет выглядеть").await;
        // A slip that is seen only now: the message is edited, and shown anew.
        saule.edits(correction, "В воскресенье в парке ярмарка.").await.expect("edited");
        let anew = |lines: &[ChatLine]| lines.iter().filter(|line| line.text.contains("Так это будет")).count() == 2;
        saule.sees(anew).await.expect("shown anew");
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
        handled(world).await;
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

/// The moments of a card are left out.
fn timeless(card: &str) -> String {
    card.lines().filter(|line| !line.contains("202")).collect::<Vec<_>>().join("\n")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_picture_takes_the_place_of_the_one_that_was_sent() {
    let seen = World::each(async |world: &World| {
        let room = newsroom(world).await;
        let saule = &room.saule;
        says(saule, "/announce", "Объявление 1").await;
        saule.sends_photo("План парка").await;
        saying(saule, "10 / 1024").await;
        presses(saule, "Отправить", "Последний шаг").await;
        presses(saule, "Отправить", "Доставлено: 1").await;
        presses(saule, "Исправить", "Если в объявлении один файл").await;
        saule.sends_sticker().await;
        saying(saule, "Заменить можно только единственный файл").await;
        saule.clears();
        saule.sends_document("план.pdf", "").await;
        saying(saule, "Так это будет выглядеть").await;
        let preview = saule.screen();
        presses(saule, "Заменить везде", "Исправлений: 1").await;
        let replaced = room.channel.screen();

        // The text alone, after that, leaves the new file.
        presses(saule, "Исправить", "Пришлите следующим сообщением").await;
        says(saule, "План нового парка", "Так это будет выглядеть").await;
        presses(saule, "Заменить везде", "Исправлений: 2").await;
        (preview, replaced, room.channel.screen(), world.sandbox.calls_of("editMessageMedia").len())
    })
    .await;
    assert_snapshot!(seen.0, @"
    Сауле: <document>
    bot: <document> План парка
    bot: Так это будет выглядеть. Получателей: 1
         [Заменить везде]
         [← Оставить как есть]
    ");
    assert_eq!(seen.1, "bot (edited): <document> План парка");
    assert_eq!((seen.2.as_str(), seen.3), ("bot (edited): <document> План нового парка", 2));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_correction_is_stopped_and_the_next_one_brings_all_to_the_newest_text() {
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
        saying(saule, "Доставлено: 2").await;

        // One of the two cannot be reached, so it does not end by itself.
        world.sandbox.fail_times("editMessageText", Some(ivan.id()), 1_000, Fault::ServerError);
        presses(saule, "Исправить", "Пришлите следующим сообщением").await;
        says(saule, "В воскресенье в парке ярмарка.", "Так это будет выглядеть").await;
        presses(saule, "Заменить везде", "Исправляется").await;
        let correcting = saying(saule, "Исправляется: 1 из 2").await.to_string();

        // Who may not post may not stop it.
        says(&room.timur, "/announcements", "[Открыть 1: В воскресенье").await;
        presses(&room.timur, "Открыть 1", "Исправляется").await;
        room.channel.demotes(&room.timur);
        handled(world).await;
        let refused = toast(&room.timur, "Прекратить").await;
        let stopped = toast(saule, "Прекратить").await;
        let report = saying(saule, "Осталось без исправления: 1").await.to_string();
        let texts = [room.channel.screen(), ivan.screen()].map(|screen| screen.lines().last().map(str::to_owned));

        toast(saule, "Получить список файлом").await;
        saule.sees(|lines| lines.iter().any(|line| line.media.is_some())).await.expect("a file");
        let list = saule.chat().iter().find(|line| line.media.is_some()).map(|line| line.id).expect("a file");
        let file = String::from_utf8(saule.downloads(list).expect("a file").bytes).expect("text");
        let outcomes: Vec<String> =
            file.lines().map(|line| line.split_once(',').expect("columns").1.to_owned()).collect();

        // The same text is taken while somebody has an older one.
        world.sandbox.heal();
        saule.clears();
        says(saule, "/announcements", "[Открыть 1: В воскресенье").await;
        presses(saule, "Открыть 1", "Осталось без исправления: 1").await;
        presses(saule, "Исправить", "Пришлите следующим сообщением").await;
        says(saule, "В воскресенье в парке ярмарка.", "Так это будет выглядеть").await;
        presses(saule, "Заменить везде", "Исправлений: 2").await;
        let all = saying(saule, "Исправлений: 2").await.to_string();
        let newest = "В воскресенье в парке ярмарка.";
        ivan.sees(|lines| lines.iter().any(|line| line.text == newest)).await.expect("the newest text");
        let lines = audit::all(&mut world.running.app.store.read().await.expect("a read")).await.expect("lines");
        let lines: Vec<String> =
            lines.into_iter().map(|line| line.what).filter(|what| what.contains("correct")).collect();
        let cards = [correcting, report, all].map(|card| timeless(&card)).join("\n---\n");
        (cards, refused, stopped, texts, outcomes, lines)
    })
    .await;
    assert_snapshot!(seen.0, @"
    bot (edited): Объявление 1: В воскресенье в парке ярмарка.

         Исправляется: 1 из 2
         ▓▓▓▓▓▓░░░░░░ 50 %
         [Прекратить]
    ---
    bot (edited): Объявление 1: В воскресенье в парке ярмарка.

         Разослано

         Доставлено: 2
         Исправлений: 1
         Осталось без исправления: 1
         [Исправить] [Отозвать]
         [Закрепить в канале]
         [Получить список файлом]
    ---
    bot (edited): Объявление 1: В воскресенье в парке ярмарка.

         Разослано

         Доставлено: 2
         Исправлений: 2
         [Исправить] [Отозвать]
         [Закрепить в канале]
         [Получить список файлом]
    ");
    assert_eq!(
        (seen.1.as_str(), seen.2.as_str()),
        ("В этом канале вы публиковать не можете", "Исправление прекращено")
    );
    let texts = ["bot (edited): В воскресенье в парке ярмарка.", "bot: В субботу в парке ярмарка."];
    assert_eq!(seen.3, texts.map(|text| Some(text.to_owned())));
    assert_eq!(seen.4, ["language,outcome,version", "ru,sent,1", "ru,old_text,0"]);
    let stopped = "stopped the correction of announcement 1";
    assert_eq!(seen.5, ["corrected announcement 1", stopped, "corrected announcement 1"]);
}
