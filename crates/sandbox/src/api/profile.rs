//! Who the bot is: name, descriptions, menu button.

use serde_json::{Value, json};

use super::{Answer, commands::language, params::Params, refusal::Refusal};
use crate::world::{World, entities::utf16};

/// Longest name.
const MAX_NAME: usize = 64;
/// Longest description: what a chat shows before START.
const MAX_DESCRIPTION: usize = 512;
/// Longest short description: what the profile shows.
const MAX_SHORT_DESCRIPTION: usize = 120;

/// `getMe`.
pub(super) fn get_me(world: &mut World, _: &Params) -> Answer {
    let mut me = world.bot();
    if let Some(fields) = me.as_object_mut() {
        fields.insert("can_join_groups".to_owned(), json!(true));
        fields.insert("can_read_all_group_messages".to_owned(), json!(false));
        fields.insert("supports_inline_queries".to_owned(), json!(false));
        fields.insert("can_connect_to_business".to_owned(), json!(false));
        fields.insert("has_main_web_app".to_owned(), json!(false));
    }
    Ok(me)
}

/// `setMyName`.
pub(super) fn set_name(world: &mut World, params: &Params) -> Answer {
    let name = limited(params, "name", MAX_NAME)?;
    world.menu.names.insert(language(params)?, name);
    Ok(json!(true))
}

/// `setMyDescription`.
pub(super) fn set_description(world: &mut World, params: &Params) -> Answer {
    let description = limited(params, "description", MAX_DESCRIPTION)?;
    world.menu.descriptions.insert(language(params)?, description);
    Ok(json!(true))
}

/// `setMyShortDescription`.
pub(super) fn set_short_description(world: &mut World, params: &Params) -> Answer {
    let description = limited(params, "short_description", MAX_SHORT_DESCRIPTION)?;
    world.menu.short_descriptions.insert(language(params)?, description);
    Ok(json!(true))
}

/// `getMyName`.
pub(super) fn get_name(world: &mut World, params: &Params) -> Answer {
    Ok(json!({ "name": world.menu.name(&language(params)?) }))
}

/// `getMyDescription`.
pub(super) fn get_description(world: &mut World, params: &Params) -> Answer {
    Ok(json!({ "description": world.menu.description(&language(params)?) }))
}

/// `getMyShortDescription`.
pub(super) fn get_short_description(world: &mut World, params: &Params) -> Answer {
    let all = &world.menu.short_descriptions;
    let description = all.get(&language(params)?).or_else(|| all.get("")).cloned().unwrap_or_default();
    Ok(json!({ "short_description": description }))
}

/// `setChatMenuButton`.
pub(super) fn set_menu_button(world: &mut World, params: &Params) -> Answer {
    let button = params.json("menu_button")?.unwrap_or_else(|| json!({ "type": "default" }));
    match button.get("type").and_then(Value::as_str) {
        Some("default" | "commands" | "web_app") => {
            world.menu.buttons.insert(params.integer("chat_id"), button);
            Ok(json!(true))
        }
        _ => Err(Refusal::bad("can't parse MenuButton: Unsupported type specified")),
    }
}

/// `getChatMenuButton`.
pub(super) fn get_menu_button(world: &mut World, params: &Params) -> Answer {
    let buttons = &world.menu.buttons;
    let button = buttons.get(&params.integer("chat_id")).or_else(|| buttons.get(&None)).cloned();
    Ok(button.unwrap_or_else(|| json!({ "type": "commands" })))
}

fn limited(params: &Params, field: &str, longest: usize) -> Result<String, Refusal> {
    let text = params.text(field).unwrap_or_default().trim().to_owned();
    if utf16(&text) > longest {
        // The real API says so in capitals, as it comes from further inside.
        return Err(Refusal::bad(format!("BOT_{}_TOO_LONG", field.to_ascii_uppercase())));
    }
    Ok(text)
}
