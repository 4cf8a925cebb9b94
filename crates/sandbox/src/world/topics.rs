//! Topics of a forum: made, renamed, closed, opened again, deleted, by the bot or by a person.

use serde_json::{Value, json};

use super::{
    World,
    chat::Chat,
    group::Topic,
    message::{Author, Service},
};

impl World {
    /// A new topic; its id. Nothing when the chat has no topics.
    pub(crate) fn create_topic(&mut self, chat_id: i64, author: Author, name: &str, icon_color: i64) -> Option<i64> {
        let chat = self.chats.get_mut(&chat_id)?;
        let id = chat.next_id();
        let group = chat.group_mut().filter(|group| group.forum)?;
        let by_bot = author == Author::Bot;
        group.topics.push(Topic { id, name: name.to_owned(), closed: false, by_bot });
        let value = json!({ "name": name, "icon_color": icon_color });
        self.serve(chat_id, author, Some(id), Service { kind: "forum_topic_created", value })
    }

    /// Renames a topic; false when there is none such.
    pub(crate) fn rename_topic(&mut self, chat_id: i64, author: Author, topic: i64, name: &str) -> bool {
        let renamed = self.change_topic(chat_id, topic, |topic| name.clone_into(&mut topic.name));
        renamed && self.tell_topic(chat_id, author, topic, ("forum_topic_edited", json!({ "name": name })))
    }

    /// Closes a topic or opens it again; false when there is none such, or when it is so already.
    pub(crate) fn close_topic(&mut self, chat_id: i64, author: Author, topic: i64, closed: bool) -> bool {
        let mut changes = false;
        self.change_topic(chat_id, topic, |topic| {
            changes = topic.closed != closed;
            topic.closed = closed;
        });
        let kind = if closed { "forum_topic_closed" } else { "forum_topic_reopened" };
        changes && self.tell_topic(chat_id, author, topic, (kind, json!({})))
    }

    /// Deletes a topic with all that is in it; false when there is none such. Nothing tells of it.
    pub(crate) fn delete_topic(&mut self, chat_id: i64, topic: i64) -> bool {
        let revision = self.revision;
        let Some(chat) = self.chats.get_mut(&chat_id) else {
            return false;
        };
        let Some(group) = chat.group_mut() else {
            return false;
        };
        let before = group.topics.len();
        group.topics.retain(|kept| kept.id != topic);
        let gone = group.topics.len() < before;
        chat.delete_all(revision, |message| message.thread == Some(topic));
        gone
    }

    fn change_topic(&mut self, chat_id: i64, topic: i64, change: impl FnOnce(&mut Topic)) -> bool {
        let group = self.chats.get_mut(&chat_id).and_then(Chat::group_mut);
        group.and_then(|group| group.topic_mut(topic)).map(change).is_some()
    }

    fn tell_topic(&mut self, chat_id: i64, author: Author, topic: i64, (kind, value): (&'static str, Value)) -> bool {
        self.serve(chat_id, author, Some(topic), Service { kind, value }).is_some()
    }
}
