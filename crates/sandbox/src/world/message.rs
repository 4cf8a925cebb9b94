//! One message, as the chat keeps it. How the Bot API tells it is in `tell`.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::{forward, now};

/// Text with its entities; offsets count UTF-16 units.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Rich {
    pub(crate) text: String,
    pub(crate) entities: Vec<Value>,
}

/// What a message carries besides its text, in the Bot API's own shape.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Media {
    /// The field of the message: `photo`, `video`, `document`, `voice`, `sticker`, `location`, `contact`.
    pub(crate) kind: &'static str,
    pub(crate) value: Value,
    /// The file behind it, when there is one.
    pub(crate) file: Option<String>,
}

impl Media {
    /// The id under which the bot can send it again; a place and a contact have none.
    pub(crate) fn file_id(&self) -> Option<&str> {
        self.value.as_array().and_then(|sizes| sizes.last()).unwrap_or(&self.value).get("file_id")?.as_str()
    }

    /// What tells of a file in it: for a picture, each of its sizes.
    pub(crate) fn files_mut(&mut self) -> Vec<&mut Map<String, Value>> {
        match &mut self.value {
            Value::Array(sizes) => sizes.iter_mut().filter_map(Value::as_object_mut).collect(),
            Value::Object(file) => vec![file],
            _ => Vec::new(),
        }
    }
}

/// What a message tells that nobody wrote: somebody joined, a topic was created.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Service {
    /// The field of the message, such as `forum_topic_created`.
    pub(crate) kind: &'static str,
    pub(crate) value: Value,
}

/// Who wrote a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Author {
    Bot,
    Person(i64),
    /// An administrator of a group who writes as the group.
    Anonymous,
}

/// A message.
#[derive(Debug, Clone)]
pub(crate) struct Message {
    pub(crate) id: i64,
    /// The world's revision that changed it last.
    pub(crate) revision: u64,
    pub(crate) author: Author,
    pub(crate) date: i64,
    pub(crate) edited: Option<i64>,
    pub(crate) rich: Rich,
    pub(crate) media: Option<Media>,
    pub(crate) service: Option<Service>,
    /// The whole `reply_markup`.
    pub(crate) keyboard: Option<Value>,
    pub(crate) reply_to: Option<i64>,
    /// What it shares with the other messages of an album.
    pub(crate) album: Option<u64>,
    /// For a forwarded message, where it comes from: a `MessageOrigin`.
    pub(crate) origin: Option<Value>,
    /// The topic it is in; none for the General topic and where there are no topics.
    pub(crate) thread: Option<i64>,
    /// The bot's reaction.
    pub(crate) reaction: Option<String>,
    /// Reactions of people, and of the group for anonymous administrators.
    pub(crate) reactions: BTreeMap<i64, String>,
}

impl Message {
    /// An empty message of this moment; the chat gives it an id.
    pub(crate) fn by(author: Author, revision: u64) -> Self {
        Self {
            id: 0,
            revision,
            author,
            date: now(),
            edited: None,
            rich: Rich::default(),
            media: None,
            service: None,
            keyboard: None,
            reply_to: None,
            album: None,
            origin: None,
            thread: None,
            reaction: None,
            reactions: BTreeMap::new(),
        }
    }

    pub(crate) fn by_bot(&self) -> bool {
        self.author == Author::Bot
    }

    /// What it is made of, in the Bot API's words: id, date, text, media, album, origin, keyboard.
    pub(crate) fn content(&self) -> Map<String, Value> {
        let mut api = Map::new();
        api.insert("message_id".to_owned(), json!(self.id));
        api.insert("date".to_owned(), json!(self.date));
        self.put_text(&mut api);
        if let Some(origin) = &self.origin {
            forward::put_origin(&mut api, origin);
        }
        let optional = [
            ("edit_date", self.edited.map(Value::from)),
            ("media_group_id", self.album.map(|album| Value::String(album.to_string()))),
            ("reply_markup", self.keyboard.clone()),
            (self.media.as_ref().map_or("", |media| media.kind), self.media.as_ref().map(|media| media.value.clone())),
            (self.service.as_ref().map_or("", |told| told.kind), self.service.as_ref().map(|told| told.value.clone())),
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
