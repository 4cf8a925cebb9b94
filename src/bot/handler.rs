//! Takes an update from the inbox through the tree. Every press is answered here, whatever came of it, and every
//! failure ends here: as a line in the log, a mark on the resident, and in the end a sentence for the person.

use std::ops::ControlFlow;

use dptree::deps;
use futures_util::future::BoxFuture;
use teloxide::types::CallbackQueryId;

use super::channel;
use super::failure::Verdict;
use super::flood::Speed;
use super::flooded::Left;
use super::reading::{self, Deed, What};
use super::resident::{Done, Outcome};
use super::schema::{Tree, schema};
use super::services::Services;
use super::staff;
use super::visit::{Visit, default_lang};
use crate::ids::ChatId;
use crate::store::resident;
use crate::transport::{self, HandlerError, Kept, RawUpdate};
use crate::view::{Notice, Toast};

/// The bot.
pub struct Handler {
    services: Services,
    tree: Tree,
    staff_tree: staff::Tree,
}

impl Handler {
    /// A bot with these services.
    pub fn new(services: Services) -> Handler {
        Handler { services, tree: schema(), staff_tree: staff::schema() }
    }

    /// Before anything is read or looked up: is this person too fast to be answered?
    async fn judged(&self, update: RawUpdate) -> Result<Kept, HandlerError> {
        if self.services.floods.judge(&update) == Speed::TooFast {
            match self.services.too_fast(&update).await.map_err(|failure| failure.verdict()) {
                Ok(Left::Everything) => {}
                Ok(Left::Nothing) | Err(Verdict::Done) => return Ok(None),
                Err(Verdict::Blocked) => return self.blocked(update.chat).await.map(|()| None),
                Err(Verdict::Again(error)) => return Err(error),
            }
        }
        self.handled(update).await
    }

    async fn handled(&self, update: RawUpdate) -> Result<Kept, HandlerError> {
        if update.chat.0 < 0 {
            let done = match channel::read(&update.raw) {
                Some(heard) => channel::hear(&self.services, &update, heard).await,
                None => staff::handle(&self.services, &self.staff_tree, &update).await,
            };
            return match done.map_err(|failure| failure.verdict()) {
                Ok(()) | Err(Verdict::Done | Verdict::Blocked) => Ok(None),
                Err(Verdict::Again(error)) => Err(error),
            };
        }
        let Some(deed) = reading::read(&update.raw) else {
            log::debug!("nothing here for anybody");
            return Ok(None);
        };
        let done = self.done(&update, &deed).await;
        let result = match &deed.query {
            Some(query) => self.answered(query, &deed, done).await,
            None => done,
        };
        match result.map_err(|failure| failure.verdict()) {
            Ok(Done::Asked(question)) => Ok(Some(*question)),
            Ok(_) | Err(Verdict::Done) => Ok(None),
            Err(Verdict::Blocked) => self.blocked(deed.chat).await.map(|()| None),
            Err(Verdict::Again(error)) => Err(error),
        }
    }

    /// Runs the tree.
    async fn done(&self, update: &RawUpdate, deed: &Deed) -> Outcome {
        let visit = Visit::of(&self.services, update, deed);
        if let (What::Text(_), Some(album)) = (&deed.what, &deed.album) {
            // Its other pictures come without a caption: nothing more is to be said about them.
            self.services.recent.is_new_album(deed.chat, album);
        }
        let known = deps![self.services.clone(), visit.clone(), deed.what.clone()];
        let ControlFlow::Break(done) = self.tree.dispatch(known).await else { return Ok(Done::Quiet) };
        let done = done?;
        if let (Done::Told(lang, toast), None) = (&done, &deed.query) {
            self.services.reply(&visit, &self.services.view.said(*lang, *toast)).await?;
        }
        Ok(done)
    }

    /// Answers a press. A failed press is not tried again: the person is told and may press once more.
    async fn answered(&self, query: &CallbackQueryId, deed: &Deed, done: Outcome) -> Outcome {
        let text = match &done {
            Ok(Done::Quiet | Done::Asked(_)) => None,
            Ok(Done::Told(lang, toast) | Done::Beside(lang, toast)) => Some(self.services.view.toast(*lang, *toast)),
            Err(_) => Some(self.services.view.toast(self.lang_of(deed), Toast::Failed)),
        };
        let answered = self.services.answer_press(query, text.as_deref()).await;
        match (done, answered) {
            (Err(failure), _) if failure.is_fault() => {
                log::error!("a press failed: {failure}");
                Ok(Done::Quiet)
            }
            (Err(failure), _) => Err(failure),
            (Ok(done), answered) => {
                if let Err(error) = answered {
                    log::warn!("a press could not be answered: {error}");
                }
                Ok(done)
            }
        }
    }

    /// Remembers that this person does not want to hear from the bot.
    async fn blocked(&self, chat: ChatId) -> Result<(), HandlerError> {
        let write = self.services.store.write(move |c| Box::pin(resident::set_blocked(c, chat, true)));
        write.await.map_err(|error| HandlerError::Passing(format!("the database: {error}")))
    }

    async fn sorry(&self, update: RawUpdate) {
        let Some(deed) = reading::read(&update.raw).filter(|deed| !matches!(deed.what, What::Blocked(_))) else {
            return;
        };
        let told = match &deed.query {
            Some(query) => {
                let text = self.services.view.toast(self.lang_of(&deed), Toast::Failed);
                self.services.answer_press(query, Some(&text)).await
            }
            None => {
                self.services.tell(deed.chat, &self.services.view.notice(self.lang_of(&deed), Notice::Failed)).await
            }
        };
        if let Err(error) = told {
            log::warn!("nobody could be told that handling failed: {error}");
        }
    }

    /// The person's language when the database cannot be asked for it.
    fn lang_of(&self, deed: &Deed) -> search::Lang {
        deed.lang.unwrap_or_else(|| default_lang(&self.services))
    }
}

impl transport::Handler for Handler {
    fn handle(&self, update: RawUpdate) -> BoxFuture<'_, Result<Kept, HandlerError>> {
        Box::pin(self.judged(update))
    }

    fn give_up(&self, update: RawUpdate) -> BoxFuture<'_, ()> {
        Box::pin(self.sorry(update))
    }
}
