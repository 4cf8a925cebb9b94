//! The last step: shown once, taken once more; by a second admin where the owner wants that.

use super::acts::shown_to_both;
use super::card::{self, Look};
use super::compose::note;
use crate::announce::plan::{People, Plan};
use crate::bot::announced;
use crate::bot::failure::Failure;
use crate::bot::resident::{Done, Outcome};
use crate::bot::services::Services;
use crate::bot::visit::{Visit, default_lang};
use crate::ids::ChatId;
use crate::store::announcement::Announcement;
use crate::store::{composing, resident};
use crate::view::{AnnounceNote, Page, Toast};

/// Shows the last step, unless something is missing.
pub(super) async fn last_step(services: &Services, visit: &Visit, row: &Announcement) -> Outcome {
    if let Some(lack) = lack(visit, row) {
        card::show(services, visit, row.id, (Page::Main, Some(lack))).await?;
        return Ok(Done::Beside(visit.lang, Toast::Missing));
    }
    note(services, row.id, |plan| (plan.shown, plan.asks) = (true, None)).await?;
    card::show(services, visit, row.id, (Page::Last, None)).await?;
    Ok(Done::Quiet)
}

/// What keeps it from going out.
fn lack(visit: &Visit, row: &Announcement) -> Option<AnnounceNote> {
    let plan = Plan::parse(&row.body);
    let posted = plan.audience.channel && plan.post.is_none();
    if plan.texts.is_empty() {
        return Some(AnnounceNote::NoText);
    }
    if !posted && plan.audience.people == People::Nobody {
        return Some(AnnounceNote::Nobody);
    }
    row.due.is_some_and(|due| due < visit.now).then_some(AnnounceNote::Missed)
}

/// The last step is taken.
pub(super) async fn send(services: &Services, visit: &Visit, row: &Announcement) -> Outcome {
    let changed = !Plan::parse(&row.body).shown;
    if let Some(lack) = lack(visit, row).or(changed.then_some(AnnounceNote::Changed)) {
        card::show(services, visit, row.id, (Page::Main, Some(lack))).await?;
        return Ok(Done::Beside(visit.lang, Toast::Missing));
    }
    match is_agreed(services, visit, row).await? {
        true => goes_out(services, visit, row).await,
        false => first(services, visit, row).await,
    }
}

/// Whether it needs nobody else's confirmation: where the owner wants a second admin, another one, who still may, has
/// confirmed it as it is.
pub(in crate::bot) async fn is_agreed(services: &Services, visit: &Visit, row: &Announcement) -> Result<bool, Failure> {
    if !services.policies().await?.announce_second_approval {
        return Ok(true);
    }
    match row.approved_by.filter(|by| *by != visit.chat) {
        Some(by) => services.may_announce(row.channel, by).await,
        None => Ok(false),
    }
}

/// They are the first to confirm what goes out, or a correction of it: others are asked.
pub(in crate::bot) async fn first(services: &Services, visit: &Visit, row: &Announcement) -> Outcome {
    if row.approved_by == Some(visit.chat) {
        return Ok(Done::Told(visit.lang, Toast::SecondAdmin));
    }
    let (approved, by) = (row.clone(), visit.chat);
    let first = services.store.write(move |c| Box::pin(async move { composing::approve(c, &approved, by).await }));
    if !first.await? {
        return Ok(Done::Told(visit.lang, Toast::AnnounceChanged));
    }
    let asked = ask_others(services, visit.chat, row).await?;
    match row.state.is_out() {
        true => announced::proposed(services, visit, row, asked).await?,
        false => card::show(services, visit, row.id, (Page::Main, Some(AnnounceNote::SecondAsked(asked)))).await?,
    }
    Ok(Done::Beside(visit.lang, Toast::SecondAdmin))
}

/// Hands the card to all others who may announce in the channel and have talked to the bot; how many those are.
pub(super) async fn ask_others(services: &Services, but: ChatId, row: &Announcement) -> Result<usize, Failure> {
    let mut asked = 0;
    for (admin, lang) in admins_known(services, row.channel).await? {
        if admin == but {
            continue;
        }
        match card::hand(services, (admin, lang), row.id).await {
            Ok(()) => asked += 1,
            Err(failure) => log::warn!("another admin could not be asked: {failure}"),
        }
    }
    Ok(asked)
}

/// Those who may post in a channel and have talked to the bot, with their languages.
pub(super) async fn admins_known(services: &Services, channel: ChatId) -> Result<Vec<(ChatId, search::Lang)>, Failure> {
    let posters = services.sender.posters(channel).await.map_err(Failure::Channel)?;
    if posters.is_empty() {
        return Ok(Vec::new());
    }
    let known = resident::get_all(&mut services.store.read().await?, &posters).await?;
    let reachable = known.into_iter().filter(|admin| !admin.blocked);
    Ok(reachable.map(|admin| (admin.chat, admin.lang.unwrap_or_else(|| default_lang(services)))).collect())
}

/// It goes out now, or at its moment, or when quiet hours are over.
async fn goes_out(services: &Services, visit: &Visit, row: &Announcement) -> Outcome {
    let held = Look::of(services, row.clone()).await?.held();
    let (row, now) = (row.clone(), visit.now);
    let going = row.clone();
    let gone = services.store.write(move |c| {
        Box::pin(async move {
            match held.or(going.due) {
                Some(due) => composing::schedule(c, &going, due).await,
                None => composing::start(c, &going, now).await,
            }
        })
    });
    let toast = if gone.await? { Toast::Done } else { Toast::AnnounceChanged };
    shown_to_both(services, visit, &row).await?;
    Ok(Done::Beside(visit.lang, toast))
}
