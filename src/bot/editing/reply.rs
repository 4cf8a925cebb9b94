//! A reply to a draft's card: a text, a source, an example question.

use super::{Outcome, Side, draft, find};
use crate::bot::failure::Failure;
use crate::bot::services::Services;
use crate::desk::draft::{Choosing, Draft, Given, given};
use crate::store::draft::{self as drafts, DraftRow};
use crate::view::{Card, DraftNote};

/// What shows that a reply was taken.
const TAKEN: &str = "👌";

/// Whether a message replies to a draft's card.
pub(in crate::bot) async fn is_card(services: &Services, side: &Side) -> Result<bool, Failure> {
    let Some(to) = side.reply_to else { return Ok(false) };
    Ok(drafts::at(&mut services.store.read().await?, side.chat, to).await?.is_some())
}

/// Takes what was written when it replies to a draft's card. None: it does not.
pub(in crate::bot) async fn replied(services: &Services, side: &Side, text: &str) -> Result<Option<()>, Failure> {
    let Some(to) = side.reply_to else { return Ok(None) };
    let Some(row) = drafts::at(&mut services.store.read().await?, side.chat, to).await? else { return Ok(None) };
    take(services, side, &row, text).await?;
    Ok(Some(()))
}

async fn take(services: &Services, side: &Side, row: &DraftRow, text: &str) -> Outcome {
    let at = services.answerer.snapshot();
    let Some(mut draft) = Draft::read(&row.body).filter(|_| row.is_open()) else {
        return refuse(services, side, DraftNote::Over).await;
    };
    if draft.choosing == Choosing::Target {
        let options = find::find(&at, text.trim());
        draft = draft.offering(&options);
    } else {
        let today = services.city_time(side.now).date().to_string();
        let note = match given(&mut draft, text, &at, &today) {
            Given::Taken => None,
            Given::Empty => Some(DraftNote::Empty),
            Given::TooLong(most) => Some(DraftNote::TooLong(most)),
            Given::NoContact => Some(DraftNote::NoContact),
            Given::NoDate => Some(DraftNote::NoDate),
        };
        if let Some(note) = note {
            return refuse(services, side, note).await;
        }
    }
    draft::set(services, side, row.id, draft).await?;
    if let Some(message) = side.message {
        services.react(side.chat, i64::from(message.0), Some(TAKEN.to_owned())).await;
    }
    Ok(None)
}

async fn refuse(services: &Services, side: &Side, note: DraftNote) -> Outcome {
    let card: Card = services.view.draft_note(side.lang, note);
    services.show(side, &card).await?;
    Ok(None)
}
