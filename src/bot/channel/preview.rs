//! An announcement as people will see it, in the admin's own chat: each version, or the one that they would get.

use search::Lang;

use super::card;
use crate::announce::content::Content;
use crate::announce::plan::Plan;
use crate::bot::failure::Failure;
use crate::bot::resident::{Done, Outcome};
use crate::bot::services::Services;
use crate::bot::visit::Visit;
use crate::ids::{AnnouncementId, ChatId};
use crate::store::announcement::Announcement;
use crate::store::meta;
use crate::transport::SendError;
use crate::view::AnnounceNote;

/// Every version there is; the card comes below.
pub(super) async fn preview(services: &Services, visit: &Visit, row: &Announcement) -> Outcome {
    let plan = Plan::parse(&row.body);
    let versions: Vec<(Lang, &Content)> = plan.texts.iter().map(|(lang, content)| (*lang, content)).collect();
    shown(services, visit, row, (&plan, &versions)).await
}

/// What they would get themselves.
pub(super) async fn test(services: &Services, visit: &Visit, row: &Announcement) -> Outcome {
    let plan = Plan::parse(&row.body);
    let version = plan.version(visit.lang).or_else(|| plan.channel_version(visit.lang));
    shown(services, visit, row, (&plan, &version.into_iter().collect::<Vec<_>>())).await
}

async fn shown(
    services: &Services,
    visit: &Visit,
    row: &Announcement,
    (plan, versions): (&Plan, &[(Lang, &Content)]),
) -> Outcome {
    let mut note = versions.is_empty().then_some(AnnounceNote::NoText);
    for (lang, _) in versions {
        match send(services, visit.chat, (row.id, plan), *lang).await {
            Err(Failure::Send(SendError::Refused(_))) => note = Some(AnnounceNote::Refused),
            sent => sent?,
        }
    }
    match row.chat == visit.chat {
        true => card::fresh(services, row.id, note).await?,
        false => card::hand(services, (visit.chat, visit.lang), row.id).await?,
    }
    Ok(Done::Quiet)
}

/// Sends the version in this language to a chat, as people get it.
pub(in crate::bot) async fn send(
    services: &Services,
    chat: ChatId,
    (id, plan): (AnnouncementId, &Plan),
    lang: Lang,
) -> Result<(), Failure> {
    let Some(content) = plan.texts.get(&lang) else { return Ok(()) };
    let bot = meta::get(&mut services.store.read().await?, meta::USERNAME).await?.unwrap_or_default();
    let call = services.view.announcement(lang, content, &plan.links, plan.ask_url(id, &bot).as_deref());
    Ok(services.sender.send_made(chat, call.method, &call.body).await?)
}
