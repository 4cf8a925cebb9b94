//! `/announcements`: what there is in the channels in which somebody may announce.

use crate::announce::plan::Plan;
use crate::bot::resident::{Done, Outcome};
use crate::bot::services::Services;
use crate::bot::visit::Visit;
use crate::store::announcement::{self, Announcement, State};

/// The most that are listed.
const MOST: usize = 15;
/// The most posts of channels among them that were offered for sending, and nothing was done about them.
const POSTS: usize = 3;

/// `/announcements`
pub(in crate::bot) async fn announcements(services: Services, visit: Visit) -> Outcome {
    services.saw(&visit).await?;
    let channels = services.channels_of(visit.chat).await?;
    if channels.is_empty() {
        services.reply(&visit, &services.view.announce_nobody(visit.lang)).await?;
        return Ok(Done::Quiet);
    }
    let mut c = services.store.read().await?;
    let mut all: Vec<Announcement> = announcement::made_by(&mut c, visit.chat).await?;
    let offered = announcement::of_chat(&mut c, visit.chat, State::Draft).await?.into_iter();
    all.extend(offered.filter(|one| Plan::parse(&one.body).post.is_some()).take(POSTS));
    for channel in channels {
        all.extend(announcement::of_channel(&mut c, channel.chat).await?);
    }
    drop(c);
    all.retain(|one| one.state != State::Draft || !Plan::parse(&one.body).texts.is_empty());
    all.sort_by_key(|one| std::cmp::Reverse(one.id.0));
    all.dedup_by_key(|one| one.id);
    all.truncate(MOST);
    let zone = services.answerer.snapshot().knowledge.info.zone();
    services.reply(&visit, &services.view.announcements(visit.lang, &all, &zone)).await?;
    Ok(Done::Quiet)
}
