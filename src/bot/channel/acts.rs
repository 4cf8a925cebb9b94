//! The buttons of an announcement's card, until it goes out.

use search::Lang;

use super::card;
use super::compose::{change, note};
use super::{confirm, preview, schedule};
use crate::announce::plan::{Ask, People, Plan};
use crate::bot::announced;
use crate::bot::failure::Failure;
use crate::bot::resident::{Done, Outcome};
use crate::bot::services::Services;
use crate::bot::visit::Visit;
use crate::ids::AnnouncementId;
use crate::store::announcement::{self, Announcement, State};
use crate::store::composing;
use crate::view::{AnnounceAct, AnnounceNote, Page, Toast};

/// A button.
pub(super) async fn act(services: &Services, visit: &Visit, act: AnnounceAct, id: AnnouncementId) -> Outcome {
    let Some(row) = announcement::get(&mut services.store.read().await?, id).await? else {
        return Ok(Done::Told(visit.lang, Toast::AnnounceChanged));
    };
    let own = row.chat == visit.chat;
    // What is theirs they may throw away, stop, or take to another channel, whatever became of their rights.
    let stops = matches!(act, AnnounceAct::Drop | AnnounceAct::Pause | AnnounceAct::Stop);
    let free = own && (stops || matches!(act, AnnounceAct::Channel | AnnounceAct::Back));
    if !free && !services.may_announce(row.channel, visit.chat).await? {
        if own && !row.state.is_out() {
            card::show(services, visit, id, (Page::Main, Some(AnnounceNote::NotAllowed))).await?;
        }
        return Ok(Done::Beside(visit.lang, Toast::NotAdmin));
    }
    match (act, row.state) {
        (AnnounceAct::Open, _) => open(services, visit, &row).await,
        (AnnounceAct::Preview, State::Draft | State::Scheduled | State::Late) => {
            preview::preview(services, visit, &row).await
        }
        // Of others' drafts only those that wait for a second admin.
        (_, State::Draft) if !own && row.approved_by.is_none() => stale(services, visit, id).await,
        (_, State::Draft) => draft(services, visit, act, &row).await,
        (_, State::Scheduled | State::Late) => waiting(services, visit, act, &row).await,
        (_, State::Dropped) => stale(services, visit, id).await,
        _ => announced::pressed(services, visit, act, &row).await,
    }
}

/// The button belongs to how it was before: the card is drawn as it is now.
async fn stale(services: &Services, visit: &Visit, id: AnnouncementId) -> Outcome {
    card::show(services, visit, id, (Page::Main, None)).await?;
    Ok(Done::Beside(visit.lang, Toast::AnnounceChanged))
}

async fn open(services: &Services, visit: &Visit, row: &Announcement) -> Outcome {
    match row.chat == visit.chat {
        true => card::fresh(services, row.id, None).await?,
        false => card::hand(services, (visit.chat, visit.lang), row.id).await?,
    }
    Ok(Done::Quiet)
}

async fn draft(services: &Services, visit: &Visit, act: AnnounceAct, row: &Announcement) -> Outcome {
    let id = row.id;
    match act {
        AnnounceAct::Send => return confirm::last_step(services, visit, row).await,
        AnnounceAct::SendNow => return confirm::send(services, visit, row).await,
        AnnounceAct::Back => return turn_to(services, visit, row, (Page::Main, None)).await,
        _ if row.chat != visit.chat => return stale(services, visit, id).await,
        AnnounceAct::Test => return preview::test(services, visit, row).await,
        AnnounceAct::Lang => return turn_to(services, visit, row, (Page::Langs, None)).await,
        AnnounceAct::Audience => return turn_to(services, visit, row, (Page::Audience, None)).await,
        AnnounceAct::Link => return turn_to(services, visit, row, (Page::Link(Vec::new()), Some(Ask::Entry))).await,
        AnnounceAct::Buttons => return turn_to(services, visit, row, (Page::Main, Some(Ask::Links))).await,
        AnnounceAct::Aims => return turn_to(services, visit, row, (Page::Aims(Vec::new()), Some(Ask::Aims))).await,
        AnnounceAct::When => return turn_to(services, visit, row, (Page::When, Some(Ask::When))).await,
        AnnounceAct::Channel => {
            let channels = services.channels_of(visit.chat).await?;
            // While nothing is written, the next message is still what it says.
            card::show(services, visit, id, (Page::Channels(channels), None)).await?;
            return Ok(Done::Quiet);
        }
        AnnounceAct::Drop => return drop_it(services, visit, row).await,
        _ => {}
    }
    if let Some(lang) = act.lang() {
        return turn_to(services, visit, row, (Page::Main, Some(Ask::Text(lang)))).await;
    }
    let Some(page) = page_after(act) else { return stale(services, visit, id).await };
    change(services, id, |plan, _| alter(plan, act)).await?;
    if page == Page::Last {
        let Some(row) = announcement::get(&mut services.store.read().await?, id).await? else {
            return Ok(Done::Quiet);
        };
        return confirm::last_step(services, visit, &row).await;
    }
    card::show(services, visit, id, (page, None)).await?;
    Ok(Done::Quiet)
}

