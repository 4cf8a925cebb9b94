//! Who is not of the staff gets nowhere.

use super::{office, person, ticket};
use crate::world::World;

#[tokio::test(flavor = "multi_thread")]
async fn outsiders_and_who_left_are_refused() {
    World::each(async |world: &World| {
        let office = office(world).await;
        let (ivan, eve) = (world.resident("Иван", "ru"), person(world, "Ева", 9100));
        let topic = ticket(&ivan, &office, "Где получить паспорт?").await;
        let card = office.group.lines(Some(topic)).remove(0);
        let close = card.button("Закрыть").and_then(|button| button.data.clone()).expect("the button");

        // In her own chat it is a button without meaning; in the group she is nobody.
        let pressed = eve.presses_data(card.id, &close).await.expect("an answer");
        assert_eq!(pressed.text.as_deref(), Some("Эта кнопка устарела. Напишите, пожалуйста, вопрос ещё раз."));
        let outside = office.group.joins(&eve);
        office.group.leaves(&eve);
        let pressed = outside.presses_data(card.id, &close).await.expect("an answer");
        assert_eq!(pressed.text.as_deref(), Some("Это доступно только участникам группы сотрудников"));

        // Who was of the staff until now is refused at once, because the change was told.
        office.boris.presses(Some(topic), "Беру себе").await.expect("taken");
        office.group.leaves(&world.sandbox.known_person(9003).expect("Boris"));
        world.sandbox.idle().await.expect("taken");
        let pressed = office.boris.presses_data(card.id, &close).await.expect("an answer");
        assert_eq!(pressed.text.as_deref(), Some("Это доступно только участникам группы сотрудников"));
        assert!(office.group.topics().iter().all(|topic| !topic.closed));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn another_group_cannot_act_on_a_question_nor_become_the_staff_group() {
    World::each(async |world: &World| {
        let office = office(world).await;
        let ivan = world.resident("Иван", "ru");
        let topic = ticket(&ivan, &office, "Где получить паспорт?").await;
        let card = office.group.lines(Some(topic)).remove(0);
        let close = card.button("Закрыть").and_then(|button| button.data.clone()).expect("the button");
        let (other, eve) = (world.sandbox.group("Чужие"), person(world, "Ева", 9100));
        let member = other.joins(&eve);
        other.bot_is(&eve, super::RIGHTS);
        let pressed = member.presses_data(1, &close).await.expect("an answer");
        assert!(pressed.text.is_some());
        member.says(None, "/setup").await;
        let told = other.next_message().await.expect("an answer").line;
        assert!(told.text.starts_with("Это может сделать только владелец"), "{told}");
        assert!(office.group.topics().iter().all(|topic| !topic.closed));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn another_residents_question_cannot_be_opened_again() {
    World::each(async |world: &World| {
        let office = office(world).await;
        let (ivan, eve) = (world.resident("Иван", "ru"), world.resident("Ева", "ru"));
        let topic = ticket(&ivan, &office, "Где получить паспорт?").await;
        office.aida.says(Some(topic), "/close").await;
        let closed = ivan.next_message().await.expect("that it is closed");
        let again = closed.button("Вопрос не решён").and_then(|button| button.data.clone()).expect("the button");
        let pressed = eve.presses_data(closed.id, &again).await.expect("an answer");
        assert_eq!(pressed.text.as_deref(), Some("Эта кнопка устарела. Напишите, пожалуйста, вопрос ещё раз."));
    })
    .await;
}
