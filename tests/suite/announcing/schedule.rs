//! When an announcement goes out: scheduled, moved, cancelled, missed.

use std::sync::Arc;

use insta::assert_snapshot;
use qaida::clock::ManualClock;
use sandbox::Actor;

use super::{HOUR, NOON, at_noon, newsroom, presses, saying, says};
use crate::databases::fresh_databases;
use crate::world::{Way, World};

/// Writes an announcement and gives it a moment, up to the card that says so.
async fn scheduled(admin: &Actor, when: &str, told: &str) {
    says(admin, "/announce", "Следующее сообщение").await;
    says(admin, "В субботу в парке ярмарка.", "26 / 4096").await;
    presses(admin, "Когда", "Когда отправить?").await;
    says(admin, when, told).await;
    presses(admin, "Отправить", "Последний шаг").await;
    presses(admin, "Отправить", "Запланировано: ").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn it_is_listed_moved_called_off_and_begins_at_its_moment() {
    let seen = at_noon(async |world: &World, clock: &ManualClock| {
        let room = newsroom(world).await;
        let saule = &room.saule;
        scheduled(saule, "завтра в 9", "четверг, 26 ноября 2026, 9:00").await;
        scheduled(saule, "сегодня в 18:00", "среда, 25 ноября 2026, 18:00").await;
        let list = says(saule, "/announcements", "Запланированы:").await.to_string();
        presses(saule, "Открыть 1", "Запланировано: четверг").await;
        presses(saule, "Когда", "Когда отправить?").await;
        says(saule, "послезавтра в 10", "Запланировано: пятница, 27 ноября 2026, 10:00").await;
        presses(saule, "Отменить", "никому не отправлено").await;
        says(saule, "/announcements", "[Открыть 2").await;
        let card = presses(saule, "Открыть 2", "Запланировано: среда").await.to_string();
        clock.advance(6 * HOUR - 1);
        says(saule, "/announcements", "[Открыть 2").await;
        clock.advance(1);
        saule.sees(|lines| lines.iter().any(|line| line.text.contains("Разослано"))).await.expect("begun");
        (list, card)
    })
    .await;
    assert_snapshot!(seen.0, @"
    bot: Объявления

         Запланированы:
         2: В субботу в парке ярмарка. · среда, 25 ноября 2026, 18:00
         1: В субботу в парке ярмарка. · четверг, 26 ноября 2026, 9:00
         [Открыть 2: В субботу в парке ярмарка.]
         [Открыть 1: В субботу в парке ярмарка.]
    ");
    assert_snapshot!(seen.1, @"
    bot: Объявление 2 · Новости города
         Запланировано: среда, 25 ноября 2026, 18:00.

         Русский: 26 / 4096
         В субботу в парке ярмарка.
         Те, у кого другой язык, получат объявление на том языке, который есть.

         Тема вопросов: не выбрана
         Кому: канал, подписчики
         Получателей: 1, займёт меньше минуты
         [Когда] [Изменить]
         [Предпросмотр]
         [Отменить]
    ");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_missed_for_too_long_is_asked_about() {
    for database in fresh_databases().await {
        let clock = Arc::new(ManualClock::at(NOON));
        let world = World::at(database, Way::Polling, clock.clone()).await;
        let room = newsroom(&world).await;
        scheduled(&room.saule, "сегодня в 13:00", "13:00").await;
        scheduled(&room.timur, "сегодня в 15:20", "15:20").await;
        let world = world.restarted_after(&clock, 3 * HOUR + HOUR / 2).await;
        let late =
            saying(&room.saule, "Не отправлено вовремя: бот не работал. Было назначено: среда, 25 ноября 2026, 13:00")
                .await;
        assert!(late.button("Когда").is_some() && late.button("Отменить").is_some(), "{late}");
        // Ten minutes late is not too late.
        saying(&room.timur, "Разослано").await;
        presses(&room.saule, "Отправить сейчас", "Разослано").await;
        world.stop().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn of_a_late_one_whose_maker_blocked_the_bot_the_others_are_asked() {
    for database in fresh_databases().await {
        let clock = Arc::new(ManualClock::at(NOON));
        let world = World::at(database, Way::Polling, clock.clone()).await;
        let room = newsroom(&world).await;
        scheduled(&room.saule, "сегодня в 13:00", "13:00").await;
        room.saule.blocks().await;
        let world = world.restarted_after(&clock, 3 * HOUR).await;
        saying(&room.timur, "Не отправлено вовремя: бот не работал").await;
        presses(&room.timur, "Отправить сейчас", "Объявление 1: ").await;
        world.stop().await;
    }
}
