//! All that the handlers work with. One value that every handler may ask for; cloning shares it.

use std::sync::Arc;

use jiff::civil::DateTime;

use super::channel::Composers;
use super::editing::Weighing;
use super::flood::Floods;
use super::recent::Recent;
use crate::announce::known::Known;
use crate::answer::Answerer;
use crate::clock::{SharedClock, Timestamp};
use crate::desk::Desk;
use crate::desk::digest::local;
use crate::ids::ChatId;
use crate::knowledge::labelled::Line;
use crate::policy::{Away, Policies, Rulebook};
use crate::store::{Store, StoreError};
use crate::transport::{Membership, Sender};
use crate::view::View;

/// What the bot is made of.
#[derive(Clone)]
pub struct Services {
    /// Where residents, questions and feedback are kept.
    pub store: Store,
    /// Who answers questions.
    pub answerer: Answerer,
    /// The way out to Telegram.
    pub sender: Sender,
    /// The time.
    pub clock: SharedClock,
    /// The wording.
    pub view: View,
    /// Where staff answer.
    pub desk: Desk,
    /// What the owner decided.
    pub rulebook: Rulebook,
    /// Who is in which group.
    pub membership: Arc<Membership>,
    /// The owners that the settings name; those whom a link made one are in the store.
    pub owners: Arc<[ChatId]>,
    /// Questions whose answer is known: what changes of the knowledge are tried on.
    pub labelled: Arc<[Line]>,
    /// The announcements that were sent.
    pub known: Known,
    pub(super) composers: Arc<Composers>,
    pub(super) weighing: Arc<Weighing>,
    pub(super) recent: Arc<Recent>,
    pub(super) floods: Arc<Floods>,
}

impl Services {
    /// Puts them together.
    pub fn new(store: Store, answerer: Answerer, sender: Sender, clock: SharedClock, view: View) -> Services {
        Services {
            desk: Desk::new(store.clone(), clock.clone(), None),
            rulebook: Rulebook::new(store.clone(), clock.clone()),
            membership: Arc::new(Membership::new(clock.clone())),
            known: Known::new(store.clone()),
            store,
            answerer,
            sender,
            clock,
            view,
            owners: Arc::default(),
            labelled: Arc::default(),
            composers: Arc::default(),
            weighing: Arc::default(),
            recent: Arc::default(),
            floods: Arc::default(),
        }
    }

    /// The same with this desk.
    pub fn with_desk(self, desk: Desk) -> Services {
        Services { desk, ..self }
    }

    /// The same with questions whose answer is known.
    pub fn with_labelled(self, labelled: Arc<[Line]>) -> Services {
        Services { labelled, ..self }
    }

    /// The same with this rulebook.
    pub fn with_rulebook(self, rulebook: Rulebook) -> Services {
        Services { rulebook, ..self }
    }

    /// The same with the owners that the settings name.
    pub fn with_owners(self, owners: Arc<[ChatId]>) -> Services {
        Services { owners, ..self }
    }

    /// What the city's clock shows at this moment.
    pub(super) fn city_time(&self, moment: Timestamp) -> DateTime {
        local(moment, &self.answerer.snapshot().knowledge.info.zone())
    }

    /// What the owner decided, and for the rest what the pack says; as it was a minute ago at most.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn policies(&self) -> Result<Policies, StoreError> {
        self.rulebook.policies(&self.answerer.snapshot().knowledge.info.policies).await
    }

    /// When staff are back, if this is a moment at which they are not there.
    ///
    /// # Errors
    /// When the database fails.
    pub(super) async fn away(&self, at: Timestamp) -> Result<Option<Away>, StoreError> {
        let hours = self.policies().await?.working_hours;
        Ok(hours.and_then(|hours| hours.away(at, &self.answerer.snapshot().knowledge.info.zone())))
    }
}
