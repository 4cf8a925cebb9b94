//! Editing the bot's own messages, and with the right to it any post of a channel.

use serde_json::Value;

use super::{
    Answer, keyboard,
    params::Params,
    reach::{message_id, reachable},
    refusal::Refusal,
    text,
};
use crate::world::{
    World,
    message::{Message, Rich},
    now,
};

/// `editMessageText`.
pub(super) fn text(world: &mut World, params: &Params) -> Answer {
    let rich = text::text(params)?;
    let keyboard = keyboard::inline(params)?;
    edit(world, params, |message| {
        if message.media.is_some() {
            return Err(Refusal::bad("there is no text in the message to edit"));
        }
        Ok((rich, keyboard))
    })
}

/// `editMessageCaption`: an empty one takes it away.
pub(super) fn caption(world: &mut World, params: &Params) -> Answer {
    let rich = text::caption(params)?;
    let keyboard = keyboard::inline(params)?;
    edit(world, params, |message| {
        if message.media.is_none() {
            return Err(Refusal::bad("there is no caption in the message to edit"));
        }
        Ok((rich, keyboard))
    })
}

/// `editMessageReplyMarkup`.
pub(super) fn keyboard(world: &mut World, params: &Params) -> Answer {
    let keyboard = keyboard::inline(params)?;
    edit(world, params, |message| Ok((message.rich.clone(), keyboard)))
}

/// Edits a message that the bot may edit, if that changes anything.
fn edit(
    world: &mut World,
    params: &Params,
    into: impl FnOnce(&Message) -> Result<(Rich, Option<Value>), Refusal>,
) -> Answer {
    let revision = world.revision;
    let chat = reachable(world, params)?;
    let (chat_id, id) = (chat.id, message_id(params)?);
    let rights = chat.channel().map(|channel| channel.bot.rights());
    let message = chat.message_mut(id).ok_or_else(|| Refusal::bad("message to edit not found"))?;
    let allowed = match rights {
        Some(rights) => rights.edit || rights.post && message.by_bot(),
        None => message.by_bot(),
    };
    if !allowed || message.service.is_some() {
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
    chat.note(&edited);
    Ok(world.told(chat_id, id).unwrap_or(Value::Null))
}
