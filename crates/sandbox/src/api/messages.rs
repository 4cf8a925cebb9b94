//! Sending and copying messages.

use serde_json::{Value, json};

use super::{
    Answer, keyboard,
    params::Params,
    reach::{place, readable, writable},
    refusal::Refusal,
    text,
};
use crate::world::{
    World,
    message::{Author, Media, Message, Rich},
};

/// What a client shows for `sendChatAction`.
const ACTIONS: [&str; 11] = [
    "typing",
    "upload_photo",
    "record_video",
    "upload_video",
    "record_voice",
    "upload_voice",
    "upload_document",
    "choose_sticker",
    "find_location",
    "record_video_note",
    "upload_video_note",
];

/// `sendMessage`.
pub(super) fn send(world: &mut World, params: &Params) -> Answer {
    let rich = text::text(params)?;
    post(world, params, rich, None)
}

/// Puts a message by the bot into a chat, after all else has been checked.
pub(super) fn post(world: &mut World, params: &Params, rich: Rich, media: Option<Media>) -> Answer {
    let (chat, id) = put(world, params, Content { rich, media, album: None })?;
    Ok(world.told(chat, id).unwrap_or(Value::Null))
}

/// What a message of the bot is made of.
pub(super) struct Content {
    pub(super) rich: Rich,
    pub(super) media: Option<Media>,
    pub(super) album: Option<u64>,
}

impl Content {
    /// The same as another message: without the buttons.
    pub(super) fn of(message: &Message) -> Self {
        Self { rich: message.rich.clone(), media: message.media.clone(), album: message.album }
    }
}

/// The chat and the id of the new message. An album has no buttons.
pub(super) fn put(world: &mut World, params: &Params, content: Content) -> Result<(i64, i64), Refusal> {
    let Content { rich, media, album } = content;
    let keyboard = if album.is_none() { keyboard::inline(params)? } else { None };
    let revision = world.revision;
    let chat = writable(world, params)?;
    let place = place(chat, params)?;
    let message = Message {
        rich,
        media,
        album,
        keyboard,
        reply_to: place.reply_to,
        thread: place.thread,
        ..Message::by(Author::Bot, revision)
    };
    Ok((chat.id, chat.append(message)))
}

/// `copyMessage`: without the buttons, and with another caption if one is given.
pub(super) fn copy(world: &mut World, params: &Params) -> Answer {
    writable(world, params)?;
    let from = readable(world, params, "from_chat_id")?;
    let source = params.integer("message_id").and_then(|id| from.message(id));
    let source = source.ok_or_else(|| Refusal::bad("message to copy not found"))?;
    if source.service.is_some() {
        return Err(Refusal::bad("the message can't be copied"));
    }
    let mut content = Content { album: None, ..Content::of(source) };
    if content.media.is_some() && params.text("caption").is_some() {
        content.rich = text::caption(params)?;
    }
    let (_, id) = put(world, params, content)?;
    Ok(json!({ "message_id": id }))
}

/// `sendChatAction`.
pub(super) fn chat_action(world: &mut World, params: &Params) -> Answer {
    let chat = writable(world, params)?;
    place(chat, params)?;
    let action = params.text("action").unwrap_or_default();
    if !ACTIONS.contains(&action.as_str()) {
        return Err(Refusal::bad("wrong parameter action in request"));
    }
    chat.typing += 1;
    Ok(json!(true))
}
