//! Topics of a forum. Creating needs the right to manage topics; so does changing one that somebody else created.

use serde_json::json;

use super::{
    Answer,
    params::Params,
    reach::{named, not_found},
    refusal::Refusal,
};
use crate::world::{
    World,
    chat::Chat,
    entities::utf16,
    group::{Group, Topic},
    message::Author,
};

/// Longest name of a topic.
const MAX_NAME: usize = 128;
/// The colours an icon may have; the first is what a topic gets that asks for none.
const COLOURS: [i64; 6] = [7_322_096, 16_766_590, 13_338_331, 9_367_192, 16_749_490, 16_478_047];

/// `createForumTopic`.
pub(super) fn create(world: &mut World, params: &Params) -> Answer {
    let (chat, group) = forum(world, params)?;
    if !group.bot.rights().topics {
        return Err(Refusal::bad("not enough rights to create a topic"));
    }
    let name = name(params)?.ok_or_else(|| Refusal::bad("name must be non-empty"))?;
    let colour = params.integer("icon_color").unwrap_or(COLOURS[0]);
    if !COLOURS.contains(&colour) {
        return Err(Refusal::bad("invalid forum topic icon color specified"));
    }
    let id = world.create_topic(chat, Author::Bot, &name, colour).ok_or_else(not_found)?;
    Ok(json!({ "message_thread_id": id, "name": name, "icon_color": colour }))
}

/// `editForumTopic`: the name; without one nothing changes.
pub(super) fn edit(world: &mut World, params: &Params) -> Answer {
    let (chat, topic, mine) = topic(world, params)?;
    if !mine {
        return Err(Refusal::bad("not enough rights to edit the topic"));
    }
    let Some(name) = name(params)? else {
        return Ok(json!(true));
    };
    if topic.name == name {
        return Err(unchanged());
    }
    world.rename_topic(chat, Author::Bot, topic.id, &name);
    Ok(json!(true))
}

/// `closeForumTopic`.
pub(super) fn close(world: &mut World, params: &Params) -> Answer {
    toggle(world, params, true)
}

/// `reopenForumTopic`.
pub(super) fn reopen(world: &mut World, params: &Params) -> Answer {
    toggle(world, params, false)
}

fn toggle(world: &mut World, params: &Params, closed: bool) -> Answer {
    let (chat, topic, mine) = topic(world, params)?;
    if !mine {
        return Err(Refusal::bad("not enough rights to close or open the topic"));
    }
    if world.close_topic(chat, Author::Bot, topic.id, closed) { Ok(json!(true)) } else { Err(unchanged()) }
}

/// `deleteForumTopic`: this needs the right to delete messages, whoever created the topic.
pub(super) fn delete(world: &mut World, params: &Params) -> Answer {
    let (chat, topic, _) = topic(world, params)?;
    if !world.chats.get(&chat).and_then(Chat::group).is_some_and(|group| group.bot.rights().delete) {
        return Err(Refusal::bad("not enough rights to delete the topic"));
    }
    world.delete_topic(chat, topic.id);
    Ok(json!(true))
}

fn forum<'a>(world: &'a World, params: &Params) -> Result<(i64, &'a Group), Refusal> {
    let id = named(world, params, "chat_id")?;
    let group = world.chats.get(&id).and_then(Chat::group).filter(|group| group.forum);
    group.map(|group| (id, group)).ok_or_else(|| Refusal::bad("the chat is not a forum"))
}

/// The topic, and whether the bot may change it.
fn topic(world: &World, params: &Params) -> Result<(i64, Topic, bool), Refusal> {
    let (chat, group) = forum(world, params)?;
    let id = params.integer("message_thread_id").filter(|id| *id > 0);
    let id = id.ok_or_else(|| Refusal::bad("invalid message thread identifier specified"))?;
    let topic = group.topic(id).ok_or_else(|| Refusal::bad("TOPIC_ID_INVALID"))?;
    Ok((chat, topic.clone(), topic.by_bot || group.bot.rights().topics))
}

fn unchanged() -> Refusal {
    Refusal::bad("TOPIC_NOT_MODIFIED")
}

/// The name of a topic. Telegram cuts one that is too long; here it is a mistake.
fn name(params: &Params) -> Result<Option<String>, Refusal> {
    let name = params.text("name").unwrap_or_default().trim().to_owned();
    if utf16(&name) > MAX_NAME {
        return Err(Refusal::bad("TOPIC_TITLE_TOO_LONG"));
    }
    Ok(Some(name).filter(|name| !name.is_empty()))
}
