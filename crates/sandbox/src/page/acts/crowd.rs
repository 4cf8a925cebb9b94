//! People who come in numbers, to try announcements on: they press START and are counted from then on.

use std::sync::Arc;

use axum::{Json, extract::State};
use serde::Deserialize;
use serde_json::json;

use super::{Done, bad};
use crate::{
    shared::Shared,
    world::{World, incoming::Sent, message::Author},
};

/// Most that come at once.
const MOST: i64 = 5000;
/// What their Telegram is set to, in turns.
const LANGUAGES: [&str; 3] = ["kk", "ru", "en"];

/// How many come.
#[derive(Debug, Deserialize)]
pub(in crate::page) struct Act {
    count: i64,
}

/// Lets them come.
pub(in crate::page) async fn act(State(shared): State<Arc<Shared>>, Json(act): Json<Act>) -> Done {
    if !(1..=MOST).contains(&act.count) {
        return Err(bad("1 to 5000 people can come at once"));
    }
    shared.change(|world| come(world, act.count));
    Ok(Json(json!({})))
}

fn come(world: &mut World, count: i64) {
    let ids = world.free_ids(count);
    for (id, language) in ids.zip(LANGUAGES.into_iter().cycle()) {
        world.add_crowd(id..id + 1, language);
        world.say(id, Author::Person(id), Sent { text: "/start".to_owned(), ..Sent::default() });
    }
}
