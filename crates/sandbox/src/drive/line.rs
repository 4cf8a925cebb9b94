//! What a person sees: the lines of a chat, and the whole chat as text for snapshots.

use std::fmt::{self, Write};

use serde_json::Value;

use crate::world::{
    World,
    chat::Chat,
    forward::origin_name,
    message::{Author, Message},
};

/// Under a message's first line its other lines and its buttons stand in by this much.
const INDENT: &str = "     ";

/// One message as a person sees it.
#[derive(Debug, Clone, PartialEq)]
pub struct ChatLine {
    /// The message's id.
    pub id: i64,
    /// Whether the bot wrote it.
    pub from_bot: bool,
    /// Who wrote it: a first name, `anonymous` for an anonymous administrator, or `bot`; in a channel whoever posted it,
    /// which readers do not see.
    pub author: String,
    /// Text or caption.
    pub text: String,
    /// The entities of the text, as the Bot API tells them.
    pub entities: Vec<Value>,
    /// `photo`, `video`, `voice` and so on.
    pub media: Option<&'static str>,
    /// Whether it was edited.
    pub edited: bool,
    /// The message it replies to.
    pub reply_to: Option<i64>,
    /// The bot's reaction to it.
    pub reaction: Option<String>,
    /// What the messages of an album share.
    pub album: Option<String>,
    /// The name over a forwarded message: whose it was, or the channel it is from.
    pub forwarded_from: Option<String>,
    /// The rows of buttons.
    pub buttons: Vec<Vec<Button>>,
}

/// A button under a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Button {
    /// What is written on it.
    pub label: String,
    /// What a press sends to the bot.
    pub data: Option<String>,
    /// What a press opens.
    pub url: Option<String>,
}

impl ChatLine {
    /// All buttons, row by row.
    pub fn all_buttons(&self) -> impl Iterator<Item = &Button> {
        self.buttons.iter().flatten()
    }

    /// The button with this label, or else the first one whose label begins with it.
    pub fn button(&self, label: &str) -> Option<&Button> {
        let exact = self.all_buttons().find(|button| button.label == label);
        exact.or_else(|| self.all_buttons().find(|button| button.label.starts_with(label)))
    }

    pub(crate) fn of(world: &World, message: &Message) -> Self {
        let author = match message.author {
            Author::Bot => "bot",
            Author::Anonymous => "anonymous",
            Author::Person(id) => world.people.get(&id).map_or("?", |person| &person.name),
        };
        Self {
            id: message.id,
            from_bot: message.by_bot(),
            author: author.to_owned(),
            text: message.rich.text.clone(),
            entities: message.rich.entities.clone(),
            media: message.media.as_ref().map(|media| media.kind),
            edited: message.edited.is_some(),
            reply_to: message.reply_to,
            reaction: message.reaction.clone(),
            album: message.album.map(|album| album.to_string()),
            forwarded_from: message.origin.as_ref().and_then(origin_name).map(str::to_owned),
            buttons: message.rows().map(|row| row.iter().map(Button::of).collect()).collect(),
        }
    }

    pub(crate) fn all(world: &World, chat: &Chat) -> Vec<Self> {
        chat.messages.iter().map(|message| Self::of(world, message)).collect()
    }
}

impl Button {
    fn of(button: &Value) -> Self {
        let text = |field: &str| button.get(field).and_then(Value::as_str).map(str::to_owned);
        Self { label: text("text").unwrap_or_default(), data: text("callback_data"), url: text("url") }
    }
}

/// `author: text`, then the rows of buttons in brackets.
impl fmt::Display for ChatLine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.author)?;
        if self.edited {
            f.write_str(" (edited)")?;
        }
        f.write_char(':')?;
        if let Some(reaction) = &self.reaction {
            write!(f, " {{{reaction}}}")?;
        }
        if let Some(media) = self.media {
            write!(f, " <{media}>")?;
        }
        for (number, line) in self.text.lines().enumerate() {
            match (number, line.is_empty()) {
                (0, _) => write!(f, " {line}")?,
                (_, true) => f.write_char('\n')?,
                (_, false) => write!(f, "\n{INDENT}{line}")?,
            }
        }
        for row in &self.buttons {
            f.write_char('\n')?;
            for (number, button) in row.iter().enumerate() {
                let before = if number == 0 { INDENT } else { " " };
                match &button.url {
                    Some(url) => write!(f, "{before}[{} → {url}]", button.label)?,
                    None => write!(f, "{before}[{}]", button.label)?,
                }
            }
        }
        Ok(())
    }
}

/// The whole chat.
pub(crate) fn screen(lines: &[ChatLine]) -> String {
    lines.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}
