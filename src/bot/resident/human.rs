//! From a resident to staff: asking for a person, what they write while their question is open, going back to the bot,
//! and saying that a closed question is not settled.

use search::Lang;

use super::options::of_this_chat;
use super::{Done, Failure, Outcome, ask};
use crate::answer::{Asking, Reply, mask};
use crate::bot::passing::Copy;
use crate::bot::services::Services;
use crate::bot::staff::Edit;
use crate::bot::visit::{Place, Visit};
use crate::desk::Group;
use crate::ids::{QuestionId, TicketId};
use crate::store::ticket::{self, NewTicket, Opened, Ticket};
use crate::store::ticket_message::{self, NewMessage, Passing};
use crate::store::{mute, resident};
use crate::transport::{Refusal, SendError};
use crate::view::{Beside, Note, Toast, Told};

/// An hour in milliseconds.
const HOUR: i64 = 60 * 60 * 1000;
/// How sure the bot must be to offer its own answer to what goes to staff.
const SURE: f64 = 0.95;
/// What tells a resident that a message was passed on.
const PASSED_ON: &str = "👌";

/// They ask for a person.
pub(in crate::bot) async fn human(services: Services, visit: Visit, about: Option<QuestionId>) -> Outcome {
    let asked = match about {
        Some(id) => of_this_chat(&services, &visit, id).await?,
        None => None,
    };
    if about.is_some() && asked.is_none() {
        return Ok(Done::Told(visit.lang, Toast::OutOfDate));
    }
    let lang = asked.as_ref().and_then(|asked| asked.lang).unwrap_or(visit.lang);
    let Some(group) = services.desk.group().await? else { return tell(&services, &visit, lang, &Told::Nobody).await };
    if mute::until(&mut services.store.read().await?, visit.chat, visit.now).await?.is_some() {
        return tell(&services, &visit, lang, &Told::Muted).await;
    }
    let new = NewTicket {
        update: visit.update,
        chat: visit.chat,
        lang,
        text: asked.as_ref().map(|asked| asked.text.clone()).unwrap_or_default(),
        outcome: asked.as_ref().map(|asked| asked.outcome.clone()).unwrap_or_default(),
        entry: asked.as_ref().and_then(|asked| asked.entry.clone()),
        confidence: asked.as_ref().map_or(0.0, |asked| asked.confidence),
    };
    let now = visit.now;
    let (id, opened) = services.store.write(move |c| Box::pin(async move { ticket::open(c, &new, now).await })).await?;
    services.recent.helped(visit.chat);
    if about.is_none() {
        // The topic is made when there is something to show in it.
        return tell_when(&services, &visit, lang, Told::Write).await;
    }
    let shown = services.shown(group, id).await;
    if let (Ok(Some(known)), Opened::There, Some(asked)) = (&shown, opened, &asked) {
        // They have an open question already: this one goes into its topic.
        courtesy(services.note(group, known, &Note::Asks(asked.text.clone())).await)?;
    }
    match shown {
        Ok(_) => tell_when(&services, &visit, lang, Told::Opened(id, services.desk.usually().await?)).await,
        // It is stored, and a worker shows it as soon as that is possible.
        Err(Failure::Desk(error)) => {
            log::error!(ticket = id.0; "a question cannot be shown to staff: {error}");
            tell(&services, &visit, lang, &Told::Delayed).await
        }
        Err(failure) => Err(failure),
    }
}