/// The page that follows a button which changes something at once.
fn page_after(act: AnnounceAct) -> Option<Page> {
    Some(match act {
        AnnounceAct::Strict => Page::Langs,
        AnnounceAct::Unlink | AnnounceAct::Now => Page::Main,
        AnnounceAct::AudienceChannel | AnnounceAct::AudienceFollowers | AnnounceAct::AudienceAll => Page::Main,
        AnnounceAct::InChannel | AnnounceAct::OnlyLang => Page::Audience,
        AnnounceAct::Loud => Page::Last,
        _ => return None,
    })
}

fn alter(plan: &mut Plan, act: AnnounceAct) {
    let audience = &mut plan.audience;
    match act {
        AnnounceAct::Strict => plan.strict = !plan.strict,
        AnnounceAct::Unlink => (plan.entry, plan.asks) = (None, None),
        AnnounceAct::AudienceChannel => (audience.channel, audience.people) = (plan.post.is_none(), People::Nobody),
        AnnounceAct::AudienceFollowers => {
            (audience.channel, audience.people) = (plan.post.is_none(), People::Followers)
        }
        AnnounceAct::AudienceAll => (audience.channel, audience.people) = (plan.post.is_none(), People::All),
        AnnounceAct::InChannel => audience.channel = !audience.channel,
        AnnounceAct::OnlyLang => {
            audience.lang = match audience.lang {
                None => Some(Lang::Kk),
                Some(Lang::Kk) => Some(Lang::Ru),
                Some(Lang::Ru) => Some(Lang::En),
                Some(Lang::En) => None,
            }
        }
        AnnounceAct::Now => (plan.due, plan.asks, plan.day) = (None, None, None),
        AnnounceAct::Loud => plan.loud = !plan.loud,
        _ => {}
    }
}

/// Shows a page, and notes what the next message gives from now on.
async fn turn_to(services: &Services, visit: &Visit, row: &Announcement, (page, asks): (Page, Option<Ask>)) -> Outcome {
    if row.chat == visit.chat {
        note(services, row.id, |plan| {
            // A draft that says nothing goes on waiting for what it says.
            if asks.is_some() || !plan.texts.is_empty() {
                (plan.asks, plan.day) = (asks, None);
            }
        })
        .await?;
    }
    card::show(services, visit, row.id, (page, None)).await?;
    Ok(Done::Quiet)
}

/// What waits for its moment, or missed it.
async fn waiting(services: &Services, visit: &Visit, act: AnnounceAct, row: &Announcement) -> Outcome {
    let (id, own) = (row.id, row.chat == visit.chat);
    match act {
        AnnounceAct::When if own => turn_to(services, visit, row, (Page::When, Some(Ask::When))).await,
        AnnounceAct::Back => turn_to(services, visit, row, (Page::Main, None)).await,
        AnnounceAct::Change if own => {
            schedule::reopen(services, row).await?;
            card::show(services, visit, id, (Page::Main, None)).await?;
            Ok(Done::Quiet)
        }
        AnnounceAct::Now if row.state == State::Late => schedule::late_now(services, visit, row).await,
        AnnounceAct::Drop => drop_it(services, visit, row).await,
        _ => stale(services, visit, id).await,
    }
}

async fn drop_it(services: &Services, visit: &Visit, row: &Announcement) -> Outcome {
    let dropping = row.clone();
    let dropped = services.store.write(move |c| {
        Box::pin(async move {
            let plan = Plan { asks: None, ..Plan::parse(&dropping.body) };
            composing::note(c, &dropping, &plan.to_body(), false).await?;
            announcement::turn(c, dropping.id, dropping.state, State::Dropped).await
        })
    });
    let toast = if dropped.await? { Toast::Done } else { Toast::AnnounceChanged };
    shown_to_both(services, visit, row).await?;
    Ok(Done::Beside(visit.lang, toast))
}

/// Draws it where somebody acted, and where its author sees it.
pub(super) async fn shown_to_both(services: &Services, visit: &Visit, row: &Announcement) -> Result<(), Failure> {
    card::show(services, visit, row.id, (Page::Main, None)).await?;
    if row.chat != visit.chat { card::redraw(services, row.id).await } else { Ok(()) }
}
