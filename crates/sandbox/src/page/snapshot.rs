//! What the page shows, as JSON: everything, or what changed since a revision.

use std::sync::Arc;

use axum::{Json, extract::State};
use serde_json::{Value, json};

use crate::{
    BOT_USERNAME,
    shared::Shared,
    world::{World, chat::Chat, message::Message},
};

/// The whole state, for whoever wants to look without a page.
pub(super) async fn whole(State(shared): State<Arc<Shared>>) -> Json<Value> {
    Json(shared.read(|world| since(world, 0)))
}

/// People always, messages only if they were touched after this revision.
pub(super) fn since(world: &World, revision: u64) -> Value {
    let chats = || world.chats.values();
    let messages = chats().flat_map(|chat| {
        let touched = chat.messages.iter().filter(move |message| message.revision > revision || revision == 0);
        touched.map(|message| line(chat, message))
    });
    let deleted = chats().flat_map(|chat| {
        let gone = chat.deleted.iter().filter(move |(_, at)| *at > revision);
        gone.map(|(id, _)| json!([chat.id, id]))
    });
    json!({
        "born": world.born,
        "bot": {
            "username": BOT_USERNAME,
            "connected": world.queue.webhook.is_some() || world.queue.polling > 0,
            "trouble": world.queue.trouble(),
        },
        "people": chats().map(|chat| person(world, chat)).collect::<Vec<_>>(),
        "messages": messages.collect::<Vec<_>>(),
        "deleted": deleted.collect::<Vec<_>>(),
    })
}

fn person(world: &World, chat: &Chat) -> Value {
    let language = chat.person.language_code.as_deref().unwrap_or_default();
    json!({
        "id": chat.id,
        "name": chat.person.name,
        "language": language,
        "started": chat.started,
        "blocked": chat.blocked,
        "typing": chat.typing,
        "bot": world.menu.name(language),
        "description": world.menu.description(language),
        "commands": world.menu_of(chat.id),
    })
}

fn line(chat: &Chat, message: &Message) -> Value {
    json!({
        "chat": chat.id,
        "id": message.id,
        "bot": message.from_bot,
        "date": message.date,
        "edited": message.edited.is_some(),
        "text": message.rich.text,
        "entities": message.rich.entities,
        "media": message.media.as_ref().map(|media| json!({
            "kind": media.kind, "value": media.value, "file": media.file,
        })),
        "rows": message.rows().collect::<Vec<_>>(),
        "reply": message.reply_to.and_then(|id| chat.message(id)).map(|replied| json!({
            "bot": replied.from_bot,
            "text": replied.rich.text,
            "kind": replied.media.as_ref().map(|media| media.kind),
        })),
    })
}
