//! Calls that were made elsewhere as JSON: messages that pass on what people wrote, with what this program does not know
//! left in them.

use serde::Deserialize;
use serde_json::{Map, Value};

use super::body::Body;
use super::refusal::{Refusal, SendError};
use super::sender::Sender;
use crate::ids::ChatId;

#[derive(Deserialize)]
#[serde(untagged)]
enum Messages {
    One(Message),
    Album(Vec<Message>),
    /// An edit or a deletion says only that it was done.
    Done(#[expect(dead_code, reason = "only its shape tells")] bool),
}

#[derive(Deserialize)]
struct Message {
    message_id: i64,
}

impl Sender {
    /// Makes this call for a chat, by the rules of all messages; the numbers of the messages it made.
    ///
    /// # Errors
    /// When it did not go out, or is not known to have.
    pub async fn make(
        &self,
        chat: ChatId,
        method: &'static str,
        body: Map<String, Value>,
    ) -> Result<Vec<i64>, SendError> {
        let body = Body::json(&with_chat(chat, body))
            .map_err(|fault| SendError::Refused(Refusal::Other(fault.to_string())))?;
        let made = self.deliver(Some(chat), method, body).await?;
        Ok(numbers(made.get()))
    }
}

/// The parameters with the chat.
fn with_chat(chat: ChatId, mut body: Map<String, Value>) -> Map<String, Value> {
    body.insert("chat_id".to_owned(), Value::from(chat.0));
    body
}

/// The numbers of the messages that a result tells of.
fn numbers(result: &str) -> Vec<i64> {
    match serde_json::from_str(result) {
        Ok(Messages::One(message)) => vec![message.message_id],
        Ok(Messages::Album(album)) => album.into_iter().map(|message| message.message_id).collect(),
        Ok(Messages::Done(_)) | Err(_) => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_from_messages_and_albums() {
        assert_eq!(numbers(r#"{"message_id":7,"text":"x"}"#), [7]);
        assert_eq!(numbers(r#"[{"message_id":7},{"message_id":8}]"#), [7, 8]);
        assert!(numbers("true").is_empty() && numbers("{}").is_empty());
    }
}
