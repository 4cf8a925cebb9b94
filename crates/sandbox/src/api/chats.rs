//! What the bot can learn of a chat and of who is in it, and pinning.

use serde_json::{Value, json};

use super::{
    Answer,
    params::Params,
    reach::{self, message_id, named, not_found},
    refusal::Refusal,
};
use crate::world::{
    World,
    chat::Chat,
    message::{Author, Service},
    standing::Standing,
};

/// Most reactions that a message may have.
const MAX_REACTIONS: i64 = 11;

/// `getChat`.
pub(super) fn get(world: &mut World, params: &Params) -> Answer {
    let chat = reach::readable(world, params, "chat_id")?;
    let mut full = world.chat_to_api(chat);
    if let Some(fields) = full.as_object_mut() {
        let gifts = json!({
            "unlimited_gifts": false, "limited_gifts": false, "unique_gifts": false, "premium_subscription": false,
        });
        fields.insert("accepted_gift_types".to_owned(), gifts);
        fields.insert("accent_color_id".to_owned(), json!(0));
        fields.insert("max_reaction_count".to_owned(), json!(MAX_REACTIONS));
        if let Some(pinned) = chat.group().and_then(|group| world.told(chat.id, group.pinned?)) {
            fields.insert("pinned_message".to_owned(), pinned);
        }
    }
    Ok(full)
}

/// `getChatMember`.
pub(super) fn member(world: &mut World, params: &Params) -> Answer {
    let id = named(world, params, "chat_id")?;
    let user = params.integer("user_id").filter(|user| *user > 0);
    let user = user.ok_or_else(|| Refusal::bad("invalid user_id specified"))?;
    let of_bot = user == world.bot_id;
    if !of_bot && !world.people.contains_key(&user) {
        return Err(Refusal::bad("PARTICIPANT_ID_INVALID"));
    }
    let group = world.chats.get(&id).and_then(Chat::group);
    let standing = match group {
        Some(group) if of_bot => group.bot,
        Some(group) => group.standing(user),
        None if of_bot || user == id => Standing::Member,
        None => return Err(Refusal::bad("member not found")),
    };
    let user = if of_bot { world.bot() } else { world.user(user) };
    Ok(standing.to_api(user, group.is_some_and(|group| group.supergroup)))
}

/// `getChatMemberCount`.
pub(super) fn count(world: &mut World, params: &Params) -> Answer {
    let chat = reach::reachable(world, params)?;
    Ok(json!(chat.group().map_or(2, |group| group.count())))
}

/// `pinChatMessage`: in groups, where a message tells of it.
pub(super) fn pin(world: &mut World, params: &Params) -> Answer {
    let id = named(world, params, "chat_id")?;
    let message = message_id(params)?;
    let told = world.told(id, message).ok_or_else(|| Refusal::bad("message to pin not found"))?;
    let chat = world.chats.get_mut(&id).ok_or_else(not_found)?;
    let thread = chat.message(message).and_then(|message| message.thread);
    let Some(group) = chat.group_mut() else {
        return Ok(json!(true));
    };
    if !group.bot.rights().pin {
        return Err(Refusal::bad("not enough rights to manage pinned messages in the chat"));
    }
    group.pinned = Some(message);
    let service = Service { kind: "pinned_message", value: without_reply(told) };
    world.serve(id, Author::Bot, thread, service);
    Ok(json!(true))
}

/// A message within a message tells of no further one.
fn without_reply(mut message: Value) -> Value {
    if let Some(fields) = message.as_object_mut() {
        fields.remove("reply_to_message");
    }
    message
}
