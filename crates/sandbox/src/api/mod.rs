//! The Bot API: one table of methods, only those the bot calls. A new method is a line here and a function in the
//! file of its family.

mod albums;
mod callbacks;
mod chats;
mod commands;
mod deletion;
mod edits;
mod files;
mod html;
mod keyboard;
mod media;
mod messages;
mod params;
mod pins;
mod profile;
mod reach;
mod reactions;
mod refusal;
mod serve;
mod text;
mod topics;
mod updates;
mod webhook;

use serde_json::Value;

use crate::world::World;
use params::Params;
pub(crate) use reactions::may_react_with;
use refusal::Refusal;
pub(crate) use serve::routes;

/// What a method gives back.
type Answer = Result<Value, Refusal>;

/// How a method runs.
#[derive(Clone, Copy)]
enum Run {
    /// At once.
    Now(fn(&mut World, &Params) -> Answer),
    /// At once, and it counts for the pace of the chat.
    Send(fn(&mut World, &Params) -> Answer),
    /// The long poll, the only one that waits.
    Poll,
}

/// The table. Names are matched without regard to case, as the real API does.
const METHODS: &[(&str, Run)] = &[
    ("getMe", Run::Now(profile::get_me)),
    ("getUpdates", Run::Poll),
    ("setWebhook", Run::Now(webhook::set)),
    ("deleteWebhook", Run::Now(webhook::delete)),
    ("getWebhookInfo", Run::Now(webhook::info)),
    ("setMyCommands", Run::Now(commands::set)),
    ("getMyCommands", Run::Now(commands::get)),
    ("deleteMyCommands", Run::Now(commands::delete)),
    ("setMyName", Run::Now(profile::set_name)),
    ("setMyDescription", Run::Now(profile::set_description)),
    ("setMyShortDescription", Run::Now(profile::set_short_description)),
    ("getMyName", Run::Now(profile::get_name)),
    ("getMyDescription", Run::Now(profile::get_description)),
    ("getMyShortDescription", Run::Now(profile::get_short_description)),
    ("setChatMenuButton", Run::Now(profile::set_menu_button)),
    ("getChatMenuButton", Run::Now(profile::get_menu_button)),
    ("sendMessage", Run::Send(messages::send)),
    ("copyMessage", Run::Send(messages::copy)),
    ("copyMessages", Run::Send(albums::copy)),
    ("editMessageText", Run::Now(edits::text)),
    ("editMessageCaption", Run::Now(edits::caption)),
    ("editMessageMedia", Run::Now(edits::media)),
    ("editMessageReplyMarkup", Run::Now(edits::keyboard)),
    ("deleteMessage", Run::Now(deletion::delete)),
    ("sendChatAction", Run::Now(messages::chat_action)),
    ("sendPhoto", Run::Send(media::send_photo)),
    ("sendVideo", Run::Send(media::send_video)),
    ("sendDocument", Run::Send(media::send_document)),
    ("sendMediaGroup", Run::Send(albums::send)),
    ("setMessageReaction", Run::Now(reactions::set)),
    ("pinChatMessage", Run::Now(pins::pin)),
    ("unpinChatMessage", Run::Now(pins::unpin)),
    ("getChat", Run::Now(chats::get)),
    ("getChatAdministrators", Run::Now(chats::administrators)),
    ("getChatMember", Run::Now(chats::member)),
    ("getChatMemberCount", Run::Now(chats::count)),
    ("createForumTopic", Run::Now(topics::create)),
    ("editForumTopic", Run::Now(topics::edit)),
    ("closeForumTopic", Run::Now(topics::close)),
    ("reopenForumTopic", Run::Now(topics::reopen)),
    ("deleteForumTopic", Run::Now(topics::delete)),
    ("answerCallbackQuery", Run::Now(callbacks::answer)),
    ("getFile", Run::Now(files::get)),
];

/// The method of this name.
fn method(name: &str) -> Option<&'static (&'static str, Run)> {
    METHODS.iter().find(|(known, _)| known.eq_ignore_ascii_case(name))
}
