//! What makes a chat a group: title, members, the bot among them, topics. A channel is one too, in which administrators
//! post and all others read.

use std::collections::BTreeMap;

use super::standing::Standing;

/// What sort of group it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sort {
    /// May be upgraded to a supergroup.
    Plain,
    Supergroup,
    Channel,
}

/// A group.
#[derive(Debug, Clone)]
pub(crate) struct Group {
    pub(crate) title: String,
    pub(crate) sort: Sort,
    /// The public name of a channel, without the @.
    pub(crate) username: Option<String>,
    /// Whether it has topics.
    pub(crate) forum: bool,
    /// Who is or was in it.
    pub(crate) members: BTreeMap<i64, Standing>,
    pub(crate) bot: Standing,
    /// The topics that were not deleted, oldest first. General is none of them.
    pub(crate) topics: Vec<Topic>,
    /// The supergroup it was upgraded to: nothing happens here any more.
    pub(crate) migrated_to: Option<i64>,
    /// Pinned messages, the newest pin last.
    pub(crate) pinned: Vec<i64>,
}

/// A topic of a forum.
#[derive(Debug, Clone)]
pub(crate) struct Topic {
    /// The id of the message that tells of its creation, and its `message_thread_id`.
    pub(crate) id: i64,
    pub(crate) name: String,
    pub(crate) closed: bool,
    /// The bot may edit and close what it created itself, whatever its rights.
    pub(crate) by_bot: bool,
}

impl Group {
    pub(crate) fn new(title: &str, sort: Sort) -> Self {
        Self {
            title: title.to_owned(),
            sort,
            username: None,
            forum: sort == Sort::Supergroup,
            members: BTreeMap::new(),
            bot: Standing::Left,
            topics: Vec::new(),
            migrated_to: None,
            pinned: Vec::new(),
        }
    }

    /// What a person is here; who never came has left.
    pub(crate) fn standing(&self, person: i64) -> Standing {
        self.members.get(&person).copied().unwrap_or(Standing::Left)
    }

    /// Someone who could have done what nobody is said to have done: the owner.
    pub(crate) fn owner(&self) -> Option<i64> {
        self.members.iter().find(|(_, standing)| matches!(standing, Standing::Creator { .. })).map(|(id, _)| *id)
    }

    pub(crate) fn is_channel(&self) -> bool {
        self.sort == Sort::Channel
    }

    /// Whether the bot may write here: in a channel, with the right to post.
    pub(crate) fn bot_may_write(&self) -> bool {
        !self.is_channel() || self.bot.rights().post
    }

    pub(crate) fn topic(&self, id: i64) -> Option<&Topic> {
        self.topics.iter().find(|topic| self.forum && topic.id == id)
    }

    pub(crate) fn topic_mut(&mut self, id: i64) -> Option<&mut Topic> {
        self.topics.iter_mut().find(|topic| topic.id == id)
    }

    /// How many are in it, the bot included.
    pub(crate) fn count(&self) -> usize {
        self.members.values().chain([&self.bot]).filter(|standing| standing.is_in()).count()
    }

    /// The word of the Bot API for it, in types and in error texts.
    pub(crate) fn kind(&self) -> &'static str {
        match self.sort {
            Sort::Plain => "group",
            Sort::Supergroup => "supergroup",
            Sort::Channel => "channel",
        }
    }
}
