//! Answers to presses of buttons.

use serde_json::json;

use super::{Answer, params::Params, refusal::Refusal};
use crate::world::{World, callbacks, entities::utf16};

/// Longest text of an answer, in UTF-16 units.
const MAX_ANSWER: usize = 200;

/// `answerCallbackQuery`: once a press.
pub(super) fn answer(world: &mut World, params: &Params) -> Answer {
    let text = params.text("text").filter(|text| !text.is_empty());
    if text.as_deref().is_some_and(|text| utf16(text) > MAX_ANSWER) {
        return Err(Refusal::bad("MESSAGE_TOO_LONG"));
    }
    let answer = callbacks::Answer { text, alert: params.flag("show_alert"), url: params.text("url") };
    let id = params.text("callback_query_id").unwrap_or_default();
    if world.callbacks.answer(&id, answer) {
        Ok(json!(true))
    } else {
        Err(Refusal::bad("query is too old and response timeout expired or query ID is invalid"))
    }
}
