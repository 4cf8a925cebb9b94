//! Deleting messages: whose, with what rights, and how long.

use serde_json::json;

use super::{
    Answer,
    params::Params,
    reach::{message_id, reachable},
    refusal::Refusal,
};
use crate::world::{World, chat::Chat, message::Message, now};

/// How long a bot can delete a message, in seconds: 48 hours.
const DELETABLE: i64 = 48 * 60 * 60;

/// `deleteMessage`: the bot's own, anything in a private chat, and with the right to it anything in a group or channel,
/// save the message that a topic hangs on. In a channel its own need the right to post.
pub(super) fn delete(world: &mut World, params: &Params) -> Answer {
    let revision = world.revision;
    let chat = reachable(world, params)?;
    let id = message_id(params)?;
    let message = chat.message(id).ok_or_else(|| Refusal::bad("message to delete not found"))?;
    if !may_delete(chat, message) {
        return Err(Refusal::bad("message can't be deleted"));
    }
    if now() - message.date >= DELETABLE {
        let private = chat.group().is_none();
        return Err(Refusal::bad(if private {
            "message can't be deleted for everyone"
        } else {
            "message can't be deleted"
        }));
    }
    chat.delete(id, revision);
    Ok(json!(true))
}

fn may_delete(chat: &Chat, message: &Message) -> bool {
    let Some(group) = chat.group() else { return true };
    let is_topic = message.service.is_some() && message.thread == Some(message.id);
    !is_topic && (group.bot.rights().delete || message.by_bot() && group.bot_may_write())
}
