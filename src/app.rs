//! What is built once and shared by all that runs: the database, the knowledge in force, the way in and the way out.
//! Here the parts are put together; when they start and stop is the lifecycle's.

use std::sync::Arc;

use tokio_util::sync::CancellationToken;

use crate::bot::{self, Services};
use crate::knowledge::live::Live;
use crate::store::Store;
use crate::telemetry;
use crate::transport::{Inbox, Sender};
use crate::web::Ready;
use crate::workers::{self, Deliveries, Figures, Learn, Reload, Retention, Sweep, Worker};

/// The parts. Cloning shares them.
#[derive(Clone)]
pub struct App {
    /// All that the handlers work with; what they remember is remembered once.
    pub services: Services,
    /// The database.
    pub store: Store,
    /// The knowledge in force.
    pub live: Live,
    /// The way out to Telegram.
    pub sender: Sender,
    /// The way in.
    pub inbox: Inbox,
    /// Whether questions can be answered.
    pub ready: Ready,
}

impl App {
    /// The bot.
    pub fn handler(&self) -> Arc<bot::Handler> {
        Arc::new(bot::Handler::new(self.services.clone()))
    }

    /// What runs beside the answers, until `stop`.
    pub fn workers(&self, stop: &CancellationToken) -> Vec<Box<dyn Worker>> {
        let App { services, store, live, sender, ready, .. } = self.clone();
        let (clock, rulebook) = (services.clock.clone(), services.rulebook.clone());
        let deliveries = Deliveries {
            store: store.clone(),
            sender,
            view: services.view.clone(),
            live: live.clone(),
            clock: clock.clone(),
            ready,
            stop: stop.clone(),
        };
        vec![
            Box::new(deliveries),
            Box::new(Reload { store: store.clone(), live: live.clone() }),
            Box::new(Learn { store: store.clone(), live: live.clone() }),
            Box::new(Retention { store: store.clone(), live, rulebook, clock: clock.clone() }),
            Box::new(Sweep { store, clock }),
            Box::new(workers::Desk { services: services.clone() }),
            Box::new(workers::Schedules { services: services.clone() }),
            Box::new(workers::Progress { services, shown: bot::Progress::default() }),
            Box::new(Figures { metrics: telemetry::metrics() }),
        ]
    }
}
