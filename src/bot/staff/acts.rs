//! What staff do with a question, by a command in its topic or a button of its card: take it, close it, open it again,
//! have its resident be silent for a while.

use super::relay::of_topic;
use super::{Outcome, Scene};
use crate::bot::failure::Failure;
use crate::bot::services::Services;
use crate::desk::Group;
use crate::ids::TicketId;
use crate::store::mute;
use crate::store::ticket::{self, Ticket};
use crate::transport::SendError;
use crate::view::{DeskAct, Note, Toast, Told};

/// How long a mute lasts, in milliseconds.
const MUTE: i64 = 24 * 60 * 60 * 1000;

/// A button of a card was pressed; the card must be the question's own.
pub(super) async fn pressed(services: &Services, scene: &Scene, act: DeskAct, id: TicketId) -> Outcome {
    let found = services.ticket(id).await?.filter(|known| known.group == scene.deed.group);
    let (Some(known), Some(group)) = (found, scene.group) else { return Ok(Some(Toast::OutOfDate)) };
    match act {
        DeskAct::Claim => take(services, scene, group, &known).await?,
        DeskAct::Close => shut(services, scene, group, &known, false).await?,
        DeskAct::Spam => shut(services, scene, group, &known, true).await?,
        DeskAct::Mute => silence(services, scene, group, &known).await?,
        DeskAct::Reopen => open_again(services, scene, group, &known).await?,
    }
    Ok(Some(Toast::Done))
}

/// `/claim`
pub(super) async fn claim(services: Services, scene: Scene) -> Outcome {
    if let (Some(known), Some(group)) = (of_topic(&services, &scene).await?, scene.group) {
        take(&services, &scene, group, &known).await?;
    }
    Ok(None)
}

/// `/close`
pub(super) async fn close(services: Services, scene: Scene) -> Outcome {
    if let (Some(known), Some(group)) = (of_topic(&services, &scene).await?, scene.group) {
        shut(&services, &scene, group, &known, false).await?;
    }
    Ok(None)
}

/// `/reopen`
pub(super) async fn reopen(services: Services, scene: Scene) -> Outcome {
    if let (Some(known), Some(group)) = (of_topic(&services, &scene).await?, scene.group) {
        open_again(&services, &scene, group, &known).await?;
    }
    Ok(None)
}

/// Takes a question, or takes it over from somebody else.
async fn take(services: &Services, scene: &Scene, group: Group, known: &Ticket) -> Result<(), Failure> {
    let (id, now, (by, name)) = (known.id, scene.now, scene.by(services));
    let whose = name.clone();
    let changed =
        services.store.write(move |c| Box::pin(async move { ticket::claim(c, id, (by, &whose), now).await })).await?;
    if changed {
        services.redraw(group, id).await?;
        services.note(group, known, &Note::Claimed(name)).await?;
    }
    Ok(())
}

/// Closes a question; as spam its resident is told nothing.
async fn shut(services: &Services, scene: &Scene, group: Group, known: &Ticket, spam: bool) -> Result<(), Failure> {
    let (closing, now, by) = (known.clone(), scene.now, scene.who().id);
    let why = if spam { " as spam" } else { "" };
    let closed =
        services.store.write(move |c| Box::pin(async move { ticket::close(c, &closing, by, why, now).await })).await?;
    if !closed {
        return Ok(());
    }
    // The resident first: should the rest fail, it is not done again.
    if !spam {
        told(services, known, &Told::Closed(known.id)).await?;
    }
    services.redraw(group, known.id).await?;
    let name = scene.name(services);
    services.note(group, known, &if spam { Note::ClosedSpam(name) } else { Note::Closed(name) }).await?;
    services.set_topic_open(known, false).await
}

async fn open_again(services: &Services, scene: &Scene, group: Group, known: &Ticket) -> Result<(), Failure> {
    let (opening, now, by) = (known.clone(), scene.now, scene.who().id);
    let opened =
        services.store.write(move |c| Box::pin(async move { ticket::reopen(c, &opening, by, now).await })).await?;
    if !opened {
        let all = ticket::of_chat(&mut services.store.read().await?, known.chat).await?;
        let other = all.iter().find(|ticket| ticket.open && ticket.id != known.id);
        return match other {
            Some(other) => services.note(group, known, &Note::OtherOpen(other.id)).await,
            None => Ok(()),
        };
    }
    told(services, known, &Told::Reopened).await?;
    services.set_topic_open(known, true).await?;
    services.redraw(group, known.id).await?;
    services.note(group, known, &Note::Reopened(scene.name(services))).await
}

/// Its resident may not write to staff for a day; the question is closed.
async fn silence(services: &Services, scene: &Scene, group: Group, known: &Ticket) -> Result<(), Failure> {
    let (chat, now, by) = (known.chat, scene.now, scene.who().id);
    services.store.write(move |c| Box::pin(mute::set(c, chat, now.plus(MUTE), by, now))).await?;
    services.note(group, known, &Note::Muted).await?;
    shut(services, scene, group, known, true).await
}

/// Tells the resident. That they have blocked the bot is no failure here.
async fn told(services: &Services, known: &Ticket, told: &Told) -> Result<(), Failure> {
    match services.tell(known.chat, &services.view.ticket(services.lang_of_resident(known), told)).await {
        Ok(()) | Err(SendError::Blocked | SendError::Refused(_)) => Ok(()),
        Err(error) => Err(Failure::Desk(error)),
    }
}
