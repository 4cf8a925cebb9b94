//! Passing a message on: its copy on the other side, without a trace of who wrote it, and the copy's edits.

use teloxide::payloads::{
    CopyMessage, CopyMessageSetters, EditMessageCaption, EditMessageCaptionSetters, EditMessageText,
    EditMessageTextSetters,
};
use teloxide::types::{MessageId, ReplyParameters};

use super::outbox::keyboard;
use super::services::Services;
use super::staff::Edit;
use super::staff::topic::{chat, thread};
use crate::ids::ChatId;
use crate::transport::{Refusal, SendError};
use crate::view::Button;

/// A copy to be made.
#[derive(Clone, Debug)]
pub(super) struct Copy {
    pub(super) from: ChatId,
    pub(super) message: i64,
    pub(super) to: ChatId,
    /// The topic it goes to.
    pub(super) topic: Option<i64>,
    /// The message it replies to, where it goes.
    pub(super) reply_to: Option<i64>,
    /// A button below it.
    pub(super) button: Option<Button>,
}

impl Services {
    /// Makes a copy; its number.
    pub(super) async fn copy(&self, copy: &Copy) -> Result<i64, SendError> {
        let mut call = CopyMessage::new(chat(copy.to), chat(copy.from), number(copy.message));
        call.message_thread_id = copy.topic.map(thread);
        if let Some(to) = copy.reply_to {
            call = call.reply_parameters(ReplyParameters::new(number(to)).allow_sending_without_reply());
        }
        if let Some(button) = &copy.button {
            call = call.reply_markup(keyboard(&[vec![button.clone()]]));
        }
        Ok(i64::from(self.sender.send(copy.to, &call).await?.0))
    }

    /// Changes a copy after what it is a copy of was edited. That it is gone or too old is no failure.
    pub(super) async fn edit_copy(&self, to: ChatId, copy: i64, edit: &Edit) -> Result<(), SendError> {
        let (place, copy) = (chat(to), number(copy));
        let done = match edit.caption {
            true => {
                let call =
                    EditMessageCaption::new(place, copy).caption(&edit.text).caption_entities(edit.entities.clone());
                self.sender.edit(to, &call).await
            }
            false => {
                let call = EditMessageText::new(place, copy, &edit.text).entities(edit.entities.clone());
                self.sender.edit(to, &call).await
            }
        };
        match done {
            Ok(_) | Err(SendError::Refused(Refusal::MessageGone | Refusal::TooLate) | SendError::Blocked) => Ok(()),
            Err(error) => Err(error),
        }
    }
}

fn number(message: i64) -> MessageId {
    MessageId(i32::try_from(message).unwrap_or_default())
}
