//! The bot as residents meet it: a small town's knowledge, a database of its own, and a Bot API on this machine.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod announcing;
mod asking;
mod buttons;
mod desk;
mod digest;
mod editing;
mod flooding;
mod hours;
mod settings;
mod telling;
mod town;

use dptree::deps;

use super::reading::What;
use super::schema::schema;
use super::staff;
use super::visit::{Place, Visit};
use crate::clock::Timestamp;
use crate::ids::{ChatId, UpdateId};

#[tokio::test]
async fn every_handler_gets_what_it_asks_for() {
    let town = town::Town::new().await;
    let visit = Visit {
        update: UpdateId(1),
        received: Timestamp(0),
        chat: ChatId(1),
        place: Place::Button { message: None, keyboard: None },
        now: Timestamp(0),
        lang: search::Lang::Ru,
        hint: None,
        chosen: None,
        after: None,
        notice: None,
        ticket: None,
        reply_to: None,
        draft: None,
        edit: None,
        raw: "".into(),
        passed: None,
    };
    dptree::type_check(schema().sig(), &deps![town.services.clone(), visit, What::Stale], &[]);
    let known = deps![town.services.clone(), staff::Scene::empty(), staff::What::Stale];
    dptree::type_check(staff::schema().sig(), &known, &[]);
}
