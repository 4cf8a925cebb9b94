//! What somebody does in a channel: they post and press, or rule it. What only an administrator can do is done by the
//! owner where the one who asks is none, as in groups.

use std::sync::Arc;

use axum::{
    Json,
    extract::{Path, State},
    http::StatusCode,
};
use serde::Deserialize;
use serde_json::json;

use super::{
    Done, Wrong, bad,
    talk::{Speaker, Talk, talk},
};
use crate::{
    shared::Shared,
    world::{
        World,
        chat::Chat,
        group::Group,
        message::Author,
        standing::{Rights, Standing},
    },
};

/// An act and whose it is.
#[derive(Debug, Deserialize)]
pub(in crate::page) struct Act {
    by: i64,
    #[serde(flatten)]
    deed: Deed,
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Deed {
    Rule(Rule),
    Talk(Talk),
}

/// What is done with a channel rather than in it.
#[derive(Debug, Deserialize)]
#[serde(tag = "act", rename_all = "snake_case")]
enum Rule {
    /// What a person is from now on; the right counts for an administrator.
    Member {
        person: i64,
        role: Role,
        #[serde(default)]
        post: bool,
    },
    /// What the bot is, with its rights if it is in.
    Bot {
        inside: bool,
        #[serde(default)]
        post: bool,
        #[serde(default)]
        edit: bool,
        #[serde(default)]
        delete: bool,
    },
    Pin {
        message_id: i64,
        pinned: bool,
    },
    Delete {
        message_id: i64,
    },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Role {
    Out,
    Subscriber,
    Admin,
}

/// Carries out an act.
pub(in crate::page) async fn act(
    State(shared): State<Arc<Shared>>,
    Path(chat): Path<i64>,
    Json(act): Json<Act>,
) -> Done {
    let person = act.by;
    let known = |world: &World| {
        let there = world.chats.get(&chat).and_then(Chat::channel).is_some();
        (there, world.people.contains_key(&person))
    };
    match shared.read(known) {
        (false, _) => return Err((StatusCode::NOT_FOUND, "no channel has this id")),
        (_, false) => return Err(bad("nobody has this id")),
        _ => {}
    }
    match act.deed {
        Deed::Rule(deed) => shared.change(|world| rule(world, chat, person, deed)).map(|()| Json(json!({}))),
        Deed::Talk(deed) => talk(&shared, Speaker { chat, person, author: Author::Person(person) }, deed).await,
    }
}

fn rule(world: &mut World, chat: i64, by: i64, rule: Rule) -> Result<(), Wrong> {
    let there = |world: &World, message| world.chats.get(&chat).is_some_and(|chat| chat.message(message).is_some());
    let gone = bad("the post is gone");
    let channel = world.chats.get(&chat).and_then(Chat::channel);
    let channel = channel.ok_or((StatusCode::NOT_FOUND, "no channel has this id"))?;
    let ruler = if channel.standing(by).is_admin() { by } else { channel.owner().unwrap_or(by) };
    match rule {
        Rule::Member { person, role, post } => {
            if !world.people.contains_key(&person) {
                return Err(bad("nobody has this id"));
            }
            let (by, after) = next(channel, (ruler, person), role, post)?;
            world.stand(chat, by, person, after);
        }
        Rule::Bot { inside, post, edit, delete } => {
            let rights = Rights { post, edit, delete, ..Rights::ALL };
            let after = if inside { Standing::Administrator(rights) } else { Standing::Left };
            world.stand_bot(chat, ruler, after);
        }
        Rule::Pin { message_id, .. } | Rule::Delete { message_id } if !there(world, message_id) => return Err(gone),
        Rule::Pin { message_id, pinned: true } => {
            world.pin(chat, Author::Person(ruler), message_id);
        }
        Rule::Pin { message_id, .. } => {
            world.unpin(chat, Some(message_id));
        }
        Rule::Delete { message_id } => {
            let revision = world.revision;
            world.chats.get_mut(&chat).map(|chat| chat.delete(message_id, revision));
        }
    }
    Ok(())
}

/// What a person becomes, and by whose act: people come and go by themselves.
fn next(channel: &Group, (ruler, person): (i64, i64), role: Role, post: bool) -> Result<(i64, Standing), Wrong> {
    let now = channel.standing(person);
    match role {
        _ if matches!(now, Standing::Creator { .. }) => Err(bad("the owner stays what they are")),
        Role::Out => Ok((person, if now.is_banned() { now } else { Standing::Left })),
        Role::Subscriber if now.is_in() => Ok((ruler, Standing::Member)),
        Role::Subscriber => Ok((person, Standing::Member)),
        Role::Admin => Ok((ruler, Standing::Administrator(Rights { post, ..Rights::ALL }))),
    }
}
