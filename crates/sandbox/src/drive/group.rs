//! A group: who is in it and what the bot may do there, its topics, and ways to wait for what is seen in it.

use std::{fmt, sync::Arc};

use super::{
    actor::Actor,
    line::{ChatLine, screen},
    member::Member,
    sandbox::Running,
    waiting::{failed, patience},
};
use crate::{
    shared::Shared,
    world::{World, chat::Chat, group, standing::Rights, standing::Standing},
};

/// A group or a supergroup. Cheap to clone; clones are the same group, also after an upgrade.
#[derive(Clone)]
pub struct Group {
    pub(super) shared: Arc<Shared>,
    /// The id it began with.
    pub(super) first: i64,
    /// The sandbox lives as long as anybody in it is held.
    pub(super) _alive: Arc<Running>,
}

/// What the bot is in a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BotRole {
    /// Not in it: never was, or is removed.
    Out,
    /// An ordinary member, which hears commands, replies to itself and service messages.
    Member,
    /// An administrator.
    Admin {
        /// Whether it may manage topics.
        topics: bool,
        /// Whether it may delete messages of others.
        delete: bool,
    },
}

/// A topic that was not deleted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Topic {
    /// Its `message_thread_id`.
    pub id: i64,
    /// Its name.
    pub name: String,
    /// Whether it is closed.
    pub closed: bool,
}

/// Something the bot wrote or edited in a group.
#[derive(Debug, Clone, PartialEq)]
pub struct GroupLine {
    /// The topic; none for General.
    pub topic: Option<i64>,
    /// The message.
    pub line: ChatLine,
}

impl fmt::Debug for Group {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Group({})", self.id())
    }
}

impl Group {
    /// The id as it is now: an upgrade changes it.
    pub fn id(&self) -> i64 {
        self.shared.read(|world| world.present(self.first))
    }

    /// Somebody joins; nothing happens when they are in it.
    pub fn joins(&self, person: &Actor) -> Member {
        self.change(|world, id| {
            let inside =
                world.chats.get(&id).and_then(Chat::group).is_some_and(|group| group.standing(person.id()).is_in());
            if !inside {
                world.stand(id, person.id(), person.id(), Standing::Member);
            }
        });
        Member { group: self.clone(), person: person.id(), anonymous: false }
    }

    /// Somebody leaves.
    pub fn leaves(&self, person: &Actor) {
        self.change(|world, id| world.stand(id, person.id(), person.id(), Standing::Left));
    }

    /// Somebody is removed, by the owner if there is one.
    pub fn removes(&self, person: &Actor) {
        self.by_owner(person, Standing::Kicked);
    }

    /// Somebody becomes an administrator with all rights.
    pub fn promotes(&self, person: &Actor) {
        self.by_owner(person, Standing::Administrator(Rights::ALL));
    }

    /// Somebody becomes an ordinary member.
    pub fn demotes(&self, person: &Actor) {
        self.by_owner(person, Standing::Member);
    }

    /// Somebody may no longer write.
    pub fn restricts(&self, person: &Actor) {
        self.by_owner(person, Standing::Restricted);
    }

    /// Somebody is the owner from now on.
    pub fn owned_by(&self, person: &Actor) {
        self.by_owner(person, Standing::Creator { anonymous: false });
    }

    fn by_owner(&self, person: &Actor, standing: Standing) {
        self.change(|world, id| {
            let owner = world.chats.get(&id).and_then(Chat::group).and_then(group::Group::owner);
            world.stand(id, owner.unwrap_or(person.id()), person.id(), standing);
        });
    }

    /// What the bot is here from now on, by this person's act.
    pub fn bot_is(&self, by: &Actor, role: BotRole) {
        self.change(|world, id| {
            let inside = world.chats.get(&id).and_then(Chat::group).is_some_and(|group| group.bot.is_in());
            let standing = match role {
                BotRole::Out if inside => Standing::Kicked,
                BotRole::Out => return,
                BotRole::Member => Standing::Member,
                BotRole::Admin { topics, delete } => Standing::Administrator(Rights { topics, delete, ..Rights::ALL }),
            };
            world.stand_bot(id, by.id(), standing);
        });
    }

