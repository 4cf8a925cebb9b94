//! `/link`: a channel is linked by its name, from the list of those the bot administers, or by a forwarded post of it.

use super::unlink;
use crate::bot::failure::Failure;
use crate::bot::menu;
use crate::bot::resident::{Done, Outcome};
use crate::bot::services::Services;
use crate::bot::visit::Visit;
use crate::ids::ChatId;
use crate::store::audit;
use crate::store::channel::{self, Channel};
use crate::transport::{ChannelInfo, SendError};
use crate::view::{LinkCard, Linked};

/// The most channels of which Telegram is asked who may post there.
const ASKED: usize = 30;
/// What an address of a channel begins with.
const ADDRESSES: [&str; 4] = ["https://t.me/", "http://t.me/", "t.me/", "@"];

/// `/link`, alone or with the name of a channel.
pub(in crate::bot) async fn link(services: Services, visit: Visit, named: String) -> Outcome {
    let (chat, now) = (visit.chat, visit.now);
    services.saw(&visit).await?;
    let card = match named.trim() {
        "" => {
            services.composers.links(chat, now);
            services.view.link_card(visit.lang, &offered(&services, chat).await?)
        }
        named => services.view.linked(visit.lang, &by_name(&services, &visit, named).await?),
    };
    services.reply(&visit, &card).await?;
    Ok(Done::Quiet)
}

/// A channel chosen from the list.
pub(super) async fn pressed(services: &Services, visit: &Visit, channel: ChatId) -> Outcome {
    let linked = by_id(services, visit, channel).await?;
    services.replace(visit, &services.view.linked(visit.lang, &linked)).await?;
    Ok(Done::Quiet)
}

/// The channel of a forwarded post.
pub(super) async fn forwarded(services: &Services, visit: &Visit, channel: ChatId) -> Outcome {
    let linked = by_id(services, visit, channel).await?;
    services.reply(visit, &services.view.linked(visit.lang, &linked)).await?;
    Ok(Done::Quiet)
}

/// The channels this person may link, and those that are linked and theirs.
async fn offered(services: &Services, person: ChatId) -> Result<LinkCard, Failure> {
    let all = channel::all(&mut services.store.read().await?).await?;
    let mut card = LinkCard::default();
    for channel in all.into_iter().filter(|channel| !channel.gone).take(ASKED) {
        if services.posts_in(channel.chat, person).await? {
            if channel.is_linked() { card.linked.push(channel) } else { card.open.push(channel) }
        }
    }
    Ok(card)
}

async fn by_name(services: &Services, visit: &Visit, named: &str) -> Result<Linked, Failure> {
    let name = ADDRESSES.into_iter().find_map(|address| named.strip_prefix(address)).unwrap_or(named);
    let name = name.split(['/', '?']).next().unwrap_or_default();
    let plain = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    if !plain {
        return Ok(Linked::NotFound);
    }
    found(services, visit, &format!("@{name}")).await
}

async fn by_id(services: &Services, visit: &Visit, channel: ChatId) -> Result<Linked, Failure> {
    found(services, visit, &channel.0.to_string()).await
}

async fn found(services: &Services, visit: &Visit, named: &str) -> Result<Linked, Failure> {
    match services.sender.channel(named).await {
        Ok(info) if info.is_channel() => checked(services, visit, info).await,
        Ok(_) => Ok(Linked::NoChannel),
        Err(SendError::Blocked) => Ok(Linked::NoAdmin),
        Err(SendError::Refused(_)) => Ok(Linked::NotFound),
        Err(error) => Err(Failure::Channel(error)),
    }
}

/// Looks at the rights of both, and links.
async fn checked(services: &Services, visit: &Visit, info: ChannelInfo) -> Result<Linked, Failure> {
    let channel = info.chat();
    let rights = services.sender.channel_rights(channel).await.map_err(Failure::Channel)?;
    if !rights.admin {
        return Ok(Linked::NoAdmin);
    }
    if !services.posts_in(channel, visit.chat).await? {
        return Ok(Linked::NotYours);
    }
    if !rights.post {
        return Ok(Linked::NoPosting(info.title));
    }
    let known = channel::get(&mut services.store.read().await?, channel).await?;
    if known.is_some_and(|known| known.is_linked()) {
        show_menu(services, visit).await;
        return Ok(Linked::Already(info.title));
    }
    let ChannelInfo { title, username, .. } = info.clone();
    let row = Channel { chat: channel, title, username, added_by: visit.chat, linked_by: visit.chat, gone: false };
    let (now, by, linked) = (visit.now, visit.chat, row.clone());
    let linking = services.store.write(move |c| {
        Box::pin(async move {
            channel::link(c, &row, now).await?;
            audit::add(c, now, by, &format!("linked the channel {}", channel.0)).await
        })
    });
    linking.await?;
    show_menu(services, visit).await;
    unlink::tell_owners(services, visit, &linked).await?;
    Ok(Linked::Done(info.title))
}

/// The commands of those who announce, in their own chat. Without them everything works just as well.
pub(super) async fn show_menu(services: &Services, visit: &Visit) {
    let set = menu::publish_for_admin(&services.sender, &services.view, visit.chat, visit.lang).await;
    if let Err(error) = set {
        log::warn!("the commands of a channel admin could not be set: {error}");
    }
}
