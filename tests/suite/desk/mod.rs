//! The support desk: a resident, two of the staff, somebody who left, and an outsider, over the real bot.

mod guard;
mod knowledge;
mod ready;
mod setup;
mod talk;

use sandbox::{Actor, BotRole, Group, Member, Person};

use crate::world::{OWNER, World};

/// A staff group that is set up, and who is in it.
pub struct Office {
    pub group: Group,
    pub aida: Member,
    pub boris: Member,
}

/// Somebody whose Telegram speaks a language, with an id of their own.
pub fn person(world: &World, name: &str, id: i64) -> Actor {
    world.sandbox.person(Person { id: Some(id), ..Person::named(name).speaking("ru") })
}

/// All the rights that the bot needs.
pub const RIGHTS: BotRole = BotRole::Admin { topics: true, delete: true };

/// Sets a staff group up.
pub async fn office(world: &World) -> Office {
    let (group, owner) = (world.sandbox.group("Сотрудники"), person(world, "Олжас", OWNER.0));
    let members = [("Аида", 9002), ("Борис", 9003)].map(|(name, id)| group.joins(&person(world, name, id)));
    let member = group.joins(&owner);
    group.bot_is(&owner, RIGHTS);
    member.says(None, "/setup").await;
    group.next_message().await.expect("an answer to /setup");
    let [aida, boris] = members;
    Office { group, aida, boris }
}

/// A resident asks something the bot does not know, and asks for a person; the topic of it.
pub async fn ticket(resident: &Actor, office: &Office, question: &str) -> i64 {
    ticket_by(resident, office, question, "Спросить человека").await
}

/// The same in another language: the button is labelled so.
pub async fn ticket_by(resident: &Actor, office: &Office, question: &str, button: &str) -> i64 {
    crate::world::ask(resident, question).await;
    resident.presses(button).await.expect("the button");
    let card = office.group.next_message().await.expect("a card");
    resident.next_message().await.expect("that it was passed on");
    card.topic.expect("a topic")
}
