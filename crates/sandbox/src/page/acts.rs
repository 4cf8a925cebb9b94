//! What a person does on the page: one address a person, one JSON object an act.

use std::{sync::Arc, time::Duration};

use axum::{
    Json,
    extract::{Path, State},
    http::StatusCode,
};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::{
    api::played,
    shared::Shared,
    world::{World, entities::utf16, incoming::Sent, message::Author},
};

/// Longest text a client sends in one message, in UTF-16 units.
const MAX_TEXT: usize = 4096;
/// How long a pressed button spins before the page gives up, as Telegram's clients do.
const PRESS_PATIENCE: Duration = Duration::from_secs(15);

/// An act.
#[derive(Debug, Deserialize)]
#[serde(tag = "act", rename_all = "snake_case")]
pub(super) enum Act {
    Say { text: String },
    Send { kind: String, caption: Option<String> },
    Edit { message_id: i64, text: String },
    Press { message_id: i64, data: String },
    Block { blocked: bool },
    Language { language_code: Option<String> },
}

type Done = Result<Json<Value>, (StatusCode, &'static str)>;

/// Carries out an act.
pub(super) async fn act(State(shared): State<Arc<Shared>>, Path(person): Path<i64>, Json(act): Json<Act>) -> Done {
    if !shared.read(|world| world.people.contains_key(&person)) {
        return Err((StatusCode::NOT_FOUND, "nobody has this id"));
    }
    if let Act::Press { message_id, data } = act {
        return press(&shared, person, message_id, &data).await;
    }
    shared.change(|world| at_once(world, person, act)).map(Json)
}

fn at_once(world: &mut World, person: i64, act: Act) -> Result<Value, (StatusCode, &'static str)> {
    match act {
        Act::Say { text } => {
            let text = fitting(&text)?;
            say(world, person, Sent { text, ..Sent::default() })
        }
        Act::Send { kind, caption } => {
            let kinds = ["photo", "document", "voice", "sticker", "location", "contact"];
            let kind = kinds.into_iter().find(|known| *known == kind);
            let kind = kind.ok_or((StatusCode::BAD_REQUEST, "there is nothing of this kind to send"))?;
            let media = Some(played(kind, if kind == "document" { "document.pdf" } else { "Contact" }));
            say(world, person, Sent { text: caption.unwrap_or_default(), media, ..Sent::default() })
        }
        Act::Edit { message_id, text } => {
            if world.edit(person, Author::Person(person), message_id, &fitting(&text)?) {
                Ok(json!({}))
            } else {
                Err((StatusCode::BAD_REQUEST, "there is no such message of their own"))
            }
        }
        Act::Block { blocked } => {
            world.set_blocked(person, blocked);
            Ok(json!({}))
        }
        Act::Language { language_code } => {
            if let Some(person) = world.people.get_mut(&person) {
                person.language_code = language_code;
            }
            Ok(json!({}))
        }
        Act::Press { .. } => Ok(json!({})),
    }
}

fn say(world: &mut World, person: i64, sent: Sent) -> Result<Value, (StatusCode, &'static str)> {
    Ok(json!({ "message_id": world.say(person, Author::Person(person), sent) }))
}

fn fitting(text: &str) -> Result<String, (StatusCode, &'static str)> {
    let text = text.trim();
    if text.is_empty() || utf16(text) > MAX_TEXT {
        return Err((StatusCode::BAD_REQUEST, "a message has 1 to 4096 characters"));
    }
    Ok(text.to_owned())
}

/// Waits for the bot's answer to the press, so that the page can show the button at work until then.
async fn press(shared: &Shared, person: i64, message_id: i64, data: &str) -> Done {
    let query = shared.change(|world| world.press(person, person, message_id, data)).unwrap_or_default();
    match shared.within(PRESS_PATIENCE, |world| world.callbacks.answered(&query)).await {
        Some(answer) => Ok(Json(json!({ "text": answer.text, "alert": answer.alert }))),
        None => Err((StatusCode::GATEWAY_TIMEOUT, "the bot did not answer the press")),
    }
}
