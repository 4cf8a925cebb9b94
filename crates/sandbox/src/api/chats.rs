//! What the bot can learn of a chat and of who is in it.

use serde_json::json;

use super::{
    Answer,
    params::Params,
    reach::{self, with_members},
    refusal::Refusal,
};
use crate::world::{World, standing::Standing};

/// Most reactions that a message may have.
const MAX_REACTIONS: i64 = 11;

/// `getChat`.
pub(super) fn get(world: &mut World, params: &Params) -> Answer {
    let chat = reach::readable(world, params, "chat_id")?;
    let mut full = world.chat_to_api(chat);
    if let Some(fields) = full.as_object_mut() {
        let gifts = json!({
            "unlimited_gifts": false, "limited_gifts": false, "unique_gifts": false, "premium_subscription": false,
        });
        fields.insert("accepted_gift_types".to_owned(), gifts);
        fields.insert("accent_color_id".to_owned(), json!(0));
        fields.insert("max_reaction_count".to_owned(), json!(MAX_REACTIONS));
        if let Some(pinned) = chat.group().and_then(|group| world.told(chat.id, *group.pinned.last()?)) {
            fields.insert("pinned_message".to_owned(), pinned);
        }
    }
    Ok(full)
}

/// `getChatMember`.
pub(super) fn member(world: &mut World, params: &Params) -> Answer {
    let chat = with_members(world, params)?;
    let user = params.integer("user_id").filter(|user| *user > 0);
    let user = user.ok_or_else(|| Refusal::bad("invalid user_id specified"))?;
    let of_bot = user == world.bot_id;
    if !of_bot && !world.people.contains_key(&user) {
        return Err(Refusal::bad("PARTICIPANT_ID_INVALID"));
    }
    let group = chat.group();
    let standing = match group {
        Some(group) if of_bot => group.bot,
        Some(group) => group.standing(user),
        None if of_bot || user == chat.id => Standing::Member,
        None => return Err(Refusal::bad("member not found")),
    };
    let user = if of_bot { world.bot() } else { world.user(user) };
    Ok(standing.to_api(user, group.map(|group| group.sort)))
}

/// `getChatAdministrators`: the owner first, and of the bots this one only.
pub(super) fn administrators(world: &mut World, params: &Params) -> Answer {
    let chat = with_members(world, params)?;
    let group = chat.group().ok_or_else(|| Refusal::bad("there are no administrators in the private chat"))?;
    let people = group.members.iter().map(|(id, standing)| (*standing, world.user(*id)));
    let mut all: Vec<_> =
        people.chain([(group.bot, world.bot())]).filter(|(standing, _)| standing.is_admin()).collect();
    all.sort_by_key(|(standing, _)| !matches!(standing, Standing::Creator { .. }));
    Ok(all.into_iter().map(|(standing, user)| standing.to_api(user, Some(group.sort))).collect())
}

/// `getChatMemberCount`.
pub(super) fn count(world: &mut World, params: &Params) -> Answer {
    let chat = reach::reachable(world, params)?;
    Ok(json!(chat.group().map_or(2, |group| group.count())))
}
