//! What is chosen for a draft from a list: its channel, the entry it is about, whose followers get it.

use super::card;
use super::compose::{change, note};
use crate::bot::resident::{Done, Outcome};
use crate::bot::services::Services;
use crate::bot::visit::Visit;
use crate::ids::AnnouncementId;
use crate::store::announcement::{self, State};
use crate::view::{AnnounceNote, Choice, Page, Toast};

/// Chooses.
pub(super) async fn choose(services: &Services, visit: &Visit, id: AnnouncementId, choice: Choice) -> Outcome {
    let found = announcement::get(&mut services.store.read().await?, id).await?;
    let Some(row) = found.filter(|row| row.chat == visit.chat && row.state == State::Draft) else {
        return Ok(Done::Told(visit.lang, Toast::AnnounceChanged));
    };
    let (channel, entry) = match &choice {
        Choice::Channel(channel) => (*channel, None),
        Choice::Entry(entry) | Choice::Aim(entry) => (row.channel, Some(entry)),
        Choice::Without(_) => (row.channel, None),
    };
    if !services.may_announce(channel, visit.chat).await? {
        card::show(services, visit, id, (Page::Main, Some(AnnounceNote::NotAllowed))).await?;
        return Ok(Done::Beside(visit.lang, Toast::NotAdmin));
    }
    if entry.is_some_and(|entry| services.answerer.snapshot().knowledge.entry(entry).is_none()) {
        return Ok(Done::Told(visit.lang, Toast::AnnounceChanged));
    }
    change(services, id, |plan, channel| match &choice {
        // A post stands in its own channel.
        Choice::Channel(chosen) if plan.post.is_none() => *channel = *chosen,
        Choice::Channel(_) => {}
        Choice::Entry(entry) => (plan.entry, plan.asks) = (Some(entry.clone()), None),
        Choice::Aim(aim) => {
            let aims = &mut plan.audience.aims;
            match aims.iter().position(|known| known == aim) {
                Some(place) => drop(aims.remove(place)),
                None => aims.push(aim.clone()),
            }
        }
        Choice::Without(lang) => plan.remove(*lang),
    })
    .await?;
    let page = match choice {
        Choice::Aim(_) => Page::Aims(Vec::new()),
        Choice::Without(_) => Page::Langs,
        Choice::Channel(_) | Choice::Entry(_) => Page::Main,
    };
    if page == Page::Main {
        note(services, id, |plan| plan.asks = plan.asks.filter(|_| plan.texts.is_empty())).await?;
    }
    card::show(services, visit, id, (page, None)).await?;
    Ok(Done::Quiet)
}
