//! The calls that announcements become.

use serde_json::{Value, json};

use super::*;
use crate::announce::content::{Content, MAX_CAPTION, Media, MediaKind};
use crate::announce::plan::Link;

const ASK: Option<&str> = Some("https://t.me/city_bot?start=ann_7");

fn link() -> Vec<Link> {
    vec![Link { label: "Карта".to_owned(), url: "https://example.org/map".to_owned() }]
}

fn media(kind: MediaKind, spoiler: bool) -> Media {
    Media { kind, file: format!("file-{}", kind.name()), spoiler }
}

fn content(text: &str, media: Vec<Media>) -> Content {
    let entities = vec![json!({"type": "brand_new", "offset": 0, "length": 2})];
    Content { text: text.to_owned(), entities, media, preview: json!({"is_disabled": true}), ..Content::default() }
}

fn made(outgoing: Outgoing) -> (&'static str, Value) {
    (outgoing.method, Value::Object(outgoing.body))
}

#[test]
fn a_text_goes_out_as_it_came_with_a_button_a_row() {
    let text = content("Су жоқ", vec![]);
    let body = json!({
        "text": "Су жоқ",
        "entities": text.entities,
        "link_preview_options": {"is_disabled": true},
        "reply_markup": {"inline_keyboard": [
            [{"text": "Карта", "url": "https://example.org/map"}],
            [{"text": "Осы туралы сұрау", "url": "https://t.me/city_bot?start=ann_7"}],
        ]},
    });
    assert_eq!(made(view().announcement(Lang::Kk, &text, &link(), ASK)), ("sendMessage", body.clone()));
    assert_eq!(made(view().correction(Lang::Kk, &text, &link(), ASK)), ("editMessageText", body));
    let plain = Content { text: "x".to_owned(), ..Content::default() };
    assert_eq!(made(view().announcement(Lang::Ru, &plain, &[], None)), ("sendMessage", json!({"text": "x"})));
}

#[test]
fn a_file_has_a_caption_and_buttons() {
    let photo = content("Су", vec![media(MediaKind::Photo, true)]);
    let buttons = json!({"inline_keyboard": [[{"text": "Спросить об этом", "url": ASK}]]});
    let body = json!({
        "photo": "file-photo", "has_spoiler": true, "caption": "Су", "caption_entities": photo.entities,
        "reply_markup": buttons,
    });
    assert_eq!(made(view().announcement(Lang::Ru, &photo, &[], ASK)), ("sendPhoto", body));
    let body = json!({"caption": "Су", "caption_entities": photo.entities, "reply_markup": buttons});
    assert_eq!(made(view().correction(Lang::Ru, &photo, &[], ASK)), ("editMessageCaption", body));
    let other = Content { replaced: true, ..photo.clone() };
    let item = json!({
        "type": "photo", "media": "file-photo", "has_spoiler": true, "caption": "Су", "caption_entities": photo.entities,
    });
    let body = json!({"media": item, "reply_markup": buttons});
    assert_eq!(made(view().correction(Lang::Ru, &other, &[], ASK)), ("editMessageMedia", body));
    let methods = MediaKind::ALL
        .map(|kind| view().announcement(Lang::Ru, &content("", vec![media(kind, false)]), &[], None).method);
    assert_eq!(methods, ["sendAnimation", "sendPhoto", "sendVideo", "sendAudio", "sendDocument"]);
}

#[test]
fn below_an_album_addresses_are_lines_as_far_as_there_is_room() {
    let album = |text: &str| content(text, vec![media(MediaKind::Photo, false), media(MediaKind::Video, true)]);
    let small = album("Су");
    let caption = "Су\n\nКарта: https://example.org/map\nAsk about this: https://t.me/city_bot?start=ann_7";
    let body = json!({"media": [
        {"type": "photo", "media": "file-photo", "caption": caption, "caption_entities": small.entities},
        {"type": "video", "media": "file-video", "has_spoiler": true},
    ]});
    assert_eq!(made(view().announcement(Lang::En, &small, &link(), ASK)), ("sendMediaGroup", body));
    let body = json!({"caption": caption, "caption_entities": small.entities});
    assert_eq!(made(view().correction(Lang::En, &small, &link(), ASK)), ("editMessageCaption", body));
    let full = album(&"ә".repeat(MAX_CAPTION));
    assert_eq!(view().correction(Lang::En, &full, &link(), ASK).body["caption"], full.text);
}
