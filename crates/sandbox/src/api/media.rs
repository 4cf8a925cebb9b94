//! Pictures and documents: uploaded with the call, or sent again by their file id.

use serde_json::{Value, json};

use super::{Answer, messages, params::Params, reach, refusal::Refusal, text};
use crate::world::{World, files::File, message::Media};

/// Largest picture, in bytes.
const MAX_PHOTO: usize = 10 * 1024 * 1024;
/// Largest document, in bytes.
const MAX_DOCUMENT: usize = 50 * 1024 * 1024;

/// `sendPhoto`.
pub(super) fn send_photo(world: &mut World, params: &Params) -> Answer {
    let caption = text::caption(params)?;
    reach::reachable(world, params)?;
    let file = file(world, params, "photo", MAX_PHOTO)?;
    let (width, height) = size(&file.bytes).ok_or_else(|| Refusal::bad("IMAGE_PROCESS_FAILED"))?;
    let value = json!([{
        "file_id": file.id, "file_unique_id": file.id, "file_size": file.bytes.len(),
        "width": width, "height": height,
    }]);
    messages::post(world, params, caption, Some(Media { kind: "photo", value, file: Some(file.id) }))
}

/// `sendDocument`.
pub(super) fn send_document(world: &mut World, params: &Params) -> Answer {
    let caption = text::caption(params)?;
    reach::reachable(world, params)?;
    let file = file(world, params, "document", MAX_DOCUMENT)?;
    let value = json!({
        "file_id": file.id, "file_unique_id": file.id, "file_size": file.bytes.len(),
        "file_name": file.name, "mime_type": file.mime,
    });
    messages::post(world, params, caption, Some(Media { kind: "document", value, file: Some(file.id) }))
}

/// The file of a parameter. Addresses on the web are refused: the sandbox fetches nothing.
fn file(world: &mut World, params: &Params, name: &str, largest: usize) -> Result<File, Refusal> {
    let id = match params.upload(name) {
        Some(upload) if upload.bytes.is_empty() => {
            return Err(Refusal::bad("file must be non-empty"));
        }
        Some(upload) if upload.bytes.len() > largest => {
            return Err(Refusal::new(413, "Request Entity Too Large"));
        }
        Some(upload) => world.files.add(&upload.name, &upload.mime, upload.bytes.clone()),
        None => match params.text(name) {
            Some(id) if !id.is_empty() => id,
            _ => return Err(Refusal::bad(format!("there is no {name} in the request"))),
        },
    };
    let wrong = || Refusal::bad("wrong file identifier/HTTP URL specified");
    world.files.get(&id).cloned().ok_or_else(wrong)
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

/// What people send from the page or a test: there is no real file behind it.
pub(crate) fn played(kind: &'static str, name: &str) -> Media {
    let id = format!("played-{kind}");
    let file = |more: Value| {
        let mut file = json!({ "file_id": id, "file_unique_id": id, "file_size": 2048 });
        if let (Some(fields), Some(more)) = (file.as_object_mut(), more.as_object()) {
            fields.extend(more.clone());
        }
        file
    };
    let value = match kind {
        "photo" => json!([file(json!({ "width": 1280, "height": 960 }))]),
        "voice" => file(json!({ "duration": 4, "mime_type": "audio/ogg" })),
        "sticker" => file(json!({
            "width": 512, "height": 512, "type": "regular", "is_animated": false, "is_video": false, "emoji": "🙂",
        })),
        "location" => json!({ "latitude": 50.0, "longitude": 70.0 }),
        "contact" => json!({ "phone_number": "+77000000000", "first_name": name }),
        _ => file(json!({ "file_name": name, "mime_type": "application/pdf" })),
    };
    Media { kind, value, file: None }
}
