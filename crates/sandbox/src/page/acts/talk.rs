//! What people do with messages, the same in a private chat, in a group and in a channel.

use std::time::Duration;

use axum::{Json, http::StatusCode};
use serde::Deserialize;
use serde_json::{Value, json};

use super::{Done, Wrong, bad};
use crate::{
    api::may_react_with,
    shared::Shared,
    world::{
        World,
        chat::Chat,
        entities::utf16,
        incoming::Sent,
        message::{Author, Media},
        played::played,
    },
};

/// Longest text a client sends in one message, in UTF-16 units.
const MAX_TEXT: usize = 4096;
/// How long a pressed button spins before the page gives up, as Telegram's clients do.
const PRESS_PATIENCE: Duration = Duration::from_secs(15);
/// What can be attached.
const KINDS: [&str; 7] = ["photo", "video", "document", "voice", "sticker", "location", "contact"];

/// Pictures in an album.
const ALBUM: usize = 3;

/// An act with a message.
#[derive(Debug, Deserialize)]
#[serde(tag = "act", rename_all = "snake_case")]
pub(in crate::page) enum Talk {
    Say { text: String, topic: Option<i64>, reply_to: Option<i64> },
    Send { kind: String, caption: Option<String>, topic: Option<i64>, reply_to: Option<i64> },
    Edit { message_id: i64, text: String },
    React { message_id: i64, emoji: Option<String> },
    Press { message_id: i64, data: String },
}

/// Who acts, and where.
#[derive(Debug, Clone, Copy)]
pub(super) struct Speaker {
    pub(super) chat: i64,
    pub(super) person: i64,
    pub(super) author: Author,
}

/// Carries out an act; a press waits for the bot's answer, so that the page can show the button at work until then.
pub(super) async fn talk(shared: &Shared, by: Speaker, talk: Talk) -> Done {
    let Talk::Press { message_id, data } = talk else {
        return shared.change(|world| at_once(world, by, talk)).map(Json);
    };
    let query = shared.change(|world| world.press(by.chat, by.person, message_id, &data)).unwrap_or_default();
    match shared.within(PRESS_PATIENCE, |world| world.callbacks.answered(&query)).await {
        Some(answer) => Ok(Json(json!({ "text": answer.text, "alert": answer.alert }))),
        None => Err((StatusCode::GATEWAY_TIMEOUT, "the bot did not answer the press")),
    }
}

fn at_once(world: &mut World, by: Speaker, talk: Talk) -> Result<Value, Wrong> {
    match talk {
        Talk::Say { text, topic, reply_to } => {
            say(world, by, Sent { text: fitting(&text)?, reply_to, thread: topic, ..Sent::default() })
        }
        Talk::Send { kind, caption, topic, reply_to } if kind == "album" => {
            let text = caption.unwrap_or_default();
            album(world, by, Sent { text, reply_to, thread: topic, ..Sent::default() })
        }
        Talk::Send { kind, caption, topic, reply_to } => {
            let text = caption.unwrap_or_default();
            say(world, by, Sent { text, media: Some(attachment(&kind)?), reply_to, thread: topic, ..Sent::default() })
        }
        Talk::Edit { message_id, text } => {
            let done = world.edit(by.chat, by.author, message_id, &fitting(&text)?);
            if done { Ok(json!({})) } else { Err(bad("there is no such message of their own")) }
        }
        Talk::React { message_id, emoji } => {
            if emoji.as_deref().is_some_and(|emoji| !may_react_with(emoji)) {
                return Err(bad("nobody can react with this"));
            }
            world.chats.get(&by.chat).and_then(|chat| chat.message(message_id)).ok_or(bad("the message is gone"))?;
            world.react(by.chat, (by.person, by.author), message_id, emoji.as_deref());
            Ok(json!({}))
        }
        // Handled before the world is locked.
        Talk::Press { .. } => Ok(json!({})),
    }
}

fn say(world: &mut World, by: Speaker, sent: Sent) -> Result<Value, Wrong> {
    if sent.reply_to.is_some_and(|id| world.chats.get(&by.chat).and_then(|chat: &Chat| chat.message(id)).is_none()) {
        return Err(bad("the message replied to is gone"));
    }
    let id = world.say(by.chat, by.author, sent).ok_or(bad("they cannot write here"))?;
    Ok(json!({ "message_id": id }))
}

/// A few pictures in one go; the first carries the caption.
fn album(world: &mut World, by: Speaker, first: Sent) -> Result<Value, Wrong> {
    let picture = |sent: Sent| Sent { media: Some(played("photo", "")), ..sent };
    let mut pictures = vec![picture(Sent { text: String::new(), ..first.clone() }); ALBUM - 1];
    pictures.insert(0, picture(first));
    let ids = world.say_album(by.chat, by.author, pictures);
    let id = ids.first().ok_or(bad("they cannot write here"))?;
    Ok(json!({ "message_id": id }))
}

fn attachment(kind: &str) -> Result<Media, Wrong> {
    let known = KINDS.into_iter().find(|known| *known == kind);
    let kind = known.ok_or(bad("there is nothing of this kind to send"))?;
    Ok(played(kind, if kind == "document" { "document.pdf" } else { "Contact" }))
}

fn fitting(text: &str) -> Result<String, Wrong> {
    let text = text.trim();
    if text.is_empty() || utf16(text) > MAX_TEXT {
        return Err(bad("a message has 1 to 4096 characters"));
    }
    Ok(text.to_owned())
}
