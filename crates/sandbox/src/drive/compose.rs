//! What a person sends in private besides plain text: formatted text, pictures, files, albums, what was forwarded.

use std::time::Duration;

use serde_json::Value;

use super::{actor::Actor, sandbox::Sandbox};
use crate::world::{incoming::Sent, played::played};

impl Actor {
    /// Writes a message with what they marked in it, as the Bot API tells entities; addresses and commands are found
    /// without that.
    pub async fn says_rich(&self, text: impl Into<String>, entities: Vec<Value>) -> i64 {
        self.send(Sent { text: text.into(), entities, ..Sent::default() })
    }

    /// Sends a picture.
    pub async fn sends_photo(&self, caption: &str) -> i64 {
        self.sends("photo", caption)
    }

    /// Sends a picture with what they marked in its caption.
    pub async fn sends_photo_rich(&self, caption: &str, entities: Vec<Value>) -> i64 {
        self.send(Sent { entities, ..sent("photo", "", caption) })
    }

    /// Sends a video.
    pub async fn sends_video(&self, caption: &str) -> i64 {
        self.sends("video", caption)
    }

    /// Sends a file.
    pub async fn sends_document(&self, name: &str, caption: &str) -> i64 {
        self.send(sent("document", name, caption))
    }

    /// Sends pictures in one go, one a caption, which may be empty; the ids.
    pub async fn sends_album(&self, captions: &[&str]) -> Vec<i64> {
        self.shared.change(|world| world.say_album(self.id, self.author(), album(captions)))
    }

    /// Sends a voice message.
    pub async fn sends_voice(&self) -> i64 {
        self.sends("voice", "")
    }

    /// Sends a sticker.
    pub async fn sends_sticker(&self) -> i64 {
        self.sends("sticker", "")
    }

    /// Sends a place.
    pub async fn sends_location(&self) -> i64 {
        self.sends("location", "")
    }

    /// Sends a contact.
    pub async fn sends_contact(&self) -> i64 {
        self.sends("contact", "")
    }

    fn sends(&self, kind: &'static str, caption: &str) -> i64 {
        self.send(sent(kind, "Contact", caption))
    }

    /// Forwards a message of a chat to the bot; the id of the copy, or 0 where they cannot see it.
    pub async fn forwards(&self, chat: i64, message_id: i64) -> i64 {
        self.forwards_all(chat, &[message_id]).await.first().copied().unwrap_or_default()
    }

    /// Forwards messages in one go, so that an album stays one; the ids of the copies.
    pub async fn forwards_all(&self, chat: i64, messages: &[i64]) -> Vec<i64> {
        self.shared.change(|world| world.forward(self.id, chat, messages))
    }

    /// Whether forwards of their messages tell their name only from now on.
    pub fn hides_in_forwards(&self, hidden: bool) {
        self.shared.change(|world| {
            if let Some(person) = world.people.get_mut(&self.id) {
                person.hidden_in_forwards = hidden;
            }
        });
    }
}

impl Sandbox {
    /// A message was sent this much longer ago than it was: for what is allowed for a time only.
    pub fn ages(&self, chat: i64, message_id: i64, by: Duration) {
        self.shared.change(|world| {
            let message = world.chats.get_mut(&chat).and_then(|chat| chat.message_mut(message_id));
            if let Some(message) = message {
                message.date -= i64::try_from(by.as_secs()).unwrap_or(i64::MAX / 2);
            }
        });
    }
}

/// Something of a kind with a caption.
pub(super) fn sent(kind: &'static str, name: &str, caption: &str) -> Sent {
    Sent { text: caption.to_owned(), media: Some(played(kind, name)), ..Sent::default() }
}

/// Pictures, one a caption.
pub(super) fn album(captions: &[&str]) -> Vec<Sent> {
    captions.iter().map(|caption| sent("photo", "", caption)).collect()
}
