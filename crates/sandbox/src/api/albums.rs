//! Albums: several pictures, videos or files in one go, and copies of several messages at once.

use serde_json::{Value, json};

use super::{
    Answer, media,
    messages::{self, Content},
    params::Params,
    reach,
    refusal::Refusal,
    text,
};
use crate::world::World;

/// Most items of an album.
const MAX_ITEMS: usize = 10;
/// Most messages copied at once.
const MAX_COPIES: usize = 100;

/// `sendMediaGroup`: all or nothing.
pub(super) fn send(world: &mut World, params: &Params) -> Answer {
    let items = params.list("media")?.unwrap_or_default();
    reach::writable(world, params)?;
    match items.len() {
        0 => return Err(Refusal::bad("there are no messages to send")),
        // Telegram sends a single one as a message of its own, against its own documentation; here it is a mistake.
        1 => return Err(Refusal::bad("an album has 2 to 10 items")),
        2..=MAX_ITEMS => {}
        _ => return Err(Refusal::bad("too many messages to send as an album")),
    }
    let kinds = items.iter().map(kind).collect::<Result<Vec<_>, _>>()?;
    if kinds.contains(&"document") && kinds.iter().any(|kind| *kind != "document") {
        return Err(Refusal::bad("document can't be mixed with other media types"));
    }
    let mut contents = Vec::new();
    let album = Some(world.next_album());
    for (item, kind) in items.iter().zip(kinds) {
        let item = params.within(item);
        let rich = text::caption(&item)?;
        let media = Some(media::media(world, &item, ("media", kind))?);
        contents.push(Content { rich, media, album });
    }
    let mut sent = Vec::new();
    for content in contents {
        let (chat, id) = messages::put(world, params, content)?;
        sent.push(world.told(chat, id).unwrap_or(Value::Null));
    }
    Ok(Value::Array(sent))
}

fn kind(item: &Value) -> Result<&'static str, Refusal> {
    let told = item.get("type").and_then(Value::as_str).unwrap_or_default();
    let known = media::MOVABLE.into_iter().find(|known| *known == told);
    known
        .ok_or_else(|| Refusal::bad(format!("can't parse InputMedia: type \"{told}\" can't be used in sendMediaGroup")))
}

/// `copyMessages`: albums stay albums, and what cannot be copied is left out.
pub(super) fn copy(world: &mut World, params: &Params) -> Answer {
    reach::writable(world, params)?;
    let ids: Vec<i64> = params.list("message_ids")?.unwrap_or_default().iter().filter_map(Value::as_i64).collect();
    if ids.is_empty() || ids.len() > MAX_COPIES || !ids.is_sorted_by(|one, next| one < next) {
        return Err(Refusal::bad("message identifiers must be 1 to 100 in increasing order"));
    }
    let from = reach::readable(world, params, "from_chat_id")?;
    let found = ids.iter().filter_map(|id| from.message(*id)).filter(|message| message.service.is_none());
    let mut contents: Vec<Content> = found.map(Content::of).collect();
    if contents.is_empty() {
        return Err(Refusal::bad("there are no messages to copy"));
    }
    let mut before = None;
    let mut album = 0;
    for content in contents.iter_mut().filter(|content| content.album.is_some()) {
        if before != content.album {
            before = content.album;
            album = world.next_album();
        }
        content.album = Some(album);
    }
    let mut copied = Vec::new();
    for content in contents {
        let (_, id) = messages::put(world, params, content)?;
        copied.push(json!({ "message_id": id }));
    }
    Ok(Value::Array(copied))
}