/// Something they wrote while their question is open.
pub(in crate::bot) async fn to_staff(services: Services, visit: Visit, text: String) -> Outcome {
    let Some((group, known)) = open_ticket(&services, &visit).await? else {
        // Closed just now: then it is for the bot.
        return ask::question(services, visit, text).await;
    };
    let Place::Message { id: message, .. } = visit.place else { return Ok(Done::Quiet) };
    let number = i64::from(message.0);
    let new = NewMessage {
        ticket: known.id,
        from_staff: false,
        message: number,
        by: visit.chat,
        text: mask(&text).into_owned(),
    };
    let now = visit.now;
    let passing =
        services.store.write(move |c| Box::pin(async move { ticket_message::begin(c, &new, now).await })).await?;
    if passing == Passing::Done {
        return Ok(Done::Quiet);
    }
    if known.text.is_empty() && known.card == 0 {
        let (id, text) = (known.id, mask(&text).into_owned());
        services.store.write(move |c| Box::pin(async move { ticket::set_text(c, id, &text).await })).await?;
    }
    let beside = services.answerer.answer(&Asking { text: &text, hint: visit.hint, after: None });
    if matches!(&beside.reply, Reply::Decline(decline) if decline.emergency) {
        // It does not wait for staff.
        services.tell(visit.chat, &services.view.reply(&beside, None, Beside::default())).await?;
    }
    match services.pass_to_staff(group, &known, number, visit.reply_to, passing).await {
        Ok(true) => services.react(visit.chat, number, Some(PASSED_ON.to_owned())).await,
        Ok(false) => return tell(&services, &visit, visit.lang, &Told::Lost).await,
        Err(Failure::Desk(error)) => {
            log::error!(ticket = known.id.0; "a message cannot be passed on to staff now: {error}");
            return tell(&services, &visit, visit.lang, &Told::Delayed).await;
        }
        Err(failure) => return Err(failure),
    }
    match &beside.reply {
        Reply::Answer(answer) if beside.confidence >= SURE && !answer.complaint => {
            tell(&services, &visit, beside.lang, &Told::BotKnows(answer.entry.id.clone())).await
        }
        _ => Ok(Done::Quiet),
    }
}

impl Services {
    /// Passes a resident's message on into its question's topic; a topic that is gone is made anew. False: Telegram
    /// does not take the message.
    pub(in crate::bot) async fn pass_to_staff(
        &self,
        group: Group,
        known: &Ticket,
        message: i64,
        reply_to: Option<i64>,
        passing: Passing,
    ) -> Result<bool, Failure> {
        let Some(known) = self.shown(group, known.id).await? else { return Ok(false) };
        let messages = self.messages(&known).await?;
        if messages.iter().any(|sent| !sent.from_staff && sent.message == message && sent.copy != 0) {
            return Ok(true);
        }
        let reply_to = reply_to.and_then(|to| ticket_message::counterpart(&messages, false, to));
        let copy =
            |topic| Copy { from: known.chat, message, to: group.chat, topic: Some(topic), reply_to, button: None };
        let sent = match self.copy(&copy(known.topic)).await {
            Err(SendError::Refused(Refusal::TopicGone)) => {
                let Some(again) = self.shown_anew(group, &known).await? else { return Ok(false) };
                self.copy(&copy(again.topic)).await
            }
            sent => sent,
        };
        let sent = match sent {
            Ok(sent) => sent,
            Err(SendError::Refused(why)) => {
                log::warn!(ticket = known.id.0; "a resident's message was refused: {why}");
                let place = (known.id, false, message);
                self.store.write(move |c| Box::pin(ticket_message::withdrawn(c, place))).await?;
                return Ok(false);
            }
            Err(error) => return Err(Failure::Desk(error)),
        };
        let place = (known.id, false, message);
        self.store.write(move |c| Box::pin(ticket_message::done(c, place, sent))).await?;
        if passing == Passing::InFlight {
            self.note(group, &known, &Note::CameTwice).await?;
        }
        Ok(true)
    }
}

/// They edited a message: what was passed on changes there too, anything else is a question.
pub(in crate::bot) async fn edited_or_asked(services: Services, visit: Visit, text: String) -> Outcome {
    match &visit.edit {
        Some(edit) if edited(&services, &visit, edit).await? => Ok(Done::Quiet),
        _ => ask::question(services, visit, text).await,
    }
}

async fn edited(services: &Services, visit: &Visit, edit: &Edit) -> Result<bool, Failure> {
    let Place::Message { id: message, .. } = visit.place else { return Ok(false) };
    let found = open_ticket(services, visit).await?.filter(|(group, known)| known.group == group.chat);
    let Some((group, known)) = found else { return Ok(false) };
    let messages = services.messages(&known).await?;
    let number = i64::from(message.0);
    let found = messages.iter().find(|message| !message.from_staff && message.message == number && message.copy > 0);
    let Some(found) = found else { return Ok(false) };
    services.edit_copy(group.chat, found.copy, edit).await.map_err(Failure::Desk)?;
    Ok(true)
}

/// They put a reaction on something that staff wrote, or took it off.
pub(in crate::bot) async fn reacted(
    services: Services,
    visit: Visit,
    (message, emoji): (i64, Option<String>),
) -> Outcome {
    let Some(group) = services.desk.group().await? else { return Ok(Done::Quiet) };
    let all = ticket::of_chat(&mut services.store.read().await?, visit.chat).await?;
    for known in all.iter().rev().filter(|known| known.group == group.chat) {
        let messages = services.messages(known).await?;
        if let Some(there) = ticket_message::counterpart(&messages, false, message) {
            services.react(group.chat, there, emoji).await;
            break;
        }
    }
    Ok(Done::Quiet)
}

