//! `/announcements`: what there is in the channels in which somebody may announce.

use crate::announce::plan::Plan;
use crate::bot::resident::{Done, Outcome};
use crate::bot::services::Services;
use crate::bot::visit::Visit;
use crate::store::announcement::{self, Announcement, State};

/// The most that are listed.
const MOST: usize = 15;

/// `/announcements`
pub(in crate::bot) async fn announcements(services: Services, visit: Visit) -> Outcome {
    services.saw(&visit).await?;
    let channels = services.channels_of(visit.chat).await?;
    if channels.is_empty() {
        services.reply(&visit, &services.view.announce_nobody(visit.lang)).await?;
        return Ok(Done::Quiet);
    }
    let mut all: Vec<Announcement> = Vec::new();
    let mut c = services.store.read().await?;
    for channel in channels {
        all.extend(announcement::of_channel(&mut c, channel.chat).await?);
    }
    drop(c);
    all.retain(|one| is_shown(one, &visit));
    all.sort_by_key(|one| std::cmp::Reverse(one.id.0));
    all.truncate(MOST);
    let zone = services.answerer.snapshot().knowledge.info.zone();
    services.reply(&visit, &services.view.announcements(visit.lang, &all, &zone)).await?;
    Ok(Done::Quiet)
}

/// Of others' drafts only those that wait for a second admin; of drafts that say nothing, none.
fn is_shown(one: &Announcement, visit: &Visit) -> bool {
    let theirs = one.chat == visit.chat || one.approved_by.is_some();
    let says = !Plan::parse(&one.body).texts.is_empty();
    one.state != State::Draft || (theirs && says)
}
