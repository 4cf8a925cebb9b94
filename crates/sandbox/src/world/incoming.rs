//! What people do, turned into updates: writing, editing, pressing, blocking.

use serde_json::{Value, json};

use super::{
    World,
    message::{Media, Message, Rich},
    now,
};

/// What a person sends.
#[derive(Debug, Clone, Default)]
pub(crate) struct Sent {
    pub(crate) text: String,
    pub(crate) media: Option<Media>,
    pub(crate) reply_to: Option<i64>,
}

impl World {
    /// A person sends something; the id of their message. Writing to a bot starts and unblocks it, as in a client.
    pub(crate) fn say(&mut self, person: i64, sent: Sent) -> Option<i64> {
        self.set_blocked(person, false);
        let bot = self.bot();
        let chat = self.chats.get_mut(&person)?;
        chat.started = true;
        let id = chat.append(Message {
            id: 0,
            revision: self.revision,
            from_bot: false,
            date: now(),
            edited: None,
            rich: Rich { entities: found_by_telegram(&sent.text), text: sent.text },
            media: sent.media,
            keyboard: None,
            reply_to: sent.reply_to,
            thread: None,
        });
        let update = chat.message_to_api(chat.message(id)?, &bot);
        self.queue.push("message", person, update);
        Some(id)
    }

    /// A person edits their own message; false when there is none such.
    pub(crate) fn edit(&mut self, person: i64, message_id: i64, text: &str) -> bool {
        let (bot, revision) = (self.bot(), self.revision);
        let Some(chat) = self.chats.get_mut(&person) else {
            return false;
        };
        let Some(message) = chat.message_mut(message_id).filter(|message| !message.from_bot) else {
            return false;
        };
        message.rich = Rich { entities: found_by_telegram(text), text: text.to_owned() };
        message.edited = Some(now());
        message.revision = revision;
        let Some(update) = chat.message(message_id).map(|message| chat.message_to_api(message, &bot)) else {
            return false;
        };
        self.queue.push("edited_message", person, update);
        true
    }

    /// A person presses a button, or a forged client claims so; the id of the query.
    pub(crate) fn press(&mut self, person: i64, message_id: i64, data: &str) -> Option<String> {
        let bot = self.bot();
        let chat = self.chats.get(&person)?;
        // The bot is told of a message it cannot see by its id and a date of 0.
        let message = chat.message(message_id).map_or_else(
            || json!({ "chat": chat.to_api(), "message_id": message_id, "date": 0 }),
            |message| chat.message_to_api(message, &bot),
        );
        let id = self.callbacks.press(person);
        let query = json!({
            "id": id, "from": chat.user(), "message": message, "chat_instance": person.to_string(), "data": data,
        });
        self.queue.push("callback_query", person, query);
        Some(id)
    }

    /// A person blocks the bot or lets it back; nothing happens when it is so already.
    pub(crate) fn set_blocked(&mut self, person: i64, blocked: bool) {
        let bot = self.bot();
        let Some(chat) = self.chats.get_mut(&person).filter(|chat| chat.blocked != blocked) else {
            return;
        };
        chat.blocked = blocked;
        let (member, kicked) =
            (json!({ "user": bot, "status": "member" }), json!({ "user": bot, "status": "kicked", "until_date": 0 }));
        let (before, after) = if blocked { (member, kicked) } else { (kicked, member) };
        let update = json!({
            "chat": chat.to_api(), "from": chat.user(), "date": now(),
            "old_chat_member": before, "new_chat_member": after,
        });
        self.queue.push("my_chat_member", person, update);
    }
}

/// The entities that Telegram marks by itself in what people type: commands and web addresses.
fn found_by_telegram(text: &str) -> Vec<Value> {
    let mut offset = 0;
    let mut found = Vec::new();
    for word in text.split_inclusive(char::is_whitespace) {
        let bare = word.trim_end().trim_end_matches(['.', ',', ':', ';', '!', '?', ')']);
        if let Some(kind) = kind(bare) {
            found.push(json!({ "type": kind, "offset": offset, "length": utf16(bare) }));
        }
        offset += utf16(word);
    }
    found
}

fn kind(word: &str) -> Option<&'static str> {
    if ["https://", "http://"].iter().any(|scheme| word.starts_with(scheme)) {
        return Some("url");
    }
    let name = word.strip_prefix('/')?;
    let of_a_command = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '@');
    (!name.is_empty() && name.chars().all(of_a_command)).then_some("bot_command")
}

/// Length in UTF-16 units, the Bot API's measure.
pub(crate) fn utf16(text: &str) -> usize {
    text.encode_utf16().count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands_and_addresses_are_marked() {
        assert_eq!(
            found_by_telegram("👍 /help. see https://example.org/a, / and a/b /көмек"),
            [
                json!({ "type": "bot_command", "offset": 3, "length": 5 }),
                json!({ "type": "url", "offset": 14, "length": 21 }),
            ]
        );
    }
}
