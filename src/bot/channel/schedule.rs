//! What is scheduled begins when its moment comes. What was missed for too long is not sent late unasked.

use super::acts::shown_to_both;
use super::card::{self, Look};
use super::confirm::ask_others;
use crate::announce::plan::Plan;
use crate::bot::failure::Failure;
use crate::bot::resident::{Done, Outcome};
use crate::bot::services::Services;
use crate::bot::visit::Visit;
use crate::clock::Timestamp;
use crate::store::announcement::{self, Announcement, State};
use crate::store::{StoreError, composing};
use crate::transport::SendError;
use crate::view::{AnnounceNote, Toast};

/// A minute in milliseconds.
const MINUTE: i64 = 60_000;

impl Services {
    /// Begins what is due.
    ///
    /// # Errors
    /// When the database fails. What Telegram did not take is tried in the next round.
    pub async fn start_due(&self) -> Result<(), StoreError> {
        let now = self.clock.now();
        let (due, unasked) = {
            let c = &mut self.store.read().await?;
            (composing::due(c, now).await?, composing::unasked(c).await?)
        };
        for row in unasked {
            if let Err(failure) = ask_what_becomes(self, &row).await {
                log::warn!("nobody could be asked about an announcement that is late: {failure}");
            }
        }
        if due.is_empty() {
            return Ok(());
        }
        let allowed = self.policies().await?.late_minutes * MINUTE;
        for row in due {
            let missed_by = now.0 - row.due.unwrap_or(now).0;
            let done = match missed_by > allowed {
                true => too_late(self, &row).await,
                false => begin(self, &row, now).await,
            };
            match done {
                Ok(()) => {}
                Err(Failure::Store(error)) => return Err(error),
                Err(failure) => log::warn!("an announcement that is due: {failure}"),
            }
        }
        Ok(())
    }
}

/// Nobody was there at its moment: its admin is asked.
async fn too_late(services: &Services, row: &Announcement) -> Result<(), Failure> {
    let id = row.id;
    let late = services.store.write(move |c| Box::pin(announcement::turn(c, id, State::Scheduled, State::Late)));
    if late.await? { ask_what_becomes(services, row).await } else { Ok(()) }
}

/// Its admin is asked, or, when they want to hear nothing of the bot any more, all others who may announce there; until
/// that was possible, it is tried again and again.
async fn ask_what_becomes(services: &Services, row: &Announcement) -> Result<(), Failure> {
    let id = row.id;
    match card::fresh(services, id, None).await {
        Err(Failure::Send(SendError::Blocked)) => drop(ask_others(services, row.chat, row).await?),
        asked => asked?,
    }
    services.store.write(move |c| Box::pin(announcement::set_shown(c, id, State::Late, 0))).await?;
    Ok(())
}

async fn begin(services: &Services, row: &Announcement, now: Timestamp) -> Result<(), Failure> {
    let id = row.id;
    // Asked afresh: nobody is there who could be told otherwise.
    services.membership.changed(row.channel, row.chat);
    if !services.may_announce(row.channel, row.chat).await? {
        let back = reopen(services, row).await?;
        return if back { card::fresh(services, id, Some(AnnounceNote::NotAllowed)).await } else { Ok(()) };
    }
    let held = Look::of(services, row.clone()).await?.held();
    let row = row.clone();
    let begun = services.store.write(move |c| {
        Box::pin(async move {
            match held {
                Some(until) => composing::hold(c, &row, until).await,
                None => composing::begin(c, &row, State::Scheduled, now).await,
            }
        })
    });
    if begun.await? { card::redraw(services, id).await } else { Ok(()) }
}

/// It is a draft again, with the moment that was given for it. False: it is not as it was read.
pub(super) async fn reopen(services: &Services, row: &Announcement) -> Result<bool, Failure> {
    let (row, due) = (row.clone(), Plan::parse(&row.body).due.map(Timestamp));
    Ok(services.store.write(move |c| Box::pin(async move { composing::reopen(c, &row, due).await })).await?)
}

/// What came too late goes out all the same: now, or when quiet hours are over.
pub(super) async fn late_now(services: &Services, visit: &Visit, row: &Announcement) -> Outcome {
    let held = Look::of(services, Announcement { due: Some(visit.now), ..row.clone() }).await?.held();
    let (late, now) = (row.clone(), visit.now);
    let begun = services.store.write(move |c| {
        Box::pin(async move {
            match held {
                Some(until) => composing::move_to(c, &late, &late.body, until).await,
                None => composing::begin(c, &late, State::Late, now).await,
            }
        })
    });
    let toast = if begun.await? { Toast::Done } else { Toast::AnnounceChanged };
    shown_to_both(services, visit, row).await?;
    Ok(Done::Beside(visit.lang, toast))
}
