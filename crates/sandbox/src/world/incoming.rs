//! What people do, turned into updates: writing, editing, reacting, pressing, blocking.

use serde_json::{Value, json};

use super::{
    World,
    chat::Chat,
    entities::{found_by_telegram, marked},
    hearing::{bot_hears, bot_sees_reactions, may_say},
    message::{Author, Media, Message, Rich},
    now,
    standing::Standing,
};

/// What a person sends.
#[derive(Debug, Clone, Default)]
pub(crate) struct Sent {
    pub(crate) text: String,
    /// What they marked in the text themselves; commands and addresses are found without that.
    pub(crate) entities: Vec<Value>,
    pub(crate) media: Option<Media>,
    /// What all messages of an album share.
    pub(crate) album: Option<u64>,
    /// Where it was forwarded from.
    pub(crate) origin: Option<Value>,
    /// The buttons of what was forwarded.
    pub(crate) keyboard: Option<Value>,
    pub(crate) reply_to: Option<i64>,
    /// The topic; none is General, or the topic of the message replied to.
    pub(crate) thread: Option<i64>,
}

impl World {
    /// Somebody sends something to a chat; the id of their message, or nothing where they cannot write. Writing to a
    /// bot starts and unblocks it, as in a client.
    pub(crate) fn say(&mut self, chat_id: i64, author: Author, sent: Sent) -> Option<i64> {
        self.set_blocked(chat_id, false);
        let revision = self.revision;
        let media = sent.media.map(|media| self.files.received(media));
        let chat = self.chats.get_mut(&chat_id)?;
        let replied = sent.reply_to.and_then(|id| chat.message(id));
        let thread = sent.thread.or_else(|| replied?.thread);
        if !may_say(chat, author, thread) {
            log::warn!("{author:?} cannot write to topic {thread:?} of chat {chat_id}");
            return None;
        }
        if let Some(private) = chat.private_mut() {
            private.started = true;
        }
        let id = chat.append(Message {
            rich: Rich { entities: marked(&sent.text, sent.entities), text: sent.text },
            media,
            album: sent.album,
            origin: sent.origin,
            keyboard: sent.keyboard,
            reply_to: sent.reply_to,
            thread,
            ..Message::by(author, revision)
        });
        self.announce("message", chat_id, id);
        Some(id)
    }

    /// Somebody edits their own message, or with the right to it any post of a channel; false when there is none such.
    pub(crate) fn edit(&mut self, chat_id: i64, author: Author, message_id: i64, text: &str) -> bool {
        let revision = self.revision;
        let Some(chat) = self.chats.get_mut(&chat_id) else { return false };
        let edits_all = matches!((chat.channel(), author), (Some(channel), Author::Person(id)) if channel.standing(id).rights().edit);
        let own = |message: &&mut Message| (message.author == author || edits_all) && message.service.is_none();
        let Some(message) = chat.message_mut(message_id).filter(own) else {
            return false;
        };
        message.rich = Rich { entities: found_by_telegram(text), text: text.to_owned() };
        message.edited = Some(now());
        message.revision = revision;
        self.announce("edited_message", chat_id, message_id);
        true
    }

    /// Somebody sets or takes back their reaction.
    pub(crate) fn react(&mut self, chat_id: i64, by: (i64, Author), message_id: i64, emoji: Option<&str>) {
        let (person, author) = by;
        let revision = self.revision;
        let who = if author == Author::Anonymous { chat_id } else { person };
        let Some(message) = self.chats.get_mut(&chat_id).and_then(|chat| chat.message_mut(message_id)) else {
            return;
        };
        let before = match emoji {
            Some(emoji) => message.reactions.insert(who, emoji.to_owned()),
            None => message.reactions.remove(&who),
        };
        message.revision = revision;
        if before.as_deref() == emoji {
            return;
        }
        let Some(chat) = self.chats.get(&chat_id).filter(|chat| bot_sees_reactions(chat)) else {
            return;
        };
        let list = |emoji: Option<&str>| match emoji {
            Some(emoji) => json!([{ "type": "emoji", "emoji": emoji }]),
            None => json!([]),
        };
        let (actor, value) = match author {
            Author::Anonymous => ("actor_chat", self.chat_to_api(chat)),
            _ => ("user", self.user(person)),
        };
        let update = json!({
            "chat": self.chat_to_api(chat), "message_id": message_id, actor: value, "date": now(),
            "old_reaction": list(before.as_deref()), "new_reaction": list(emoji),
        });
        self.queue.push("message_reaction", chat_id, update);
    }

    /// A person presses a button, or a forged client claims so; the id of the query.
    pub(crate) fn press(&mut self, chat_id: i64, person: i64, message_id: i64, data: &str) -> Option<String> {
        let chat = self.chats.get(&chat_id)?;
        // The bot is told of a message it cannot see by its id and a date of 0.
        let message = chat.message(message_id).map_or_else(
            || json!({ "chat": self.chat_to_api(chat), "message_id": message_id, "date": 0 }),
            |message| self.message_to_api(chat, message),
        );
        let from = self.user(person);
        let id = self.callbacks.press(person);
        let query = json!({
            "id": id, "from": from, "message": message, "chat_instance": chat_id.to_string(), "data": data,
        });
        self.queue.push("callback_query", chat_id, query);
        Some(id)
    }

    /// A person blocks the bot or lets it back; nothing happens when it is so already.
    pub(crate) fn set_blocked(&mut self, person: i64, blocked: bool) {
        let Some(private) = self.chats.get_mut(&person).and_then(Chat::private_mut) else {
            return;
        };
        if private.blocked == blocked {
            return;
        }
        private.blocked = blocked;
        let (before, after) =
            if blocked { (Standing::Member, Standing::Kicked) } else { (Standing::Kicked, Standing::Member) };
        self.tell_bot_standing(person, person, before, after);
    }

    /// Several pictures, videos or files in one go; their ids, or none where they cannot write.
    pub(crate) fn say_album(&mut self, chat_id: i64, author: Author, sent: Vec<Sent>) -> Vec<i64> {
        let album = Some(self.next_album());
        sent.into_iter().filter_map(|sent| self.say(chat_id, author, Sent { album, ..sent })).collect()
    }

    /// Queues the update about a message, if the bot is to see it.
    pub(crate) fn announce(&mut self, kind: &str, chat_id: i64, message_id: i64) {
        let Some(chat) = self.chats.get(&chat_id) else { return };
        let kind = match kind {
            "message" if chat.channel().is_some() => "channel_post",
            "edited_message" if chat.channel().is_some() => "edited_channel_post",
            other => other,
        };
        let Some(message) = chat.message(message_id).filter(|message| bot_hears(chat, message)) else {
            return;
        };
        let update = self.message_to_api(chat, message);
        self.queue.push(kind, chat_id, update);
    }
}
