//! Reading what teloxide could not: a text with a kind of entity that is newer than the crate, a voice message without
//! the optional `mime_type`, a whole update of a new shape. Only the few fields that an answer needs are looked at.

use std::collections::HashMap;

use serde::Deserialize;
use serde::de::IgnoredAny;
use teloxide::types::{CallbackQueryId, MessageId};

use super::{Deed, What, text_or_command};
use crate::bot::visit::{Place, telegram_lang};
use crate::ids::ChatId;
use crate::view::Notice;

#[derive(Deserialize)]
struct Update {
    message: Option<Message>,
    edited_message: Option<Message>,
    callback_query: Option<Query>,
}

#[derive(Deserialize)]
struct Message {
    message_id: i32,
    chat: Chat,
    from: Option<Person>,
    text: Option<String>,
    caption: Option<String>,
    media_group_id: Option<String>,
    reply_to_message: Option<Replied>,
    #[serde(flatten)]
    rest: HashMap<String, IgnoredAny>,
}

#[derive(Deserialize)]
struct Replied {
    message_id: i64,
}

/// What a message carries, by the name of its field. An animation also has a `document`, a venue also a `location`.
const MEDIA: [(&str, Notice); 14] = [
    ("voice", Notice::Voice),
    ("video_note", Notice::Voice),
    ("audio", Notice::Voice),
    ("sticker", Notice::Sticker),
    ("animation", Notice::Sticker),
    ("dice", Notice::Sticker),
    ("game", Notice::Sticker),
    ("location", Notice::Location),
    ("contact", Notice::Contact),
    ("photo", Notice::Picture),
    ("video", Notice::Picture),
    ("document", Notice::Document),
    ("poll", Notice::Other),
    ("checklist", Notice::Other),
];

#[derive(Deserialize)]
struct Chat {
    id: i64,
    #[serde(rename = "type")]
    kind: String,
}

#[derive(Deserialize)]
struct Person {
    id: i64,
    language_code: Option<String>,
}

#[derive(Deserialize)]
struct Query {
    id: String,
    from: Person,
}

/// What the update says, as far as it can be told.
pub(super) fn read(raw: &str) -> Option<Deed> {
    let update: Update = serde_json::from_str(raw).ok()?;
    match update {
        Update { message: Some(message), .. } => said(message, false),
        Update { edited_message: Some(message), .. } => said(message, true),
        Update { callback_query: Some(query), .. } => Some(pressed(query)),
        _ => None,
    }
}

fn said(message: Message, edited: bool) -> Option<Deed> {
    if message.chat.kind != "private" {
        return None;
    }
    let what = match (message.text, message.caption) {
        (Some(text), _) => text_or_command(&text),
        (None, Some(caption)) => What::Text(caption),
        (None, None) if edited => return None,
        (None, None) => match message.media_group_id {
            Some(ref album) => What::Album(album.clone()),
            None => What::Notice(media(&message.rest)),
        },
    };
    let lang = telegram_lang(message.from.as_ref().and_then(|from| from.language_code.as_deref()));
    let place = Place::Message { id: MessageId(message.message_id), edited };
    Some(Deed {
        chat: ChatId(message.chat.id),
        lang,
        place,
        query: None,
        what,
        album: message.media_group_id,
        reply_to: message.reply_to_message.map(|replied| replied.message_id),
        draft: None,
        edit: None,
        passed: None,
    })
}

fn media(fields: &HashMap<String, IgnoredAny>) -> Notice {
    let known = MEDIA.into_iter().find(|(field, _)| fields.contains_key(*field));
    known.map_or(Notice::Unreadable, |(_, notice)| notice)
}

/// A press that cannot be read still gets its answer.
fn pressed(query: Query) -> Deed {
    Deed {
        chat: ChatId(query.from.id),
        lang: telegram_lang(query.from.language_code.as_deref()),
        place: Place::Button { message: None, keyboard: None },
        query: Some(CallbackQueryId(query.id)),
        what: What::Stale,
        album: None,
        reply_to: None,
        draft: None,
        edit: None,
        passed: None,
    }
}
