//! From the raw JSON of an update to what somebody did in a group.

use search::Lang;
use teloxide::types::{
    CallbackQuery, CallbackQueryId, Chat, MaybeAnonymousUser, Message, MessageEntity, MessageId, MessageKind,
    MessageReactionUpdated, ReactionType, Update, UpdateKind, User,
};

use crate::bot::callbacks;
use crate::bot::editing;
use crate::bot::visit::telegram_lang;
use crate::ids::{ChatId, DraftId, TicketId};
use crate::view::{DeskAct, Press};

/// Something that was done in a group.
#[derive(Clone, Debug)]
pub(in crate::bot) struct Deed {
    pub(super) group: ChatId,
    /// The topic it was done in; none: General.
    pub(super) topic: Option<i64>,
    pub(super) who: Who,
    /// The message that was written or whose button was pressed.
    pub(super) message: Option<MessageId>,
    /// The message it replies to.
    pub(super) reply_to: Option<i64>,
    /// The draft that the message it replies to shows, or speaks of.
    pub(super) draft: Option<DraftId>,
    /// The album that the message is part of.
    pub(super) album: Option<String>,
    /// The press that waits for an answer.
    pub(super) query: Option<CallbackQueryId>,
    pub(super) what: What,
}

impl Deed {
    /// Something done in a group, of which no more is known.
    pub(super) fn bare(group: ChatId, who: Who, what: What) -> Deed {
        Deed { group, topic: None, who, message: None, reply_to: None, draft: None, album: None, query: None, what }
    }
}

/// Who did it.
#[derive(Clone, Debug, Default)]
pub(in crate::bot) struct Who {
    /// Id 0: an administrator who writes as the group itself.
    pub(super) id: ChatId,
    pub(super) name: String,
    pub(super) lang: Option<Lang>,
}

impl Who {
    /// Whether nobody can tell who it was, but that they are an administrator.
    pub(super) fn is_anonymous(&self) -> bool {
        self.id.0 == 0
    }
}

/// What was done: the tree's branches.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::bot) enum What {
    Command(Command),
    /// A message that is no command, with its text or caption.
    Said(String),
    Edited(Edit),
    Press(DeskAct, TicketId),
    /// This message of staff goes to those who asked what this ticket asks.
    AlsoTo(TicketId, i64),
    /// This message of staff, about this question, is to become knowledge.
    Promote(TicketId, i64),
    /// A button that has to do with the knowledge.
    Knowledge(Press),
    /// This ready answer goes to the resident of this ticket.
    Canned(TicketId, i64),
    /// A button that is forged or of another version.
    Stale,
    /// A reaction was put on this message, or taken from it.
    Reacted(i64, Option<String>),
    /// Somebody's membership changed.
    Member(ChatId),
    /// The group has become this supergroup.
    MovedTo(ChatId),
}

/// The commands of staff.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::bot) enum Command {
    Setup,
    Claim,
    Close,
    Reopen,
    Unsend,
    Kb(String),
    /// With what was written behind it.
    Ready(String),
    Unknown,
}

/// A message as it is after it was edited.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::bot) struct Edit {
    pub(in crate::bot) text: String,
    pub(in crate::bot) entities: Vec<MessageEntity>,
    /// The text is the caption of something.
    pub(in crate::bot) caption: bool,
}

impl Edit {
    /// What the message says now; nothing when it has no text.
    pub(in crate::bot) fn of(message: &Message) -> Option<Edit> {
        let edit = |text: &str, entities: Option<&[MessageEntity]>, caption| Edit {
            text: text.to_owned(),
            entities: entities.unwrap_or_default().to_vec(),
            caption,
        };
        message
            .text()
            .map(|text| edit(text, message.entities(), false))
            .or_else(|| message.caption().map(|text| edit(text, message.caption_entities(), true)))
    }
}

/// What the update says; nothing when it is nothing to the desk.
pub(super) fn read(raw: &str) -> Option<Deed> {
    let update: Update = serde_json::from_str(raw).ok()?;
    match update.kind {
        UpdateKind::Message(message) => said(&message, false),
        UpdateKind::EditedMessage(message) => said(&message, true),
        UpdateKind::CallbackQuery(query) => pressed(query),
        UpdateKind::MessageReaction(reaction) => Some(reacted(&reaction)),
        UpdateKind::ChatMember(changed) => {
            let who = ChatId(i64::try_from(changed.new_chat_member.user.id.0).ok()?);
            Some(bare(&changed.chat, person(Some(&changed.from)), What::Member(who)))
        }
        _ => None,
    }
}