    /// Switches topics on or off; the bot is not told.
    pub fn forum(&self, on: bool) {
        self.change(|world, id| {
            if let Some(group) = world.chats.get_mut(&id).and_then(Chat::group_mut) {
                group.forum = on && group.sort == group::Sort::Supergroup;
            }
        });
    }

    /// Makes a plain group a supergroup with topics, under a new id.
    pub fn upgrades(&self, by: &Actor) {
        self.change(|world, id| world.upgrade(id, by.id()));
    }

    /// The topics, oldest first.
    pub fn topics(&self) -> Vec<Topic> {
        self.read(|_, chat| {
            let topics = chat.group().map(|group| group.topics.as_slice()).unwrap_or_default();
            let told = |topic: &group::Topic| Topic { id: topic.id, name: topic.name.clone(), closed: topic.closed };
            topics.iter().map(told).collect()
        })
    }

    /// A person deletes a topic in their client: the bot is not told.
    pub fn deletes_topic(&self, topic: i64) {
        self.change(|world, id| world.delete_topic(id, topic));
    }

    /// What is written in a topic, or in General; service messages are left out.
    pub fn lines(&self, topic: Option<i64>) -> Vec<ChatLine> {
        self.read(|world, chat| {
            let shown = chat.messages.iter().filter(|message| message.thread == topic && message.service.is_none());
            shown.map(|message| ChatLine::of(world, message)).collect()
        })
    }

    /// The same as text, for snapshots.
    pub fn screen(&self, topic: Option<i64>) -> String {
        screen(&self.lines(topic))
    }

    /// Waits for the next message or edit by the bot that was not yet taken. Taken in order, each once, as it was
    /// when it came.
    pub async fn next_message(&self) -> anyhow::Result<GroupLine> {
        let next = |world: &mut World| {
            let id = world.present(self.first);
            let message = world.chats.get_mut(&id)?.news.pop_front()?;
            Some(GroupLine { topic: message.thread, line: ChatLine::of(world, &message) })
        };
        let line = self.shared.within(patience(&self.shared), next).await;
        line.ok_or_else(|| self.failed("the bot sent and edited nothing in the group", None))
    }

    /// How many messages and edits by the bot `next_message` has not taken yet.
    pub fn untaken(&self) -> usize {
        self.read(|_, chat| chat.news.len())
    }

    /// Waits until a topic is as wanted.
    pub async fn sees(&self, topic: Option<i64>, wanted: impl Fn(&[ChatLine]) -> bool) -> anyhow::Result<()> {
        let seen = self.shared.eventually(patience(&self.shared), || wanted(&self.lines(topic)).then_some(())).await;
        seen.ok_or_else(|| self.failed("the topic did not become as wanted", topic))
    }

    /// Waits until there is a topic whose name contains this.
    pub async fn topic_named(&self, part: &str) -> anyhow::Result<Topic> {
        let find = || self.topics().into_iter().find(|topic| topic.name.contains(part));
        let found = self.shared.eventually(patience(&self.shared), find).await;
        let names = || self.topics().into_iter().map(|topic| topic.name).collect::<Vec<_>>().join(", ");
        found.ok_or_else(|| self.failed(&format!("no topic named {part} among [{}]", names()), None))
    }

    pub(super) fn failed(&self, what: &str, topic: Option<i64>) -> anyhow::Error {
        failed(&self.shared, what, &self.screen(topic))
    }

    pub(super) fn change<T>(&self, with: impl FnOnce(&mut World, i64) -> T) -> T {
        self.shared.change(|world| {
            let id = world.present(self.first);
            with(world, id)
        })
    }

    fn read<T: Default>(&self, with: impl FnOnce(&World, &Chat) -> T) -> T {
        self.shared.read(|world| {
            let chat = world.chats.get(&world.present(self.first));
            chat.map(|chat| with(world, chat)).unwrap_or_default()
        })
    }
}
