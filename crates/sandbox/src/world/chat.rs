//! One chat: who is in it, its messages, and what the bot did there that somebody may wait for.
//! Only private chats so far; groups with topics and channels come with the features that need them.

use std::collections::VecDeque;

use serde_json::{Value, json};

use super::message::Message;
use crate::options::Person;

/// Messages kept a chat; older ones are forgotten, as if they had never been.
const KEPT_MESSAGES: usize = 500;
/// Things done by the bot that are kept for someone who has not looked yet.
const KEPT_NEWS: usize = 500;
/// Deletions remembered for pages that have to be told.
const KEPT_DELETIONS: usize = 500;

/// A chat.
pub(crate) struct Chat {
    pub(crate) id: i64,
    pub(crate) person: Person,
    /// They wrote or pressed START: the bot may write to them.
    pub(crate) started: bool,
    /// They blocked the bot.
    pub(crate) blocked: bool,
    pub(crate) messages: VecDeque<Message>,
    /// Deleted messages with the revision of the deletion.
    pub(crate) deleted: VecDeque<(i64, u64)>,
    /// Messages and edits by the bot, as they were then, not yet taken by a waiting test.
    pub(crate) news: VecDeque<Message>,
    /// How often the bot said that it is typing; a page shows it anew when this grows.
    pub(crate) typing: u64,
    next_id: i64,
}

impl Chat {
    pub(crate) fn private(id: i64, person: Person, first_id: i64) -> Self {
        Self {
            id,
            person,
            started: false,
            blocked: false,
            messages: VecDeque::new(),
            deleted: VecDeque::new(),
            news: VecDeque::new(),
            typing: 0,
            next_id: first_id,
        }
    }

    /// The chat in the Bot API's words.
    pub(crate) fn to_api(&self) -> Value {
        let mut chat = json!({ "id": self.id, "type": "private", "first_name": self.person.name });
        set(&mut chat, "last_name", self.person.last_name.as_deref());
        set(&mut chat, "username", self.person.username.as_deref());
        chat
    }

    /// The person as a user.
    pub(crate) fn user(&self) -> Value {
        let mut user = json!({ "id": self.id, "is_bot": false, "first_name": self.person.name });
        set(&mut user, "last_name", self.person.last_name.as_deref());
        set(&mut user, "username", self.person.username.as_deref());
        set(&mut user, "language_code", self.person.language_code.as_deref());
        user
    }

    /// A message in the Bot API's words, with the one it replies to.
    pub(crate) fn message_to_api(&self, message: &Message, bot: &Value) -> Value {
        let plain = |message: &Message| {
            let from = if message.from_bot { bot.clone() } else { self.user() };
            message.to_api(from, self.to_api())
        };
        let mut api = plain(message);
        if let Some(replied) = message.reply_to.and_then(|id| self.message(id)) {
            api.insert("reply_to_message".to_owned(), Value::Object(plain(replied)));
        }
        Value::Object(api)
    }

    pub(crate) fn message(&self, id: i64) -> Option<&Message> {
        self.messages.iter().find(|message| message.id == id)
    }

    pub(crate) fn message_mut(&mut self, id: i64) -> Option<&mut Message> {
        self.messages.iter_mut().find(|message| message.id == id)
    }

    /// Appends a message under the next id, which is returned.
    pub(crate) fn append(&mut self, mut message: Message) -> i64 {
        message.id = self.next_id;
        self.next_id += 1;
        let id = message.id;
        if message.from_bot {
            self.note(message.clone());
        }
        self.messages.push_back(message);
        bound(&mut self.messages, KEPT_MESSAGES);
        id
    }

    /// Remembers something the bot did for whoever waits for it.
    pub(crate) fn note(&mut self, message: Message) {
        self.news.push_back(message);
        bound(&mut self.news, KEPT_NEWS);
    }

    /// Removes a message; false when there is none.
    pub(crate) fn delete(&mut self, id: i64, revision: u64) -> bool {
        let before = self.messages.len();
        self.messages.retain(|message| message.id != id);
        let gone = self.messages.len() < before;
        if gone {
            self.deleted.push_back((id, revision));
            bound(&mut self.deleted, KEPT_DELETIONS);
        }
        gone
    }
}

fn set(object: &mut Value, field: &str, value: Option<&str>) {
    if let (Some(fields), Some(value)) = (object.as_object_mut(), value) {
        fields.insert(field.to_owned(), Value::String(value.to_owned()));
    }
}

/// Drops the oldest so that at most `kept` remain.
pub(crate) fn bound<T>(list: &mut VecDeque<T>, kept: usize) {
    while list.len() > kept {
        list.pop_front();
    }
}
