//! What the page shows, as JSON: everything, or what changed since a revision. Private chats only.

use std::sync::Arc;

use axum::{Json, extract::State};
use serde_json::{Value, json};

use crate::{
    BOT_USERNAME,
    shared::Shared,
    world::{
        World,
        chat::{Chat, Private},
        message::Message,
    },
};

/// The whole state, for whoever wants to look without a page.
pub(super) async fn whole(State(shared): State<Arc<Shared>>) -> Json<Value> {
    Json(shared.read(|world| since(world, 0)))
}

/// People always, messages only if they were touched after this revision.
pub(super) fn since(world: &World, revision: u64) -> Value {
    let chats = || world.chats.values().filter(|chat| chat.private().is_some());
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
        "people": chats().filter_map(|chat| Some(person(world, chat, chat.private()?))).collect::<Vec<_>>(),
        "messages": messages.collect::<Vec<_>>(),
        "deleted": deleted.collect::<Vec<_>>(),
    })
}

fn person(world: &World, chat: &Chat, private: &Private) -> Value {
    let language = world.language_of(chat.id);
    json!({
        "id": chat.id,
        "name": world.people.get(&chat.id).map(|person| person.name.as_str()),
        "language": language,
        "started": private.started,
        "blocked": private.blocked,
        "typing": chat.typing,
        "bot": world.menu.name(language),
        "description": world.menu.description(language),
        "commands": world.menu_of(chat.id, chat.id),
    })
}

fn line(chat: &Chat, message: &Message) -> Value {
    json!({
        "chat": chat.id,
        "id": message.id,
        "bot": message.by_bot(),
        "date": message.date,
        "edited": message.edited.is_some(),
        "text": message.rich.text,
        "entities": message.rich.entities,
        "media": message.media.as_ref().map(|media| json!({
            "kind": media.kind, "value": media.value, "file": media.file,
        })),
        "rows": message.rows().collect::<Vec<_>>(),
        "reply": message.reply_to.and_then(|id| chat.message(id)).map(|replied| json!({
            "bot": replied.by_bot(),
            "text": replied.rich.text,
            "kind": replied.media.as_ref().map(|media| media.kind),
        })),
    })
}
