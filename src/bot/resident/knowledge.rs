//! Staff who change the knowledge in private with the bot. Whoever is of the staff group may; for anybody else these
//! are an unknown command, old buttons, and questions.

use super::{Done, Failure, Outcome, misc};
use crate::bot::editing::{self, Side};
use crate::bot::reading::What;
use crate::bot::services::Services;
use crate::bot::visit::{Place, Visit};
use crate::view::{Press, Toast};

/// `/kb`
pub(in crate::bot) async fn kb(services: Services, visit: Visit, query: String) -> Outcome {
    let Some(side) = side(&services, &visit).await? else { return misc::unknown_command(services, visit).await };
    editing::kb(&services, &side, &query).await.map(|_| Done::Quiet)
}

/// A button.
pub(in crate::bot) async fn pressed(services: Services, visit: Visit, press: Press) -> Outcome {
    let Some(side) = side(&services, &visit).await? else { return Ok(Done::Told(visit.lang, Toast::OutOfDate)) };
    let toast = editing::pressed(&services, &side, press).await?;
    Ok(toast.map_or(Done::Quiet, |toast| Done::Beside(visit.lang, toast)))
}

/// Somebody of the staff who replies to a draft's card. When that cannot be found out, it is a text like any other.
pub(in crate::bot) async fn draft_replied(services: Services, visit: Visit, what: What) -> Option<(Side, String)> {
    let What::Text(text) = what else { return None };
    if visit.reply_to.is_none() || !matches!(visit.place, Place::Message { edited: false, .. }) {
        return None;
    }
    let found = async {
        // Looked up here first: Telegram is not asked about every reply of every resident.
        let is_card = editing::is_card(&services, visit.chat, (visit.draft, visit.reply_to)).await?;
        if is_card { side(&services, &visit).await } else { Ok::<_, Failure>(None) }
    };
    match found.await {
        Ok(side) => side.map(|side| (side, text)),
        Err(failure) => {
            log::warn!("whether a reply is to a draft could not be found out: {failure}");
            None
        }
    }
}

/// Takes it.
pub(in crate::bot) async fn taken(services: Services, (side, text): (Side, String)) -> Outcome {
    editing::replied(&services, &side, &text).await.map(|_| Done::Quiet)
}

/// Somebody of the staff, in their private chat.
async fn side(services: &Services, visit: &Visit) -> Result<Option<Side>, Failure> {
    let Some(group) = services.desk.group().await? else { return Ok(None) };
    if !services.membership.is_in(&services.sender, group.chat, visit.chat).await.map_err(Failure::Desk)? {
        return Ok(None);
    }
    let message = match &visit.place {
        Place::Message { id, .. } => Some(*id),
        Place::Button { message, .. } => *message,
    };
    let name = services.names_of(visit.chat).await?.unwrap_or_default().join(" ");
    let name = if name.is_empty() { services.view.anonymous(visit.lang) } else { name };
    Ok(Some(Side {
        chat: visit.chat,
        topic: None,
        by: visit.chat,
        name,
        lang: visit.lang,
        now: visit.now,
        message,
        reply_to: visit.reply_to,
        draft: visit.draft,
    }))
}
