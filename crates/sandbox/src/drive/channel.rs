//! A channel: who owns it, posts and reads, what the bot may do there, and ways to wait for what is seen in it.

use std::{fmt, sync::Arc};

use super::{
    actor::Actor,
    line::{ChatLine, screen},
    sandbox::{Running, Sandbox},
    waiting::{failed, patience},
};
use crate::{
    shared::Shared,
    world::{
        World,
        chat::Chat,
        group::Group,
        standing::{Rights, Standing},
    },
};

/// A channel. Cheap to clone; clones are the same channel.
#[derive(Clone)]
pub struct Channel {
    pub(super) shared: Arc<Shared>,
    pub(super) id: i64,
    /// The sandbox lives as long as anybody in it is held.
    pub(super) _alive: Arc<Running>,
}

/// What the bot is in a channel; an ordinary subscriber it cannot be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChannelRole {
    /// Not in it: never was, or is removed.
    Out,
    /// Removed, and kept from coming back.
    Banned,
    /// An administrator.
    Admin {
        /// Whether it may post, and edit and delete its own posts.
        post: bool,
        /// Whether it may edit what others posted, and pin.
        edit: bool,
        /// Whether it may delete what others posted.
        delete: bool,
    },
}

impl ChannelRole {
    /// An administrator with all rights.
    pub const ADMIN: Self = Self::Admin { post: true, edit: true, delete: true };
}

impl fmt::Debug for Channel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Channel({})", self.id)
    }
}

impl Sandbox {
    /// A new channel without a public name; nobody is in it yet.
    pub fn channel(&self, title: &str) -> Channel {
        let id = self.shared.change(|world| world.add_channel(title));
        Channel { shared: self.shared.clone(), id, _alive: self.running.clone() }
    }

    /// A channel that is already there, such as the city's.
    pub fn known_channel(&self, id: i64) -> Option<Channel> {
        let there = self.shared.read(|world| world.chats.get(&id).and_then(Chat::channel).is_some());
        there.then(|| Channel { shared: self.shared.clone(), id, _alive: self.running.clone() })
    }
}

impl Channel {
    /// Its id.
    pub fn id(&self) -> i64 {
        self.id
    }

    /// Its public name, without the @.
    pub fn username(&self) -> Option<String> {
        self.read(|channel| channel.username.clone())
    }

    /// From now on it has this public name, or none.
    pub fn called(&self, username: Option<&str>) {
        self.shared.change(|world| {
            if let Some(channel) = world.chats.get_mut(&self.id).and_then(Chat::group_mut) {
                channel.username = username.map(str::to_owned);
            }
        });
    }

    /// Somebody subscribes; nothing happens when they are in it.
    pub fn subscribes(&self, person: &Actor) {
        if !self.read(|channel| channel.standing(person.id()).is_in()) {
            self.stands(person.id(), person.id(), Standing::Member);
        }
    }

    /// Somebody leaves.
    pub fn unsubscribes(&self, person: &Actor) {
        self.stands(person.id(), person.id(), Standing::Left);
    }

    /// Somebody is removed, by the owner if there is one.
    pub fn removes(&self, person: &Actor) {
        self.by_owner(person, Standing::Kicked);
    }

    /// Somebody becomes an administrator with all rights, or with all but that to post.
    pub fn promotes(&self, person: &Actor, may_post: bool) {
        self.by_owner(person, Standing::Administrator(Rights { post: may_post, ..Rights::ALL }));
    }

    /// Somebody becomes an ordinary subscriber.
    pub fn demotes(&self, person: &Actor) {
        self.by_owner(person, Standing::Member);
    }

    /// Somebody is the owner from now on.
    pub fn owned_by(&self, person: &Actor) {
        self.by_owner(person, Standing::Creator { anonymous: false });
    }

    fn by_owner(&self, person: &Actor, standing: Standing) {
        let owner = self.read(Group::owner);
        self.stands(owner.unwrap_or(person.id()), person.id(), standing);
    }

    fn stands(&self, by: i64, person: i64, standing: Standing) {
        self.shared.change(|world| world.stand(self.id, by, person, standing));
    }

    /// What the bot is here from now on, by this person's act.
    pub fn bot_is(&self, by: &Actor, role: ChannelRole) {
        let standing = match role {
            ChannelRole::Out => Standing::Left,
            ChannelRole::Banned => Standing::Kicked,
            ChannelRole::Admin { post, edit, delete } => {
                Standing::Administrator(Rights { post, edit, delete, ..Rights::ALL })
            }
        };
        self.shared.change(|world| world.stand_bot(self.id, by.id(), standing));
    }

    /// The people who administer it, the owner among them.
    pub fn admins(&self) -> Vec<i64> {
        let admins = |channel: &Group| {
            channel.members.iter().filter(|(_, standing)| standing.is_admin()).map(|(id, _)| *id).collect()
        };
        self.read(admins)
    }

    /// How many are in it, the bot included.
    pub fn count(&self) -> usize {
        self.read(Group::count)
    }

    /// The posts, oldest first; what tells of events is left out.
    pub fn lines(&self) -> Vec<ChatLine> {
        self.shared.read(|world| {
            let messages = world.chats.get(&self.id).into_iter().flat_map(|chat| &chat.messages);
            messages.filter(|message| message.service.is_none()).map(|message| ChatLine::of(world, message)).collect()
        })
    }

    /// The same as text, for snapshots.
    pub fn screen(&self) -> String {
        screen(&self.lines())
    }

    /// The message that is pinned, the newest pin of several.
    pub fn pinned(&self) -> Option<ChatLine> {
        self.shared.read(|world| {
            let chat = world.chats.get(&self.id)?;
            Some(ChatLine::of(world, chat.message(*chat.group()?.pinned.last()?)?))
        })
    }

    /// Waits for the next post or edit by the bot that was not yet taken. Taken in order, each once, as it was when it
    /// came.
    pub async fn next_message(&self) -> anyhow::Result<ChatLine> {
        let next = |world: &mut World| {
            let message = world.chats.get_mut(&self.id)?.news.pop_front()?;
            Some(ChatLine::of(world, &message))
        };
        let line = self.shared.within(patience(&self.shared), next).await;
        line.ok_or_else(|| self.failed("the bot posted and edited nothing"))
    }

    /// How many posts and edits by the bot `next_message` has not taken yet.
    pub fn untaken(&self) -> usize {
        self.shared.read(|world| world.chats.get(&self.id).map_or(0, |chat| chat.news.len()))
    }

    /// Waits until the channel is as wanted.
    pub async fn sees(&self, wanted: impl Fn(&[ChatLine]) -> bool) -> anyhow::Result<()> {
        let seen = self.shared.eventually(patience(&self.shared), || wanted(&self.lines()).then_some(())).await;
        seen.ok_or_else(|| self.failed("the channel did not become as wanted"))
    }

    pub(super) fn failed(&self, what: &str) -> anyhow::Error {
        failed(&self.shared, what, &self.screen())
    }

    fn read<T: Default>(&self, with: impl FnOnce(&Group) -> T) -> T {
        self.shared.read(|world| world.chats.get(&self.id).and_then(Chat::group).map(with).unwrap_or_default())
    }
}