fn said(message: &Message, edited: bool) -> Option<Deed> {
    let as_group = message.sender_chat.as_ref().is_some_and(|chat| chat.id == message.chat.id);
    let who = if as_group { Who::default() } else { person(message.from.as_ref()) };
    if let Some(to) = message.migrate_to_chat_id() {
        return Some(bare(&message.chat, who, What::MovedTo(ChatId(to.0))));
    }
    let MessageKind::Common(_) = &message.kind else { return None };
    let text = message.text().or(message.caption()).unwrap_or_default();
    let what = match (edited, command(text)) {
        (true, _) => What::Edited(Edit::of(message)?),
        (false, Some(command)) => What::Command(command),
        (false, None) => What::Said(text.to_owned()),
    };
    let topic = message.thread_id.map(|thread| i64::from(thread.0.0)).filter(|_| message.is_topic_message);
    let reply_to = message.reply_to_message().map(|replied| i64::from(replied.id.0));
    Some(Deed {
        topic,
        message: Some(message.id),
        album: message.media_group_id().map(|album| album.0.clone()),
        draft: message.reply_to_message().and_then(editing::draft_of),
        // What replies to nothing in a topic replies, for Telegram, to the topic's first message.
        reply_to: reply_to.filter(|replied| Some(*replied) != topic),
        ..bare(&message.chat, who, what)
    })
}

fn command(text: &str) -> Option<Command> {
    let rest = text.strip_prefix('/').filter(|rest| rest.starts_with(|c: char| c.is_ascii_alphabetic()))?;
    let (name, rest) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
    Some(match name.split('@').next().unwrap_or(name).to_ascii_lowercase().as_str() {
        "setup" => Command::Setup,
        "claim" => Command::Claim,
        "close" => Command::Close,
        "reopen" => Command::Reopen,
        "unsend" => Command::Unsend,
        "kb" => Command::Kb(rest.trim().to_owned()),
        "ready" => Command::Ready(rest.to_owned()),
        _ => Command::Unknown,
    })
}

fn pressed(query: CallbackQuery) -> Option<Deed> {
    let message = query.message.as_ref()?;
    let topic =
        query.regular_message().filter(|message| message.is_topic_message).and_then(|message| message.thread_id);
    let what = match query.data.as_deref().and_then(callbacks::parse) {
        Some(Press::Desk(act, ticket)) => What::Press(act, ticket),
        Some(Press::AlsoTo(ticket, message)) => What::AlsoTo(ticket, message),
        Some(Press::Promote(ticket, message)) => What::Promote(ticket, message),
        Some(press) if editing::concerns(&press) => What::Knowledge(press),
        Some(Press::Canned(ticket, answer)) => What::Canned(ticket, answer),
        _ => What::Stale,
    };
    Some(Deed {
        topic: topic.map(|thread| i64::from(thread.0.0)),
        message: Some(message.id()),
        query: Some(query.id.clone()),
        ..bare(message.chat(), person(Some(&query.from)), what)
    })
}

fn reacted(reaction: &MessageReactionUpdated) -> Deed {
    let who = match &reaction.actor {
        MaybeAnonymousUser::User(user) => person(Some(user)),
        MaybeAnonymousUser::Chat(_) => Who::default(),
    };
    bare(&reaction.chat, who, What::Reacted(i64::from(reaction.message_id.0), emoji(reaction)))
}

/// The first emoji of a reaction: bots may put one.
pub(in crate::bot) fn emoji(reaction: &MessageReactionUpdated) -> Option<String> {
    reaction.new_reaction.iter().find_map(|reaction| match reaction {
        ReactionType::Emoji { emoji } => Some(emoji.clone()),
        _ => None,
    })
}

fn bare(chat: &Chat, who: Who, what: What) -> Deed {
    Deed::bare(ChatId(chat.id.0), who, what)
}

fn person(user: Option<&User>) -> Who {
    user.map_or_else(Who::default, |user| Who {
        id: ChatId(i64::try_from(user.id.0).unwrap_or_default()),
        name: user.full_name(),
        lang: telegram_lang(user.language_code.as_deref()),
    })
}
