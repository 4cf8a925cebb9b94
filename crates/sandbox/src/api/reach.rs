//! The chat that a call is about: whether the bot may act there, in which topic, and with what rights.

use serde_json::Value;

use super::{params::Params, refusal::Refusal};
use crate::world::{
    World,
    chat::{Chat, Kind},
    group::Group,
    standing::Standing,
};

/// The chat that `chat_id` names, if the bot may write there.
pub(super) fn reachable<'a>(world: &'a mut World, params: &Params) -> Result<&'a mut Chat, Refusal> {
    let id = named(world, params, "chat_id")?;
    world.chats.get_mut(&id).ok_or_else(not_found)
}

/// The same, if the bot may also write there: in a channel it needs the right to post.
pub(super) fn writable<'a>(world: &'a mut World, params: &Params) -> Result<&'a mut Chat, Refusal> {
    let chat = reachable(world, params)?;
    if chat.group().is_some_and(|group| !group.bot_may_write()) {
        return Err(Refusal::bad("need administrator rights in the channel chat"));
    }
    Ok(chat)
}

/// The id of the chat that a call is about, if there is one: by number or name.
pub(super) fn id_of(world: &World, params: &Params) -> Option<i64> {
    let named = params.text("chat_id")?;
    world.chat_named(&named).map(|chat| chat.id).or_else(|| named.parse().ok())
}

/// The id of the chat that a parameter names, if the bot may act there.
pub(super) fn named(world: &World, params: &Params, name: &str) -> Result<i64, Refusal> {
    let chat = known(world, params, name)?;
    access(chat)?;
    Ok(chat.id)
}

/// The chat that a parameter names, if the bot may look into it: also that of somebody who blocked it, but not of
/// somebody who never came, and a channel with a public name, whoever is in it.
pub(super) fn readable<'a>(world: &'a World, params: &Params, name: &str) -> Result<&'a Chat, Refusal> {
    let chat = known(world, params, name)?;
    match &chat.kind {
        Kind::Private(private) if private.started => {}
        Kind::Private(_) => return Err(not_found()),
        Kind::Group(group) if group.username.is_some() && !group.bot.is_banned() => {}
        Kind::Group(group) => inside(group)?,
    }
    Ok(chat)
}

fn known<'a>(world: &'a World, params: &Params, name: &str) -> Result<&'a Chat, Refusal> {
    match params.text(name).filter(|named| !named.is_empty()) {
        Some(named) => world.chat_named(&named).ok_or_else(not_found),
        None => Err(Refusal::bad(format!("{name} is empty"))),
    }
}

/// The chat whose members the bot asks for: those of a channel it is told as an administrator only.
pub(super) fn with_members<'a>(world: &'a World, params: &Params) -> Result<&'a Chat, Refusal> {
    let chat = known(world, params, "chat_id")?;
    match chat.channel() {
        None => access(chat)?,
        Some(channel) if channel.bot.is_admin() => {}
        Some(_) => {
            readable(world, params, "chat_id")?;
            return Err(Refusal::bad("member list is inaccessible"));
        }
    }
    Ok(chat)
}

pub(super) fn not_found() -> Refusal {
    Refusal::bad("chat not found")
}

fn access(chat: &Chat) -> Result<(), Refusal> {
    match &chat.kind {
        Kind::Private(private) if private.blocked => Err(Refusal::forbidden("bot was blocked by the user")),
        Kind::Private(private) if !private.started => {
            Err(Refusal::forbidden("bot can't initiate conversation with a user"))
        }
        Kind::Private(_) => Ok(()),
        Kind::Group(group) => inside(group),
    }
}

/// Whether the bot is in a group that still is one.
fn inside(group: &Group) -> Result<(), Refusal> {
    if let Some(to) = group.migrated_to {
        return Err(Refusal::migrated(to));
    }
    match group.bot {
        Standing::Kicked => Err(Refusal::forbidden(&format!("bot was kicked from the {} chat", group.kind()))),
        Standing::Left => Err(Refusal::forbidden(&format!("bot is not a member of the {} chat", group.kind()))),
        _ => Ok(()),
    }
}

/// Where in a chat a message of the bot goes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    pub(super) thread: Option<i64>,
    pub(super) reply_to: Option<i64>,
}

/// The topic and the message that a call wants to write to. A reply goes where the message is that it replies to.
pub(super) fn place(chat: &Chat, params: &Params) -> Result<Place, Refusal> {
    let reply_to = replied(chat, params)?;
    let of_reply = reply_to.and_then(|id| chat.message(id)).and_then(|message| message.thread);
    let thread = params.integer("message_thread_id").filter(|thread| *thread != 0).or(of_reply);
    if let Some(thread) = thread {
        let topic = chat.group().and_then(|group| Some((group, group.topic(thread)?)));
        match topic {
            None => return Err(Refusal::bad("message thread not found")),
            Some((group, topic)) if topic.closed && !group.bot.is_admin() => return Err(Refusal::bad("TOPIC_CLOSED")),
            Some(_) => {}
        }
    }
    Ok(Place { thread, reply_to })
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

/// `message_id`, which has to be given.
pub(super) fn message_id(params: &Params) -> Result<i64, Refusal> {
    params.integer("message_id").ok_or_else(|| Refusal::bad("message identifier is not specified"))
}
