//! A question: answered, given its buttons, and kept. The text is kept masked; the same update never makes two
//! questions.

use search::Lang;

use super::{Done, Failure, Outcome, announced};
use crate::answer::{Answered, Asking, Reply, is_vague, mask};
use crate::bot::number::number;
use crate::bot::services::Services;
use crate::bot::visit::Visit;
use crate::ids::{AnnouncementId, EntryId, QuestionId};
use crate::store::question::NewQuestion;
use crate::store::received;
use crate::view::Toast;

/// After so many declines in a row a person is offered in words.
const IN_VAIN: u8 = 3;

/// As sure as this, a reply to an announcement is about something else.
const SURE: f64 = 0.97;

/// Answers what was typed.
pub(in crate::bot) async fn question(services: Services, visit: Visit, text: String) -> Outcome {
    answer(&services, &visit, &text, visit.hint).await
}

/// Answers one of the questions offered at the start.
pub(in crate::bot) async fn starter(services: Services, visit: Visit, (lang, place): (Lang, u8)) -> Outcome {
    let snapshot = services.answerer.snapshot();
    let Some(text) = snapshot.knowledge.info.starters.get(lang).get(usize::from(place)) else {
        return Ok(Done::Told(visit.lang, Toast::OutOfDate));
    };
    answer(&services, &visit, text, Some(lang)).await
}

async fn answer(services: &Services, visit: &Visit, text: &str, hint: Option<Lang>) -> Outcome {
    let notice = Notice::of(services, visit).await?;
    let after = notice.as_ref().map(|notice| &notice.entry).or(visit.after.as_ref()).cloned();
    let answered = services.answerer.answer(&Asking { text, hint, after });
    let meant = notice.filter(|notice| notice.is_meant(text, &answered));
    let linked = meant.as_ref().and_then(|notice| announced::answer(services, &notice.entry, answered.lang));
    let about = linked.as_ref().and(meant.as_ref()).map(|notice| notice.id);
    let answered = match linked {
        Some(linked) => instead(linked, answered),
        None => answered,
    };
    count(&answered);
    let id = number(&services.sender, visit.update, visit.received);
    let beside = services.beside(visit.chat, &answered.reply).await?;
    let human = beside.human;
    let mut card = services.view.reply(&answered, Some(id), beside);
    if let Some(about) = about {
        card = announced::above(services, visit, (about, answered.lang), card).await?;
    }
    let wants_person = |entry: &EntryId| services.answerer.snapshot().knowledge.info.human.as_ref() == Some(entry);
    if let Reply::Smalltalk(entry) = &answered.reply
        && human
        && wants_person(&entry.id)
    {
        card = services.view.human_offer(answered.lang);
    }
    if human && in_vain(services, visit, &answered) {
        card = services.view.third_decline(answered.lang, card);
    }
    services.reply(visit, &card).await?;
    Ok(Done::Asked(Box::new(asked(visit, id, text, &answered))))
}

/// What an announcement is linked to in place of what was understood, which stays within reach.
fn instead(linked: Answered, answered: Answered) -> Answered {
    let understood = match answered.reply {
        Reply::Answer(answer) => vec![answer.entry],
        Reply::Ask(options) => options,
        Reply::Decline(_) | Reply::Smalltalk(_) => Vec::new(),
    };
    let shown = match &linked.reply {
        Reply::Answer(answer) => Some(answer.entry.id.clone()),
        _ => None,
    };
    let others = understood.into_iter().chain(answered.others).filter(|entry| Some(&entry.id) != shown.as_ref());
    Answered { others: others.collect(), ..linked }
}

/// An announcement that a question may be about.
struct Notice {
    id: AnnouncementId,
    /// The entry it is linked to.
    entry: EntryId,
    /// Whether they reply to it.
    replied: bool,
}

impl Notice {
    /// The one they reply to, or the one that was talked about just now.
    async fn of(services: &Services, visit: &Visit) -> Result<Option<Notice>, Failure> {
        let replied = match visit.reply_to {
            Some(message) => received::about(&mut services.store.read().await?, visit.chat, message).await?,
            None => None,
        };
        let talked = || Some(Notice { id: visit.notice?, entry: visit.after.clone()?, replied: false });
        Ok(replied.map(|(id, entry)| Notice { id, entry, replied: true }).or_else(talked))
    }

    /// Whether it is what is asked about: by what names no matter it is, and a reply means it unless it clearly means
    /// something else.
    fn is_meant(&self, text: &str, answered: &Answered) -> bool {
        let otherwise = match &answered.reply {
            Reply::Answer(answer) => answer.entry.id != self.entry && answered.confidence >= SURE,
            Reply::Decline(decline) => decline.emergency || decline.matter.is_some() || decline.oddity.is_some(),
            Reply::Smalltalk(_) => true,
            Reply::Ask(_) => false,
        };
        is_vague(text) || self.replied && !otherwise
    }
}

/// Whether this is the third question in a row that the bot could not help with.
fn in_vain(services: &Services, visit: &Visit, answered: &Answered) -> bool {
    match &answered.reply {
        Reply::Decline(decline) if decline.emergency || decline.oddity.is_some() || decline.on_hold.is_some() => false,
        Reply::Decline(_) => services.recent.declined(visit.chat).is_multiple_of(IN_VAIN),
        Reply::Answer(_) => {
            services.recent.helped(visit.chat);
            false
        }
        Reply::Ask(_) | Reply::Smalltalk(_) => false,
    }
}

/// The question as it is kept, once the reply is out and together with the mark that it is: a crash leaves both or
/// neither.
fn asked(visit: &Visit, id: QuestionId, text: &str, answered: &Answered) -> NewQuestion {
    let (outcome, entry) = outcome(&answered.reply);
    NewQuestion {
        id,
        update: visit.update,
        chat: visit.chat,
        asked: visit.now,
        lang: answered.lang,
        text: mask(text).into_owned(),
        outcome: outcome.to_owned(),
        entry: entry.cloned(),
        confidence: answered.confidence,
        // What was talked about stays so over a thanks or a decline: "and before that?" still means it.
        stays: matches!(answered.reply, Reply::Smalltalk(_) | Reply::Decline(_)),
    }
}

/// The outcome's name, and the entry that was answered.
fn outcome(reply: &Reply) -> (&'static str, Option<&EntryId>) {
    match reply {
        Reply::Answer(answer) => ("answer", Some(&answer.entry.id)),
        Reply::Ask(_) => ("ask", None),
        Reply::Decline(_) => ("decline", None),
        Reply::Smalltalk(_) => ("smalltalk", None),
    }
}

fn count(answered: &Answered) {
    let (outcome, _) = outcome(&answered.reply);
    metrics::counter!("qaida_outcomes_total", "outcome" => outcome, "lang" => answered.lang.code()).increment(1);
}
