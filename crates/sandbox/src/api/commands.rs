//! The command menu, a scope and a language at a time.

use serde_json::{Value, json};

use super::{Answer, params::Params, reach, refusal::Refusal};
use crate::world::World;

/// Most commands in one list.
const MAX_COMMANDS: usize = 100;
/// Longest name of a command.
const MAX_NAME: usize = 32;
/// Longest description, in characters.
const MAX_DESCRIPTION: usize = 256;
/// Scopes, and whether they name a chat.
const SCOPES: [(&str, bool); 7] = [
    ("default", false),
    ("all_private_chats", false),
    ("all_group_chats", false),
    ("all_chat_administrators", false),
    ("chat", true),
    ("chat_administrators", true),
    ("chat_member", true),
];

/// `setMyCommands`.
pub(super) fn set(world: &mut World, params: &Params) -> Answer {
    let (scope, language) = place(world, params)?;
    let commands = params.list("commands")?.unwrap_or_default();
    if commands.len() > MAX_COMMANDS {
        return Err(Refusal::bad("BOT_COMMANDS_TOO_MUCH"));
    }
    commands.iter().try_for_each(check)?;
    world.menu.commands.entry(scope.to_string()).or_default().insert(language, commands);
    Ok(json!(true))
}

/// `getMyCommands`.
pub(super) fn get(world: &mut World, params: &Params) -> Answer {
    let (scope, language) = place(world, params)?;
    Ok(Value::Array(world.menu.exactly(&scope, &language)))
}

/// `deleteMyCommands`.
pub(super) fn delete(world: &mut World, params: &Params) -> Answer {
    let (scope, language) = place(world, params)?;
    if let Some(all) = world.menu.commands.get_mut(&scope.to_string()) {
        all.remove(&language);
    }
    Ok(json!(true))
}

fn check(command: &Value) -> Result<(), Refusal> {
    let text = |field: &str| command.get(field).and_then(Value::as_str).unwrap_or_default();
    let name = text("command");
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    if name.is_empty() || name.len() > MAX_NAME || !name.chars().all(plain) {
        return Err(Refusal::bad("BOT_COMMAND_INVALID"));
    }
    let length = text("description").trim().chars().count();
    if length == 0 || length > MAX_DESCRIPTION {
        return Err(Refusal::bad("BOT_COMMAND_DESCRIPTION_INVALID"));
    }
    Ok(())
}

/// The scope with the fields that tell it apart, and the language. A chat has to be one that the bot is in.
fn place(world: &World, params: &Params) -> Result<(Value, String), Refusal> {
    let scope = params.json("scope")?.unwrap_or_else(|| json!({ "type": "default" }));
    let kind = scope.get("type").and_then(Value::as_str).unwrap_or_default();
    let Some((kind, of_a_chat)) = SCOPES.iter().find(|(known, _)| *known == kind) else {
        return Err(Refusal::bad("can't parse BotCommandScope: Unsupported type specified"));
    };
    let mut exact = json!({ "type": kind });
    if *of_a_chat {
        let chat = scope
            .get("chat_id")
            .cloned()
            .ok_or_else(|| Refusal::bad("can't parse BotCommandScope: Can't find field \"chat_id\""))?;
        let named = Params::of_chat(chat);
        exact["chat_id"] = json!(reach::named(world, &named, "chat_id")?);
    }
    if let Some(user) = scope.get("user_id") {
        exact["user_id"] = user.clone();
    }
    Ok((exact, language(params)?))
}

/// A language of two letters, or the empty one for everybody.
pub(super) fn language(params: &Params) -> Result<String, Refusal> {
    let language = params.text("language_code").unwrap_or_default();
    let valid = language.is_empty() || (language.len() == 2 && language.chars().all(|c| c.is_ascii_lowercase()));
    if valid { Ok(language) } else { Err(Refusal::bad("invalid language code specified")) }
}
