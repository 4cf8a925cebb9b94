//! An announcement as people will see it, in the admin's own chat: each version, or the one that they would get.

use search::Lang;

use super::card;
use crate::announce::content::Content;
use crate::announce::plan::Plan;
use crate::bot::failure::Failure;
use crate::bot::resident::{Done, Outcome};
use crate::bot::services::Services;
use crate::bot::visit::Visit;
use crate::ids::AnnouncementId;
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
    let ask = match plan.entry {
        Some(_) => ask_url(services, row.id).await?,
        None => None,
    };
    for (lang, content) in versions {
        let call = services.view.announcement(*lang, content, &plan.links, ask.as_deref());
        match services.sender.send_made(visit.chat, call.method, &call.body).await {
            Ok(()) => {}
            Err(SendError::Refused(_)) => note = Some(AnnounceNote::Refused),
            Err(error) => return Err(error.into()),
        }
    }
    match row.chat == visit.chat {
        true => card::fresh(services, row.id, note).await?,
        false => card::hand(services, (visit.chat, visit.lang), row.id).await?,
    }
    Ok(Done::Quiet)
}

/// The address that "Ask about this" opens. None: the bot's name is not known.
pub(super) async fn ask_url(services: &Services, id: AnnouncementId) -> Result<Option<String>, Failure> {
    let name = meta::get(&mut services.store.read().await?, meta::USERNAME).await?;
    let name = name.filter(|name| !name.is_empty());
    Ok(name.map(|name| format!("https://t.me/{name}?start=ann_{}", id.0)))
}
