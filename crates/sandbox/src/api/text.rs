//! Texts as the Bot API takes them: entities or HTML, limits, and what trimming does to both.

use serde_json::Value;

use super::{html, params::Params, refusal::Refusal};
use crate::world::{entities::utf16, message::Rich};

/// Longest text, in UTF-16 units.
pub(super) const MAX_TEXT: usize = 4096;
/// Longest caption, in UTF-16 units.
pub(super) const MAX_CAPTION: usize = 1024;

/// Kinds of entities a bot may send. Telegram finds mentions, hashtags and the like by itself.
const KINDS: [&str; 19] = [
    "mention",
    "hashtag",
    "cashtag",
    "bot_command",
    "url",
    "email",
    "phone_number",
    "bold",
    "italic",
    "underline",
    "strikethrough",
    "spoiler",
    "blockquote",
    "expandable_blockquote",
    "code",
    "pre",
    "text_link",
    "text_mention",
    "custom_emoji",
];

/// The text of a message: it must be there.
pub(super) fn text(params: &Params) -> Result<Rich, Refusal> {
    let text = params.text("text").unwrap_or_default();
    if text.is_empty() {
        return Err(Refusal::bad("message text is empty"));
    }
    let rich = formatted(text, params, "entities")?;
    if rich.text.is_empty() {
        return Err(Refusal::bad("text must be non-empty"));
    }
    if utf16(&rich.text) > MAX_TEXT {
        return Err(Refusal::bad("message is too long"));
    }
    Ok(rich)
}

/// A caption: it may be missing.
pub(super) fn caption(params: &Params) -> Result<Rich, Refusal> {
    let rich = formatted(params.text("caption").unwrap_or_default(), params, "caption_entities")?;
    if utf16(&rich.text) > MAX_CAPTION {
        return Err(Refusal::bad("message caption is too long"));
    }
    Ok(rich)
}

fn formatted(text: String, params: &Params, entities: &str) -> Result<Rich, Refusal> {
    let rich = match params.text("parse_mode").as_deref() {
        None | Some("") => Rich { entities: params.list(entities)?.unwrap_or_default(), text },
        Some(mode) if mode.eq_ignore_ascii_case("html") => html::parse(&text)?,
        // MarkdownV2 exists too, but the bot does not use it.
        Some(_) => return Err(Refusal::bad("unsupported parse_mode")),
    };
    check(&rich)?;
    Ok(trim(&rich))
}

/// Every entity must be of a known kind and lie within the text, on character boundaries.
fn check(rich: &Rich) -> Result<(), Refusal> {
    let boundaries = boundaries(&rich.text);
    for entity in &rich.entities {
        let kind = entity.get("type").and_then(Value::as_str).unwrap_or_default();
        if !KINDS.contains(&kind) {
            return Err(Refusal::bad("can't parse MessageEntity: Unsupported type specified"));
        }
        let (Some(start), Some(length)) = (position(entity, "offset"), position(entity, "length")) else {
            return Err(Refusal::bad("can't parse MessageEntity: Field \"offset\" must be of type Number"));
        };
        let whole = |at: usize| boundaries.binary_search(&at).is_ok();
        if length == 0 || !whole(start) || !whole(start.saturating_add(length)) {
            return Err(Refusal::bad("ENTITY_BOUNDS_INVALID"));
        }
        if kind == "text_link" {
            check_link(entity)?;
        }
    }
    Ok(())
}

fn check_link(entity: &Value) -> Result<(), Refusal> {
    let url = entity.get("url").and_then(Value::as_str);
    match url {
        None => Err(Refusal::bad("can't parse MessageEntity: Can't find field \"url\"")),
        Some(url) if ["http://", "https://", "tg://"].iter().any(|scheme| url.starts_with(scheme)) => Ok(()),
        Some(url) => Err(Refusal::bad(format!("Entity URL '{url}' is invalid: Unsupported URL protocol"))),
    }
}

fn position(entity: &Value, field: &str) -> Option<usize> {
    entity.get(field)?.as_u64()?.try_into().ok()
}

/// The UTF-16 offsets between characters, in order.
fn boundaries(text: &str) -> Vec<usize> {
    let mut at = 0;
    let mut all = vec![0];
    for character in text.chars() {
        at += character.len_utf16();
        all.push(at);
    }
    all
}

/// Removes white space around the text; entities move with it and lose what they had outside.
fn trim(rich: &Rich) -> Rich {
    let text = rich.text.trim();
    let lead = utf16(&rich.text) - utf16(rich.text.trim_start());
    let end = utf16(text);
    let entities = rich.entities.iter().filter_map(|entity| {
        let (start, length) = (position(entity, "offset")?, position(entity, "length")?);
        let from = start.saturating_sub(lead).min(end);
        let to = (start + length).saturating_sub(lead).min(end);
        let mut entity = entity.clone();
        let fields = entity.as_object_mut().filter(|_| to > from)?;
        fields.insert("offset".to_owned(), from.into());
        fields.insert("length".to_owned(), (to - from).into());
        Some(entity)
    });
    Rich { text: text.to_owned(), entities: entities.collect() }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use serde_json::json;

    use super::*;

    fn sent(values: Value) -> Result<Rich, String> {
        text(&Params::of(values)).map_err(|refusal| refusal.description)
    }

    #[test]
    fn entities_count_utf16_units() {
        let bold = |offset, length| {
            sent(json!({ "text": "👍 ok", "entities": [{"type":"bold","offset":offset,"length":length}] }))
        };
        assert!(bold(0, 2).is_ok());
        assert!(bold(3, 2).is_ok());
        let outside = Err("Bad Request: ENTITY_BOUNDS_INVALID".to_owned());
        assert_eq!(bold(1, 1), outside, "half a character");
        assert_eq!(bold(3, 3), outside);
        assert_eq!(bold(3, 0), outside);
    }

    #[test]
    fn trimming_moves_entities() {
        let rich = sent(json!({ "text": "\n a b \n", "entities": [{"type":"bold","offset":0,"length":6}] })).unwrap();
        assert_eq!(rich, Rich { text: "a b".into(), entities: vec![json!({"type":"bold","offset":0,"length":3})] });
    }

    #[test]
    fn limits_and_words() {
        assert_eq!(sent(json!({})).unwrap_err(), "Bad Request: message text is empty");
        assert_eq!(sent(json!({ "text": " \n" })).unwrap_err(), "Bad Request: text must be non-empty");
        assert!(sent(json!({ "text": format!("  {}", "ә".repeat(4096)) })).is_ok());
        assert_eq!(sent(json!({ "text": "👍".repeat(2049) })).unwrap_err(), "Bad Request: message is too long");
        assert_eq!(
            sent(json!({ "text": "a", "entities": [{"type":"shiny","offset":0,"length":1}] })).unwrap_err(),
            "Bad Request: can't parse MessageEntity: Unsupported type specified"
        );
        assert_eq!(
            sent(json!({ "text": "a", "entities": [{"type":"text_link","offset":0,"length":1,"url":"javascript:1"}] }))
                .unwrap_err(),
            "Bad Request: Entity URL 'javascript:1' is invalid: Unsupported URL protocol"
        );
        assert_eq!(
            sent(json!({ "text": "a", "parse_mode": "MarkdownV2" })).unwrap_err(),
            "Bad Request: unsupported parse_mode"
        );
    }
}
