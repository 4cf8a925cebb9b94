//! What the bot does in the staff group: setting it up, passing messages on to residents, taking and closing questions.
//! Whoever is in that group is staff; Telegram is asked, at most a minute ago.

mod acts;
mod again;
mod also;
mod digest;
mod reading;
mod ready;
mod relay;
mod schema;
mod setup;
pub(super) mod topic;

use std::ops::ControlFlow;

use dptree::deps;
use search::Lang;

pub(super) use reading::What;
use reading::{Deed, Who};
pub(super) use reading::{Edit, emoji};
pub(super) use schema::{Tree, schema};

use super::editing::Side;
use super::failure::Failure;
use super::services::Services;
use super::visit::default_lang;
use crate::clock::Timestamp;
use crate::desk::Group;
use crate::ids::ChatId;
use crate::transport::RawUpdate;
use crate::view::Toast;

/// What a handler leaves to be said over a press.
pub(super) type Outcome = Result<Option<Toast>, Failure>;

/// What somebody did in a group, and where.
#[derive(Clone, Debug)]
pub(super) struct Scene {
    deed: Deed,
    now: Timestamp,
    /// The staff group, when it was done there.
    group: Option<Group>,
    /// What is spoken there.
    lang: Lang,
}

impl Scene {
    fn who(&self) -> &Who {
        &self.deed.who
    }

    /// The name of who did it, as others in the group read it.
    fn name(&self, services: &Services) -> String {
        match self.who().is_anonymous() {
            true => services.view.anonymous(self.lang),
            false => self.who().name.clone(),
        }
    }

    /// Who does it and where, for all that has to do with the knowledge.
    fn side(&self, services: &Services) -> Side {
        Side {
            chat: self.deed.group,
            topic: self.deed.topic,
            by: self.who().id,
            name: self.name(services),
            lang: self.lang,
            now: self.now,
            message: self.deed.message,
            reply_to: self.deed.reply_to,
            draft: self.deed.draft,
        }
    }

    /// Who did it, for the store: id and name.
    fn by(&self, services: &Services) -> (ChatId, String) {
        (self.who().id, self.name(services))
    }
}

/// Handles an update of a group.
///
/// # Errors
/// When the database or Telegram failed.
pub(super) async fn handle(services: &Services, tree: &Tree, update: &RawUpdate) -> Result<(), Failure> {
    let Some(deed) = reading::read(&update.raw) else { return Ok(()) };
    let query = deed.query.clone();
    let group = services.desk.group().await?.filter(|group| group.chat == deed.group);
    let lang = group.and_then(|group| group.lang).unwrap_or_else(|| default_lang(services));
    let scene = Scene { now: services.clock.now(), group, lang, deed };
    let done = run(services, tree, &scene).await;
    if let Some(query) = query {
        let toast = match &done {
            Ok(toast) => *toast,
            Err(_) => Some(Toast::Failed),
        };
        let text = toast.map(|toast| services.view.toast(lang, toast));
        if let Err(error) = services.answer_press(&query, text.as_deref()).await {
            log::warn!("a press could not be answered: {error}");
        }
    }
    done.map(drop)
}

async fn run(services: &Services, tree: &Tree, scene: &Scene) -> Outcome {
    let is_setup = matches!(scene.deed.what, What::Command(reading::Command::Setup));
    if !is_setup && scene.group.is_none() {
        return Ok(scene.deed.query.is_some().then_some(Toast::OutOfDate));
    }
    if !is_setup && needs_staff(&scene.deed.what) && !is_staff(services, scene).await? {
        log::warn!("somebody who is not of the staff group acted in it, and was refused");
        return Ok(Some(Toast::NotStaff));
    }
    let known = deps![services.clone(), scene.clone(), scene.deed.what.clone()];
    match tree.dispatch(known).await {
        ControlFlow::Break(done) => done,
        ControlFlow::Continue(_) => Ok(None),
    }
}

fn needs_staff(what: &What) -> bool {
    !matches!(what, What::Member(_) | What::MovedTo(_) | What::Stale)
}

/// Whether who did it is in the group. Who writes as the group itself is its administrator.
async fn is_staff(services: &Services, scene: &Scene) -> Result<bool, Failure> {
    if scene.who().is_anonymous() {
        return Ok(true);
    }
    services.membership.is_in(&services.sender, scene.deed.group, scene.who().id).await.map_err(Failure::Desk)
}

#[cfg(test)]
impl Scene {
    /// A button that means nothing, in a group that is nobody's.
    pub(super) fn empty() -> Scene {
        let deed = Deed::bare(ChatId(-1), Who::default(), What::Stale);
        Scene { deed, now: Timestamp(0), group: None, lang: Lang::Ru }
    }
}
