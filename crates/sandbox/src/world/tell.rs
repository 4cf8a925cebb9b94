//! Users, chats and messages in the Bot API's words.

use serde_json::{Map, Value, json};

use super::{
    World,
    chat::{Chat, Kind},
    group::Sort,
    message::{Author, Message},
};
use crate::BOT_USERNAME;

/// Who anonymous administrators write as.
const ANONYMOUS: (i64, &str) = (1_087_968_824, "GroupAnonymousBot");
/// Replies to replies followed to find what began them.
const LONGEST_THREAD: usize = 100;

impl World {
    /// The bot as a user.
    pub(crate) fn bot(&self) -> Value {
        json!({ "id": self.bot_id, "is_bot": true, "first_name": self.menu.name(""), "username": BOT_USERNAME })
    }

    /// A person as a user.
    pub(crate) fn user(&self, id: i64) -> Value {
        let mut user = json!({ "id": id, "is_bot": false });
        if let Some(person) = self.people.get(&id) {
            set(&mut user, "first_name", Some(&person.name));
            set(&mut user, "last_name", person.last_name.as_deref());
            set(&mut user, "username", person.username.as_deref());
            set(&mut user, "language_code", person.language_code.as_deref());
        }
        user
    }

    pub(crate) fn chat_to_api(&self, chat: &Chat) -> Value {
        match &chat.kind {
            Kind::Private(_) => {
                let mut api = json!({ "id": chat.id, "type": "private" });
                if let Some(person) = self.people.get(&chat.id) {
                    set(&mut api, "first_name", Some(&person.name));
                    set(&mut api, "last_name", person.last_name.as_deref());
                    set(&mut api, "username", person.username.as_deref());
                }
                api
            }
            Kind::Group(group) => {
                let mut api = json!({ "id": chat.id, "type": group.kind(), "title": group.title });
                if let Some(fields) = api.as_object_mut().filter(|_| group.forum) {
                    fields.insert("is_forum".to_owned(), json!(true));
                }
                set(&mut api, "username", group.username.as_deref());
                api
            }
        }
    }

    /// A message of a chat, by its id.
    pub(crate) fn told(&self, chat: i64, message: i64) -> Option<Value> {
        let chat = self.chats.get(&chat)?;
        Some(self.message_to_api(chat, chat.message(message)?))
    }

    /// A message with the one it replies to. What replies to nothing in a thread replies to what began the thread.
    pub(crate) fn message_to_api(&self, chat: &Chat, message: &Message) -> Value {
        let mut api = self.plain(chat, message);
        let began = thread(chat, message).filter(|began| *began < message.id);
        if let Some(replied) = message.reply_to.or(began).and_then(|id| chat.message(id)) {
            api.insert("reply_to_message".to_owned(), Value::Object(self.plain(chat, replied)));
        }
        Value::Object(api)
    }

    fn plain(&self, chat: &Chat, message: &Message) -> Map<String, Value> {
        let mut api = message.content();
        // A channel posts under its own name, whoever wrote it.
        let in_channel = chat.channel().is_some();
        let from = match message.author {
            _ if in_channel => None,
            Author::Bot => Some(self.bot()),
            Author::Person(id) => Some(self.user(id)),
            Author::Anonymous => {
                Some(json!({ "id": ANONYMOUS.0, "is_bot": true, "first_name": "Group", "username": ANONYMOUS.1 }))
            }
        };
        if let Some(from) = from {
            api.insert("from".to_owned(), from);
        }
        if in_channel || message.author == Author::Anonymous {
            api.insert("sender_chat".to_owned(), self.chat_to_api(chat));
        }
        api.insert("chat".to_owned(), self.chat_to_api(chat));
        if let Some(thread) = thread(chat, message) {
            api.insert("message_thread_id".to_owned(), json!(thread));
        }
        if message.thread.is_some() {
            api.insert("is_topic_message".to_owned(), json!(true));
        }
        api
    }
}

/// The thread that is told: the topic, or in the General topic and in supergroups without topics the first message of
/// a row of replies. The latter is no topic, and nothing can be sent to it.
fn thread(chat: &Chat, message: &Message) -> Option<i64> {
    if message.thread.is_some() {
        return message.thread;
    }
    chat.group().filter(|group| group.sort == Sort::Supergroup)?;
    let mut first = chat.message(message.reply_to?)?;
    for _ in 0..LONGEST_THREAD {
        match first.reply_to.and_then(|id| chat.message(id)) {
            Some(earlier) => first = earlier,
            None => break,
        }
    }
    Some(first.id)
}

fn set(object: &mut Value, field: &str, value: Option<&str>) {
    if let (Some(fields), Some(value)) = (object.as_object_mut(), value) {
        fields.insert(field.to_owned(), Value::String(value.to_owned()));
    }
}
