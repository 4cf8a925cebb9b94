//! What somebody does in a group: they talk in it, or rule it.

use std::sync::Arc;

use axum::{
    Json,
    extract::{Path, State},
    http::StatusCode,
};
use serde::Deserialize;
use serde_json::json;

use super::{
    Done, Wrong, bad,
    rule::{Rule, rule},
    talk::{Speaker, Talk, talk},
};
use crate::{
    shared::Shared,
    world::{World, chat::Chat, message::Author},
};

/// An act and whose it is.
#[derive(Debug, Deserialize)]
pub(in crate::page) struct Act {
    by: i64,
    /// Whether they do it as an anonymous administrator.
    #[serde(default)]
    anonymous: bool,
    #[serde(flatten)]
    deed: Deed,
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Deed {
    Rule(Rule),
    Talk(Talk),
}

/// Carries out an act.
pub(in crate::page) async fn act(
    State(shared): State<Arc<Shared>>,
    Path(chat): Path<i64>,
    Json(act): Json<Act>,
) -> Done {
    match act.deed {
        Deed::Rule(deed) => shared.change(|world| rule(world, chat, act.by, deed)).map(|()| Json(json!({}))),
        Deed::Talk(deed) => {
            let speaker = shared.change(|world| speaker(world, chat, act.by, act.anonymous))?;
            talk(&shared, speaker, deed).await
        }
    }
}

/// Whoever talks has to be in the group. Of an administrator the bot is told whether they are anonymous, as when they
/// set it in their client.
fn speaker(world: &mut World, chat: i64, person: i64, anonymous: bool) -> Result<Speaker, Wrong> {
    let group = world.chats.get(&chat).and_then(Chat::group);
    let standing = group.ok_or((StatusCode::NOT_FOUND, "no group has this id"))?.standing(person);
    if !standing.is_in() {
        return Err(bad("they are not in the group"));
    }
    if anonymous && !standing.is_admin() {
        return Err(bad("only an administrator can be anonymous"));
    }
    world.stand(chat, person, person, standing.hidden(anonymous));
    let author = if anonymous { Author::Anonymous } else { Author::Person(person) };
    Ok(Speaker { chat, person, author })
}
