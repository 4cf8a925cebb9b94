//! The tree of the staff group: what the bot hears there, and which handler answers.

use dptree::{case, entry};

use super::reading::{Command, What};
use super::{Outcome, Scene, acts, also, ready, relay, setup};
use crate::bot::editing;
use crate::bot::services::Services;
use crate::ids::{ChatId, TicketId};
use crate::view::{DeskAct, Press, Toast};

/// The whole of it. Needs the services, the scene, and what was done.
pub(in crate::bot) type Tree = dptree::Handler<'static, Outcome>;

/// Builds the tree.
pub(in crate::bot) fn schema() -> Tree {
    entry()
        .branch(case![What::Command(command)].chain(commands()))
        .branch(case![What::Said(text)].endpoint(relay::said))
        .branch(case![What::Edited(edit)].endpoint(relay::edited))
        .branch(case![What::Reacted(message, emoji)].endpoint(relay::reacted))
        .branch(case![What::Press(act, ticket)].endpoint(pressed))
        .branch(case![What::AlsoTo(ticket, message)].endpoint(also::send))
        .branch(case![What::Promote(ticket, message)].endpoint(promote))
        .branch(case![What::Knowledge(press)].endpoint(knowledge))
        .branch(case![What::Canned(ticket, answer)].endpoint(ready::pressed))
        .branch(case![What::Member(person)].endpoint(member))
        .branch(case![What::MovedTo(to)].endpoint(setup::moved))
        .branch(case![What::Stale].endpoint(stale))
}

fn commands() -> Tree {
    entry()
        .branch(case![Command::Setup].endpoint(setup::setup))
        .branch(case![Command::Claim].endpoint(acts::claim))
        .branch(case![Command::Close].endpoint(acts::close))
        .branch(case![Command::Reopen].endpoint(acts::reopen))
        .branch(case![Command::Unsend].endpoint(relay::unsend))
        .branch(case![Command::Kb(query)].endpoint(kb))
        .branch(case![Command::Ready(text)].endpoint(ready::command))
}

async fn pressed(services: Services, scene: Scene, (act, ticket): (DeskAct, TicketId)) -> Outcome {
    acts::pressed(&services, &scene, act, ticket).await
}

async fn promote(services: Services, scene: Scene, from: (TicketId, i64)) -> Outcome {
    editing::promote(&services, &scene.side(&services), from).await
}

async fn knowledge(services: Services, scene: Scene, press: Press) -> Outcome {
    editing::pressed(&services, &scene.side(&services), press).await
}

async fn kb(services: Services, scene: Scene, query: String) -> Outcome {
    editing::kb(&services, &scene.side(&services), &query).await
}

/// Who joined or left is asked about anew.
async fn member(services: Services, scene: Scene, person: ChatId) -> Outcome {
    services.membership.changed(scene.deed.group, person);
    Ok(None)
}

async fn stale() -> Outcome {
    Ok(Some(Toast::OutOfDate))
}
