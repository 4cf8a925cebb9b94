//! What Telegram finds in a text by itself, and how it measures one.

use serde_json::{Value, json};

/// The entities that Telegram marks by itself in what people type: commands and web addresses.
pub(crate) fn found_by_telegram(text: &str) -> Vec<Value> {
    let mut offset = 0;
    let mut found = Vec::new();
    for word in text.split_inclusive(char::is_whitespace) {
        let bare = word.trim_end().trim_end_matches(['.', ',', ':', ';', '!', '?', ')']);
        if let Some(kind) = kind(bare) {
            found.push(json!({ "type": kind, "offset": offset, "length": utf16(bare) }));
        }
        offset += utf16(word);
    }
    found
}

/// What a person marked in their text, with what Telegram finds in it by itself.
pub(crate) fn marked(text: &str, mut entities: Vec<Value>) -> Vec<Value> {
    for found in found_by_telegram(text) {
        if !entities.contains(&found) {
            entities.push(found);
        }
    }
    entities.sort_by_key(|entity| entity.get("offset").and_then(Value::as_u64));
    entities
}

fn kind(word: &str) -> Option<&'static str> {
    if ["https://", "http://"].iter().any(|scheme| word.starts_with(scheme)) {
        return Some("url");
    }
    let name = word.strip_prefix('/')?;
    let of_a_command = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '@');
    (!name.is_empty() && name.chars().all(of_a_command)).then_some("bot_command")
}

/// Length in UTF-16 units, the Bot API's measure.
pub(crate) fn utf16(text: &str) -> usize {
    text.encode_utf16().count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands_and_addresses_are_marked() {
        assert_eq!(
            found_by_telegram("👍 /help. see https://example.org/a, / and a/b /көмек"),
            [
                json!({ "type": "bot_command", "offset": 3, "length": 5 }),
                json!({ "type": "url", "offset": 14, "length": 21 }),
            ]
        );
    }
}
