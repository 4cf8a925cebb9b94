//! A question: answered, kept, and given its buttons. The text is kept masked; the same update never makes two
//! questions.

use search::Lang;

use super::{Done, Outcome};
use crate::answer::{Answered, Asking, Reply, mask};
use crate::bot::failure::Failure;
use crate::bot::services::Services;
use crate::bot::visit::Visit;
use crate::ids::{EntryId, QuestionId};
use crate::store::question::{self, NewQuestion};
use crate::store::resident;
use crate::view::Toast;

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
    let answered = services.answerer.answer(&Asking { text, hint, after: visit.after.clone() });
    count(&answered);
    let id = keep(services, visit, text, &answered).await?;
    services.reply(visit, &services.view.reply(&answered, Some(id))).await?;
    Ok(Done::Quiet)
}

/// Keeps the question, and what was talked about. One transaction: a crash leaves all of it or nothing.
async fn keep(services: &Services, visit: &Visit, text: &str, answered: &Answered) -> Result<QuestionId, Failure> {
    let (outcome, entry) = outcome(&answered.reply);
    let asked = NewQuestion {
        update: visit.update,
        chat: visit.chat,
        asked: visit.now,
        lang: answered.lang,
        text: mask(text).into_owned(),
        outcome: outcome.to_owned(),
        entry: entry.cloned(),
        confidence: answered.confidence,
    };
    // What was talked about stays so over a thanks or a decline: "and before that?" still means it.
    let stays = matches!(answered.reply, Reply::Smalltalk(_) | Reply::Decline(_));
    let write = services.store.write(move |c| {
        Box::pin(async move {
            resident::seen(c, asked.chat, asked.asked).await?;
            if !stays {
                resident::set_after(c, asked.chat, asked.entry.as_ref(), asked.asked).await?;
            }
            question::record(c, &asked).await
        })
    });
    Ok(write.await?)
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
