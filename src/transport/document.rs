//! Files on their way out, by the same rules as messages: the chat's pace, waiting out a 429, trying again.

use super::body::{Body, File};
use super::refusal::SendError;
use super::sender::Sender;
use crate::ids::ChatId;

impl Sender {
    /// Sends a file to a chat, with a plain text below it.
    ///
    /// # Errors
    /// When it did not go out, or is not known to have.
    pub async fn send_file(&self, chat: ChatId, file: &File, caption: &str) -> Result<(), SendError> {
        let number = chat.0.to_string();
        let body = Body::form(&[("chat_id", &number), ("caption", caption)], "document", file);
        self.deliver(Some(chat), "SendDocument", body).await.map(drop)
    }
}
