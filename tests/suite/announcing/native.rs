//! Posts that admins made in the channel themselves.

use insta::assert_snapshot;

use super::{at_noon, newsroom, presses, saying, says};
use crate::world::World;

#[tokio::test(flavor = "multi_thread")]
async fn a_post_of_the_channel_is_offered_to_its_admins_once() {
    let seen = at_noon(async |world: &World, _| {
        let room = newsroom(world).await;
        let silent = world.resident("Молчун", "ru");
        room.channel.promotes(&silent, true);
        room.channel.promotes(&world.resident("Редактор", "ru"), false);
        let post = room.channel.posts(&room.timur, "Открыт новый мост.").await;
        saying(&room.timur, "Открыт новый мост.").await;
        let offered = saying(&room.saule, "Открыт новый мост.").await.to_string();
        room.channel.edits(&room.timur, post, "Открыт новый мост через Ишим.").await.expect("edited");
        saying(&room.saule, "через Ишим").await;
        saying(&room.timur, "через Ишим").await;
        room.channel.posts_album(&room.saule, &["Фото моста", "", ""]).await;
        saying(&room.saule, "альбом, файлов: 3").await;
        saying(&room.timur, "альбом, файлов: 3").await;
        assert_eq!(room.saule.chat().len(), 2, "{}", room.saule.screen());
        assert!(silent.chat().is_empty());
        let last = presses(&room.saule, "Отправить", "Последний шаг").await.to_string();
        presses(&room.saule, "Отправить", "Разослано").await;
        (offered, last)
    })
    .await;
    assert_snapshot!(seen.0, @"
    bot: Объявление 1 · Новости города

         Русский: 18 / 4096
         Открыт новый мост.
         Те, у кого другой язык, получат объявление на том языке, который есть.

         Тема вопросов: не выбрана
         Сделано из записи канала: в канале она уже есть.
         Кому: подписчики
         Получателей: 0, займёт меньше минуты
         Когда: сразу после подтверждения
         [Языки] [Привязать к теме]
         [Кому] [Когда]
         [Ссылки под текстом]
         [Предпросмотр] [Прислать мне]
         [Отправить]
         [Удалить черновик]
    ");
    assert_snapshot!(seen.1, @"
    bot (edited): Объявление 3 · Новости города

         Русский: 10 / 1024 · альбом, файлов: 3
         Фото моста
         Те, у кого другой язык, получат объявление на том языке, который есть.

         Тема вопросов: не выбрана
         Сделано из записи канала: в канале она уже есть.

         Последний шаг
         Кому: подписчики
         Получателей: 0, займёт меньше минуты
         В канале публиковаться не будет
         Языки: Русский
         Начнётся сразу
         [Отправить]
         [← Назад]
    ");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_post_that_is_edited_after_its_announcement_was_confirmed() {
    let seen = at_noon(async |world: &World, _| {
        let room = newsroom(world).await;
        let (saule, timur) = (&room.saule, &room.timur);
        let post = room.channel.posts(timur, "Приём с 9 до 18.").await;
        saying(timur, "Приём с 9 до 18.").await;
        saying(saule, "Приём с 9 до 18.").await;
        presses(saule, "Когда", "Когда отправить?").await;
        says(saule, "завтра в 9", "26 ноября 2026, 9:00").await;
        presses(saule, "Отправить", "Последний шаг").await;
        presses(saule, "Отправить", "Запланировано").await;
        room.channel.edits(timur, post, "Приём с 9 до 15.").await.expect("edited");
        saying(saule, "снова черновик").await;
        presses(saule, "Когда", "[Сразу]").await;
        presses(saule, "Сразу", "сразу после подтверждения").await;
        presses(saule, "Отправить", "Последний шаг").await;
        presses(saule, "Отправить", "Разослано").await;
        room.channel.edits(timur, post, "Приём с 9 до 14.").await.expect("edited");
        let told = saying(saule, "не меняет объявление").await.to_string();
        // The post itself is nothing that the bot can delete.
        says(saule, "/announcements", "Отправлены").await;
        presses(saule, "Открыть", "Разослано").await;
        (told, saule.screen().lines().filter(|line| line.contains("[Отозвать]")).count())
    })
    .await;
    assert_snapshot!(seen.0, @"bot: Правка исходного сообщения не меняет объявление 1: оно уже разослано. Чтобы заменить разосланное, откройте объявление в /announcements и нажмите «Исправить».");
    assert_eq!(seen.1, 0, "nobody has it but the channel");
}

#[tokio::test(flavor = "multi_thread")]
async fn posts_that_nobody_takes_up_do_not_crowd_the_list() {
    at_noon(async |world: &World, _| {
        let room = newsroom(world).await;
        let saule = &room.saule;
        says(saule, "/announce", "Объявление 1").await;
        says(saule, "В субботу в парке ярмарка.", "26 / 4096").await;
        for number in 1..=22 {
            let text = format!("Новость номер {number}.");
            room.channel.posts(&room.timur, &text).await;
            saying(saule, &text).await;
        }
        let list = says(saule, "/announcements", "Черновики").await;
        assert!(list.button("Открыть 1: В субботу").is_some(), "{list}");
        assert_eq!(list.to_string().matches("[Открыть").count(), 4, "{list}");
    })
    .await;
}
