//! What the bot shows of itself: commands a scope and language, descriptions, name, menu button.

use std::collections::BTreeMap;

use serde_json::{Value, json};

/// The name until the bot sets one.
const FIRST_NAME: &str = "qaida";

/// By language; the empty one is for everybody else.
type ByLanguage<T> = BTreeMap<String, T>;

/// What the bot shows of itself.
#[derive(Debug, Default)]
pub(crate) struct Menu {
    /// By scope (its JSON, keys sorted), then language.
    pub(crate) commands: BTreeMap<String, ByLanguage<Vec<Value>>>,
    pub(crate) descriptions: ByLanguage<String>,
    pub(crate) short_descriptions: ByLanguage<String>,
    pub(crate) names: ByLanguage<String>,
    /// By chat; `None` is the default for all.
    pub(crate) buttons: BTreeMap<Option<i64>, Value>,
}

impl Menu {
    /// The commands set for exactly this scope and language.
    pub(crate) fn exactly(&self, scope: &Value, language: &str) -> Vec<Value> {
        self.commands.get(&scope.to_string()).and_then(|all| all.get(language)).cloned().unwrap_or_default()
    }

    /// The commands of the first of these scopes that has any for this language.
    pub(crate) fn narrowest(&self, scopes: &[Value], language_code: &str) -> Vec<Value> {
        scopes
            .iter()
            .filter_map(|scope| self.commands.get(&scope.to_string()))
            .find_map(|all| in_language(all, language_code))
            .cloned()
            .unwrap_or_default()
    }

    /// What a chat shows before START.
    pub(crate) fn description(&self, language_code: &str) -> String {
        in_language(&self.descriptions, language_code).cloned().unwrap_or_default()
    }

    /// The bot's name.
    pub(crate) fn name(&self, language_code: &str) -> String {
        in_language(&self.names, language_code).cloned().unwrap_or_else(|| FIRST_NAME.to_owned())
    }
}

/// The scopes that count in a private chat, the narrowest first.
pub(crate) fn in_private(chat: i64) -> Vec<Value> {
    vec![
        json!({ "type": "chat", "chat_id": chat }),
        json!({ "type": "all_private_chats" }),
        json!({ "type": "default" }),
    ]
}

/// The scopes that count for somebody in a group, the narrowest first.
pub(crate) fn in_group(chat: i64, person: i64, admin: bool) -> Vec<Value> {
    let scopes = [
        (true, json!({ "type": "chat_member", "chat_id": chat, "user_id": person })),
        (admin, json!({ "type": "chat_administrators", "chat_id": chat })),
        (true, json!({ "type": "chat", "chat_id": chat })),
        (admin, json!({ "type": "all_chat_administrators" })),
        (true, json!({ "type": "all_group_chats" })),
        (true, json!({ "type": "default" })),
    ];
    scopes.into_iter().filter(|(counts, _)| *counts).map(|(_, scope)| scope).collect()
}

/// `en-GB` falls back to `en`, then to what is for everybody.
fn in_language<'a, T>(all: &'a ByLanguage<T>, language_code: &str) -> Option<&'a T> {
    let primary = language_code.split('-').next().unwrap_or_default();
    all.get(primary).or_else(|| all.get(""))
}

/// Commands as `(command, description)`.
pub(crate) fn pairs(commands: &[Value]) -> Vec<(String, String)> {
    let text = |command: &Value, field: &str| command.get(field).and_then(Value::as_str).unwrap_or_default().to_owned();
    commands.iter().map(|command| (text(command, "command"), text(command, "description"))).collect()
}
