//! Who may write where, and what of it the bot is told.

use serde_json::Value;

use super::{
    chat::Chat,
    message::{Author, Message},
    standing::Standing,
};
use crate::BOT_USERNAME;

/// Whether somebody may write there: they are in the group, and the topic is there and open to them; in a channel they
/// may post.
pub(super) fn may_say(chat: &Chat, author: Author, thread: Option<i64>) -> bool {
    let Some(group) = chat.group() else {
        return thread.is_none();
    };
    let standing = match author {
        Author::Bot => group.bot,
        Author::Person(id) => group.standing(id),
        Author::Anonymous => Standing::Creator { anonymous: true },
    };
    let open = |id| group.topic(id).is_some_and(|topic| !topic.closed || standing.is_admin());
    let posts = !group.is_channel() || standing.rights().post;
    standing.may_write() && posts && group.migrated_to.is_none() && thread.is_none_or(open)
}

/// Whether the bot is told who reacted: in a channel nobody is.
pub(super) fn bot_sees_reactions(chat: &Chat) -> bool {
    chat.group().is_none_or(|group| group.bot.is_admin() && !group.is_channel())
}

/// Asked of what people do only: a bot never hears of what it sends or edits itself. One that is no administrator hears
/// commands, replies to itself and service messages only, as with privacy mode on; one that is gone hears nothing, save that
/// it is gone.
pub(super) fn bot_hears(chat: &Chat, message: &Message) -> bool {
    let Some(group) = chat.group() else { return true };
    if let Some(service) = &message.service {
        let is_bot = |user: &Value| user.get("username").and_then(Value::as_str) == Some(BOT_USERNAME);
        return group.bot.is_in() || (service.kind == "left_chat_member" && is_bot(&service.value));
    }
    let replies_to_bot = || message.reply_to.and_then(|id| chat.message(id)).is_some_and(Message::by_bot);
    group.bot.is_admin() || (group.bot.is_in() && (is_command(&message.rich.text) || replies_to_bot()))
}

/// Whether a text is a command for this bot or for any.
fn is_command(text: &str) -> bool {
    let Some(command) = text.strip_prefix('/').and_then(|rest| rest.split_whitespace().next()) else {
        return false;
    };
    command.split_once('@').is_none_or(|(_, bot)| bot.eq_ignore_ascii_case(BOT_USERNAME))
}
