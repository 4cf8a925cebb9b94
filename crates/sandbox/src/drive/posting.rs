//! What people do with the posts of a channel: administrators post, edit, pin and delete, and everybody presses.

use anyhow::{Context, anyhow};
use serde_json::Value;

use super::{
    actor::{Actor, Pressed},
    channel::Channel,
    compose::{album, sent},
    waiting::{answered, newest_button, patience},
};
use crate::world::{incoming::Sent, message::Author};

impl Channel {
    /// Somebody posts a text; its id, or 0 where they may not.
    pub async fn posts(&self, by: &Actor, text: impl Into<String>) -> i64 {
        self.post(by, Sent { text: text.into(), ..Sent::default() })
    }

    /// Somebody posts a text with what they marked in it.
    pub async fn posts_rich(&self, by: &Actor, text: impl Into<String>, entities: Vec<Value>) -> i64 {
        self.post(by, Sent { text: text.into(), entities, ..Sent::default() })
    }

    /// Somebody posts a picture.
    pub async fn posts_photo(&self, by: &Actor, caption: &str) -> i64 {
        self.post(by, sent("photo", "", caption))
    }

    /// Somebody posts a video.
    pub async fn posts_video(&self, by: &Actor, caption: &str) -> i64 {
        self.post(by, sent("video", "", caption))
    }

    /// Somebody posts a file.
    pub async fn posts_document(&self, by: &Actor, name: &str, caption: &str) -> i64 {
        self.post(by, sent("document", name, caption))
    }

    /// Somebody posts pictures in one go, one a caption, which may be empty; the ids.
    pub async fn posts_album(&self, by: &Actor, captions: &[&str]) -> Vec<i64> {
        self.shared.change(|world| world.say_album(self.id, Author::Person(by.id()), album(captions)))
    }

    fn post(&self, by: &Actor, sent: Sent) -> i64 {
        self.shared.change(|world| world.say(self.id, Author::Person(by.id()), sent)).unwrap_or_default()
    }

    /// Somebody edits a post, which may be another's.
    pub async fn edits(&self, by: &Actor, message_id: i64, text: &str) -> anyhow::Result<()> {
        let done = self.shared.change(|world| world.edit(self.id, Author::Person(by.id()), message_id, text));
        if done { Ok(()) } else { Err(anyhow!("there is no post {message_id} that they may edit")) }
    }

    /// Somebody deletes a post in their client: the bot is not told.
    pub fn deletes(&self, message_id: i64) {
        self.shared.change(|world| {
            let revision = world.revision;
            world.chats.get_mut(&self.id).map(|chat| chat.delete(message_id, revision))
        });
    }

    /// Somebody pins a post.
    pub fn pins(&self, by: &Actor, message_id: i64) {
        self.shared.change(|world| world.pin(self.id, Author::Person(by.id()), message_id));
    }

    /// Somebody takes a pin away.
    pub fn unpins(&self, message_id: i64) {
        self.shared.change(|world| world.unpin(self.id, Some(message_id)));
    }

    /// Somebody presses the newest button with this label (or one that begins so), waiting for it to appear, and then for
    /// the bot to answer the press.
    pub async fn presses(&self, by: &Actor, label: &str) -> anyhow::Result<Pressed> {
        let find = || newest_button(&self.lines(), label);
        let found = self.shared.eventually(patience(&self.shared), find).await;
        let (message_id, data) = found.ok_or_else(|| self.failed(&format!("no button [{label}]")))?;
        let query = self.shared.change(|world| world.press(self.id, by.id(), message_id, &data));
        let query = query.ok_or_else(|| anyhow!("this channel is not in the sandbox"))?;
        let seen = answered(&self.shared, &query).await;
        seen.ok_or_else(|| self.failed("the press was never answered")).with_context(|| format!("pressing [{label}]"))
    }
}
