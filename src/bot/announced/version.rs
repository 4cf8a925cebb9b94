//! One version of an announcement, as people get it.

use search::Lang;

use crate::announce::plan::Plan;
use crate::bot::failure::Failure;
use crate::bot::services::Services;
use crate::ids::{AnnouncementId, ChatId};
use crate::store::meta;

impl Services {
    /// Sends the version in this language to a chat, as people get it.
    pub(in crate::bot) async fn show_version(
        &self,
        chat: ChatId,
        id: AnnouncementId,
        plan: &Plan,
        lang: Lang,
    ) -> Result<(), Failure> {
        let Some(content) = plan.texts.get(&lang) else { return Ok(()) };
        let ask = self.ask_address(id, plan).await?;
        let call = self.view.announcement(lang, content, &plan.links, ask.as_deref());
        self.sender.make(chat, call.method, call.body).await?;
        Ok(())
    }

    /// Where the button "Ask about this" leads, if there is one.
    async fn ask_address(&self, id: AnnouncementId, plan: &Plan) -> Result<Option<String>, Failure> {
        if plan.entry.is_none() {
            return Ok(None);
        }
        let name = meta::get(&mut self.store.read().await?, meta::USERNAME).await?;
        Ok(name.and_then(|name| plan.ask_url(id, &name)))
    }
}
