//! One entry as staff see it, and the first step of all that they do about it.

use super::{Outcome, Side, draft, history};
use crate::bot::failure::Failure;
use crate::bot::services::Services;
use crate::desk::draft::{Aim, Draft};
use crate::ids::{EntryId, TicketId};
use crate::store::on_hold;
use crate::view::{Card, EntryAct, StaffEntry, Toast};

/// A button of an entry's card, or one that leads to it.
pub(super) async fn act(services: &Services, side: &Side, act: EntryAct, id: EntryId) -> Outcome {
    if services.answerer.snapshot().knowledge.entry(&id).is_none() {
        return Ok(Some(Toast::OutOfDate));
    }
    let begin =
        |aim: fn(String) -> Aim| draft::begin(services, side, Draft::new(aim(id.to_string())), (TicketId(0), 0));
    match act {
        EntryAct::Open => open(services, side, &id).await,
        EntryAct::Text => begin(Aim::Text).await,
        EntryAct::Examples => begin(Aim::Examples).await,
        EntryAct::Contact => begin(Aim::Contact).await,
        EntryAct::Review => begin(Aim::Review).await,
        // Who is in danger is never told to wait.
        EntryAct::Hold if services.answerer.snapshot().knowledge.entry(&id).is_some_and(|it| it.emergency) => {
            Ok(Some(Toast::OutOfDate))
        }
        EntryAct::Hold => set_on_hold(services, side, id, true).await,
        EntryAct::Release => set_on_hold(services, side, id, false).await,
        EntryAct::History => history::show(services, side, &id).await,
    }
}

/// Shows an entry, as a message of its own.
pub(super) async fn open(services: &Services, side: &Side, id: &EntryId) -> Outcome {
    match card(services, side, id) {
        Some(card) => services.show(side, &card).await.map(|_| None),
        None => Ok(Some(Toast::OutOfDate)),
    }
}

fn card(services: &Services, side: &Side, id: &EntryId) -> Option<Card> {
    let at = services.answerer.snapshot();
    let entry = at.knowledge.entry(id)?;
    let shown = StaffEntry {
        entry,
        knowledge: &at.knowledge,
        on_hold: at.on_hold.contains(id),
        overdue: entry.is_overdue(services.city_time(side.now).date()),
    };
    Some(services.view.staff_entry(side.lang, shown))
}

/// Puts an entry aside at once, or back.
async fn set_on_hold(services: &Services, side: &Side, id: EntryId, hold: bool) -> Outcome {
    let (held, by, name, now) = (id.clone(), side.by, side.name.clone(), side.now);
    services
        .store
        .write(move |c| {
            Box::pin(async move {
                match hold {
                    true => on_hold::hold(c, &held, (by, &name), now).await,
                    false => on_hold::release(c, &held, by, now).await,
                }
            })
        })
        .await?;
    services.answerer.live().refresh(&services.store).await?;
    redraw(services, side, &id).await?;
    Ok(Some(Toast::Done))
}

/// Draws the card anew, where its button was pressed.
async fn redraw(services: &Services, side: &Side, id: &EntryId) -> Result<(), Failure> {
    match (card(services, side, id), side.message) {
        (Some(card), Some(message)) => services.swap(side.chat, i64::from(message.0), &card).await,
        _ => Ok(()),
    }
}
