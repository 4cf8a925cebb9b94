//! Writing an announcement: the card, what it asks for, and what it takes.

use insta::assert_snapshot;
use sandbox::{Actor, ChatLine};

use super::{HOUR, at_noon, newsroom, presses, saying, says, toast};
use crate::databases::fresh_databases;
use crate::world::{Way, World, ask};

const WATER: &str = "Завтра с 9:00 отключат воду на левом берегу.";

#[tokio::test(flavor = "multi_thread")]
async fn the_shortest_way_is_four_steps() {
    let seen = at_noon(async |world: &World, _| {
        let room = newsroom(world).await;
        says(&room.saule, "/announce", "Следующее сообщение станет объявлением").await;
        says(&room.saule, WATER, "Русский: 44 / 4096").await;
        presses(&room.saule, "Предпросмотр", "Когда: сразу").await;
        let before = room.saule.screen();
        let last = presses(&room.saule, "Отправить", "Последний шаг").await;
        presses(&room.saule, "Отправить", "Разослано").await;
        (before, last.to_string())
    })
    .await;
    assert_snapshot!(seen.0, @"
    Сауле: /announce
    Сауле: Завтра с 9:00 отключат воду на левом берегу.
    bot: Завтра с 9:00 отключат воду на левом берегу.
    bot: Объявление 1 · Новости города

         Русский: 44 / 4096
         Завтра с 9:00 отключат воду на левом берегу.
         Те, у кого другой язык, получат объявление на том языке, который есть.

         Тема вопросов: не выбрана
         Кому: канал, подписчики
         Получателей: 1, займёт меньше минуты
         Когда: сразу после подтверждения
         [Языки] [Привязать к теме]
         [Кому] [Когда]
         [Ссылки под текстом]
         [Предпросмотр] [Прислать мне]
         [Отправить]
         [Удалить черновик]
    ");
    assert_snapshot!(seen.1, @"
    bot (edited): Объявление 1 · Новости города

         Русский: 44 / 4096
         Завтра с 9:00 отключат воду на левом берегу.
         Те, у кого другой язык, получат объявление на том языке, который есть.

         Тема вопросов: не выбрана

         Последний шаг
         Кому: канал, подписчики
         Получателей: 1, займёт меньше минуты
         Будет опубликовано в канале «Новости города»
         Языки: Русский
         Начнётся сразу
         [Отправить]
         [← Назад]
    ");
}

#[tokio::test(flavor = "multi_thread")]
async fn everything_can_be_chosen_on_the_card() {
    let seen = at_noon(async |world: &World, clock| {
        let room = newsroom(world).await;
        let saule = &room.saule;
        says(saule, "/announce", "Объявление 1").await;
        says(saule, WATER, "44 / 4096").await;
        presses(saule, "Языки", "[Қазақша] [Русский ✓]").await;
        presses(saule, "Қазақша", "Пришлите объявление на этом языке: Қазақша").await;
        says(saule, "Ертең су болмайды.", "Қазақша: 18 / 4096").await;
        presses(saule, "Языки", "[Убрать язык: ҚАЗ]").await;
        assert!(!presses(saule, "Убрать язык: ҚАЗ", "[Русский ✓]").await.text.contains("Қазақша: "));
        assert!(saying(saule, "[Русский ✓]").await.button("Убрать язык: РУС").is_none(), "it would say nothing");
        presses(saule, "Қазақша", "Пришлите объявление на этом языке: Қазақша").await;
        says(saule, "Ертең су болмайды.", "Қазақша: 18 / 4096").await;
        presses(saule, "Привязать", "О чём объявление?").await;
        let options = says(saule, "кто озеленяет дворы", "[Озеленение]").await;
        assert!(options.button("← Назад").is_some(), "{options}");
        presses(saule, "Озеленение", "Тема вопросов: Озеленение").await;
        presses(saule, "Ссылки", "каждую на своей строке").await;
        says(saule, "просто текст", "Не похоже на ссылку: просто текст").await;
        says(saule, "Карта - https://example.kz/map\nПодробно: https://example.kz", "• Подробно – https://example.kz")
            .await;
        clock.advance(HOUR);
        presses(saule, "Кому", "[Подписчики и канал ✓]").await;
        presses(saule, "Только канал", "Кому: канал\n").await;
        presses(saule, "Кому", "[Только канал ✓]").await;
        presses(saule, "Все и канал", "Кому: канал, все, кто писал боту").await;
        presses(saule, "Кому", "[Не публиковать в канале]").await;
        presses(saule, "Не публиковать", "[Публиковать и в канале]").await;
        presses(saule, "Язык получателей", "Язык получателей: Қазақша").await;
        presses(saule, "Подписчики и канал", "Кому: канал, подписчики тем").await;
        clock.advance(HOUR);
        presses(saule, "Когда", "Когда отправить?").await;
        for (said, told) in [
            ("как-нибудь", "Не понял, когда"),
            ("вчера в 9", "Это время уже прошло"),
            ("понедельник 28.11", "не сходятся"),
            ("через 3 года", "больше чем через год"),
            ("завтра", "четверг, 26 ноября 2026: в котором часу?"),
            ("18:30", "Когда: четверг, 26 ноября 2026, 18:30"),
        ] {
            says(saule, said, told).await;
        }
        let card = saying(saule, "18:30").await.to_string();
        presses(saule, "Прислать мне", "Объявление 1").await;
        let sent = saule.chat().into_iter().rev().find(|line| line.text == WATER && line.from_bot);
        let last = presses(saule, "Отправить", "Последний шаг").await.to_string();
        // The third chooses again: what was shown is out of date, and what is typed is a question as always.
        presses(saule, "← Назад", "[Удалить черновик]").await;
        let question = ask_now(saule, "Где получить паспорт?").await;
        saule.presses("Удалить черновик").await.expect("the button");
        let dropped = |line: &ChatLine| line.text.contains("никому не отправлено") && line.buttons.is_empty();
        saule.sees(|lines| lines.iter().any(dropped)).await.expect("it is gone");
        (card, sent.expect("the test").to_string(), last, question)
    })
    .await;
    assert_snapshot!(seen.0, @"
    bot: Объявление 1 · Новости города

         Қазақша: 18 / 4096
         Ертең су болмайды.

         Русский: 44 / 4096
         Завтра с 9:00 отключат воду на левом берегу.
         Те, у кого другой язык, получат объявление на том языке, который есть.

         Тема вопросов: Озеленение
         Ссылки под текстом:
         • Карта – https://example.kz/map
         • Подробно – https://example.kz
         Кому: канал, подписчики тем «Озеленение»
         Язык получателей: Қазақша
         Получателей: 1, займёт меньше минуты
         Когда: четверг, 26 ноября 2026, 18:30
         [Языки] [Привязать к теме]
         [Кому] [Когда]
         [Ссылки под текстом]
         [Предпросмотр] [Прислать мне]
         [Отправить]
         [Удалить черновик]
    ");
    assert_snapshot!(seen.1, @"
    bot: Завтра с 9:00 отключат воду на левом берегу.
         [Карта → https://example.kz/map]
         [Подробно → https://example.kz]
         [Спросить об этом → https://t.me/qaida_sandbox_bot?start=ann_1]
    ");
    assert_snapshot!(seen.2, @"
    bot (edited): Объявление 1 · Новости города

         Қазақша: 18 / 4096
         Ертең су болмайды.

         Русский: 44 / 4096
         Завтра с 9:00 отключат воду на левом берегу.
         Те, у кого другой язык, получат объявление на том языке, который есть.

         Тема вопросов: Озеленение
         Ссылки под текстом:
         • Карта – https://example.kz/map
         • Подробно – https://example.kz

         Последний шаг
         Кому: канал, подписчики тем «Озеленение»
         Язык получателей: Қазақша
         Получателей: 1, займёт меньше минуты
         Будет опубликовано в канале «Новости города»
         Языки: Қазақша, Русский
         Начнётся: четверг, 26 ноября 2026, 18:30
         [Отправить]
         [← Назад]
    ");
    assert!(!seen.3.contains("Объявление"), "{}", seen.3);
}

/// Asks, with all that came before taken.
async fn ask_now(actor: &Actor, text: &str) -> String {
    while actor.untaken() > 0 {
        actor.next_message().await.expect("an old one");
    }
    ask(actor, text).await.text
}

#[tokio::test(flavor = "multi_thread")]
async fn pictures_albums_edits_and_what_cannot_be_sent() {
    let seen = at_noon(async |world: &World, _| {
        let room = newsroom(world).await;
        let saule = &room.saule;
        says(saule, "/announce", "Объявление 1").await;
        saule.sends_sticker().await;
        saying(saule, "Такое сообщение разослать нельзя").await;
        saule.sends_photo(&"длинно ".repeat(180)).await;
        saying(saule, "Слишком длинно. Знаков: 1260, а можно не больше 1024").await;
        // Commands are commands while a text is awaited.
        says(saule, "/help", "Как").await;
        let photos = saule.sends_album(&["Новый парк", "", ""]).await;
        saying(saule, "Русский: 10 / 1024 · альбом, файлов: 3").await;
        saule.edits(photos[0], "Новый сквер").await.expect("edited");
        saying(saule, "Новый сквер").await;
        saule.clears();
        says(saule, "/announcements", "[Открыть 1: Новый сквер]").await;
        presses(saule, "Открыть 1", "альбом, файлов: 3").await;
        saule.presses("Предпросмотр").await.expect("the button");
        saule.sees(|lines| lines.len() == 6 && lines[5].text.contains("файлов")).await.expect("the card below");
        saule.screen()
    })
    .await;
    assert_snapshot!(seen, @"
    Сауле: /announcements
    bot: Объявления

         Черновики:
         1: Новый сквер
         [Открыть 1: Новый сквер]
    bot: <photo> Новый сквер
    bot: <photo>
    bot: <photo>
    bot: Объявление 1 · Новости города

         Русский: 11 / 1024 · альбом, файлов: 3
         Новый сквер
         Те, у кого другой язык, получат объявление на том языке, который есть.

         Тема вопросов: не выбрана
         Кому: канал, подписчики
         Получателей: 1, займёт меньше минуты
         Когда: сразу после подтверждения
         [Языки] [Привязать к теме]
         [Кому] [Когда]
         [Ссылки под текстом]
         [Предпросмотр] [Прислать мне]
         [Отправить]
         [Удалить черновик]
    ");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_awaited_survives_a_restart() {
    for database in fresh_databases().await {
        let world = World::on(database, Way::Polling).await;
        let room = newsroom(&world).await;
        says(&room.saule, "/announce", "Следующее сообщение").await;
        let world = world.restarted().await;
        says(&room.saule, WATER, "44 / 4096").await;
        presses(&room.saule, "Когда", "Когда отправить?").await;
        let world = world.restarted().await;
        says(&room.saule, "через 2 дня в 10:00", "Когда: ").await;
        assert_eq!(toast(&room.saule, "Отправить").await, "");
        let world = world.restarted().await;
        presses(&room.saule, "Отправить", "Запланировано: ").await;
        world.stop().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_message_is_edited_after_its_announcement_was_confirmed() {
    let seen = at_noon(async |world: &World, _| {
        let room = newsroom(world).await;
        let saule = &room.saule;
        says(saule, "/announce", "Объявление 1").await;
        let message = saule.says("В субботу в парке ярмарка.").await;
        saying(saule, "26 / 4096").await;
        presses(saule, "Когда", "Когда отправить?").await;
        says(saule, "завтра в 9", "26 ноября 2026, 9:00").await;
        presses(saule, "Отправить", "Последний шаг").await;
        presses(saule, "Отправить", "Запланировано").await;
        // What is scheduled does not go out with another text than what was confirmed.
        saule.edits(message, "В воскресенье в парке ярмарка.").await.expect("edited");
        let reopened = saying(saule, "снова черновик").await.text;
        presses(saule, "Когда", "[Сразу]").await;
        presses(saule, "Сразу", "сразу после подтверждения").await;
        presses(saule, "Отправить", "Последний шаг").await;
        presses(saule, "Отправить", "Разослано").await;
        saule.edits(message, "В понедельник в парке ярмарка.").await.expect("edited");
        let told = saying(saule, "не меняет объявление 1").await.to_string();
        presses(saule, "Исправить", "Пришлите следующим сообщением").await;
        (reopened, told, room.channel.screen())
    })
    .await;
    assert_snapshot!(seen.0, @"
    Объявление 1 · Новости города

    Русский: 30 / 4096
    В воскресенье в парке ярмарка.
    Те, у кого другой язык, получат объявление на том языке, который есть.

    Тема вопросов: не выбрана
    Кому: канал, подписчики
    Получателей: 1, займёт меньше минуты
    Когда: четверг, 26 ноября 2026, 9:00

    ⚠ Вы изменили текст, поэтому это снова черновик: сам он не уйдёт. Проверьте его и подтвердите ещё раз.
    ");
    assert_snapshot!(seen.1, @"
    bot: Правка исходного сообщения не меняет объявление 1: оно уже разослано. Чтобы заменить разосланное, откройте объявление в /announcements и нажмите «Исправить».
         [Исправить]
    ");
    assert_snapshot!(seen.2, @"bot: В воскресенье в парке ярмарка.");
}
