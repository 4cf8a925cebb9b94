//! Calls that are made elsewhere as JSON, by the same rules as messages: the chat's pace, waiting out a 429, trying again.

use serde_json::{Map, Value, json};

use super::body::Body;
use super::refusal::{Refusal, SendError};
use super::sender::Sender;
use crate::ids::ChatId;

impl Sender {
    /// Calls `method` with these parameters and this `chat_id`.
    ///
    /// # Errors
    /// When it did not go out, or is not known to have.
    pub async fn send_made(
        &self,
        chat: ChatId,
        method: &'static str,
        parameters: &Map<String, Value>,
    ) -> Result<(), SendError> {
        let mut parameters = parameters.clone();
        parameters.insert("chat_id".to_owned(), json!(chat.0));
        let body = Body::json(&parameters).map_err(|fault| SendError::Refused(Refusal::Other(fault.to_string())))?;
        self.deliver(Some(chat), method, body).await.map(drop)
    }
}
