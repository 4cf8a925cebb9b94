//! A message that somebody else wrote: where it was forwarded from, and what it says with the addresses behind words
//! written out.

use serde::Deserialize;
use serde_json::Value;

use crate::announce::content::Content;
use crate::ids::ChatId;

/// What is to be known of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::bot) struct Passed {
    /// Where it was forwarded from; none: they wrote it, or pasted it.
    pub(in crate::bot) origin: Option<Origin>,
    /// What it says, as announcements are compared.
    pub(in crate::bot) text: String,
}

/// Where a message was forwarded from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::bot) enum Origin {
    /// This post of a channel.
    Channel { chat: ChatId, title: String, post: i64 },
    /// Somebody with this number; none: they hide it, or it was a group.
    Somebody(Option<ChatId>),
}

#[derive(Deserialize)]
struct Update {
    #[serde(alias = "edited_message")]
    message: Option<Value>,
}

/// What the message of an update passes on; nothing when it is the sender's own and hides no address.
pub(super) fn read(raw: &str) -> Option<Passed> {
    // Most messages are not read once more for this.
    if !raw.contains("\"forward_origin\"") && !raw.contains("\"text_link\"") {
        return None;
    }
    let message = serde_json::from_str::<Update>(raw).ok()?.message?;
    let text = Content::read(&message).map(|content| content.compared()).unwrap_or_default();
    Some(Passed { origin: origin(&message["forward_origin"]), text })
}

fn origin(origin: &Value) -> Option<Origin> {
    let kind = origin["type"].as_str()?;
    let channel = || {
        let chat = &origin["chat"];
        let title = chat["title"].as_str().unwrap_or_default().to_owned();
        Some(Origin::Channel { chat: ChatId(chat["id"].as_i64()?), title, post: origin["message_id"].as_i64()? })
    };
    let from = origin["sender_user"]["id"].as_i64().map(ChatId);
    Some(if kind == "channel" { channel()? } else { Origin::Somebody(from) })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use super::*;

    #[test]
    fn where_it_is_from_is_read() {
        let read = |message: &str| read(&format!(r#"{{"update_id":1,"message":{message}}}"#));
        let post = r#"{"text":"a","forward_origin":{"type":"channel","chat":{"id":-5,"title":"T"},"message_id":9}}"#;
        let origin = Origin::Channel { chat: ChatId(-5), title: "T".to_owned(), post: 9 };
        assert_eq!(read(post), Some(Passed { origin: Some(origin), text: "a".to_owned() }));
        let person = r#"{"sticker":{},"forward_origin":{"type":"user","sender_user":{"id":7}}}"#;
        let origin = Some(Origin::Somebody(Some(ChatId(7))));
        assert_eq!(read(person), Some(Passed { origin, text: String::new() }));
        let hidden = r#"{"caption":"a","photo":[{"file_id":"f"}],"forward_origin":{"type":"hidden_user"}}"#;
        let origin = Some(Origin::Somebody(None));
        assert_eq!(read(hidden), Some(Passed { origin, text: "a".to_owned() }));
        let link = r#"{"text":"go","entities":[{"type":"text_link","offset":0,"length":2,"url":"https://a.example"}]}"#;
        let text = "go (https://a.example)".to_owned();
        assert_eq!(read(link), Some(Passed { origin: None, text }));
        for own in [r#"{"text":"a"}"#, r#"{"text":"\"forward_origin\""}"#, "7"] {
            assert_eq!(read(own), None, "{own}");
        }
        assert_eq!(super::read("\"forward_origin\""), None);
    }
}
