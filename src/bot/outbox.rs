//! Cards on their way out: as a new message, in place of another, or as a changed keyboard.

use teloxide::payloads::{
    AnswerCallbackQuery, AnswerCallbackQuerySetters, EditMessageReplyMarkup, EditMessageReplyMarkupSetters,
    EditMessageText, EditMessageTextSetters, SendMessage, SendMessageSetters,
};
use teloxide::types::{
    CallbackQueryId, InlineKeyboardButton, InlineKeyboardMarkup, LinkPreviewOptions, MessageId, Recipient,
};

use super::callbacks;
use super::failure::Failure;
use super::services::Services;
use super::staff::topic::thread;
use super::visit::{Place, Visit};
use crate::ids::ChatId;
use crate::transport::{Refusal, SendError};
use crate::view::{Button, Card, Tap};

impl Services {
    /// Sends the card: as a new message, or, when an edited question had an answer, in that answer's place.
    pub(super) async fn reply(&self, visit: &Visit, card: &Card) -> Result<(), SendError> {
        let Place::Message { id: asked, edited } = visit.place else {
            return self.send(visit.chat, card).await.map(drop);
        };
        let earlier = self.recent.answer_to(visit.chat, asked).filter(|_| edited);
        let sent = self.put(visit.chat, earlier, card).await?;
        self.recent.answered(visit.chat, asked, sent);
        Ok(())
    }

    /// Sends the card, whatever it answers.
    pub(super) async fn tell(&self, chat: ChatId, card: &Card) -> Result<(), SendError> {
        self.send(chat, card).await.map(drop)
    }

    /// Sends the card into a chat, of a group with topics into one of them (none: General); its number.
    pub(super) async fn tell_in(&self, chat: ChatId, topic: Option<i64>, card: &Card) -> Result<MessageId, SendError> {
        let mut message = SendMessage::new(to(chat), card.text.text())
            .entities(card.text.entities())
            .link_preview_options(no_preview());
        message.message_thread_id = topic.map(thread);
        if !card.rows.is_empty() {
            message = message.reply_markup(keyboard(&card.rows));
        }
        Ok(self.sender.send(chat, &message).await?.id)
    }

    /// Shows the card in place of the one whose button was pressed; as a new message when it was typed.
    pub(super) async fn replace(&self, visit: &Visit, card: &Card) -> Result<(), SendError> {
        match visit.place {
            Place::Button { message, .. } => self.put(visit.chat, message, card).await.map(drop),
            Place::Message { .. } => self.reply(visit, card).await,
        }
    }

    /// Changes the keyboard under the message whose button was pressed. That it cannot be changed is no failure: the
    /// press itself was heard.
    pub(super) async fn change_keyboard(&self, visit: &Visit, keyboard: InlineKeyboardMarkup) -> Result<(), SendError> {
        let Place::Button { message: Some(message), .. } = visit.place else { return Ok(()) };
        let edit = EditMessageReplyMarkup::new(to(visit.chat), message).reply_markup(keyboard);
        match self.sender.edit(visit.chat, &edit).await {
            Ok(_) | Err(SendError::Refused(_)) => Ok(()),
            Err(error) => Err(error),
        }
    }

    /// Answers a press, so that the button stops waiting. A press that waited too long needs none any more.
    pub(super) async fn answer_press(&self, query: &CallbackQueryId, text: Option<&str>) -> Result<(), SendError> {
        let answer = AnswerCallbackQuery::new(query.clone());
        let answer = match text {
            Some(text) => answer.text(text),
            None => answer,
        };
        match self.sender.call(&answer).await {
            Ok(_) | Err(SendError::Refused(Refusal::QueryTooOld)) => Ok(()),
            Err(error) => Err(error),
        }
    }

    /// Edits the message, or sends a new one when there is none or it is gone.
    pub(super) async fn put(
        &self,
        chat: ChatId,
        message: Option<MessageId>,
        card: &Card,
    ) -> Result<MessageId, SendError> {
        let Some(message) = message else { return self.send(chat, card).await };
        match self.edit(chat, message, card).await {
            Ok(()) => {
                self.recent.showed(chat, card);
                Ok(message)
            }
            Err(SendError::Refused(_)) => self.send(chat, card).await,
            Err(error) => Err(error),
        }
    }

    /// Shows a card of or for staff in place of the one under this number. That it cannot be changed any more is no
    /// failure.
    pub(super) async fn swap(&self, chat: ChatId, message: i64, card: &Card) -> Result<(), Failure> {
        let message = MessageId(i32::try_from(message).unwrap_or_default());
        match self.edit(chat, message, card).await {
            Ok(()) | Err(SendError::Refused(_)) => Ok(()),
            Err(error) => Err(Failure::Desk(error)),
        }
    }

    async fn edit(&self, chat: ChatId, message: MessageId, card: &Card) -> Result<(), SendError> {
        let edit = EditMessageText::new(to(chat), message, card.text.text())
            .entities(card.text.entities())
            .link_preview_options(no_preview())
            .reply_markup(keyboard(&card.rows));
        self.sender.edit(chat, &edit).await.map(drop)
    }

    async fn send(&self, chat: ChatId, card: &Card) -> Result<MessageId, SendError> {
        let sent = self.tell_in(chat, None, card).await?;
        self.recent.showed(chat, card);
        Ok(sent)
    }
}

/// The rows as Telegram's buttons. An address that is none is left out.
pub(super) fn keyboard(rows: &[Vec<Button>]) -> InlineKeyboardMarkup {
    let button = |button: &Button| match &button.tap {
        Tap::Press(press) => Some(InlineKeyboardButton::callback(&button.label, callbacks::encode(press))),
        Tap::Url(url) => Some(InlineKeyboardButton::url(&button.label, url.parse().ok()?)),
    };
    InlineKeyboardMarkup::new(rows.iter().map(|row| row.iter().filter_map(button).collect::<Vec<_>>()))
}

fn to(chat: ChatId) -> Recipient {
    Recipient::Id(teloxide::types::ChatId(chat.0))
}

fn no_preview() -> LinkPreviewOptions {
    LinkPreviewOptions {
        is_disabled: true,
        url: None,
        prefer_small_media: false,
        prefer_large_media: false,
        show_above_text: false,
    }
}