/// They go back to the bot; the question stays open.
pub(in crate::bot) async fn leave(services: Services, visit: Visit, lang: Lang) -> Outcome {
    let chat = visit.chat;
    let Some((group, known)) = open_ticket(&services, &visit).await? else {
        return tell(&services, &visit, lang, &Told::Left).await;
    };
    services.store.write(move |c| Box::pin(resident::set_ticket(c, chat, None))).await?;
    courtesy(services.note(group, &known, &Note::Left).await)?;
    tell(&services, &visit, lang, &Told::Left).await
}

/// They write to staff again.
pub(in crate::bot) async fn back(services: Services, visit: Visit, lang: Lang) -> Outcome {
    let all = ticket::of_chat(&mut services.store.read().await?, visit.chat).await?;
    let (Some(group), Some(known)) = (services.desk.group().await?, all.into_iter().find(|ticket| ticket.open)) else {
        return Ok(Done::Told(lang, Toast::OutOfDate));
    };
    let (chat, id) = (visit.chat, known.id);
    services.store.write(move |c| Box::pin(resident::set_ticket(c, chat, Some(id)))).await?;
    courtesy(services.note(group, &known, &Note::Returned).await)?;
    tell(&services, &visit, lang, &Told::Back).await
}

/// The question that staff closed is not settled.
pub(in crate::bot) async fn reopen(services: Services, visit: Visit, id: TicketId) -> Outcome {
    let known = services.ticket(id).await?.filter(|known| known.chat == visit.chat);
    let (Some(known), Some(group)) = (known, services.desk.group().await?) else {
        return Ok(Done::Told(visit.lang, Toast::OutOfDate));
    };
    let lang = known.lang.unwrap_or(visit.lang);
    if mute::until(&mut services.store.read().await?, visit.chat, visit.now).await?.is_some() {
        return tell(&services, &visit, lang, &Told::Muted).await;
    }
    let long = services.policies().await?.reopen_hours.saturating_mul(HOUR);
    if !known.open && visit.now.0 - known.closed.0 > long {
        return tell(&services, &visit, lang, &Told::ReopenLate).await;
    }
    let (opening, now, by) = (known.clone(), visit.now, visit.chat);
    let opened =
        services.store.write(move |c| Box::pin(async move { ticket::reopen(c, &opening, by, now).await })).await?;
    if !opened {
        // It is open, or another one is: what they write goes there from now on.
        return back(services, visit, lang).await;
    }
    courtesy(services.set_topic_open(&known, true).await)?;
    courtesy(services.redraw(group, id).await)?;
    courtesy(services.note(group, &known, &Note::ReopenedByResident).await)?;
    tell_when(&services, &visit, lang, Told::Reopened).await
}

/// The open question that what they write goes to, and the group it is in.
async fn open_ticket(services: &Services, visit: &Visit) -> Result<Option<(Group, Ticket)>, Failure> {
    let (Some(id), Some(group)) = (visit.ticket, services.desk.group().await?) else { return Ok(None) };
    Ok(services.ticket(id).await?.filter(|known| known.open).map(|known| (group, known)))
}

/// A note for staff that does not get through does not hold up a resident.
fn courtesy(noted: Result<(), Failure>) -> Result<(), Failure> {
    match noted {
        Err(Failure::Desk(error)) => {
            log::warn!("a note for staff did not get through: {error}");
            Ok(())
        }
        other => other,
    }
}

async fn tell(services: &Services, visit: &Visit, lang: Lang, told: &Told) -> Outcome {
    services.tell(visit.chat, &services.view.ticket(lang, told)).await?;
    Ok(Done::Quiet)
}

/// The same to somebody who waits for staff: when they are away, also when they are back.
async fn tell_when(services: &Services, visit: &Visit, lang: Lang, told: Told) -> Outcome {
    let Some(away) = services.away(visit.now).await? else { return tell(services, visit, lang, &told).await };
    // How long it usually takes is no answer at night.
    let told = match told {
        Told::Opened(id, _) => Told::Opened(id, None),
        other => other,
    };
    services.tell(visit.chat, &services.view.away(lang, services.view.ticket(lang, &told), &away)).await?;
    Ok(Done::Quiet)
}
