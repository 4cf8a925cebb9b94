//! Inline keyboards: what a button may be.

use serde_json::{Value, json};

use super::{params::Params, refusal::Refusal};

/// Most buttons under one message.
const MAX_BUTTONS: usize = 100;
/// Most buttons in a row; Telegram drops the rest, here it is a mistake.
const MAX_IN_A_ROW: usize = 8;
/// Longest `callback_data`, in bytes.
const MAX_DATA: usize = 64;

/// The keyboard of a call; an empty one is none.
pub(super) fn inline(params: &Params) -> Result<Option<Value>, Refusal> {
    let Some(markup) = params.json("reply_markup")? else {
        return Ok(None);
    };
    let Some(rows) = markup.get("inline_keyboard").and_then(Value::as_array) else {
        return Err(Refusal::bad("the sandbox knows inline keyboards only"));
    };
    let mut kept = Vec::new();
    for row in rows {
        let Some(buttons) = row.as_array() else {
            return Err(Refusal::bad("can't parse inline keyboard button: expected an Array of Array"));
        };
        buttons.iter().try_for_each(check)?;
        if buttons.len() > MAX_IN_A_ROW {
            return Err(Refusal::bad("REPLY_MARKUP_TOO_LONG"));
        }
        if !buttons.is_empty() {
            kept.push(row.clone());
        }
    }
    if kept.iter().filter_map(Value::as_array).map(Vec::len).sum::<usize>() > MAX_BUTTONS {
        return Err(Refusal::bad("REPLY_MARKUP_TOO_LONG"));
    }
    Ok((!kept.is_empty()).then(|| json!({ "inline_keyboard": kept })))
}

fn check(button: &Value) -> Result<(), Refusal> {
    let text = |field: &str| button.get(field).and_then(Value::as_str);
    if text("text").is_none_or(|label| label.trim().is_empty()) {
        return Err(Refusal::bad("can't parse inline keyboard button: Field \"text\" must be non-empty"));
    }
    match (text("callback_data"), text("url")) {
        (Some(data), None) if data.is_empty() || data.len() > MAX_DATA => Err(Refusal::bad("BUTTON_DATA_INVALID")),
        (Some(_), None) => Ok(()),
        (None, Some(url)) if ["http://", "https://", "tg://"].iter().any(|scheme| url.starts_with(scheme)) => Ok(()),
        (None, Some(url)) => {
            Err(Refusal::bad(format!("inline keyboard button URL '{url}' is invalid: Unsupported URL protocol")))
        }
        (Some(_), Some(_)) => Err(Refusal::bad("can't parse inline keyboard button: one action is allowed")),
        (None, None) => {
            Err(Refusal::bad("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(rows: Value) -> Option<String> {
        inline(&Params::of(json!({ "reply_markup": { "inline_keyboard": rows } }))).err().map(|r| r.description)
    }

    #[test]
    fn limits() {
        let button = |data: String| json!({ "text": "a", "callback_data": data });
        assert_eq!(told(json!([[button("x".repeat(64))]])), None);
        assert_eq!(told(json!([[button("ә".repeat(33))]])), Some("Bad Request: BUTTON_DATA_INVALID".into()));
        assert_eq!(told(json!([[button(String::new())]])), Some("Bad Request: BUTTON_DATA_INVALID".into()));
        let row = vec![button("x".into()); 8];
        assert_eq!(told(json!(vec![row.clone(); 12])), None);
        assert_eq!(told(json!(vec![row; 13])), Some("Bad Request: REPLY_MARKUP_TOO_LONG".into()));
        assert!(told(json!([[{ "text": "a", "url": "javascript:alert(1)" }]])).is_some());
        assert!(told(json!([[{ "text": "a" }]])).is_some());
        assert_eq!(told(json!([[{ "text": "a", "url": "https://example.org" }]])), None);
    }
}
