//! Pinned messages of groups and channels; in a private chat nothing comes of a pin.

use serde_json::json;

use super::{
    Answer,
    params::Params,
    reach::{message_id, named},
    refusal::Refusal,
};
use crate::world::{World, chat::Chat, message::Author};

/// `pinChatMessage`: a message tells of it.
pub(super) fn pin(world: &mut World, params: &Params) -> Answer {
    let id = named(world, params, "chat_id")?;
    let message = message_id(params)?;
    if world.chats.get(&id).and_then(|chat| chat.message(message)).is_none() {
        return Err(Refusal::bad("message to pin not found"));
    }
    if allowed(world, id)? {
        world.pin(id, Author::Bot, message);
    }
    Ok(json!(true))
}

/// `unpinChatMessage`: without an id, the newest pin.
pub(super) fn unpin(world: &mut World, params: &Params) -> Answer {
    let id = named(world, params, "chat_id")?;
    if allowed(world, id)? && !world.unpin(id, params.integer("message_id")) {
        return Err(Refusal::bad("message to unpin not found"));
    }
    Ok(json!(true))
}

/// Whether it is a chat where messages are pinned; the bot then needs the right to.
fn allowed(world: &World, id: i64) -> Result<bool, Refusal> {
    match world.chats.get(&id).and_then(Chat::group) {
        None => Ok(false),
        Some(group) if group.bot.rights().to_pin(group.sort) => Ok(true),
        Some(_) => Err(Refusal::bad("not enough rights to manage pinned messages in the chat")),
    }
}
