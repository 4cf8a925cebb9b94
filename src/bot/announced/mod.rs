//! Announcements that are confirmed: how they stand, on a card that changes by itself; pausing, going on and stopping;
//! and afterwards the report, corrections, which can be stopped, withdrawing and pinning. Whoever may post in the channel may do all of it.

mod correct;
mod progress;
mod report;
mod second;
mod withdraw;

use super::channel::card;
use super::failure::Failure;
use super::resident::{Done, Outcome};
use super::services::Services;
use super::visit::{Place, Visit};
use crate::clock::Timestamp;
use crate::ids::AnnouncementId;
use crate::store::announcement::{self, Announcement, State};
use crate::store::{Conn, StoreError, delivery};
use crate::view::{AnnounceAct, Page, Toast};

pub(super) use correct::{edited, given, post_edited};
pub use progress::Progress;
pub(super) use second::{propose, proposed};

/// A button of an announcement that is confirmed, pressed by somebody who may post in its channel.
pub(super) async fn pressed(services: &Services, visit: &Visit, act: AnnounceAct, one: &Announcement) -> Outcome {
    match act {
        AnnounceAct::Back => correct::leave(services, visit, one.clone()).await,
        AnnounceAct::Pause => {
            turned(services, visit, one, Turn::To(State::Sending, State::Paused), Toast::AnnouncePaused).await
        }
        AnnounceAct::Resume => {
            turned(services, visit, one, Turn::To(State::Paused, State::Sending), Toast::AnnounceResumed).await
        }
        AnnounceAct::Stop if one.state == State::Correcting => correct::stop(services, visit, one).await,
        AnnounceAct::Stop => turned(services, visit, one, Turn::Stop, Toast::AnnounceStopped).await,
        AnnounceAct::Retry => turned(services, visit, one, Turn::Retry, Toast::AnnounceResumed).await,
        AnnounceAct::Leave => turned(services, visit, one, Turn::Leave, Toast::Done).await,
        AnnounceAct::Csv => report::csv(services, visit, one).await,
        AnnounceAct::Correct => correct::begin(services, visit, one.clone()).await,
        AnnounceAct::CorrectNow => correct::confirm(services, visit, one.clone()).await,
        AnnounceAct::Withdraw => withdraw::begin(services, visit, one).await,
        AnnounceAct::WithdrawNow => withdraw::confirm(services, visit, one.clone()).await,
        AnnounceAct::Pin => report::pin(services, visit, one).await,
        _ => match act.lang() {
            Some(lang) => correct::ask(services, visit, one.clone(), lang).await,
            None => Ok(Done::Told(visit.lang, Toast::AnnounceChanged)),
        },
    }
}

/// What a press makes of an announcement.
#[derive(Clone, Copy)]
enum Turn {
    /// From this state to that one.
    To(State, State),
    /// It ends where it is.
    Stop,
    /// Those of whom nobody knows get it again.
    Retry,
    /// Those of whom nobody knows stay so.
    Leave,
}

impl Turn {
    /// Carries it out. False: somebody was faster.
    async fn make(self, c: &mut Conn, one: &Announcement, now: Timestamp) -> Result<bool, StoreError> {
        match self {
            Turn::To(from, to) => {
                let turned = announcement::turn(c, one.id, from, to).await?;
                if turned {
                    announcement::set_problem(c, one.id, "").await?;
                }
                Ok(turned)
            }
            Turn::Stop => {
                for from in [State::Sending, State::Paused, State::Freezing] {
                    if announcement::end(c, one.id, (from, State::Stopped), now).await? {
                        return Ok(true);
                    }
                }
                Ok(false)
            }
            Turn::Retry => Ok(delivery::retry_unknown(c, one.id).await? > 0),
            Turn::Leave => {
                announcement::set_problem(c, one.id, "left").await?;
                Ok(true)
            }
        }
    }
}

/// Carries a turn out and shows how the announcement stands then.
async fn turned(services: &Services, visit: &Visit, one: &Announcement, turn: Turn, toast: Toast) -> Outcome {
    let (now, read) = (visit.now, one.clone());
    let made = services.store.write(move |c| Box::pin(async move { turn.make(c, &read, now).await })).await?;
    show(services, visit, one.id).await?;
    Ok(Done::Beside(visit.lang, if made { toast } else { Toast::DoneAlready }))
}

/// Shows how it stands now.
async fn show(services: &Services, visit: &Visit, id: AnnouncementId) -> Result<(), Failure> {
    if let Some(one) = announcement::get(&mut services.store.read().await?, id).await? {
        is_card(services, visit, &one).await?;
    }
    card::show(services, visit, id, (Page::Main, None)).await
}

/// What its maker pressed is the card from now on, the one that changes by itself.
async fn is_card(services: &Services, visit: &Visit, one: &Announcement) -> Result<(), Failure> {
    match visit.place {
        Place::Button { message: Some(pressed), .. } if one.chat == visit.chat => {
            card::moved(services, one, pressed).await
        }
        _ => Ok(()),
    }
}
