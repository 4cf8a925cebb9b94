//! The bot's reactions to messages.

use serde_json::{Value, json};

use super::{
    Answer,
    params::Params,
    reach::{message_id, reachable},
    refusal::Refusal,
};
use crate::world::World;

/// The emoji that everybody may react with. Those of the list that a bot for a city has no use for are left out.
const EMOJI: [&str; 36] = [
    "👍", "👎", "❤", "🔥", "🥰", "👏", "😁", "🤔", "🤯", "😱", "😢", "🎉", "🤩", "🙏", "👌", "🕊", "🥱", "😍", "🐳",
    "🌚", "💯", "🤣", "⚡", "🏆", "💔", "🤨", "😐", "😴", "😭", "🤓", "👀", "🤝", "✍", "🤗", "🫡", "🆒",
];
/// Emoji are told apart without it.
const VARIATION: char = '\u{fe0f}';

/// `setMessageReaction`: one emoji, or none to take it back.
pub(super) fn set(world: &mut World, params: &Params) -> Answer {
    let revision = world.revision;
    let chat = reachable(world, params)?;
    let id = message_id(params)?;
    let message = chat.message_mut(id).ok_or_else(|| Refusal::bad("message to react not found"))?;
    let wanted = params.list("reaction")?.unwrap_or_default();
    if wanted.len() > 1 {
        return Err(Refusal::bad("REACTIONS_TOO_MANY"));
    }
    message.reaction = wanted.first().map(emoji).transpose()?;
    message.revision = revision;
    Ok(json!(true))
}

fn emoji(reaction: &Value) -> Result<String, Refusal> {
    let text = |field: &str| reaction.get(field).and_then(Value::as_str);
    let emoji = text("emoji").filter(|_| text("type") == Some("emoji")).unwrap_or_default().trim_end_matches(VARIATION);
    if may_react_with(emoji) { Ok(emoji.to_owned()) } else { Err(Refusal::bad("REACTION_INVALID")) }
}

/// Whether this is one of the emoji that everybody may react with.
pub(crate) fn may_react_with(emoji: &str) -> bool {
    EMOJI.contains(&emoji)
}
