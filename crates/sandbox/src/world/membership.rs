//! Who comes to a group or channel, goes and rises, and what the bot is told of it; groups that become supergroups.

use serde_json::{Value, json};

use super::{
    World,
    chat::{Chat, Kind},
    group::{Group, Sort},
    message::{Author, Message, Service},
    now,
    standing::{Rights, Standing},
};
use crate::cast::Forum;

/// The first id of a supergroup; further ones are lower.
pub(super) const FIRST_SUPERGROUP: i64 = -1_002_000_005_001;
/// The first id of a plain group; further ones are lower.
pub(super) const FIRST_GROUP: i64 = -5_001;

impl World {
    /// A new group without anybody; its id.
    pub(crate) fn add_group(&mut self, title: &str, supergroup: bool) -> i64 {
        self.keep_group(Group::new(title, if supergroup { Sort::Supergroup } else { Sort::Plain }))
    }

    /// A group as if it had been there for long: nothing tells of it.
    pub(crate) fn add_forum(&mut self, forum: Forum) {
        let mut group = Group::new(&forum.title, Sort::Supergroup);
        group.bot = Standing::Administrator(Rights::ALL);
        group.members.extend(forum.members.into_iter().map(|person| (person, Standing::Member)));
        group.members.insert(forum.owner, Standing::Creator { anonymous: false });
        self.chats.insert(forum.id, Chat::new(forum.id, Kind::Group(group), self.first_id));
    }

    pub(super) fn keep_group(&mut self, group: Group) -> i64 {
        let next = if group.sort == Sort::Plain { &mut self.next_group } else { &mut self.next_supergroup };
        let id = *next;
        *next -= 1;
        self.chats.insert(id, Chat::new(id, Kind::Group(group), self.first_id));
        id
    }

    /// Where a group is now: upgrades followed.
    pub(crate) fn present(&self, group: i64) -> i64 {
        let moved = self.chats.get(&group).and_then(Chat::group).and_then(|group| group.migrated_to);
        moved.map_or(group, |to| self.present(to))
    }

    /// Somebody becomes something in a group by somebody's act; nothing happens when they are it already.
    pub(crate) fn stand(&mut self, chat_id: i64, by: i64, person: i64, after: Standing) {
        let Some(group) = self.chats.get_mut(&chat_id).and_then(Chat::group_mut) else {
            return;
        };
        let before = group.standing(person);
        if before == after {
            return;
        }
        group.members.insert(person, after);
        if group.bot.is_admin() {
            let update = self.standing_update(chat_id, by, self.user(person), (before, after));
            self.queue.push("chat_member", chat_id, update);
        }
        self.tell_presence(chat_id, by, self.user(person), (before, after));
    }

    /// The bot becomes something in a group.
    pub(crate) fn stand_bot(&mut self, chat_id: i64, by: i64, after: Standing) {
        let Some(group) = self.chats.get_mut(&chat_id).and_then(Chat::group_mut) else {
            return;
        };
        let before = group.bot;
        if before == after {
            return;
        }
        group.bot = after;
        self.tell_bot_standing(chat_id, by, before, after);
        self.tell_presence(chat_id, by, self.bot(), (before, after));
    }

    /// `my_chat_member`: what the bot was and is in a chat.
    pub(super) fn tell_bot_standing(&mut self, chat_id: i64, by: i64, before: Standing, after: Standing) {
        let update = self.standing_update(chat_id, by, self.bot(), (before, after));
        self.queue.push("my_chat_member", chat_id, update);
    }

    fn standing_update(&self, chat_id: i64, by: i64, user: Value, (before, after): (Standing, Standing)) -> Value {
        let chat = self.chats.get(&chat_id);
        let sort = chat.and_then(Chat::group).map(|group| group.sort);
        json!({
            "chat": chat.map(|chat| self.chat_to_api(chat)), "from": self.user(by), "date": now(),
            "old_chat_member": before.to_api(user.clone(), sort),
            "new_chat_member": after.to_api(user, sort),
        })
    }

    /// The message in the group that tells who came or went; in a channel nothing does.
    fn tell_presence(&mut self, chat_id: i64, by: i64, user: Value, (before, after): (Standing, Standing)) {
        if self.chats.get(&chat_id).and_then(Chat::channel).is_some() {
            return;
        }
        let (kind, value) = match (before.is_in(), after.is_in()) {
            (false, true) => ("new_chat_members", json!([user])),
            (true, false) => ("left_chat_member", user),
            _ => return,
        };
        self.serve(chat_id, Author::Person(by), None, Service { kind, value });
    }

    /// Puts a service message into a chat, and tells the bot, also of what it did itself; the id.
    pub(crate) fn serve(&mut self, chat_id: i64, author: Author, thread: Option<i64>, service: Service) -> Option<i64> {
        let revision = self.revision;
        let chat = self.chats.get_mut(&chat_id)?;
        let id = chat.append(Message { service: Some(service), thread, ..Message::by(author, revision) });
        self.announce("message", chat_id, id);
        Some(id)
    }

    /// A plain group becomes a supergroup with topics under a new id, which is returned.
    pub(crate) fn upgrade(&mut self, chat_id: i64, by: i64) -> Option<i64> {
        let chat = self.chats.get_mut(&chat_id)?;
        let news = std::mem::take(&mut chat.news);
        let group = chat.group()?;
        if group.sort != Sort::Plain || group.migrated_to.is_some() {
            return None;
        }
        let upgraded = Group { sort: Sort::Supergroup, forum: true, pinned: Vec::new(), ..group.clone() };
        let to = self.keep_group(upgraded);
        let author = Author::Person(by);
        self.serve(chat_id, author, None, Service { kind: "migrate_to_chat_id", value: json!(to) });
        self.serve(to, author, None, Service { kind: "migrate_from_chat_id", value: json!(chat_id) });
        self.chats.get_mut(&chat_id)?.group_mut()?.migrated_to = Some(to);
        self.chats.get_mut(&to)?.news = news;
        Some(to)
    }
}
