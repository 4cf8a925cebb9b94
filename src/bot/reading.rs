//! From the raw JSON of an update to what somebody did, read twice if need be: by teloxide, and, where teloxide does
//! not know something in it yet, for the text alone. Groups and channels are left alone.

use std::sync::Arc;

use search::Lang;
use teloxide::types::{
    CallbackQuery, CallbackQueryId, ChatMemberUpdated, MediaKind, Message, MessageKind, MessageReactionUpdated, Update,
    UpdateKind,
};

use self::passed::Passed;
use super::staff::{Edit, emoji};
use super::visit::{Place, telegram_lang};
use super::{callbacks, editing};
use crate::ids::{ChatId, DraftId};
use crate::view::{Notice, Press};

pub(super) mod glance;
mod lenient;
pub(super) mod passed;

/// Something that a person did in their private chat.
#[derive(Clone, Debug)]
pub(super) struct Deed {
    pub(super) chat: ChatId,
    /// The language of their Telegram.
    pub(super) lang: Option<Lang>,
    pub(super) place: Place,
    /// The press that waits for an answer.
    pub(super) query: Option<CallbackQueryId>,
    pub(super) what: What,
    /// The album that the message is part of.
    pub(super) album: Option<String>,
    /// The message it replies to.
    pub(super) reply_to: Option<i64>,
    /// The draft that the message it replies to shows, or speaks of.
    pub(super) draft: Option<DraftId>,
    /// What an edited message says now.
    pub(super) edit: Option<Arc<Edit>>,
    /// What it passes on of somebody else.
    pub(super) passed: Option<Arc<Passed>>,
}

/// What they did: the tree's branches.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum What {
    Command(Command),
    Text(String),
    Notice(Notice),
    Press(Press),
    /// A button that is forged, foreign, or of another version.
    Stale,
    /// They blocked the bot (true) or let it in again.
    Blocked(bool),
    /// A picture of an album, without a caption: its group's id.
    Album(String),
    /// A reaction was put on this message, or taken from it.
    Reacted(i64, Option<String>),
}

/// The commands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Command {
    Start(String),
    Departments,
    Former,
    Subscriptions,
    Language(String),
    Help,
    About,
    Privacy,
    MyData,
    Forget,
    /// Staff look for an entry.
    Kb(String),
    Settings(String),
    /// A channel admin links a channel.
    Link(String),
    Announce,
    Announcements,
    Unknown,
}

/// What the update says; nothing when it is for nobody here.
pub(super) fn read(raw: &str) -> Option<Deed> {
    let mut deed = done(raw)?;
    if matches!(deed.place, Place::Message { .. }) {
        deed.passed = passed::read(raw).map(Arc::new);
    }
    Some(deed)
}

fn done(raw: &str) -> Option<Deed> {
    // From the text and not from a JSON value: only so does teloxide read every kind rightly.
    let Ok(update) = serde_json::from_str::<Update>(raw) else { return lenient::read(raw) };
    match update.kind {
        UpdateKind::Message(message) => message_deed(raw, &message, false),
        UpdateKind::EditedMessage(message) => message_deed(raw, &message, true),
        UpdateKind::CallbackQuery(query) => Some(press(query)),
        UpdateKind::MyChatMember(changed) => membership(&changed),
        UpdateKind::MessageReaction(reaction) => reacted(&reaction),
        UpdateKind::Error(_) => lenient::read(raw),
        _ => None,
    }
}

fn message_deed(raw: &str, message: &Message, edited: bool) -> Option<Deed> {
    if !message.chat.is_private() {
        return None;
    }
    if matches!(message.kind, MessageKind::Empty {}) {
        return lenient::read(raw);
    }
    let what = content(message)?;
    if edited && matches!(what, What::Notice(ref notice) if !notice.is_file()) {
        // A live location moves every few seconds; nobody waits for an answer to that.
        return None;
    }
    Some(Deed {
        chat: ChatId(message.chat.id.0),
        lang: telegram_lang(message.from.as_ref().and_then(|from| from.language_code.as_deref())),
        place: Place::Message { id: message.id, edited },
        query: None,
        what,
        album: message.media_group_id().map(|album| album.0.clone()),
        reply_to: message.reply_to_message().map(|replied| i64::from(replied.id.0)),
        draft: message.reply_to_message().and_then(editing::draft_of),
        edit: Edit::of(message).filter(|_| edited).map(Arc::new),
        passed: None,
    })
}

