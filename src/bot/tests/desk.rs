//! What happens at the desk by the clock.

use sandbox::{BotRole, Group, Person};

use super::town::Town;
use crate::desk::Group as Office;
use crate::ids::ChatId;
use crate::store::ticket::{self, NewTicket};
use search::Lang;

pub(super) const HOUR: i64 = 3_600_000;

/// A staff group, the bot being its administrator.
pub(super) async fn office(town: &Town) -> Group {
    let (group, owner) = (town.sandbox.group("Staff"), town.sandbox.person(Person::named("Owner")));
    group.joins(&owner);
    group.bot_is(&owner, BotRole::Admin { topics: true, delete: true });
    let office = Office { chat: ChatId(group.id()), lang: Some(Lang::En) };
    town.services.desk.set(office, ChatId(owner.id())).await.unwrap();
    group
}

/// A ticket that was stored, and no more: as after a crash, or while Telegram was out of reach.
pub(super) async fn stored(town: &Town) {
    let resident = town.sandbox.person(Person::named("Emma"));
    let (chat, now) = (ChatId(resident.id()), town.services.clock.now());
    let new = NewTicket {
        update: crate::ids::UpdateId(77),
        chat,
        lang: Lang::En,
        text: "Where is the archive?".to_owned(),
        outcome: "decline".to_owned(),
        entry: None,
        confidence: 0.5,
    };
    let write = town.services.store.write(move |c| Box::pin(async move { ticket::open(c, &new, now).await }));
    assert_eq!(write.await.unwrap().1, ticket::Opened::New);
}

#[tokio::test]
async fn a_question_that_was_not_shown_is_shown_later_and_once() {
    let town = Town::new().await;
    let group = office(&town).await;
    stored(&town).await;
    town.services.catch_up().await.unwrap();
    assert!(group.topics().is_empty(), "it may be being shown at this moment");
    town.clock.advance(6 * 60_000);
    for _ in 0..2 {
        town.services.catch_up().await.unwrap();
    }
    assert_eq!(group.topics().len(), 1);
    assert_eq!(group.topics()[0].name, "1 · Where is the archive?");
}

#[tokio::test]
async fn staff_are_reminded_of_who_waits() {
    let town = Town::new().await;
    let group = office(&town).await;
    stored(&town).await;
    for hours in [1, 2, 2, 1, 23, 2] {
        town.clock.advance(hours * HOUR);
        town.services.catch_up().await.unwrap();
    }
    let topic = group.topics()[0].id;
    let notes: Vec<String> = group.lines(Some(topic)).into_iter().skip(1).map(|line| line.text).collect();
    let waits = |time: &str| format!("The resident has been waiting for an answer for about {time}");
    assert_eq!(notes, [waits("5 hours"), waits("31 hours")]);
}
