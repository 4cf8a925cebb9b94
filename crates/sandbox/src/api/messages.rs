//! Sending, editing and deleting messages.

use serde_json::{Value, json};

use super::{Answer, keyboard, params::Params, refusal::Refusal, text};
use crate::world::{
    World,
    chat::Chat,
    message::{Media, Message, Rich},
    now,
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

/// The chat the bot writes to, if it may.
pub(super) fn reachable<'a>(world: &'a mut World, params: &Params) -> Result<&'a mut Chat, Refusal> {
    let chat = known(world, params)?;
    if chat.blocked {
        return Err(Refusal::forbidden("bot was blocked by the user"));
    }
    if !chat.started {
        return Err(Refusal::forbidden("bot can't initiate conversation with a user"));
    }
    Ok(chat)
}

fn known<'a>(world: &'a mut World, params: &Params) -> Result<&'a mut Chat, Refusal> {
    if params.text("chat_id").is_none_or(|id| id.is_empty()) {
        return Err(Refusal::bad("chat_id is empty"));
    }
    params.integer("chat_id").and_then(|id| world.chats.get_mut(&id)).ok_or_else(|| Refusal::bad("chat not found"))
}

/// `sendMessage`.
pub(super) fn send(world: &mut World, params: &Params) -> Answer {
    let rich = text::text(params)?;
    post(world, params, rich, None)
}

/// Puts a message by the bot into a chat, after all else has been checked.
pub(super) fn post(world: &mut World, params: &Params, rich: Rich, media: Option<Media>) -> Answer {
    let keyboard = keyboard::inline(params)?;
    let (bot, revision) = (world.bot(), world.revision);
    let chat = reachable(world, params)?;
    let reply_to = replied(chat, params)?;
    let thread = params.integer("message_thread_id");
    if thread.is_some() {
        // Private chats have no topics.
        return Err(Refusal::bad("message thread not found"));
    }
    let id = chat.append(Message {
        id: 0,
        revision,
        from_bot: true,
        date: now(),
        edited: None,
        rich,
        media,
        keyboard,
        reply_to,
        thread,
    });
    Ok(chat.message(id).map_or(Value::Null, |message| chat.message_to_api(message, &bot)))
}

/// The message that is replied to; it has to be there unless the call says otherwise.
fn replied(chat: &Chat, params: &Params) -> Result<Option<i64>, Refusal> {
    let Some(reply) = params.json("reply_parameters")? else {
        return Ok(None);
    };
    let id = reply.get("message_id").and_then(Value::as_i64).unwrap_or_default();
    let lenient = reply.get("allow_sending_without_reply").and_then(Value::as_bool) == Some(true);
    match chat.message(id) {
        Some(_) => Ok(Some(id)),
        None if lenient => Ok(None),
        None => Err(Refusal::bad("message to be replied not found")),
    }
}

/// `editMessageText`.
pub(super) fn edit_text(world: &mut World, params: &Params) -> Answer {
    let rich = text::text(params)?;
    let keyboard = keyboard::inline(params)?;
    edit(world, params, |message| {
        if message.media.is_some() {
            return Err(Refusal::bad("there is no text in the message to edit"));
        }
        Ok((rich, keyboard))
    })
}

/// `editMessageReplyMarkup`.
pub(super) fn edit_keyboard(world: &mut World, params: &Params) -> Answer {
    let keyboard = keyboard::inline(params)?;
    edit(world, params, |message| Ok((message.rich.clone(), keyboard)))
}

/// Edits a message of the bot's own, if that changes anything.
fn edit(
    world: &mut World,
    params: &Params,
    into: impl FnOnce(&Message) -> Result<(Rich, Option<Value>), Refusal>,
) -> Answer {
    let (bot, revision) = (world.bot(), world.revision);
    let chat = reachable(world, params)?;
    let id = params.integer("message_id").ok_or_else(|| Refusal::bad("message identifier is not specified"))?;
    let message = chat.message_mut(id).ok_or_else(|| Refusal::bad("message to edit not found"))?;
    if !message.from_bot {
        return Err(Refusal::bad("message can't be edited"));
    }
    let (rich, keyboard) = into(message)?;
    if message.rich == rich && message.keyboard == keyboard {
        return Err(Refusal::bad(
            "message is not modified: specified new message content and reply markup are exactly the same as a \
             current content and reply markup of the message",
        ));
    }
    // Clients show "edited" for a changed text only, not for changed buttons.
    if message.rich != rich {
        message.edited = Some(now());
    }
    message.rich = rich;
    message.keyboard = keyboard;
    message.revision = revision;
    let edited = message.clone();
    let api = chat.message_to_api(&edited, &bot);
    chat.note(edited);
    Ok(api)
}

/// `deleteMessage`: in a private chat the bot may delete both its own and the person's.
pub(super) fn delete(world: &mut World, params: &Params) -> Answer {
    let revision = world.revision;
    let chat = reachable(world, params)?;
    let id = params.integer("message_id").ok_or_else(|| Refusal::bad("message identifier is not specified"))?;
    if chat.delete(id, revision) { Ok(json!(true)) } else { Err(Refusal::bad("message to delete not found")) }
}

/// `sendChatAction`.
pub(super) fn chat_action(world: &mut World, params: &Params) -> Answer {
    let chat = reachable(world, params)?;
    let action = params.text("action").unwrap_or_default();
    if !ACTIONS.contains(&action.as_str()) {
        return Err(Refusal::bad("wrong parameter action in request"));
    }
    chat.typing += 1;
    Ok(json!(true))
}
