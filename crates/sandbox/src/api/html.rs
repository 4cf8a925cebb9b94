//! The Bot API's HTML: a handful of tags, turned into text with entities.

use serde_json::{Value, json};

use super::refusal::Refusal;
use crate::world::{entities::utf16, message::Rich};

/// A tag that is open.
struct Open {
    tag: String,
    entity: Value,
    start: usize,
}

/// Parses a text; the errors are those of the real API.
pub(super) fn parse(html: &str) -> Result<Rich, Refusal> {
    let mut parser = Parser { text: String::new(), entities: Vec::new(), open: Vec::new() };
    let mut rest = html;
    while let Some(first) = rest.chars().next() {
        let at = html.len() - rest.len();
        rest = match first {
            '<' => {
                let end = rest.find('>').ok_or_else(|| wrong(format!("Unclosed start tag at byte offset {at}")))?;
                parser.tag(&rest[1..end], at)?;
                &rest[end + 1..]
            }
            '&' => parser.character(rest),
            _ => {
                parser.text.push(first);
                &rest[first.len_utf8()..]
            }
        };
    }
    parser.finish()
}

fn wrong(what: impl AsRef<str>) -> Refusal {
    Refusal::bad(format!("can't parse entities: {}", what.as_ref()))
}

struct Parser {
    text: String,
    entities: Vec<Value>,
    open: Vec<Open>,
}

impl Parser {
    /// `&amp;` and its kin; anything else stays as it is.
    fn character<'a>(&mut self, rest: &'a str) -> &'a str {
        let known = rest.find(';').and_then(|end| Some((decode(&rest[1..end])?, &rest[end + 1..])));
        let (character, rest) = known.unwrap_or(('&', &rest[1..]));
        self.text.push(character);
        rest
    }

    fn tag(&mut self, inside: &str, at: usize) -> Result<(), Refusal> {
        if let Some(name) = inside.strip_prefix('/') {
            return self.close(&name.trim().to_ascii_lowercase(), at);
        }
        let (name, attributes) = inside.split_once(char::is_whitespace).unwrap_or((inside, ""));
        let tag = name.to_ascii_lowercase();
        let entity = entity(&tag, attributes)
            .ok_or_else(|| wrong(format!("Unsupported start tag \"{tag}\" at byte offset {at}")))?;
        self.open.push(Open { tag, entity, start: utf16(&self.text) });
        Ok(())
    }

    fn close(&mut self, tag: &str, at: usize) -> Result<(), Refusal> {
        let Some(mut open) = self.open.pop() else {
            return Err(wrong(format!("Unexpected end tag at byte offset {at}")));
        };
        if open.tag != tag {
            let expected = &open.tag;
            return Err(wrong(format!(
                "Unmatched end tag at byte offset {at}, expected \"</{expected}>\", found \"</{tag}>\""
            )));
        }
        let length = utf16(&self.text) - open.start;
        if let Some(fields) = open.entity.as_object_mut().filter(|_| length > 0) {
            fields.insert("offset".to_owned(), open.start.into());
            fields.insert("length".to_owned(), length.into());
            self.entities.push(open.entity);
        }
        Ok(())
    }

    fn finish(mut self) -> Result<Rich, Refusal> {
        if let Some(open) = self.open.last() {
            return Err(wrong(format!("Can't find end tag corresponding to start tag \"{}\"", open.tag)));
        }
        // Outer before inner: by where they begin, the longer first.
        let place = |entity: &Value, field: &str| entity.get(field).and_then(Value::as_u64).unwrap_or_default();
        self.entities.sort_by_key(|entity| (place(entity, "offset"), u64::MAX - place(entity, "length")));
        Ok(Rich { text: self.text, entities: self.entities })
    }
}

fn entity(tag: &str, attributes: &str) -> Option<Value> {
    let kind = match tag {
        "b" | "strong" => "bold",
        "i" | "em" => "italic",
        "u" | "ins" => "underline",
        "s" | "strike" | "del" => "strikethrough",
        "tg-spoiler" => "spoiler",
        "span" if attribute(attributes, "class").as_deref() == Some("tg-spoiler") => "spoiler",
        "code" => "code",
        "pre" => "pre",
        "blockquote" if attributes.trim_start().starts_with("expandable") => "expandable_blockquote",
        "blockquote" => "blockquote",
        "a" => return Some(json!({ "type": "text_link", "url": attribute(attributes, "href")? })),
        _ => return None,
    };
    Some(json!({ "type": kind }))
}

/// The value of `name="…"`.
fn attribute(attributes: &str, name: &str) -> Option<String> {
    let value = attributes.trim().strip_prefix(name)?.trim_start().strip_prefix('=')?.trim_start();
    let quote = value.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
    let value = value[1..].split(quote).next()?;
    let mut parser = Parser { text: String::new(), entities: Vec::new(), open: Vec::new() };
    let mut rest = value;
    while let Some(first) = rest.chars().next() {
        rest = if first == '&' {
            parser.character(rest)
        } else {
            parser.text.push(first);
            &rest[first.len_utf8()..]
        };
    }
    Some(parser.text)
}

fn decode(name: &str) -> Option<char> {
    match name {
        "lt" => Some('<'),
        "gt" => Some('>'),
        "amp" => Some('&'),
        "quot" => Some('"'),
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code)
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn tags_become_entities() {
        let rich = parse("👍 <b>a <i>b</i></b> &lt;&amp;&#33; <a href=\"https://x.kz/?a=1&amp;b=2\">c</a>").unwrap();
        assert_eq!(rich.text, "👍 a b <&! c");
        assert_eq!(
            rich.entities,
            [
                json!({"type":"bold","offset":3,"length":3}),
                json!({"type":"italic","offset":5,"length":1}),
                json!({"type":"text_link","offset":11,"length":1,"url":"https://x.kz/?a=1&b=2"}),
            ]
        );
    }

    #[test]
    fn mistakes_are_told_as_telegram_does() {
        let told = |html| parse(html).unwrap_err().description;
        assert_eq!(
            told("<b>a"),
            "Bad Request: can't parse entities: Can't find end tag corresponding to start tag \"b\""
        );
        assert_eq!(told("ә <x>"), "Bad Request: can't parse entities: Unsupported start tag \"x\" at byte offset 3");
        assert_eq!(told("a</b>"), "Bad Request: can't parse entities: Unexpected end tag at byte offset 1");
        assert!(told("<b>a</i>").ends_with("Unmatched end tag at byte offset 4, expected \"</b>\", found \"</i>\""));
        assert!(told("a < b").contains("Unclosed start tag at byte offset 2"));
    }
}
