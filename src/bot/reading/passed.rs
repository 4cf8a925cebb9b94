//! A message that somebody else wrote: where it was forwarded from, what it says with the addresses behind words written
//! out, and what its buttons open.

use serde::Deserialize;
use serde_json::Value;

use crate::announce::content::Content;
use crate::announce::plan::Link;
use crate::ids::ChatId;

/// What is to be known of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::bot) struct Passed {
    /// Where it was forwarded from; none: they wrote it, or pasted it.
    pub(in crate::bot) origin: Option<Origin>,
    /// What it says, as announcements are compared.
    pub(in crate::bot) text: String,
    /// The buttons below it that open an address.
    pub(in crate::bot) buttons: Vec<Link>,
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
    let hides = raw.contains("\"text_link\"");
    if !hides && !raw.contains("\"forward_origin\"") && !raw.contains("\"inline_keyboard\"") {
        return None;
    }
    let message = serde_json::from_str::<Update>(raw).ok()?.message?;
    let text = Content::read(&message).map(|content| content.compared()).unwrap_or_default();
    let passed = Passed { origin: origin(&message["forward_origin"]), text, buttons: buttons(&message) };
    // What is replied to may have buttons, too.
    (hides || passed.origin.is_some() || !passed.buttons.is_empty()).then_some(passed)
}

fn buttons(message: &Value) -> Vec<Link> {
    let rows = message["reply_markup"]["inline_keyboard"].as_array().into_iter().flatten();
    let button = |button: &Value| {
        let opened = [&button["url"], &button["login_url"]["url"], &button["web_app"]["url"]];
        let url = opened.into_iter().find_map(Value::as_str)?.to_owned();
        Some(Link { label: button["text"].as_str().unwrap_or_default().to_owned(), url })
    };
    rows.filter_map(Value::as_array).flatten().filter_map(button).collect()
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
        assert_eq!(read(post), Some(Passed { origin: Some(origin), text: "a".to_owned(), buttons: vec![] }));
        let person = r#"{"sticker":{},"forward_origin":{"type":"user","sender_user":{"id":7}}}"#;
        let origin = Some(Origin::Somebody(Some(ChatId(7))));
        assert_eq!(read(person), Some(Passed { origin, text: String::new(), buttons: vec![] }));
        let hidden = r#"{"caption":"a","photo":[{"file_id":"f"}],"forward_origin":{"type":"hidden_user"}}"#;
        let origin = Some(Origin::Somebody(None));
        assert_eq!(read(hidden), Some(Passed { origin, text: "a".to_owned(), buttons: vec![] }));
        let link = r#"{"text":"go","entities":[{"type":"text_link","offset":0,"length":2,"url":"https://a.example"}]}"#;
        let text = "go (https://a.example)".to_owned();
        assert_eq!(read(link), Some(Passed { origin: None, text, buttons: vec![] }));
        let keyboard = r#"{"text":"a","reply_markup":{"inline_keyboard":[[{"text":"A","url":"https://a.example"},
            {"text":"B","callback_data":"b"}],[{"text":"C","web_app":{"url":"https://c.example"}},7],7]}}"#;
        let button = |label: &str, url: &str| Link { label: label.to_owned(), url: url.to_owned() };
        let buttons = vec![button("A", "https://a.example"), button("C", "https://c.example")];
        assert_eq!(read(keyboard), Some(Passed { origin: None, text: "a".to_owned(), buttons }));
        let reply = format!(r#"{{"text":"a","reply_to_message":{keyboard}}}"#);
        for own in [reply.as_str(), r#"{"text":"a"}"#, r#"{"text":"\"forward_origin\""}"#, "7"] {
            assert_eq!(read(own), None, "{own}");
        }
        assert_eq!(super::read("\"forward_origin\""), None);
    }
}
