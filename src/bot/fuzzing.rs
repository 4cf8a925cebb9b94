//! What must hold when this room reads bytes that strangers made: updates, callback data, deep links. Panics where it
//! does not. The whole list of fuzz targets is in `crate::fuzzing`.

use search::Lang;

use super::reading::{self, Command, What};
use super::visit::Place;
use super::{callbacks, deeplink};
use crate::ids::{EntryId, Kind, QuestionId};
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
    assert_eq!(Ok(&deed.what), reading::read(raw).as_ref().map(|again| &again.what).ok_or(()), "read twice, it differs");
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
    round_trip(&press_of(data.as_bytes()));
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

/// Some press, by these bytes: kind, language, number, name.
fn press_of(bytes: &[u8]) -> Press {
    let byte = |place: usize| bytes.get(place).copied().unwrap_or_default();
    let lang = Lang::ALL[usize::from(byte(1)) % Lang::ALL.len()];
    let id = QuestionId(i64::from_le_bytes(std::array::from_fn(|place| byte(2 + place))));
    let letters = b"abcdefghijklmnopqrstuvwxyz0123456789-";
    let name = bytes.iter().skip(11).take(40).map(|b| char::from(letters[usize::from(*b) % letters.len()]));
    let name: String = std::iter::once('a').chain(name).take(40).collect();
    let kind = Kind::ALL[usize::from(byte(10)) % Kind::ALL.len()];
    let Ok(entry) = EntryId::new(kind, &name) else { unreachable!("{name:?} is a name") };
    match byte(0) % 12 {
        0 => Press::Vote(id, true),
        1 => Press::Vote(id, false),
        2 => Press::More(lang, entry),
        3 => Press::Others(id),
        4 => Press::Choose(id, entry),
        5 => Press::NoneOfThese(id),
        6 => Press::Departments(lang),
        7 => Press::Formers(lang),
        8 => Press::Open(lang, entry),
        9 => Press::Language(lang),
        10 => Press::StartIn(lang),
        _ => Press::Starter(lang, byte(2)),
    }
}
