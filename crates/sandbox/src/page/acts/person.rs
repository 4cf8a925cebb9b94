//! What a person does in their private chat.

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
    talk::{Speaker, Talk, talk},
};
use crate::{
    shared::Shared,
    world::{World, message::Author},
};

/// An act.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub(in crate::page) enum Act {
    Own(Own),
    Talk(Talk),
}

/// What can be done in private only.
#[derive(Debug, Deserialize)]
#[serde(tag = "act", rename_all = "snake_case")]
pub(in crate::page) enum Own {
    Block {
        blocked: bool,
    },
    Language {
        language_code: Option<String>,
    },
    /// Forwards messages of a chat that they see.
    Forward {
        from: i64,
        messages: Vec<i64>,
    },
}

/// Carries out an act.
pub(in crate::page) async fn act(
    State(shared): State<Arc<Shared>>,
    Path(person): Path<i64>,
    Json(act): Json<Act>,
) -> Done {
    if !shared.read(|world| world.people.contains_key(&person)) {
        return Err((StatusCode::NOT_FOUND, "nobody has this id"));
    }
    match act {
        Act::Own(own) => shared.change(|world| set(world, person, own)).map(|()| Json(json!({}))),
        Act::Talk(act) => talk(&shared, Speaker { chat: person, person, author: Author::Person(person) }, act).await,
    }
}

fn set(world: &mut World, person: i64, own: Own) -> Result<(), Wrong> {
    match own {
        Own::Forward { from, messages } => {
            if world.forward(person, from, &messages).is_empty() {
                return Err(bad("they see no such message"));
            }
        }
        Own::Block { blocked } => world.set_blocked(person, blocked),
        Own::Language { language_code } => {
            if let Some(person) = world.people.get_mut(&person) {
                person.language_code = language_code;
            }
        }
    }
    Ok(())
}
