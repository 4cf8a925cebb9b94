//! One update of one person, as far as every handler needs it: who it is, in which language menus speak to them, and
//! where the reply goes.

use std::sync::Arc;

use search::Lang;
use teloxide::types::{InlineKeyboardMarkup, MessageId};

use super::reading::Deed;
use super::reading::passed::Passed;
use super::services::Services;
use super::staff::Edit;
use crate::clock::Timestamp;
use crate::ids::{AnnouncementId, ChatId, DraftId, EntryId, TicketId, UpdateId};
use crate::transport::RawUpdate;

/// A question may refer back to what was answered this long ago, in milliseconds; later it stands for itself.
const FOLLOW_UP: i64 = 30 * 60 * 1000;

/// Where in the chat something happened.
#[derive(Clone, Debug)]
pub(super) enum Place {
    /// They wrote this message, or edited it.
    Message { id: MessageId, edited: bool },
    /// They pressed a button of this message; it may be too old to be seen.
    Button { message: Option<MessageId>, keyboard: Option<InlineKeyboardMarkup> },
}

/// Who is here, and where.
#[derive(Clone, Debug)]
pub(super) struct Visit {
    pub(super) update: UpdateId,
    /// When the update came.
    pub(super) received: Timestamp,
    pub(super) chat: ChatId,
    pub(super) place: Place,
    pub(super) now: Timestamp,
    /// The language of menus.
    pub(super) lang: Lang,
    /// The language they chose or Telegram names; none when all that is left is the pack's default.
    pub(super) hint: Option<Lang>,
    /// The language they chose.
    pub(super) chosen: Option<Lang>,
    /// What was talked about just now.
    pub(super) after: Option<EntryId>,
    /// The announcement that this came from.
    pub(super) notice: Option<AnnouncementId>,
    /// The ticket that what they write goes to.
    pub(super) ticket: Option<TicketId>,
    /// The message that theirs replies to.
    pub(super) reply_to: Option<i64>,
    /// The draft that the message theirs replies to shows, or speaks of.
    pub(super) draft: Option<DraftId>,
    /// What an edited message says now.
    pub(super) edit: Option<Arc<Edit>>,
    /// What their message passes on of somebody else.
    pub(super) passed: Option<Arc<Passed>>,
    /// The update as it came.
    pub(super) raw: Arc<str>,
}

impl Visit {
    /// What is needed of the update, of what was done, and of what is known of the person.
    pub(super) fn of(services: &Services, update: &RawUpdate, deed: &Deed) -> Visit {
        let chat = deed.chat;
        let known = update.resident.as_ref().filter(|known| known.chat == chat);
        let now = services.clock.now();
        let chosen = known.and_then(|resident| resident.lang);
        let hint = chosen.or(deed.lang);
        let ticket = known.and_then(|resident| resident.ticket);
        let after = known.filter(|resident| now.0 - resident.after_at.0 < FOLLOW_UP);
        let notice = after.and_then(|resident| resident.after_notice);
        let after = after.and_then(|resident| resident.after.clone());
        let place = deed.place.clone();
        Visit {
            update: update.update_id,
            received: update.received,
            chat,
            place,
            now,
            lang: hint.unwrap_or_else(|| default_lang(services)),
            hint,
            chosen,
            after,
            notice,
            ticket,
            reply_to: deed.reply_to,
            draft: deed.draft,
            edit: deed.edit.clone(),
            passed: deed.passed.clone(),
            raw: update.raw.clone(),
        }
    }
}

/// The language of those of whom nothing is known.
pub(super) fn default_lang(services: &Services) -> Lang {
    services.answerer.snapshot().knowledge.info.lang()
}

/// The language that Telegram's `language_code` names, if it is one of ours.
pub(super) fn telegram_lang(code: Option<&str>) -> Option<Lang> {
    code.and_then(Lang::parse)
}
