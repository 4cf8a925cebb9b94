//! One chat: its messages, and what the bot did there that somebody may wait for. Private chats and groups differ in
//! their `Kind` only, and a channel is a sort of group.

use std::collections::VecDeque;

use super::{group::Group, message::Message};

/// Messages kept a private chat; older ones are forgotten, as if they had never been.
const KEPT_MESSAGES: usize = 500;
/// Messages kept a group or channel: topics share them.
const KEPT_IN_A_GROUP: usize = 5000;
/// Things done by the bot that are kept for someone who has not looked yet.
const KEPT_NEWS: usize = 500;
/// Deletions remembered for pages that have to be told.
const KEPT_DELETIONS: usize = 500;

/// What sort of chat it is.
pub(crate) enum Kind {
    /// With the person whose id is the chat's.
    Private(Private),
    Group(Group),
}

/// What the bot may do in a private chat.
#[derive(Debug, Default)]
pub(crate) struct Private {
    /// They wrote or pressed START: the bot may write to them.
    pub(crate) started: bool,
    /// They blocked the bot.
    pub(crate) blocked: bool,
    /// One of many who are only counted: nobody waits for what they get, and the page does not show them.
    pub(crate) in_crowd: bool,
}

/// A chat.
pub(crate) struct Chat {
    pub(crate) id: i64,
    pub(crate) kind: Kind,
    pub(crate) messages: VecDeque<Message>,
    /// Deleted messages with the revision of the deletion.
    pub(crate) deleted: VecDeque<(i64, u64)>,
    /// Messages and edits by the bot, as they were then, not yet taken by a waiting test.
    pub(crate) news: VecDeque<Message>,
    /// How often the bot said that it is typing; a page shows it anew when this grows.
    pub(crate) typing: u64,
    /// Messages that the bot sent so far, those forgotten or deleted included.
    pub(crate) received: usize,
    next_id: i64,
}

impl Chat {
    pub(crate) fn new(id: i64, kind: Kind, first_id: i64) -> Self {
        Self {
            id,
            kind,
            messages: VecDeque::new(),
            deleted: VecDeque::new(),
            news: VecDeque::new(),
            typing: 0,
            received: 0,
            next_id: first_id,
        }
    }

    pub(crate) fn private(&self) -> Option<&Private> {
        match &self.kind {
            Kind::Private(private) => Some(private),
            Kind::Group(_) => None,
        }
    }

    pub(crate) fn private_mut(&mut self) -> Option<&mut Private> {
        match &mut self.kind {
            Kind::Private(private) => Some(private),
            Kind::Group(_) => None,
        }
    }

    pub(crate) fn group(&self) -> Option<&Group> {
        match &self.kind {
            Kind::Group(group) => Some(group),
            Kind::Private(_) => None,
        }
    }

    pub(crate) fn group_mut(&mut self) -> Option<&mut Group> {
        match &mut self.kind {
            Kind::Group(group) => Some(group),
            Kind::Private(_) => None,
        }
    }

    /// The group, if it is a channel.
    pub(crate) fn channel(&self) -> Option<&Group> {
        self.group().filter(|group| group.is_channel())
    }

    /// Whether it is somebody's who is only counted.
    pub(crate) fn in_crowd(&self) -> bool {
        self.private().is_some_and(|private| private.in_crowd)
    }

    pub(crate) fn message(&self, id: i64) -> Option<&Message> {
        self.messages.iter().find(|message| message.id == id)
    }

    pub(crate) fn message_mut(&mut self, id: i64) -> Option<&mut Message> {
        self.messages.iter_mut().find(|message| message.id == id)
    }

    /// The id that the next message gets.
    pub(crate) fn next_id(&self) -> i64 {
        self.next_id
    }

    /// Appends a message under the next id, which is returned.
    pub(crate) fn append(&mut self, mut message: Message) -> i64 {
        message.id = self.next_id;
        self.next_id += 1;
        let id = message.id;
        if message.by_bot() && message.service.is_none() {
            self.received += 1;
            self.note(&message);
        }
        self.messages.push_back(message);
        let kept = if self.group().is_some() { KEPT_IN_A_GROUP } else { KEPT_MESSAGES };
        bound(&mut self.messages, kept);
        id
    }

    /// Remembers something the bot did for whoever waits for it.
    pub(crate) fn note(&mut self, message: &Message) {
        if self.in_crowd() {
            return;
        }
        self.news.push_back(message.clone());
        bound(&mut self.news, KEPT_NEWS);
    }

    /// Removes a message; false when there is none.
    pub(crate) fn delete(&mut self, id: i64, revision: u64) -> bool {
        self.delete_all(revision, |message| message.id == id)
    }

    /// Removes the messages that fit; false when none does.
    pub(crate) fn delete_all(&mut self, revision: u64, fits: impl Fn(&Message) -> bool) -> bool {
        let before = self.messages.len();
        let gone = self.messages.iter().filter(|message| fits(message)).map(|message| (message.id, revision));
        self.deleted.extend(gone);
        bound(&mut self.deleted, KEPT_DELETIONS);
        self.messages.retain(|message| !fits(message));
        let kept = &self.messages;
        if let Kind::Group(group) = &mut self.kind {
            group.pinned.retain(|pinned| kept.iter().any(|message| message.id == *pinned));
        }
        self.messages.len() < before
    }
}

/// Drops the oldest so that at most `kept` remain.
pub(crate) fn bound<T>(list: &mut VecDeque<T>, kept: usize) {
    while list.len() > kept {
        list.pop_front();
    }
}
