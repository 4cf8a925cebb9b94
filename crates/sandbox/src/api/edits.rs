//! Editing the bot's own messages, and with the right to it any post of a channel.

use serde_json::Value;

use super::{
    Answer, keyboard,
    media::{self, MOVABLE},
    params::Params,
    reach::{message_id, reachable},
    refusal::Refusal,
    text,
};
use crate::world::{
    World,
    message::{Media, Message, Rich},
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
        Ok(Look { rich, media: None, keyboard })
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
        Ok(Look { rich, media: message.media.clone(), keyboard })
    })
}

/// `editMessageMedia`: another file, with its caption; a text becomes one, too. In an album documents stay documents, and
/// pictures and videos either of both.
pub(super) fn media(world: &mut World, params: &Params) -> Answer {
    let item = params.json("media")?.ok_or_else(|| Refusal::bad("can't parse input media JSON object"))?;
    let told = item.get("type").and_then(Value::as_str).unwrap_or_default();
    let kind = MOVABLE.into_iter().find(|known| *known == told);
    let kind = kind.ok_or_else(|| Refusal::bad(format!("can't parse InputMedia: type \"{told}\" is unknown")))?;
    let item = params.within(&item);
    let rich = text::caption(&item)?;
    let keyboard = keyboard::inline(params)?;
    let media = media::media(world, &item, ("media", kind))?;
    edit(world, params, |message| {
        let before = message.media.as_ref().map(|media| media.kind);
        let fits = before.is_none_or(|before| MOVABLE.contains(&before));
        let joins = message.album.is_none() || (before == Some("document")) == (kind == "document");
        if !fits || !joins {
            return Err(Refusal::bad("message can't be edited"));
        }
        Ok(Look { rich, media: Some(media), keyboard })
    })
}

/// `editMessageReplyMarkup`.
pub(super) fn keyboard(world: &mut World, params: &Params) -> Answer {
    let keyboard = keyboard::inline(params)?;
    edit(world, params, |message| Ok(Look { rich: message.rich.clone(), media: message.media.clone(), keyboard }))
}

/// What an edit makes of a message.
struct Look {
    rich: Rich,
    media: Option<Media>,
    keyboard: Option<Value>,
}

/// Edits a message that the bot may edit, if that changes anything.
fn edit(world: &mut World, params: &Params, into: impl FnOnce(&Message) -> Result<Look, Refusal>) -> Answer {
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
    let Look { rich, media, keyboard } = into(message)?;
    let same = message.rich == rich && message.media == media;
    if same && message.keyboard == keyboard {
        return Err(Refusal::bad(
            "message is not modified: specified new message content and reply markup are exactly the same as a \
             current content and reply markup of the message",
        ));
    }
    // Clients show "edited" for a changed text or file only, not for changed buttons.
    if !same {
        message.edited = Some(now());
    }
    message.rich = rich;
    message.media = media;
    message.keyboard = keyboard;
    message.revision = revision;
    let edited = message.clone();
    chat.note(&edited);
    Ok(world.told(chat_id, id).unwrap_or(Value::Null))
}
