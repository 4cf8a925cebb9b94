//! `/announce`: a draft is begun, and the next message is what it says.

use super::{card, link, name};
use crate::announce::plan::{Ask, Plan};
use crate::bot::failure::Failure;
use crate::bot::resident::{Done, Outcome};
use crate::bot::services::Services;
use crate::bot::visit::Visit;
use crate::ids::{AnnouncementId, ChatId};
use crate::store::StoreError;
use crate::store::announcement::{self, NewAnnouncement, State};
use crate::store::composing::{self, Written};
use crate::view::Toast;

/// `/announce`
pub(in crate::bot) async fn announce(services: Services, visit: Visit) -> Outcome {
    services.saw(&visit).await?;
    match &services.channels_of(visit.chat).await?[..] {
        [] => {
            services.reply(&visit, &services.view.announce_nobody(visit.lang)).await?;
            Ok(Done::Quiet)
        }
        [only] => begin(&services, &visit, only.chat).await,
        several => {
            services.reply(&visit, &services.view.announce_where(visit.lang, several)).await?;
            Ok(Done::Quiet)
        }
    }
}

/// The channel was chosen.
pub(super) async fn pressed(services: &Services, visit: &Visit, channel: ChatId) -> Outcome {
    if !services.may_announce(channel, visit.chat).await? {
        return Ok(Done::Told(visit.lang, Toast::NotAdmin));
    }
    begin(services, visit, channel).await
}

async fn begin(services: &Services, visit: &Visit, channel: ChatId) -> Outcome {
    let plan = Plan { asks: Some(Ask::Text(visit.lang)), spoken: Some(visit.lang), ..Plan::default() };
    let new = NewAnnouncement {
        update: visit.update,
        chat: visit.chat,
        by_name: name(services, visit),
        channel,
        body: plan.to_body(),
        post: 0,
    };
    let now = visit.now;
    let began = services.store.write(move |c| {
        Box::pin(async move {
            let row = announcement::add(c, &new, now).await?;
            empty_ones_go(c, new.chat, row.id).await?;
            others_are_silent(c, new.chat, row.id).await?;
            // Handled once more, it has said something already, and waits for nothing.
            composing::note(c, &row, &row.body, Plan::parse(&row.body).asks.is_some()).await?;
            Ok(row)
        })
    });
    let row = began.await?;
    if services.composers.began(&services.store, visit.chat).await? {
        link::show_menu(services, visit).await;
    }
    card::fresh(services, row.id, None).await?;
    Ok(Done::Quiet)
}

/// Drafts that were begun and never said anything are thrown away: each `/announce` begins one.
async fn empty_ones_go(c: &mut crate::store::Conn, chat: ChatId, but: AnnouncementId) -> Result<(), StoreError> {
    for other in announcement::of_chat(c, chat, State::Draft).await? {
        if other.id != but && Plan::parse(&other.body).texts.is_empty() {
            announcement::turn(c, other.id, State::Draft, State::Dropped).await?;
        }
    }
    Ok(())
}

/// The next message belongs to one announcement: no other waits for it any more.
pub(in crate::bot) async fn others_are_silent(
    c: &mut crate::store::Conn,
    chat: ChatId,
    but: AnnouncementId,
) -> Result<(), StoreError> {
    for other in composing::all_awaiting(c, chat).await?.into_iter().filter(|other| other.id != but) {
        let plan = Plan { asks: None, ..Plan::parse(&other.body) };
        composing::note(c, &other, &plan.to_body(), false).await?;
    }
    Ok(())
}

/// Changes a draft. False: it is no draft any more. What was agreed to and shown before is so no longer.
pub(super) async fn change(
    services: &Services,
    id: AnnouncementId,
    alter: impl Fn(&mut Plan, &mut ChatId) + Send + Sync,
) -> Result<bool, Failure> {
    loop {
        let found = announcement::get(&mut services.store.read().await?, id).await?;
        let Some(row) = found.filter(|row| row.state == State::Draft) else { return Ok(false) };
        let before = Plan::parse(&row.body);
        let (mut plan, mut channel) = (before.clone(), row.channel);
        alter(&mut plan, &mut channel);
        if plan == before && channel == row.channel {
            return Ok(true);
        }
        plan.shown = false;
        let written = Written {
            body: plan.to_body(),
            entry: plan.entry.as_ref().map(ToString::to_string).unwrap_or_default(),
            due: plan.due.map(crate::clock::Timestamp),
            channel,
            awaited: plan.asks.is_some(),
        };
        let changing = services.store.write(move |c| {
            Box::pin(async move {
                if written.awaited {
                    others_are_silent(c, row.chat, row.id).await?;
                }
                composing::change(c, &row, &written).await
            })
        });
        // Somebody else changed it in between: once more, from what it says now.
        if changing.await? {
            return Ok(true);
        }
    }
}

/// Notes what the next message gives, or that the last step was shown. False: it is not there any more.
pub(super) async fn note(
    services: &Services,
    id: AnnouncementId,
    alter: impl Fn(&mut Plan) + Send + Sync,
) -> Result<bool, Failure> {
    loop {
        let Some(row) = announcement::get(&mut services.store.read().await?, id).await? else { return Ok(false) };
        let mut plan = Plan::parse(&row.body);
        alter(&mut plan);
        let (body, awaited) = (plan.to_body(), plan.asks.is_some());
        let noting = services.store.write(move |c| {
            Box::pin(async move {
                if awaited {
                    others_are_silent(c, row.chat, row.id).await?;
                }
                composing::note(c, &row, &body, awaited).await
            })
        });
        if noting.await? {
            return Ok(true);
        }
    }
}
