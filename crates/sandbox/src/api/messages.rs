//! Sending, copying and deleting messages.

use serde_json::{Value, json};

use super::{
    Answer, keyboard,
    params::Params,
    reach::{message_id, place, reachable, readable},
    refusal::Refusal,
    text,
};
use crate::world::{
    World,
    chat::Chat,
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
    let (chat, id) = put(world, params, rich, media)?;
    Ok(world.told(chat, id).unwrap_or(Value::Null))
}

/// The chat and the id of the new message.
fn put(world: &mut World, params: &Params, rich: Rich, media: Option<Media>) -> Result<(i64, i64), Refusal> {
    let keyboard = keyboard::inline(params)?;
    let revision = world.revision;
    let chat = reachable(world, params)?;
    let place = place(chat, params)?;
    let message = Message {
        rich,
        media,
        keyboard,
        reply_to: place.reply_to,
        thread: place.thread,
        ..Message::by(Author::Bot, revision)
    };
    Ok((chat.id, chat.append(message)))
}

/// `copyMessage`: without the buttons, and with another caption if one is given.
pub(super) fn copy(world: &mut World, params: &Params) -> Answer {
    reachable(world, params)?;
    let from = readable(world, params, "from_chat_id")?;
    let source = params.integer("message_id").and_then(|id| from.message(id));
    let source = source.ok_or_else(|| Refusal::bad("message to copy not found"))?;
    if source.service.is_some() {
        return Err(Refusal::bad("the message can't be copied"));
    }
    let (rich, media) = (source.rich.clone(), source.media.clone());
    let rich = if media.is_some() && params.text("caption").is_some() { text::caption(params)? } else { rich };
    let (_, id) = put(world, params, rich, media)?;
    Ok(json!({ "message_id": id }))
}

/// `deleteMessage`: the bot's own, anything in a private chat, and with the right to it anything in a group, save the
/// message that a topic hangs on.
pub(super) fn delete(world: &mut World, params: &Params) -> Answer {
    let revision = world.revision;
    let chat = reachable(world, params)?;
    let id = message_id(params)?;
    let message = chat.message(id).ok_or_else(|| Refusal::bad("message to delete not found"))?;
    if !may_delete(chat, message) {
        return Err(Refusal::bad("message can't be deleted"));
    }
    chat.delete(id, revision);
    Ok(json!(true))
}

fn may_delete(chat: &Chat, message: &Message) -> bool {
    let Some(group) = chat.group() else { return true };
    let is_topic = message.service.is_some() && message.thread == Some(message.id);
    !is_topic && (message.by_bot() || group.bot.rights().delete)
}

/// `sendChatAction`.
pub(super) fn chat_action(world: &mut World, params: &Params) -> Answer {
    let chat = reachable(world, params)?;
    place(chat, params)?;
    let action = params.text("action").unwrap_or_default();
    if !ACTIONS.contains(&action.as_str()) {
        return Err(Refusal::bad("wrong parameter action in request"));
    }
    chat.typing += 1;
    Ok(json!(true))
}
