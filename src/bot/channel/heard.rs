//! What happens in channels: the bot is made an administrator or no longer, others come and go, something is posted.

use serde_json::Value;

use super::{card, native};
use crate::bot::failure::Failure;
use crate::bot::services::Services;
use crate::bot::visit::default_lang;
use crate::ids::ChatId;
use crate::store::channel::{self, Channel};
use crate::store::{announcement, composing, resident};
use crate::transport::RawUpdate;

/// Something that happened in a channel.
#[derive(Clone, Debug)]
pub(in crate::bot) enum Heard {
    /// The bot is something else there now, by this person's act.
    Me(Channel),
    /// Somebody else is.
    Member(ChatId, ChatId),
    /// Something was posted.
    Post(Value),
    /// A post was edited.
    Edited(Value),
}

/// What it is; none: nothing of a channel.
pub(in crate::bot) fn read(raw: &str) -> Option<Heard> {
    let update: Value = serde_json::from_str(raw).ok()?;
    let of_channel = |kind: &str| Some(&update[kind]).filter(|part| part["chat"]["type"] == "channel");
    if let Some(changed) = of_channel("my_chat_member") {
        return Some(Heard::Me(channel(changed)?));
    }
    if let Some(changed) = of_channel("chat_member") {
        let who = changed["new_chat_member"]["user"]["id"].as_i64()?;
        return Some(Heard::Member(ChatId(changed["chat"]["id"].as_i64()?), ChatId(who)));
    }
    if let Some(post) = of_channel("channel_post") {
        return Some(Heard::Post(post.clone()));
    }
    of_channel("edited_channel_post").map(|post| Heard::Edited(post.clone()))
}

fn channel(changed: &Value) -> Option<Channel> {
    let (chat, bot) = (&changed["chat"], &changed["new_chat_member"]);
    let text = |name: &str| chat[name].as_str().unwrap_or_default().to_owned();
    let posts = bot["status"] == "administrator" && bot["can_post_messages"] == true;
    Some(Channel {
        chat: ChatId(chat["id"].as_i64()?),
        title: text("title"),
        username: text("username"),
        added_by: ChatId(changed["from"]["id"].as_i64().unwrap_or_default()),
        linked_by: ChatId(0),
        gone: !posts,
    })
}

/// Takes it in.
pub(in crate::bot) async fn hear(services: &Services, update: &RawUpdate, heard: Heard) -> Result<(), Failure> {
    match heard {
        Heard::Me(channel) => changed(services, channel).await,
        Heard::Member(channel, person) => {
            services.membership.changed(channel, person);
            Ok(())
        }
        Heard::Post(post) => posted(services, update, &post).await,
        Heard::Edited(post) => native::edited(services, &post).await,
    }
}

async fn changed(services: &Services, channel: Channel) -> Result<(), Failure> {
    services.membership.all_changed(channel.chat);
    let before = channel::get(&mut services.store.read().await?, channel.chat).await?;
    let (seen, now) = (channel.clone(), services.clock.now());
    let seeing = services.store.write(move |c| {
        Box::pin(async move {
            channel::seen(c, &seen).await?;
            // Whoever throws the bot out wants nothing more to go out.
            if seen.gone { announcement::halt(c, seen.chat, now).await } else { Ok(()) }
        })
    });
    seeing.await?;
    match before {
        Some(before) if before.linked_by.0 != 0 => {
            if before.gone != channel.gone {
                drafts_say_so(services, channel.chat).await?;
            }
            Ok(())
        }
        before => {
            let new = before.is_none_or(|before| before.gone) && !channel.gone;
            if new { offer(services, &channel).await } else { Ok(()) }
        }
    }
}

/// The cards of a channel's drafts are drawn anew.
pub(super) async fn drafts_say_so(services: &Services, channel: ChatId) -> Result<(), Failure> {
    let drafts = composing::drafts_of(&mut services.store.read().await?, channel).await?;
    for draft in drafts.into_iter().filter(|draft| draft.card != 0) {
        if let Err(failure) = card::redraw(services, draft.id).await {
            log::warn!("the card of a draft could not be drawn anew: {failure}");
        }
    }
    Ok(())
}

/// Whoever made the bot an administrator is asked whether to link the channel, if they talk to it.
async fn offer(services: &Services, channel: &Channel) -> Result<(), Failure> {
    let known = resident::get(&mut services.store.read().await?, channel.added_by).await?;
    let Some(person) = known.filter(|person| !person.blocked) else { return Ok(()) };
    let lang = person.lang.unwrap_or_else(|| default_lang(services));
    let offered = services.tell(person.chat, &services.view.link_offer(lang, channel)).await;
    offered.map_err(Failure::Channel)
}

/// What a channel is called now is kept, too: links to its posts are recognised by its public name.
async fn posted(services: &Services, update: &RawUpdate, post: &Value) -> Result<(), Failure> {
    let chat = &post["chat"];
    let id = ChatId(chat["id"].as_i64().unwrap_or_default());
    let Some(known) = channel::get(&mut services.store.read().await?, id).await? else { return Ok(()) };
    let text = |name: &str| chat[name].as_str().unwrap_or_default().to_owned();
    let (title, username) = (text("title"), text("username"));
    if (&known.title, &known.username) != (&title, &username) {
        let write =
            services.store.write(move |c| Box::pin(async move { channel::rename(c, id, &title, &username).await }));
        write.await?;
    }
    match known.is_linked() {
        true => native::offered(services, update.update_id, post).await,
        false => Ok(()),
    }
}
