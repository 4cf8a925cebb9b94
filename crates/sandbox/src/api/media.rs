//! Pictures, videos and documents: uploaded with the call, or sent again by their file id.

use serde_json::{Value, json};

use super::{Answer, messages, params::Params, reach, refusal::Refusal, text};
use crate::world::{World, message::Media};

/// Largest picture, in bytes.
const MAX_PHOTO: usize = 10 * 1024 * 1024;
/// Largest video or document, in bytes.
const MAX_FILE: usize = 50 * 1024 * 1024;
/// Files that can stand in an album, and in each other's place.
pub(super) const MOVABLE: [&str; 3] = ["photo", "video", "document"];
/// What is told of a video whose size the bot does not tell.
const VIDEO_SIZE: (i64, i64) = (1280, 720);

/// `sendPhoto`.
pub(super) fn send_photo(world: &mut World, params: &Params) -> Answer {
    send(world, params, "photo")
}

/// `sendVideo`.
pub(super) fn send_video(world: &mut World, params: &Params) -> Answer {
    send(world, params, "video")
}

/// `sendDocument`.
pub(super) fn send_document(world: &mut World, params: &Params) -> Answer {
    send(world, params, "document")
}

fn send(world: &mut World, params: &Params, kind: &'static str) -> Answer {
    let caption = text::caption(params)?;
    reach::writable(world, params)?;
    let media = media(world, params, (kind, kind))?;
    messages::post(world, params, caption, Some(media))
}

/// What a parameter brings: a new file, or one that is known by its id. Addresses on the web are refused: the sandbox
/// fetches nothing.
pub(super) fn media(world: &mut World, params: &Params, (name, kind): (&str, &'static str)) -> Result<Media, Refusal> {
    if params.upload(name).is_some() {
        return uploaded(world, params, name, kind);
    }
    let id = params.text(name).filter(|id| !id.is_empty());
    let id = id.ok_or_else(|| Refusal::bad(format!("there is no {name} in the request")))?;
    let media = world.files.media(&id).ok_or_else(|| Refusal::bad("wrong file identifier/HTTP URL specified"))?;
    if media.kind != kind {
        let (is, wanted) = (type_name(media.kind), type_name(kind));
        return Err(Refusal::bad(format!("can't use file of type {is} as {wanted}")));
    }
    Ok(media.clone())
}

fn uploaded(world: &mut World, params: &Params, name: &str, kind: &'static str) -> Result<Media, Refusal> {
    let upload = params.upload(name).ok_or_else(|| Refusal::bad(format!("there is no {name} in the request")))?;
    if upload.bytes.is_empty() {
        return Err(Refusal::bad("file must be non-empty"));
    }
    if upload.bytes.len() > if kind == "photo" { MAX_PHOTO } else { MAX_FILE } {
        return Err(Refusal::new(413, "Request Entity Too Large"));
    }
    let photo = (kind == "photo").then(|| size(&upload.bytes).ok_or_else(|| Refusal::bad("IMAGE_PROCESS_FAILED")));
    let photo = photo.transpose()?;
    let id = world.files.add(&upload.name, upload.bytes.clone());
    let mut file = json!({ "file_id": id, "file_unique_id": id, "file_size": upload.bytes.len() });
    let mut set = |field: &str, value: Value| file[field] = value;
    if let Some((width, height)) = photo {
        set("width", json!(width));
        set("height", json!(height));
    } else {
        set("file_name", json!(upload.name));
        set("mime_type", json!(upload.mime));
    }
    if kind == "video" {
        let number = |name: &str, otherwise: i64| json!(params.integer(name).unwrap_or(otherwise));
        set("width", number("width", VIDEO_SIZE.0));
        set("height", number("height", VIDEO_SIZE.1));
        set("duration", number("duration", 0));
    }
    let value = if kind == "photo" { json!([file]) } else { file };
    let media = Media { kind, value, file: Some(id) };
    world.files.remember(media.clone());
    Ok(media)
}

/// How Telegram names a kind of file where it is none that was wanted.
fn type_name(kind: &str) -> &str {
    match kind {
        "photo" => "Photo",
        "video" => "Video",
        "document" => "Document",
        "voice" => "VoiceNote",
        "sticker" => "Sticker",
        other => other,
    }
}

/// Width and height of a PNG; a JPEG is taken as it comes, without looking for its size.
fn size(bytes: &[u8]) -> Option<(u32, u32)> {
    const PNG: &[u8] = b"\x89PNG\r\n\x1a\n";
    const JPEG: &[u8] = b"\xff\xd8\xff";
    /// What is told of a JPEG: nobody relies on it.
    const SOME_SIZE: (u32, u32) = (1280, 960);
    if bytes.starts_with(JPEG) {
        return Some(SOME_SIZE);
    }
    let number = |at: usize| Some(u32::from_be_bytes(bytes.get(at..at + 4)?.try_into().ok()?));
    if bytes.starts_with(PNG) { number(16).zip(number(20)) } else { None }
}
