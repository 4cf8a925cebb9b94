//! What must hold when this room reads bytes that strangers made: updates, callback data, deep links. Panics where it
//! does not. The whole list of fuzz targets is in `crate::fuzzing`.

use super::reading::{self, Command, What};
use super::visit::Place;
use super::{callbacks, deeplink};
use crate::ids::EntryId;
use crate::transport::Head;
use crate::view::Press;

/// An update's raw body: head and reading agree on whose it is, and neither stumbles.
pub(crate) fn update(raw: &str) {
    let head = Head::read(raw);
    let whole = serde_json::from_str::<serde_json::Value>(raw);
    if let (Ok(head), Ok(whole)) = (&head, &whole) {
        assert_eq!(whole["update_id"].as_i64(), Some(head.update_id.0), "the head reads another number");
    }
    let Some(deed) = reading::read(raw) else { return };
    assert_eq!(
        Ok(&deed.what),
        reading::read(raw).as_ref().map(|again| &again.what).ok_or(()),
        "read twice, it differs"
    );
    let kinds = whole.as_ref().ok().and_then(|whole| whole.as_object()).map_or(0, |parts| parts.len());
    if let (Ok(head), Place::Message { .. }, 2) = (&head, &deed.place, kinds) {
        assert_eq!(head.chat, deed.chat, "stored in the lane of another chat");
    }
    if let What::Press(press) = &deed.what {
        round_trip(press);
    }
}

/// A button's callback data: what is understood is exactly what was written here.
pub(crate) fn callback(data: &str) {
    if let Some(press) = callbacks::parse(data) {
        assert_eq!(callbacks::encode(&press), data, "two spellings of one press");
        round_trip(&press);
    }
}

/// What follows `/start`: every entry it may name has a link that leads to it.
pub(crate) fn deep_link(payload: &str) {
    let named: Vec<EntryId> = deeplink::entries(payload).collect();
    assert!(named.len() <= 3, "too many readings of one link");
    for entry in named {
        let link = entry.as_str().replacen(':', "_", 1);
        assert!(deeplink::entries(&link).any(|found| found == entry), "{entry} is not found under its own link");
    }
    let raw = serde_json::json!({"update_id": 1, "message": {"message_id": 1, "date": 1, "text": format!("/start {payload}"),
        "chat": {"id": 7, "type": "private", "first_name": "A"}}});
    let read = reading::read(&raw.to_string()).map(|deed| deed.what);
    assert_eq!(read, Some(What::Command(Command::Start(payload.trim().to_owned()))), "the payload arrives as it was");
}

fn round_trip(press: &Press) {
    let data = callbacks::encode(press);
    assert!(data.len() <= 64, "{data:?} does not fit a button");
    assert_eq!(callbacks::parse(&data).as_ref(), Some(press), "{data:?} means something else");
}
