//! A question: answered, given its buttons, and kept. The text is kept masked; the same update never makes two
//! questions.

use search::Lang;

use super::{Done, Failure, Outcome};
use crate::answer::{Answered, Asking, Reply, mask};
use crate::bot::number::number;
use crate::bot::services::Services;
use crate::bot::visit::Visit;
use crate::ids::{EntryId, QuestionId};
use crate::store::question::NewQuestion;
use crate::store::received;
use crate::view::Toast;

/// After so many declines in a row a person is offered in words.
const IN_VAIN: u8 = 3;

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
    let after = replied_to(services, visit).await?.or_else(|| visit.after.clone());
    let answered = services.answerer.answer(&Asking { text, hint, after });
    count(&answered);
    let id = number(&services.sender, visit.update, visit.received);
    let human = services.desk.group().await?.is_some();
    let mut card = services.view.reply(&answered, Some(id), human);
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

/// What the announcement is about that they reply to.
async fn replied_to(services: &Services, visit: &Visit) -> Result<Option<EntryId>, Failure> {
    let Some(message) = visit.reply_to else { return Ok(None) };
    Ok(received::about(&mut services.store.read().await?, visit.chat, message).await?)
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
