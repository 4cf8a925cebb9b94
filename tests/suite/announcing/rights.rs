//! Who may announce: Telegram says so at every act. And the second admin.

use insta::assert_snapshot;
use sandbox::{ChannelRole, ChatLine, Person};

use super::{at_noon, engine, newsroom, presses, saying, says, toast};
use crate::world::{OWNER, World};

#[tokio::test(flavor = "multi_thread")]
async fn losing_the_right_in_the_middle_takes_it_away() {
    let seen = at_noon(async |world: &World, _| {
        let room = newsroom(world).await;
        let timur = &room.timur;
        says(timur, "/announce", "Объявление 1").await;
        says(timur, "В субботу в парке ярмарка.", "26 / 4096").await;
        presses(timur, "Языки", "[Қазақша]").await;
        room.channel.demotes(timur);
        world.sandbox.idle().await.expect("told");
        let refused = toast(timur, "Қазақша").await;
        saying(timur, "Вы больше не можете публиковать").await;
        // Their words are questions again.
        says(timur, "сколько стоит проезд в автобусе", "[Отправить]").await;
        let sent = toast(timur, "Отправить").await;
        says(timur, "/announce", "Делать объявления могут те").await;
        room.channel.promotes(timur, true);
        world.sandbox.idle().await.expect("told");
        timur.presses("Отправить").await.expect("the button");
        timur.sees(|lines| lines.iter().any(|line| line.text.contains("Последний шаг"))).await.expect("the last step");
        // The bot loses its own right: drafts say so, and nothing goes out.
        room.channel.bot_is(&room.saule, ChannelRole::Admin { post: false, edit: true, delete: true });
        let says_so = |line: &ChatLine| line.text.contains("Бот больше не может публиковать");
        timur.sees(|lines| lines.iter().any(says_so)).await.expect("it says so");
        let gone = timur.chat().into_iter().find(says_so).expect("the card");
        (refused, sent, gone.text)
    })
    .await;
    assert_eq!(
        (&*seen.0, &*seen.1),
        ("В этом канале вы публиковать не можете", "В этом канале вы публиковать не можете")
    );
    assert_snapshot!(seen.2, @"
    Объявление 1 · Новости города
    Бот больше не может публиковать в этом канале. Верните ему право или выберите другой канал.

    Русский: 26 / 4096
    В субботу в парке ярмарка.
    Те, у кого другой язык, получат объявление на том языке, который есть.

    Тема вопросов: не выбрана
    Кому: канал, подписчики
    Получателей: 1, займёт меньше минуты
    Когда: сразу после подтверждения
    ");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_admin_confirms_where_the_owner_wants_it() {
    let seen = at_noon(async |world: &World, _| {
        let room = newsroom(world).await;
        let owner = world.sandbox.person(Person { id: Some(OWNER.0), ..Person::named("Олжас").speaking("ru") });
        says(&owner, "/settings announce_second_approval yes", "да").await;
        let (saule, timur) = (&room.saule, &room.timur);
        says(saule, "/announce", "Объявление 1").await;
        says(saule, "В субботу в парке ярмарка.", "26 / 4096").await;
        presses(saule, "Отправить", "Последний шаг").await;
        presses(saule, "Отправить", "Нужно подтверждение другого администратора. Карточку получили: 1").await;
        saying(timur, "В субботу в парке ярмарка.").await;
        // The same person twice does not count.
        presses(saule, "Отправить", "Последний шаг").await;
        let twice = toast(saule, "Отправить").await;
        // A change takes the consent away.
        presses(saule, "← Назад", "[Кому]").await;
        presses(saule, "Кому", "[Только канал]").await;
        presses(saule, "Только канал", "Кому: канал\n").await;
        assert!(!saying(saule, "Кому: канал\n").await.text.contains("подтвердил"));
        presses(saule, "Отправить", "Последний шаг").await;
        presses(saule, "Отправить", "Карточку получили: 1").await;
        says(timur, "/announcements", "[Открыть 1: В субботу").await;
        let theirs = presses(timur, "Открыть 1", "Один администратор подтвердил").await.to_string();
        presses(timur, "Отправить", "Последний шаг").await;
        presses(timur, "Отправить", "Объявление 1: В субботу").await;
        saying(saule, "Разослано").await;
        (twice, theirs)
    })
    .await;
    assert_snapshot!(seen.0, @"Теперь «Отправить» должен нажать другой администратор канала");
    assert_snapshot!(seen.1, @"
    bot: Объявление 1 · Новости города
         Один администратор подтвердил. Нужно подтверждение другого.

         Русский: 26 / 4096
         В субботу в парке ярмарка.
         Те, у кого другой язык, получат объявление на том языке, который есть.

         Тема вопросов: не выбрана
         Кому: канал
         Получателей: 1, займёт меньше минуты
         Когда: сразу после подтверждения
         [Предпросмотр]
         [Отправить]
    ");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_admin_confirms_a_correction_too() {
    let seen = at_noon(async |world: &World, _| {
        let room = newsroom(world).await;
        let owner = world.sandbox.person(Person { id: Some(OWNER.0), ..Person::named("Олжас").speaking("ru") });
        let (saule, timur) = (&room.saule, &room.timur);
        says(saule, "/announce", "Объявление 1").await;
        says(saule, "В субботу в парке ярмарка.", "26 / 4096").await;
        presses(saule, "Отправить", "Последний шаг").await;
        presses(saule, "Отправить", "Разослано").await;
        says(&owner, "/settings announce_second_approval yes", "да").await;
        let corrected = async |text: &str| {
            presses(saule, "Исправить", "Пришлите следующим сообщением").await;
            says(saule, text, "Так это будет выглядеть").await;
            presses(saule, "Заменить везде", "Нужно подтверждение другого администратора. Запрос").await.to_string()
        };
        timur.clears();
        let asked = corrected("В воскресенье в парке ярмарка.").await;
        saying(timur, "Сауле предлагает такое исправление").await;
        let proposed = timur.screen();
        // They do not want it: its maker is told, and nothing has changed.
        presses(timur, "← Оставить как есть", "Разослано").await;
        let left = saying(saule, "Исправление не сделано").await.text;
        assert_eq!(room.channel.screen(), "bot: В субботу в парке ярмарка.");
        says(saule, "/announcements", "[Открыть 1: В субботу").await;
        presses(saule, "Открыть 1", "Разослано").await;
        corrected("В понедельник в парке ярмарка.").await;
        let old = saying(timur, "Сауле предлагает такое исправление").await;
        // A correction that was made anew has to be confirmed anew, and is found in the list.
        presses(saule, "← Оставить как есть", "Разослано").await;
        presses(saule, "Исправить", "Пришлите следующим сообщением").await;
        says(saule, "Во вторник в парке ярмарка.", "Так это будет выглядеть").await;
        let button = old.button("Заменить везде").and_then(|button| button.data.clone()).expect("the button");
        let stale = timur.presses_data(old.id, &button).await.expect("pressed").text.unwrap_or_default();
        presses(saule, "Заменить везде", "Нужно подтверждение другого администратора. Запрос").await;
        says(timur, "/announcements", "[Открыть 1: В субботу").await;
        presses(timur, "Открыть 1", "Сауле предлагает такое исправление").await;
        presses(timur, "Заменить везде", "Объявление 1: Во вторник").await;
        saying(saule, "Исправлений: 1").await;
        (asked, proposed, left, stale, room.channel.screen())
    })
    .await;
    assert_snapshot!(seen.0, @"
    bot (edited): Нужно подтверждение другого администратора. Запрос получили: 1. Объявление можно найти и в /announcements.
         [← Оставить как есть]
    ");
    assert_snapshot!(seen.1, @"
    bot: В воскресенье в парке ярмарка.
    bot: Сауле предлагает такое исправление объявления 1. Подтвердить его должен любой администратор, кроме автора. Получателей: 1
         [Заменить везде]
         [← Оставить как есть]
    ");
    assert_snapshot!(seen.2, @"Объявление 1 осталось прежним: так решил другой администратор (Тимур). Исправление не сделано.");
    assert_snapshot!(seen.3, @"Кнопка устарела: объявление тем временем изменилось");
    assert_snapshot!(seen.4, @"bot (edited): Во вторник в парке ярмарка.");
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_throws_the_bot_out_stops_what_goes_out() {
    let seen = at_noon(async |world: &World, _| {
        let room = newsroom(world).await;
        let _crowd = engine::settled(&world.sandbox, &world.running.app.store, 300).await;
        let saule = &room.saule;
        says(saule, "/announce", "Объявление 1").await;
        says(saule, "Отправляется ошибочное объявление.", "34 / 4096").await;
        presses(saule, "Кому", "[Все и канал]").await;
        presses(saule, "Все и канал", "все, кто писал боту").await;
        presses(saule, "Отправить", "Последний шаг").await;
        presses(saule, "Отправить", "Рассылается").await;
        room.channel.bot_is(saule, ChannelRole::Admin { post: false, edit: false, delete: false });
        saying(saule, "Приостановлено").await;
        // Going on is nobody's right any more; ending it is its maker's.
        let refused = toast(saule, "Продолжить").await;
        let ended = presses(saule, "Прекратить", "Рассылка прекращена").await.to_string();
        assert!(ended.contains("Не отправлено"), "{ended}");
        refused
    })
    .await;
    assert_snapshot!(seen, @"В этом канале вы публиковать не можете");
}
