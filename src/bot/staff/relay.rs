//! From staff to a resident: every message in a question's topic that is no command and no note, its edits, reactions
//! to what the resident wrote, and taking a message back.

use teloxide::payloads::{DeleteMessage, SetMessageReaction, SetMessageReactionSetters};
use teloxide::types::{MessageId, ReactionType};

use super::reading::Edit;
use super::topic::chat;
use super::{Outcome, Scene};
use crate::answer::mask;
use crate::bot::editing;
use crate::bot::failure::Failure;
use crate::bot::passing::Copy;
use crate::bot::services::Services;
use crate::ids::{ChatId, TicketId};
use crate::store::ticket::{self, Ticket};
use crate::store::ticket_message::{self, NewMessage, Passing, TicketMessage};
use crate::store::{audit, resident};
use crate::transport::SendError;
use crate::view::Note;

/// What an internal note begins with.
const NOTE: &str = "//";

/// Somebody wrote in a topic.
pub(super) async fn said(services: Services, scene: Scene, text: String) -> Outcome {
    if is_internal(&services, &scene, &text)
        || editing::replied(&services, &scene.side(&services), &text).await?.is_some()
    {
        return Ok(None);
    }
    let (Some(message), Some(known)) = (scene.deed.message, of_topic(&services, &scene).await?) else {
        return Ok(None);
    };
    let Some(group) = scene.group else { return Ok(None) };
    if !known.open {
        services.note(group, &known, &Note::ClosedTopic).await?;
        return Ok(None);
    }
    deliver(&services, &scene, &known, (i64::from(message.0), &text)).await?;
    Ok(None)
}

/// Passes on to the resident what stands under this number in the topic, with its receipt. Who wrote it takes care of
/// the question from then on if nobody does.
pub(super) async fn deliver(
    services: &Services,
    scene: &Scene,
    known: &Ticket,
    (number, text): (i64, &str),
) -> Result<(), Failure> {
    let Some(group) = scene.group else { return Ok(()) };
    let new = NewMessage {
        ticket: known.id,
        from_staff: true,
        message: number,
        by: scene.who().id,
        text: mask(text).into_owned(),
    };
    let now = scene.now;
    let passing =
        services.store.write(move |c| Box::pin(async move { ticket_message::begin(c, &new, now).await })).await?;
    // The server may have stopped right after passing it on: its receipt may be missing then.
    let note = match passing {
        Passing::Done => Note::Delivered(None),
        Passing::New | Passing::InFlight => pass(services, scene, known, number, passing).await?,
    };
    let delivered = matches!(note, Note::Delivered(_) | Note::Twice);
    let alike = if delivered { services.alike(known).await? } else { Vec::new() };
    let alike: Vec<TicketId> = alike.iter().map(|other| other.id).collect();
    services.receipt(group, known, &note, number, &alike).await?;
    if delivered { answered(services, scene, known).await } else { Ok(()) }
}

/// Whether it stays among staff: a note, or a further picture of an album that is one.
fn is_internal(services: &Services, scene: &Scene, text: &str) -> bool {
    let is_note = text.trim_start().starts_with(NOTE);
    let Some(album) = &scene.deed.album else { return is_note };
    if is_note {
        services.recent.keep_back(scene.deed.group, album);
    }
    is_note || services.recent.is_kept_back(scene.deed.group, album)
}

/// Passes a message on; what is to be said of it.
async fn pass(
    services: &Services,
    scene: &Scene,
    known: &Ticket,
    message: i64,
    passing: Passing,
) -> Result<Note, Failure> {
    let messages = services.messages(known).await?;
    let reply_to = scene.deed.reply_to.and_then(|to| ticket_message::counterpart(&messages, true, to));
    match services.pass_to_resident(scene.deed.group, known, message, reply_to).await {
        Ok(()) => {
            let by = &known.claimed;
            let other = (by.0.0 != 0 && by.0 != scene.who().id).then(|| by.1.clone());
            Ok(if passing == Passing::InFlight { Note::Twice } else { Note::Delivered(other) })
        }
        Err(Failure::Desk(SendError::Blocked)) => {
            let chat = known.chat;
            services.store.write(move |c| Box::pin(resident::set_blocked(c, chat, true))).await?;
            Ok(Note::Blocked)
        }
        Err(Failure::Desk(SendError::Refused(why))) => {
            log::warn!(ticket = known.id.0; "a message of staff was refused: {why}");
            Ok(Note::Failed)
        }
        Err(failure) => Err(failure),
    }
}

/// Who answered a question that nobody takes care of does from now on.
async fn answered(services: &Services, scene: &Scene, known: &Ticket) -> Result<(), Failure> {
    let (id, now, (by, name)) = (known.id, scene.now, scene.by(services));
    let write = services.store.write(move |c| Box::pin(async move { ticket::answered(c, id, (by, &name), now).await }));
    match (write.await?, scene.group) {
        (true, Some(group)) => services.redraw(group, id).await,
        _ => Ok(()),
    }
}

