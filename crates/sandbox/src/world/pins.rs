//! Pinned messages of groups and channels.

use serde_json::Value;

use super::{
    World,
    chat::Chat,
    message::{Author, Service},
};

impl World {
    /// Pins a message, and a message tells of it; false where there is none such, or nowhere to pin.
    pub(crate) fn pin(&mut self, chat_id: i64, author: Author, message_id: i64) -> bool {
        let Some(told) = self.told(chat_id, message_id) else { return false };
        let Some(chat) = self.chats.get_mut(&chat_id) else { return false };
        let thread = chat.message(message_id).and_then(|message| message.thread);
        let Some(group) = chat.group_mut() else { return false };
        group.pinned.retain(|pinned| *pinned != message_id);
        group.pinned.push(message_id);
        self.serve(chat_id, author, thread, Service { kind: "pinned_message", value: without_reply(told) });
        true
    }

    /// Takes a pin away, the newest one without an id; false where there is none such. Nothing tells of it.
    pub(crate) fn unpin(&mut self, chat_id: i64, message_id: Option<i64>) -> bool {
        let Some(group) = self.chats.get_mut(&chat_id).and_then(Chat::group_mut) else {
            return false;
        };
        let Some(id) = message_id.or(group.pinned.last().copied()) else { return false };
        let before = group.pinned.len();
        group.pinned.retain(|pinned| *pinned != id);
        group.pinned.len() < before
    }
}

/// A message within a message tells of no further one.
fn without_reply(mut message: Value) -> Value {
    if let Some(fields) = message.as_object_mut() {
        fields.remove("reply_to_message");
    }
    message
}
