//! What is built once and shared by all that runs: the database, the knowledge in force, the way in and the way out.
//! Here the parts are put together; when they start and stop is the lifecycle's.

use std::sync::Arc;

use crate::answer::Answerer;
use crate::bot::{self, Services};
use crate::clock::SharedClock;
use crate::desk::Desk;
use crate::ids::ChatId;
use crate::knowledge::labelled::Line;
use crate::knowledge::live::Live;
use crate::policy::Rulebook;
use crate::store::Store;
use crate::telemetry;
use crate::transport::{Inbox, Sender};
use crate::view::View;
use crate::web::Ready;
use crate::workers::{self, Figures, Learn, Reload, Retention, Sweep, Worker};

/// The parts. Cloning shares them.
#[derive(Clone)]
pub struct App {
    /// The database.
    pub store: Store,
    /// The knowledge in force.
    pub live: Live,
    /// The time.
    pub clock: SharedClock,
    /// The wording.
    pub view: View,
    /// The way out to Telegram.
    pub sender: Sender,
    /// The way in.
    pub inbox: Inbox,
    /// Whether questions can be answered.
    pub ready: Ready,
    /// The owners that the settings name.
    pub owners: Arc<[ChatId]>,
    /// Where staff answer.
    pub desk: Desk,
    /// Questions whose answer is known.
    pub labelled: Arc<[Line]>,
    /// What the owner decided.
    pub rulebook: Rulebook,
}

impl App {
    /// The bot.
    pub fn handler(&self) -> Arc<bot::Handler> {
        Arc::new(bot::Handler::new(self.services()))
    }

    fn services(&self) -> Services {
        let App { store, live, sender, clock, view, owners, desk, labelled, rulebook, .. } = self.clone();
        let services = Services::new(store, Answerer::new(live), sender, clock, view);
        services.with_owners(owners).with_desk(desk).with_labelled(labelled).with_rulebook(rulebook)
    }

    /// What runs beside the answers.
    pub fn workers(&self) -> Vec<Box<dyn Worker>> {
        let App { store, live, clock, rulebook, .. } = self.clone();
        vec![
            Box::new(Reload { store: store.clone(), live: live.clone() }),
            Box::new(Learn { store: store.clone(), live: live.clone() }),
            Box::new(Retention { store: store.clone(), live, rulebook, clock: clock.clone() }),
            Box::new(Sweep { store, clock }),
            Box::new(workers::Desk { services: self.services() }),
            Box::new(workers::Schedules { services: self.services() }),
            Box::new(Figures { metrics: telemetry::metrics() }),
        ]
    }
}
