//! One answer for many: what staff wrote about one question goes to residents whose open questions are alike, too.

use super::{Outcome, Scene};
use crate::bot::failure::Failure;
use crate::bot::services::Services;
use crate::clock::Timestamp;
use crate::desk::alike;
use crate::ids::{ChatId, TicketId};
use crate::store::ticket::{self, Ticket};
use crate::store::ticket_message::{self, NewMessage, Passing};
use crate::transport::SendError;
use crate::view::{Note, Toast};

impl Services {
    /// Open questions that nobody has answered, in the same language, and that ask what this one asks.
    pub(super) async fn alike(&self, known: &Ticket) -> Result<Vec<Ticket>, Failure> {
        let open = ticket::unanswered(&mut self.store.read().await?).await?;
        let is_like = |other: &Ticket| {
            other.id != known.id
                && other.chat != known.chat
                && other.lang == known.lang
                && alike(&other.text, &known.text)
        };
        Ok(open.into_iter().filter(is_like).collect())
    }
}

/// The button under a receipt: the message goes to those who asked the same.
pub(super) async fn send(services: Services, scene: Scene, (id, message): (TicketId, i64)) -> Outcome {
    let Some(group) = scene.group else { return Ok(Some(Toast::OutOfDate)) };
    let Some(known) = services.ticket(id).await?.filter(|known| known.group == group.chat) else {
        return Ok(Some(Toast::OutOfDate));
    };
    let sent = services.messages(&known).await?;
    let Some(sent) = sent.iter().find(|sent| sent.from_staff && sent.message == message && !sent.withdrawn) else {
        return Ok(Some(Toast::OutOfDate));
    };
    let mut others = services.alike(&known).await?;
    // Only those that stood on the button.
    others.retain(|other| other.opened <= sent.at);
    if others.is_empty() {
        return Ok(Some(Toast::OutOfDate));
    }
    for other in others {
        let new =
            NewMessage { ticket: other.id, from_staff: true, message, by: scene.who().id, text: sent.text.clone() };
        if pass(&services, group.chat, &other, new, scene.now).await? {
            services.note(group, &other, &Note::AlsoAnswered(known.id)).await?;
            let ((by, name), id, now) = (scene.by(&services), other.id, scene.now);
            services
                .store
                .write(move |c| Box::pin(async move { ticket::answered(c, id, (by, &name), now).await }))
                .await?;
            services.redraw(group, id).await?;
        }
    }
    Ok(Some(Toast::Done))
}

/// Passes the message on to one of them; false when it has been before, or cannot be.
async fn pass(
    services: &Services,
    group: ChatId,
    other: &Ticket,
    new: NewMessage,
    now: Timestamp,
) -> Result<bool, Failure> {
    let message = new.message;
    let passing =
        services.store.write(move |c| Box::pin(async move { ticket_message::begin(c, &new, now).await })).await?;
    if passing == Passing::Done {
        return Ok(false);
    }
    match services.pass_to_resident(group, other, message, None).await {
        Ok(()) => Ok(true),
        Err(Failure::Desk(SendError::Blocked | SendError::Refused(_))) => Ok(false),
        Err(failure) => Err(failure),
    }
}
