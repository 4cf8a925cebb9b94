//! Channels: those that are there from the start and those that are made, and how they are found by name.

use super::{
    World,
    chat::{Chat, Kind},
    group::{Group, Sort},
    standing::{Rights, Standing},
};
use crate::cast::Broadcast;

impl World {
    /// A new channel without anybody; its id.
    pub(crate) fn add_channel(&mut self, title: &str) -> i64 {
        self.keep_group(Group::new(title, Sort::Channel))
    }

    /// A channel as if it had been there for long, with the bot as an administrator: nothing tells of it.
    pub(crate) fn add_broadcast(&mut self, broadcast: Broadcast) {
        let mut group = Group::new(&broadcast.title, Sort::Channel);
        group.username = broadcast.username;
        group.bot = Standing::Administrator(Rights::ALL);
        group.members.extend(broadcast.subscribers.into_iter().map(|person| (person, Standing::Member)));
        group.members.insert(broadcast.owner, Standing::Creator { anonymous: false });
        self.chats.insert(broadcast.id, Chat::new(broadcast.id, Kind::Group(group), self.first_id));
    }

    /// The chat that a text names: by its number, or a channel by `@` and its public name.
    pub(crate) fn chat_named(&self, text: &str) -> Option<&Chat> {
        let Some(name) = text.trim().strip_prefix('@') else {
            return self.chats.get(&text.trim().parse().ok()?);
        };
        // Everybody with a private chat comes after the groups.
        let groups = self.chats.range(..0).map(|(_, chat)| chat);
        groups.into_iter().find(|chat| {
            let username = chat.channel().and_then(|channel| channel.username.as_deref());
            username.is_some_and(|username| username.eq_ignore_ascii_case(name))
        })
    }
}
