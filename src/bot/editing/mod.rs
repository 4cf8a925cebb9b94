//! Staff change the knowledge, in their group or in private with the bot: `/kb`, an entry and what can be done about
//! it, drafts and what they would change, publishing, history and undo.

mod draft;
mod entry;
pub(super) mod find;
mod history;
mod promote;
mod publish;
mod reply;
mod weigh;

use search::Lang;
use teloxide::types::{InlineKeyboardButtonKind, Message, MessageId};

use super::callbacks;
use super::failure::Failure;
use super::services::Services;
use crate::clock::Timestamp;
use crate::ids::{ChatId, DraftId};
use crate::store::draft::{self as drafts, DraftRow};
use crate::view::{Card, Press, Toast};

pub(super) use find::kb;
pub(super) use promote::promote;
pub(super) use reply::{is_card, replied};
pub(super) use weigh::Weighing;

/// What a handler leaves to be said over a press.
pub(super) type Outcome = Result<Option<Toast>, Failure>;

/// Who of the staff does something, and where.
#[derive(Clone, Debug)]
pub(super) struct Side {
    pub(super) chat: ChatId,
    /// The topic of the group; none: General, or a private chat.
    pub(super) topic: Option<i64>,
    /// Id 0: an anonymous administrator.
    pub(super) by: ChatId,
    pub(super) name: String,
    pub(super) lang: Lang,
    pub(super) now: Timestamp,
    /// The message that was written, or whose button was pressed.
    pub(super) message: Option<MessageId>,
    /// The message that theirs replies to.
    pub(super) reply_to: Option<i64>,
    /// The draft that this message shows, or speaks of.
    pub(super) draft: Option<DraftId>,
}

/// A button that has to do with the knowledge.
pub(super) async fn pressed(services: &Services, side: &Side, press: Press) -> Outcome {
    match press {
        Press::Entry(act, id) => entry::act(services, side, act, id).await,
        Press::Revert(revision) => history::revert(services, side, revision).await,
        Press::Gap(question) => promote::gap(services, side, question).await,
        Press::Draft(act, id) => draft::act(services, side, act, id).await,
        Press::DraftTo(id, aim, entry) => draft::aim(services, side, id, (aim, entry)).await,
        _ => Ok(Some(Toast::OutOfDate)),
    }
}

/// The draft that a message of the bot shows, or speaks of: one of its buttons says which.
pub(super) fn draft_of(message: &Message) -> Option<DraftId> {
    let buttons = message.reply_markup()?.inline_keyboard.iter().flatten();
    buttons.into_iter().find_map(|button| match &button.kind {
        InlineKeyboardButtonKind::CallbackData(data) => match callbacks::parse(data)? {
            Press::Draft(_, id) | Press::DraftTo(id, ..) => Some(id),
            _ => None,
        },
        _ => None,
    })
}

/// Whether a press has to do with the knowledge.
pub(super) fn concerns(press: &Press) -> bool {
    matches!(press, Press::Entry(..) | Press::Revert(_) | Press::Gap(_) | Press::Draft(..) | Press::DraftTo(..))
}

impl Services {
    /// The draft with this number, when its card stands here.
    async fn draft(&self, side: &Side, id: DraftId) -> Result<Option<DraftRow>, Failure> {
        let found = drafts::get(&mut self.store.read().await?, id).await?;
        Ok(found.filter(|row| row.chat == side.chat && row.is_open()))
    }

    /// Sends a card to where somebody is.
    async fn show(&self, side: &Side, card: &Card) -> Result<i64, Failure> {
        Ok(i64::from(self.tell_in(side.chat, side.topic, card).await.map_err(Failure::Desk)?.0))
    }
}
