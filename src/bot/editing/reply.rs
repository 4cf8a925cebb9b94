//! A reply to a draft's card, or to what speaks of the draft: a text, a source, an example question.

use super::{Outcome, Side, draft, find, promote};
use crate::bot::failure::Failure;
use crate::bot::services::Services;
use crate::desk::draft::{Choosing, Draft, Given, given};
use crate::ids::{ChatId, DraftId};
use crate::store::draft::{self as drafts, DraftRow};
use crate::view::DraftNote;

/// What shows that a reply was taken.
const TAKEN: &str = "👌";

/// Whether a message replies to a draft's card, or to what speaks of it.
pub(in crate::bot) async fn is_card(
    services: &Services,
    chat: ChatId,
    replied: (Option<DraftId>, Option<i64>),
) -> Result<bool, Failure> {
    Ok(replied_to(services, chat, replied).await?.is_some())
}

/// Takes what was written when it replies to a draft's card. None: it does not.
pub(in crate::bot) async fn replied(services: &Services, side: &Side, text: &str) -> Result<Option<()>, Failure> {
    let Some(row) = replied_to(services, side.chat, (side.draft, side.reply_to)).await? else { return Ok(None) };
    take(services, side, &row, text).await?;
    Ok(Some(()))
}

/// The draft that a message's buttons name, or that it is the card of: a card that is done with has no buttons.
async fn replied_to(
    services: &Services,
    chat: ChatId,
    (named, message): (Option<DraftId>, Option<i64>),
) -> Result<Option<DraftRow>, Failure> {
    let found = match (named, message) {
        (Some(id), _) => drafts::get(&mut services.store.read().await?, id).await?,
        (None, Some(message)) => drafts::at(&mut services.store.read().await?, chat, message).await?,
        (None, None) => None,
    };
    Ok(found.filter(|row| row.chat == chat))
}

async fn take(services: &Services, side: &Side, row: &DraftRow, text: &str) -> Outcome {
    let at = services.answerer.snapshot();
    let Some(mut draft) = Draft::read(&row.body).filter(|_| row.is_open()) else {
        return refuse(services, side, row.id, DraftNote::Over).await;
    };
    if draft.choosing == Choosing::Target {
        draft = draft.offering(&find::find(&at, text.trim()));
    } else {
        let today = services.city_time(side.now).date().to_string();
        let note = match given(&mut draft, text, &at, &today) {
            Given::Taken if promote::quotes_resident(services, row.ticket, text).await? => Some(DraftNote::Quotes),
            Given::Taken => None,
            Given::Empty => Some(DraftNote::Empty),
            Given::Unclear => Some(DraftNote::Unclear),
            Given::TooLong(most) => Some(DraftNote::TooLong(most)),
            Given::NoContact => Some(DraftNote::NoContact),
            Given::NoDate => Some(DraftNote::NoDate),
        };
        if let Some(note) = note {
            return refuse(services, side, row.id, note).await;
        }
    }
    draft::set(services, side, row.id, draft).await?;
    if let Some(message) = side.message {
        services.react(side.chat, i64::from(message.0), Some(TAKEN.to_owned())).await;
    }
    Ok(None)
}

async fn refuse(services: &Services, side: &Side, id: DraftId, note: DraftNote) -> Outcome {
    services.show(side, &services.view.draft_note(side.lang, id, note)).await?;
    Ok(None)
}
