//! What the page shows, as JSON: everything, or what changed since a revision.

use std::sync::Arc;

use axum::{Json, extract::State};
use serde_json::{Value, json};

use crate::{
    BOT_USERNAME,
    shared::Shared,
    world::{
        World,
        chat::{Chat, Private},
        forward::origin_name,
        group::Group,
        message::{Author, Message},
        standing::Standing,
    },
};

/// The whole state, for whoever wants to look without a page.
pub(super) async fn whole(State(shared): State<Arc<Shared>>) -> Json<Value> {
    Json(shared.read(|world| since(world, 0)))
}

/// People, groups and channels always, messages only if they were touched after this revision. Of a crowd only a count is
/// told.
pub(super) fn since(world: &World, revision: u64) -> Value {
    let (seen, crowd) = world.in_sight();
    let chats = || seen.iter().copied();
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
        "groups": chats().filter_map(|chat| group(world, chat, chat.group()?)).collect::<Vec<_>>(),
        "channels": chats().filter_map(|chat| Some(channel(world, chat, chat.channel()?))).collect::<Vec<_>>(),
        "crowd": { "people": crowd.people, "messages": crowd.messages, "doubled": crowd.doubled },
        "messages": messages.collect::<Vec<_>>(),
        "deleted": deleted.collect::<Vec<_>>(),
    })
}

fn person(world: &World, chat: &Chat, private: &Private) -> Value {
    let language = world.language_of(chat.id);
    json!({
        "id": chat.id,
        "name": name(world, chat.id),
        "language": language,
        "started": private.started,
        "blocked": private.blocked,
        "typing": chat.typing,
        "bot": world.menu.name(language),
        "description": world.menu.description(language),
        "commands": world.menu_of(chat.id, chat.id),
    })
}

/// A group, unless it has moved: then the one it became is told.
fn group(world: &World, chat: &Chat, group: &Group) -> Option<Value> {
    if group.migrated_to.is_some() || group.is_channel() {
        return None;
    }
    let topics = group.topics.iter();
    let topics = topics.map(|topic| json!({ "id": topic.id, "name": topic.name, "closed": topic.closed }));
    let rights = group.bot.rights();
    Some(json!({
        "id": chat.id,
        "title": group.title,
        "forum": group.forum,
        "count": group.count(),
        "members": members(world, chat.id, group),
        "bot": { "status": group.bot.status(), "topics": rights.topics, "delete": rights.delete },
        "topics": topics.collect::<Vec<_>>(),
        "typing": chat.typing,
    }))
}

fn channel(world: &World, chat: &Chat, channel: &Group) -> Value {
    let rights = channel.bot.rights();
    let pinned = channel.pinned.last().and_then(|id| chat.message(*id));
    json!({
        "id": chat.id,
        "title": channel.title,
        "username": channel.username,
        "subscribers": channel.members.values().filter(|standing| standing.is_in()).count(),
        "members": members(world, chat.id, channel),
        "bot": {
            "status": channel.bot.status(), "post": rights.post, "edit": rights.edit, "delete": rights.delete,
        },
        "pinned": pinned.map(|message| json!({
            "id": message.id, "text": message.rich.text, "kind": message.media.as_ref().map(|media| media.kind),
        })),
        "typing": chat.typing,
    })
}

fn members(world: &World, chat: i64, group: &Group) -> Vec<Value> {
    let member = |(id, standing): (&i64, &Standing)| {
        json!({
            "id": id,
            "status": standing.status(),
            "inside": standing.is_in(),
            "admin": standing.is_admin(),
            "post": standing.rights().post,
            "commands": world.menu_of(*id, chat),
        })
    };
    group.members.iter().map(member).collect()
}

fn name(world: &World, person: i64) -> Option<&str> {
    world.people.get(&person).map(|person| person.name.as_str())
}

/// Who wrote it: a person's id, `anonymous`, or nothing for the bot.
fn author(message: &Message) -> Value {
    match message.author {
        Author::Bot => Value::Null,
        Author::Person(id) => json!(id),
        Author::Anonymous => json!("anonymous"),
    }
}

fn line(chat: &Chat, message: &Message) -> Value {
    json!({
        "chat": chat.id,
        "id": message.id,
        "bot": message.by_bot(),
        "author": author(message),
        "topic": message.thread,
        "album": message.album.map(|album| album.to_string()),
        "forwarded": message.origin.as_ref().and_then(origin_name),
        "date": message.date,
        "edited": message.edited.is_some(),
        "text": message.rich.text,
        "entities": message.rich.entities,
        "media": message.media.as_ref().map(|media| json!({
            "kind": media.kind, "value": media.value, "file": media.file,
        })),
        "service": message.service.as_ref().map(|told| json!({ "kind": told.kind, "value": told.value })),
        "rows": message.rows().collect::<Vec<_>>(),
        "reaction": message.reaction,
        "reactions": message.reactions.iter().map(|(who, emoji)| json!([who, emoji])).collect::<Vec<_>>(),
        "reply": message.reply_to.and_then(|id| chat.message(id)).map(|replied| json!({
            "id": replied.id,
            "bot": replied.by_bot(),
            "author": author(replied),
            "text": replied.rich.text,
            "kind": replied.media.as_ref().map(|media| media.kind),
        })),
    })
}
