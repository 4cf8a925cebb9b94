//! What is done with a group rather than in it: who is in it, what the bot may do there, its topics. The page asks for
//! these on nobody's account in particular, so what only an administrator can do is done by the owner where the one
//! who asks is none.

use axum::http::StatusCode;
use serde::Deserialize;

use super::{Wrong, bad};
use crate::world::{
    World,
    chat::Chat,
    group::Group,
    message::Author,
    standing::{Rights, Standing},
};

/// Longest name of a topic, in characters.
const MAX_TOPIC: usize = 128;
/// Icons of the topics that people make.
const ICON_COLOUR: i64 = 7_322_096;

/// An act.
#[derive(Debug, Deserialize)]
#[serde(tag = "act", rename_all = "snake_case")]
pub(super) enum Rule {
    /// What a person is from now on.
    Member {
        person: i64,
        role: Role,
    },
    /// What the bot is; the rights count for an administrator.
    Bot {
        role: Role,
        #[serde(default)]
        topics: bool,
        #[serde(default)]
        delete: bool,
    },
    NewTopic {
        name: String,
    },
    CloseTopic {
        topic: i64,
        closed: bool,
    },
    DeleteTopic {
        topic: i64,
    },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Role {
    Out,
    Member,
    Admin,
}

/// Carries out an act.
pub(super) fn rule(world: &mut World, chat: i64, by: i64, rule: Rule) -> Result<(), Wrong> {
    let group = world.chats.get(&chat).and_then(Chat::group);
    let group = group.ok_or((StatusCode::NOT_FOUND, "no group has this id"))?;
    let ruler = if group.standing(by).is_admin() { by } else { group.owner().unwrap_or(by) };
    let author = Author::Person(ruler);
    let no_topic = bad("there is no such topic");
    match rule {
        Rule::Member { person, role } => {
            if !world.people.contains_key(&person) {
                return Err(bad("nobody has this id"));
            }
            let (by, after) = next(group, (by, ruler), person, role)?;
            world.stand(chat, by, person, after);
        }
        Rule::Bot { role, topics, delete } => {
            let after = match role {
                Role::Out if !group.bot.is_in() => group.bot,
                Role::Out => Standing::Kicked,
                Role::Member => Standing::Member,
                Role::Admin => Standing::Administrator(Rights { topics, delete, ..Rights::ALL }),
            };
            world.stand_bot(chat, ruler, after);
        }
        Rule::NewTopic { name } => {
            let name = name.trim();
            if name.is_empty() || name.chars().count() > MAX_TOPIC {
                return Err(bad("a topic has a name of 1 to 128 characters"));
            }
            world.create_topic(chat, author, name, ICON_COLOUR).ok_or(bad("the group has no topics"))?;
        }
        Rule::CloseTopic { topic, closed } => {
            group.topic(topic).ok_or(no_topic)?;
            world.close_topic(chat, author, topic, closed);
        }
        Rule::DeleteTopic { topic } => {
            if !world.delete_topic(chat, topic) {
                return Err(no_topic);
            }
        }
    }
    Ok(())
}

/// What a person becomes, and by whose act: people come and go by themselves, unless they were removed.
fn next(group: &Group, (by, ruler): (i64, i64), person: i64, role: Role) -> Result<(i64, Standing), Wrong> {
    let now = group.standing(person);
    match (now, role) {
        (Standing::Creator { .. }, _) => Err(bad("the owner stays what they are")),
        (_, Role::Out) if !now.is_in() => Ok((by, now)),
        (_, Role::Out) if by == person => Ok((by, Standing::Left)),
        (_, Role::Out) => Ok((ruler, Standing::Kicked)),
        (Standing::Left, Role::Member) => Ok((person, Standing::Member)),
        (_, Role::Member) => Ok((ruler, Standing::Member)),
        (Standing::Administrator(_), Role::Admin) => Ok((ruler, now)),
        (_, Role::Admin) => Ok((ruler, Standing::Administrator(Rights::ALL))),
    }
}
