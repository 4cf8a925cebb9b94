//! What somebody who writes too fast did, read with as little work as there can be: what must not be left out.

use std::borrow::Cow;

use serde::Deserialize;
use serde::de::IgnoredAny;
use teloxide::types::CallbackQueryId;

/// What is to be seen at a glance.
#[derive(Debug, PartialEq)]
pub(in crate::bot) enum Glance<'a> {
    /// A press, which waits for its answer; and the language of their Telegram.
    Press(CallbackQueryId, Option<String>),
    /// A text, new or edited; and the language of their Telegram.
    Text(Cow<'a, str>, Option<String>),
    /// They blocked the bot, or let it in again.
    Membership,
    /// Anything else.
    Other,
}

#[derive(Deserialize)]
struct Update<'a> {
    #[serde(borrow)]
    message: Option<Message<'a>>,
    #[serde(borrow)]
    edited_message: Option<Message<'a>>,
    callback_query: Option<Query>,
    my_chat_member: Option<IgnoredAny>,
}

#[derive(Deserialize)]
struct Message<'a> {
    #[serde(borrow)]
    text: Option<Cow<'a, str>>,
    #[serde(borrow)]
    caption: Option<Cow<'a, str>>,
    from: Option<Person>,
}

#[derive(Deserialize)]
struct Query {
    id: String,
    from: Person,
}

#[derive(Deserialize)]
struct Person {
    language_code: Option<String>,
}

/// Looks.
pub(in crate::bot) fn glance(raw: &str) -> Glance<'_> {
    let Ok(update) = serde_json::from_str::<Update<'_>>(raw) else { return Glance::Other };
    match update {
        Update { callback_query: Some(query), .. } => {
            Glance::Press(CallbackQueryId(query.id), query.from.language_code)
        }
        Update { my_chat_member: Some(_), .. } => Glance::Membership,
        Update { message: Some(message), .. } | Update { edited_message: Some(message), .. } => {
            let lang = message.from.and_then(|from| from.language_code);
            message.text.or(message.caption).map_or(Glance::Other, |text| Glance::Text(text, lang))
        }
        _ => Glance::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_must_not_be_left_out_is_seen() {
        let ru = || Some("ru".to_owned());
        let table = [
            (
                r#"{"callback_query":{"id":"9","from":{"id":7,"language_code":"ru"},"message":{"text":"x"}}}"#,
                Glance::Press(CallbackQueryId("9".to_owned()), ru()),
            ),
            (r#"{"message":{"from":{"language_code":"ru"},"text":"a\"b"}}"#, Glance::Text("a\"b".into(), ru())),
            (r#"{"edited_message":{"caption":"gas"}}"#, Glance::Text("gas".into(), None)),
            (r#"{"message":{"sticker":{}}}"#, Glance::Other),
            (r#"{"my_chat_member":{}}"#, Glance::Membership),
            (r#"{"callback_query":{}}"#, Glance::Other),
            ("", Glance::Other),
        ];
        for (raw, expected) in table {
            assert_eq!(glance(raw), expected, "{raw}");
        }
    }
}
