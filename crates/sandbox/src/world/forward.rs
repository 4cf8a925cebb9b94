//! Forwarding into the private chat with the bot: what a person may forward, and what the copy tells of where it is from.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::{
    World,
    chat::{Chat, Kind},
    incoming::Sent,
    message::{Author, Message},
};

/// Whether these are buttons that open addresses, and nothing else: then a copy has them, too.
fn only_opens(keyboard: &Value) -> bool {
    let rows = keyboard["inline_keyboard"].as_array();
    let mut buttons = rows.into_iter().flatten().filter_map(Value::as_array).flatten();
    rows.is_some() && buttons.all(|button| button["url"].is_string())
}

impl World {
    /// A person forwards messages to the bot; the ids of the copies. What they cannot see, or what tells of an event, is
    /// left out. What was an album stays one.
    pub(crate) fn forward(&mut self, person: i64, from: i64, messages: &[i64]) -> Vec<i64> {
        let Some(source) = self.chats.get(&from).filter(|chat| may_read(chat, person)) else {
            return Vec::new();
        };
        let found = messages.iter().filter_map(|id| source.message(*id)).filter(|message| message.service.is_none());
        let copies: Vec<Sent> = found.map(|message| self.copy(source, message)).collect();
        let mut albums = BTreeMap::new();
        let sent = copies.into_iter().filter_map(|copy| {
            let album = copy.album.map(|album| *albums.entry(album).or_insert_with(|| self.next_album()));
            self.say(person, Author::Person(person), Sent { album, ..copy })
        });
        sent.collect()
    }

    fn copy(&self, chat: &Chat, message: &Message) -> Sent {
        Sent {
            text: message.rich.text.clone(),
            entities: message.rich.entities.clone(),
            media: message.media.clone(),
            album: message.album,
            origin: Some(self.origin(chat, message)),
            keyboard: message.keyboard.clone().filter(only_opens),
            ..Sent::default()
        }
    }

    /// Where a message is from, also after it was forwarded.
    fn origin(&self, chat: &Chat, message: &Message) -> Value {
        if let Some(origin) = &message.origin {
            return origin.clone();
        }
        let date = message.date;
        if chat.channel().is_some() {
            let (chat, id) = (self.chat_to_api(chat), message.id);
            return json!({ "type": "channel", "date": date, "chat": chat, "message_id": id });
        }
        match message.author {
            Author::Anonymous => json!({ "type": "chat", "date": date, "sender_chat": self.chat_to_api(chat) }),
            Author::Bot => json!({ "type": "user", "date": date, "sender_user": self.bot() }),
            Author::Person(id) => match self.people.get(&id).filter(|person| person.hidden_in_forwards) {
                Some(person) => json!({ "type": "hidden_user", "date": date, "sender_user_name": person.name }),
                None => json!({ "type": "user", "date": date, "sender_user": self.user(id) }),
            },
        }
    }
}

/// Whether somebody can see what is in a chat: a channel with a public name is open to all.
fn may_read(chat: &Chat, person: i64) -> bool {
    match &chat.kind {
        Kind::Private(_) => chat.id == person,
        Kind::Group(group) => {
            group.standing(person).is_in() || group.username.is_some() && !group.standing(person).is_banned()
        }
    }
}

/// The origin, and beside it the fields that told of it before there were origins: Telegram still sends them.
pub(super) fn put_origin(api: &mut Map<String, Value>, origin: &Value) {
    let older = [
        ("forward_date", "date"),
        ("forward_from", "sender_user"),
        ("forward_sender_name", "sender_user_name"),
        ("forward_from_chat", "sender_chat"),
        ("forward_from_chat", "chat"),
        ("forward_from_message_id", "message_id"),
    ];
    for (field, of_origin) in older {
        if let Some(value) = origin.get(of_origin) {
            api.insert(field.to_owned(), value.clone());
        }
    }
    api.insert("forward_origin".to_owned(), origin.clone());
}

/// The name that a client shows over a forwarded message.
pub(crate) fn origin_name(origin: &Value) -> Option<&str> {
    let of_person = ["/sender_user/first_name", "/sender_user_name"];
    let of_chat = ["/chat/title", "/sender_chat/title"];
    of_person.iter().chain(&of_chat).find_map(|name| origin.pointer(name)?.as_str())
}
