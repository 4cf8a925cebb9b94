//! One message, as the chat keeps it and as the Bot API tells it.

use serde_json::{Map, Value, json};

/// Text with its entities; offsets count UTF-16 units.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Rich {
    pub(crate) text: String,
    pub(crate) entities: Vec<Value>,
}

/// What a message carries besides its text, in the Bot API's own shape.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Media {
    /// The field of the message: `photo`, `document`, `voice`, `sticker`, `location`, `contact`.
    pub(crate) kind: &'static str,
    pub(crate) value: Value,
    /// The file behind it, when there is one.
    pub(crate) file: Option<String>,
}

/// A message.
#[derive(Debug, Clone)]
pub(crate) struct Message {
    pub(crate) id: i64,
    /// The world's revision that changed it last.
    pub(crate) revision: u64,
    pub(crate) from_bot: bool,
    pub(crate) date: i64,
    pub(crate) edited: Option<i64>,
    pub(crate) rich: Rich,
    pub(crate) media: Option<Media>,
    /// The whole `reply_markup`.
    pub(crate) keyboard: Option<Value>,
    pub(crate) reply_to: Option<i64>,
    pub(crate) thread: Option<i64>,
}

impl Message {
    /// The message in the Bot API's words, without the one it replies to.
    pub(crate) fn to_api(&self, from: Value, chat: Value) -> Map<String, Value> {
        let mut api = Map::new();
        api.insert("message_id".to_owned(), json!(self.id));
        api.insert("from".to_owned(), from);
        api.insert("chat".to_owned(), chat);
        api.insert("date".to_owned(), json!(self.date));
        self.put_text(&mut api);
        let optional = [
            ("edit_date", self.edited.map(Value::from)),
            ("message_thread_id", self.thread.map(Value::from)),
            ("reply_markup", self.keyboard.clone()),
            (self.media.as_ref().map_or("", |media| media.kind), self.media.as_ref().map(|media| media.value.clone())),
        ];
        for (field, value) in optional {
            if let Some(value) = value {
                api.insert(field.to_owned(), value);
            }
        }
        api
    }

    fn put_text(&self, api: &mut Map<String, Value>) {
        if self.rich.text.is_empty() {
            return;
        }
        let (text, entities) =
            if self.media.is_some() { ("caption", "caption_entities") } else { ("text", "entities") };
        api.insert(text.to_owned(), Value::String(self.rich.text.clone()));
        if !self.rich.entities.is_empty() {
            api.insert(entities.to_owned(), Value::Array(self.rich.entities.clone()));
        }
    }

    /// The rows of inline buttons.
    pub(crate) fn rows(&self) -> impl Iterator<Item = &Vec<Value>> {
        self.keyboard
            .as_ref()
            .and_then(|markup| markup.get("inline_keyboard"))
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
            .filter_map(Value::as_array)
    }
}
