//! Posts that admins made in the channel themselves.

use insta::assert_snapshot;

use super::{at_noon, newsroom, presses, saying};
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