/// What a message says. Of service messages (pinned, timer set) nothing is to be said.
fn content(message: &Message) -> Option<What> {
    if let Some(text) = message.text() {
        return Some(text_or_command(text));
    }
    if let Some(caption) = message.caption() {
        return Some(What::Text(caption.to_owned()));
    }
    if let Some(album) = message.media_group_id() {
        return Some(What::Album(album.0.clone()));
    }
    match &message.kind {
        MessageKind::Common(common) => media(&common.media_kind).map(What::Notice),
        MessageKind::Dice(_) => Some(What::Notice(Notice::Sticker)),
        MessageKind::WebAppData(_) | MessageKind::UsersShared(_) | MessageKind::ChatShared(_) => {
            Some(What::Notice(Notice::Other))
        }
        _ => None,
    }
}

fn media(media: &MediaKind) -> Option<Notice> {
    Some(match media {
        MediaKind::Voice(_) | MediaKind::VideoNote(_) | MediaKind::Audio(_) => Notice::Voice,
        MediaKind::Sticker(_) | MediaKind::Animation(_) | MediaKind::Game(_) => Notice::Sticker,
        MediaKind::Location(_) | MediaKind::Venue(_) => Notice::Location,
        MediaKind::Contact(_) => Notice::Contact,
        MediaKind::Photo(_) | MediaKind::Video(_) | MediaKind::PaidMedia(_) | MediaKind::Story(_) => Notice::Picture,
        MediaKind::Document(_) => Notice::Document,
        MediaKind::Poll(_) | MediaKind::Checklist(_) | MediaKind::Text(_) => Notice::Other,
        MediaKind::Migration(_) => return None,
    })
}

/// A text that starts with a slash and a letter is a command, with or without the bot's name after it.
fn text_or_command(text: &str) -> What {
    let rest = text.strip_prefix('/').filter(|rest| rest.starts_with(|c: char| c.is_ascii_alphabetic()));
    let Some(rest) = rest else { return What::Text(text.to_owned()) };
    let (name, tail) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
    let tail = tail.trim().to_owned();
    What::Command(match name.split('@').next().unwrap_or(name).to_ascii_lowercase().as_str() {
        "start" => Command::Start(tail),
        "departments" => Command::Departments,
        "former" => Command::Former,
        "subscriptions" => Command::Subscriptions,
        "language" => Command::Language(tail),
        "help" => Command::Help,
        "about" => Command::About,
        "privacy" => Command::Privacy,
        "mydata" => Command::MyData,
        "forget" => Command::Forget,
        "kb" => Command::Kb(tail),
        "settings" => Command::Settings(tail),
        "link" => Command::Link(tail),
        "announce" => Command::Announce,
        "announcements" => Command::Announcements,
        _ => Command::Unknown,
    })
}

/// A press is theirs when the message stands in their own private chat.
fn press(query: CallbackQuery) -> Deed {
    let from = ChatId(i64::try_from(query.from.id.0).unwrap_or_default());
    let theirs = query.message.as_ref().is_none_or(|message| message.chat().id.0 == from.0);
    let press = query.data.as_deref().filter(|_| theirs).and_then(callbacks::parse);
    let keyboard = query.regular_message().and_then(|message| message.reply_markup()).cloned();
    Deed {
        chat: from,
        lang: telegram_lang(query.from.language_code.as_deref()),
        place: Place::Button {
            message: query.message.as_ref().filter(|_| theirs).map(|message| message.id()),
            keyboard,
        },
        query: Some(query.id),
        what: press.map_or(What::Stale, What::Press),
        album: None,
        reply_to: None,
        draft: None,
        edit: None,
        passed: None,
    }
}

fn membership(changed: &ChatMemberUpdated) -> Option<Deed> {
    let what = What::Blocked(!changed.new_chat_member.is_present());
    changed.chat.is_private().then(|| beside(ChatId(changed.chat.id.0), what))
}

fn reacted(reaction: &MessageReactionUpdated) -> Option<Deed> {
    let what = What::Reacted(i64::from(reaction.message_id.0), emoji(reaction));
    reaction.chat.is_private().then(|| beside(ChatId(reaction.chat.id.0), what))
}

/// Something done in a chat that is no message and no press.
fn beside(chat: ChatId, what: What) -> Deed {
    let place = Place::Button { message: None, keyboard: None };
    Deed {
        chat,
        lang: None,
        place,
        query: None,
        what,
        album: None,
        reply_to: None,
        draft: None,
        edit: None,
        passed: None,
    }
}

#[cfg(test)]
mod tests;
