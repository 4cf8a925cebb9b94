//! What becomes of an update whose sender is too fast: one sentence a flood, then silence. A press still gets its
//! answer, leaving is still noted, and an emergency is still heard. Nothing of it is kept.

use std::borrow::Cow;

use super::failure::Failure;
use super::reading::glance::{Glance, glance};
use super::services::Services;
use super::visit::{default_lang, telegram_lang};
use crate::answer::{Asking, Reply};
use crate::ids::ChatId;
use crate::store::resident;
use crate::transport::RawUpdate;
use crate::view::{Notice, Toast};

/// What is left to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Left {
    /// Nothing.
    Nothing,
    /// All that is done with any update.
    Everything,
}

impl Services {
    /// Does what little is to be done.
    pub(super) async fn too_fast(&self, update: &RawUpdate) -> Result<Left, Failure> {
        let chat = update.chat;
        let (lang, text) = match glance(&update.raw) {
            Glance::Membership => return Ok(Left::Everything),
            Glance::Press(query, lang) => {
                count("press");
                let lang = self.lang_of_flood(chat, lang).await?;
                let toast = self.view.toast(lang, Toast::TooFast);
                if let Err(error) = self.answer_press(&query, Some(&toast)).await {
                    log::warn!(update = update.update_id.0; "a press could not be answered: {error}");
                }
                return Ok(Left::Nothing);
            }
            Glance::Text(text, lang) => (lang, text),
            Glance::Other => (None, Cow::default()),
        };
        if self.is_emergency(chat, &text) {
            return Ok(Left::Everything);
        }
        count("message");
        if self.floods.to_be_told(chat) {
            let lang = self.lang_of_flood(chat, lang).await?;
            self.tell(chat, &self.view.notice(lang, Notice::TooFast)).await?;
            self.floods.told(chat);
        }
        Ok(Left::Nothing)
    }

    /// Understanding a text costs a tenth of a millisecond: that much it is worth.
    fn is_emergency(&self, chat: ChatId, text: &str) -> bool {
        if text.is_empty() || !self.floods.may_be_emergency(chat, text) {
            return false;
        }
        let understood = self.answerer.answer(&Asking { text, hint: None, after: None });
        let emergency = matches!(&understood.reply, Reply::Decline(decline) if decline.emergency);
        if emergency {
            self.floods.was_emergency(chat);
        }
        emergency
    }

    /// Their language, looked up once a flood.
    async fn lang_of_flood(&self, chat: ChatId, telegram: Option<String>) -> Result<search::Lang, Failure> {
        if let Some(lang) = self.floods.lang(chat) {
            return Ok(lang);
        }
        let known = resident::get(&mut self.store.read().await?, chat).await?;
        let chosen = known.and_then(|resident| resident.lang);
        let lang = chosen.or_else(|| telegram_lang(telegram.as_deref())).unwrap_or_else(|| default_lang(self));
        self.floods.speaks(chat, lang);
        Ok(lang)
    }
}

fn count(kind: &'static str) {
    metrics::counter!("qaida_flooded_total", "kind" => kind).increment(1);
}
