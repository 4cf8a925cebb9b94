//! An announcement as the Bot API is to send it. What an admin wrote is passed on as it came, formatting and files
//! included; below it stand the buttons. One function makes it for the preview, the test, the sending and the
//! correction, so that all of them look the same.

use search::Lang;
use serde_json::{Map, Value, json};

use super::View;
use super::card::Button;
use crate::announce::content::{Content, MAX_CAPTION, Media, MediaKind};
use crate::announce::plan::Link;

/// A call of the Bot API, but for the chat (and, of an edit, the message) that it is about.
#[derive(Clone, Debug, PartialEq)]
pub struct Outgoing {
    /// The method.
    pub method: &'static str,
    /// Its parameters, without `chat_id` and `message_id`.
    pub body: Map<String, Value>,
}

impl View {
    /// The call that sends a version of an announcement. `lang` is what the button "Ask about this" speaks, `ask` the
    /// address that it opens; none: there is no such button. Below an album Telegram lets no buttons stand: there the
    /// addresses are lines at the end of the caption, as far as there is room.
    pub fn announcement(&self, lang: Lang, content: &Content, links: &[Link], ask: Option<&str>) -> Outgoing {
        let (buttons, content) = (self.address_buttons(lang, links, ask), &self.as_sent(lang, content, links, ask));
        let mut body = Map::new();
        let method = match content.media.as_slice() {
            [] => {
                text(&mut body, content);
                "sendMessage"
            }
            [media] => {
                caption(&mut body, content);
                body.insert(media.kind.name().to_owned(), json!(media.file));
                spoiler(&mut body, media);
                method(media.kind)
            }
            album => {
                let mut items: Vec<Map<String, Value>> = album.iter().map(item).collect();
                if let Some(first) = items.first_mut() {
                    caption(first, content);
                }
                body.insert("media".to_owned(), json!(items));
                return Outgoing { method: "sendMediaGroup", body };
            }
        };
        keyboard(&mut body, &buttons);
        Outgoing { method, body }
    }

    /// The call that makes what was sent say this instead. Files stay as they are, but for one that took another's place;
    /// of an album it is the caption of its first message that changes.
    pub fn correction(&self, lang: Lang, content: &Content, links: &[Link], ask: Option<&str>) -> Outgoing {
        let (buttons, content) = (self.address_buttons(lang, links, ask), &self.as_sent(lang, content, links, ask));
        let mut body = Map::new();
        if content.media.is_empty() {
            text(&mut body, content);
            keyboard(&mut body, &buttons);
            return Outgoing { method: "editMessageText", body };
        }
        if let ([media], true) = (content.media.as_slice(), content.replaced) {
            let mut item = item(media);
            caption(&mut item, content);
            body.insert("media".to_owned(), json!(item));
            keyboard(&mut body, &buttons);
            return Outgoing { method: "editMessageMedia", body };
        }
        caption(&mut body, content);
        if !content.is_album() {
            keyboard(&mut body, &buttons);
        }
        Outgoing { method: "editMessageCaption", body }
    }

    /// What people have of a version once it was sent: of an album, the caption with the lines at its end. A text is
    /// told to be the announcement by comparing it with this.
    pub fn as_sent(&self, lang: Lang, content: &Content, links: &[Link], ask: Option<&str>) -> Content {
        match content.is_album() {
            true => {
                let text = with_lines(content, &self.address_buttons(lang, links, ask));
                Content { text, ..content.clone() }
            }
            false => content.clone(),
        }
    }

    /// What opens an address: what the admin gave, and asking about it.
    fn address_buttons(&self, lang: Lang, links: &[Link], ask: Option<&str>) -> Vec<(String, String)> {
        let ask = ask.map(|url| (self.get(lang, "btn-ann-ask"), url.to_owned()));
        let given = links.iter().map(|link| (Button::url(&link.label, &link.url).label, link.url.clone()));
        given.chain(ask).collect()
    }
}

fn method(kind: MediaKind) -> &'static str {
    match kind {
        MediaKind::Photo => "sendPhoto",
        MediaKind::Video => "sendVideo",
        MediaKind::Animation => "sendAnimation",
        MediaKind::Audio => "sendAudio",
        MediaKind::Document => "sendDocument",
    }
}

fn text(body: &mut Map<String, Value>, content: &Content) {
    body.insert("text".to_owned(), json!(content.text));
    if !content.entities.is_empty() {
        body.insert("entities".to_owned(), json!(content.entities));
    }
    if !content.preview.is_null() {
        body.insert("link_preview_options".to_owned(), content.preview.clone());
    }
}

fn caption(body: &mut Map<String, Value>, content: &Content) {
    if !content.text.is_empty() {
        body.insert("caption".to_owned(), json!(content.text));
    }
    if !content.entities.is_empty() {
        body.insert("caption_entities".to_owned(), json!(content.entities));
    }
}

fn spoiler(body: &mut Map<String, Value>, media: &Media) {
    if media.spoiler {
        body.insert("has_spoiler".to_owned(), json!(true));
    }
}

/// A file of an album.
fn item(media: &Media) -> Map<String, Value> {
    let mut item = Map::new();
    item.insert("type".to_owned(), json!(media.kind.name()));
    item.insert("media".to_owned(), json!(media.file));
    spoiler(&mut item, media);
    item
}

fn keyboard(body: &mut Map<String, Value>, buttons: &[(String, String)]) {
    if buttons.is_empty() {
        return;
    }
    let rows: Vec<Value> = buttons.iter().map(|(label, url)| json!([{"text": label, "url": url}])).collect();
    body.insert("reply_markup".to_owned(), json!({"inline_keyboard": rows}));
}

/// The text with a line for each address that there is still room for. What is formatted stands before them, so its
/// places stay right.
fn with_lines(content: &Content, buttons: &[(String, String)]) -> String {
    let mut text = content.text.clone();
    let mut gap = if text.is_empty() { "" } else { "\n\n" };
    for (label, url) in buttons {
        let longer = format!("{text}{gap}{label}: {url}");
        if longer.encode_utf16().count() <= MAX_CAPTION {
            text = longer;
            gap = "\n";
        }
    }
    text
}
