//! Making a group the staff group.

use insta::assert_snapshot;
use sandbox::BotRole;
use serde_json::json;

use super::{RIGHTS, person};
use crate::world::{OWNER, World, ask};

#[tokio::test(flavor = "multi_thread")]
async fn what_is_missing_is_said_and_then_it_works() {
    let seen = World::each(async |world: &World| {
        let (group, owner) = (world.sandbox.group("Сотрудники"), person(world, "Олжас", OWNER.0));
        let olzhas = group.joins(&owner);
        let other = group.joins(&person(world, "Аида", 9002));
        group.forum(false);
        group.bot_is(&owner, BotRole::Admin { topics: false, delete: false });
        for role in [BotRole::Admin { topics: false, delete: false }, BotRole::Admin { topics: true, delete: false }] {
            group.bot_is(&owner, role);
            olzhas.says(None, "/setup").await;
            group.next_message().await.expect("an answer");
        }
        group.forum(true);
        group.bot_is(&owner, RIGHTS);
        for who in [&other, &olzhas.anonymous(), &olzhas, &olzhas] {
            who.says(None, "/setup").await;
            group.next_message().await.expect("an answer");
        }
        group.screen(None)
    })
    .await;
    assert_snapshot!(seen, @"
    Олжас: /setup
    bot: Пока эту группу нельзя сделать группой сотрудников. Прежде чем снова отправить /setup, сделайте вот что:
         • Включите темы в настройках группы.
         • Разрешите боту управлять темами.
         • Разрешите боту удалять сообщения.
    Олжас: /setup
    bot: Пока эту группу нельзя сделать группой сотрудников. Прежде чем снова отправить /setup, сделайте вот что:
         • Включите темы в настройках группы.
         • Разрешите боту удалять сообщения.
    Аида: /setup
    bot: Это может сделать только владелец бота. Владельцев указывают в настройках или добавляют по ссылке от команды qaida owner-link.
    anonymous: /setup
    bot: Отправьте /setup от своего имени: я не вижу, кто пишет как анонимный администратор.
    Олжас: /setup
    bot: Теперь это группа сотрудников. Вопросы жителей приходят сюда, каждый в своей теме.

         Отвечайте в теме: жителю уходят все сообщения, кроме команд и тех, что начинаются с //. /close закрывает вопрос, /reopen открывает снова. Чтобы отозвать своё сообщение, ответьте на него командой /unsend.
    Олжас: /setup
    bot: Это уже группа сотрудников, всё в порядке.
    ");
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_staff_group_nobody_is_on_duty() {
    World::each(async |world: &World| {
        let ivan = world.resident("Иван", "ru");
        let reply = ask(&ivan, "где получить паспорт").await;
        assert!(reply.button("Спросить человека").is_none(), "{reply}");
        // An old or forged button is answered honestly.
        ivan.presses_data(1, "1h").await.expect("an answer");
        let told = ivan.next_message().await.expect("a sentence");
        assert!(told.text.starts_with("Сотрудников здесь пока нет"), "{told}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_group_that_becomes_a_supergroup_stays_the_staff_group() {
    World::each(async |world: &World| {
        let office = super::office(world).await;
        let (after, owner) = (world.sandbox.group("Сотрудники"), person(world, "Олжас", OWNER.0));
        after.joins(&owner);
        after.bot_is(&owner, RIGHTS);
        let chat = |id: i64| json!({ "id": id, "type": "supergroup", "title": "Сотрудники" });
        world.sandbox.inject(json!({ "message": {
            "message_id": 900, "date": 1, "chat": chat(office.group.id()), "migrate_to_chat_id": after.id(),
        }}));
        world.sandbox.idle().await.expect("taken");
        let ivan = world.resident("Иван", "ru");
        ask(&ivan, "где получить паспорт").await;
        ivan.presses("Спросить человека").await.expect("the button");
        let card = after.next_message().await.expect("a card in the new place");
        assert!(card.topic.is_some());
    })
    .await;
}