/// Somebody edited a message in a topic: every copy of it changes too.
pub(super) async fn edited(services: Services, scene: Scene, edit: Edit) -> Outcome {
    let Some(message) = scene.deed.message else { return Ok(None) };
    let (place, now_says) = ((scene.deed.group, i64::from(message.0)), mask(&edit.text).into_owned());
    services.store.write(move |c| Box::pin(async move { ticket_message::set_text(c, place, &now_says).await })).await?;
    for (_, chat, copy) in copies(&services, &scene, i64::from(message.0)).await? {
        services.edit_copy(chat, copy, &edit).await.map_err(Failure::Desk)?;
    }
    Ok(None)
}

/// The copies of what staff wrote under this number: more than one when it answered several questions.
async fn copies(services: &Services, scene: &Scene, number: i64) -> Result<Vec<(TicketId, ChatId, i64)>, Failure> {
    Ok(ticket_message::copies(&mut services.store.read().await?, scene.deed.group, number).await?)
}

/// Somebody put a reaction on a message in a topic: the resident sees it on theirs. A reaction does not say in which
/// topic it was put.
pub(super) async fn reacted(services: Services, scene: Scene, (message, emoji): (i64, Option<String>)) -> Outcome {
    let found = ticket_message::at(&mut services.store.read().await?, scene.deed.group, message).await?;
    if let Some((chat, number)) = found {
        services.react(chat, number, emoji).await;
    }
    Ok(None)
}

/// `/unsend` as a reply to a message that was passed on: it disappears on the resident's side, or all of theirs.
pub(super) async fn unsend(services: Services, scene: Scene) -> Outcome {
    let (Some(group), Some(known)) = (scene.group, of_topic(&services, &scene).await?) else { return Ok(None) };
    let number = scene.deed.reply_to.unwrap_or_default();
    let mut note = Note::UnsendWhat;
    for (ticket, resident, copy) in copies(&services, &scene, number).await? {
        let delete = DeleteMessage::new(chat(resident), MessageId(i32::try_from(copy).unwrap_or_default()));
        match services.sender.call(&delete).await {
            Ok(_) => withdrawn(&services, &scene, (ticket, true, number)).await?,
            Err(SendError::Refused(_) | SendError::Blocked) => {
                note = Note::UnsendLate;
                continue;
            }
            Err(error) => return Err(Failure::Desk(error)),
        }
        if note == Note::UnsendWhat {
            note = Note::Unsent;
        }
    }
    services.note(group, &known, &note).await?;
    Ok(None)
}

async fn withdrawn(services: &Services, scene: &Scene, place: (TicketId, bool, i64)) -> Result<(), Failure> {
    let (by, now, what) = (scene.who().id, scene.now, format!("withdrew a message of ticket {}", place.0.0));
    services
        .store
        .write(move |c| {
            Box::pin(async move {
                ticket_message::withdrawn(c, place).await?;
                audit::add(c, now, by, &what).await
            })
        })
        .await?;
    Ok(())
}

/// The ticket whose topic this is.
pub(super) async fn of_topic(services: &Services, scene: &Scene) -> Result<Option<Ticket>, Failure> {
    let Some(topic) = scene.deed.topic else { return Ok(None) };
    Ok(ticket::by_topic(&mut services.store.read().await?, scene.deed.group, topic).await?)
}

impl Services {
    /// What was passed on about this question.
    pub(in crate::bot) async fn messages(&self, known: &Ticket) -> Result<Vec<TicketMessage>, Failure> {
        Ok(ticket_message::of_ticket(&mut self.store.read().await?, known.id).await?)
    }

    /// Passes a message of staff on to the resident of a question, and notes that it arrived.
    pub(super) async fn pass_to_resident(
        &self,
        group: ChatId,
        known: &Ticket,
        message: i64,
        reply_to: Option<i64>,
    ) -> Result<(), Failure> {
        // Who went back to the bot has to be able to answer.
        let resident = resident::get(&mut self.store.read().await?, known.chat).await?;
        let away = resident.is_none_or(|resident| resident.ticket.is_none());
        let button = away.then(|| self.view.to_ticket(self.lang_of_resident(known)));
        let copy = Copy { from: group, message, to: known.chat, topic: None, reply_to, button };
        let sent = self.copy(&copy).await.map_err(Failure::Desk)?;
        let place = (known.id, true, message);
        self.store.write(move |c| Box::pin(ticket_message::done(c, place, sent))).await?;
        log::debug!(ticket = known.id.0; "passed on to the resident");
        Ok(())
    }

    /// Puts a reaction on a message, or takes it off. What Telegram does not take is left out: it is a courtesy.
    pub(in crate::bot) async fn react(&self, to: ChatId, message: i64, emoji: Option<String>) {
        let message = MessageId(i32::try_from(message).unwrap_or_default());
        let reaction = emoji.map(|emoji| ReactionType::Emoji { emoji });
        let set = SetMessageReaction::new(chat(to), message).reaction(reaction.into_iter().collect::<Vec<_>>());
        if let Err(error) = self.sender.call(&set).await {
            log::debug!("a reaction was not put: {error}");
        }
    }
}
