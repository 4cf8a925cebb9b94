//! What people send from the page or a test besides text: there is no real file behind it.

use serde_json::{Value, json};

use super::message::Media;

/// Something of a kind; the name is that of a document or a contact.
pub(crate) fn played(kind: &'static str, name: &str) -> Media {
    // Sent for the first time, it gets an id of its own.
    let file = |more: Value| {
        let mut file = json!({ "file_id": "played", "file_unique_id": "played", "file_size": 2048 });
        if let (Some(fields), Some(more)) = (file.as_object_mut(), more.as_object()) {
            fields.extend(more.clone());
        }
        file
    };
    let value = match kind {
        "photo" => json!([file(json!({ "width": 1280, "height": 960 }))]),
        "video" => file(json!({ "width": 1280, "height": 720, "duration": 12, "mime_type": "video/mp4" })),
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
