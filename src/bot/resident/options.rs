//! The options of a question: shown, chosen, or none of them meant. A question belongs to the chat that asked it.

use std::sync::Arc;

use search::Lang;

use super::{Done, Failure, Outcome, announced};
use crate::answer::{Answered, Asking, Reply};
use crate::bot::callbacks;
use crate::bot::outbox::keyboard as buttons;
use crate::bot::services::Services;
use crate::bot::visit::{Place, Visit};
use crate::ids::{EntryId, QuestionId};
use crate::knowledge::entry::Entry;
use crate::store::question::{self, Question};
use crate::store::resident;
use crate::view::{Press, Toast, keyboard};

/// Shows what else the question might be about: in place of the button that was pressed, or as a card.
pub(in crate::bot) async fn others(services: Services, visit: Visit, id: QuestionId) -> Outcome {
    let Some(asked) = of_this_chat(&services, &visit, id).await?.filter(|asked| !asked.text.is_empty()) else {
        return Ok(Done::Told(visit.lang, Toast::OutOfDate));
    };
    let lang = asked.lang.unwrap_or(visit.lang);
    let candidates = candidates(&services, &asked, lang, asked.entry.as_ref());
    if candidates.is_empty() {
        return Ok(Done::Told(lang, Toast::NoOthers));
    }
    match &visit.place {
        Place::Button { keyboard: Some(keyboard), message: Some(_) } => {
            let rows = services.view.candidates(lang, id, &candidates);
            let with = buttons(&rows).inline_keyboard;
            let with = keyboard::replaced(keyboard, &callbacks::encode(&Press::Others(id)), with);
            services.change_keyboard(&visit, with).await?;
            services.recent.also_showed(visit.chat, &rows);
        }
        _ => services.reply(&visit, &services.view.ask(lang, &candidates, Some(id))).await?,
    }
    Ok(Done::Quiet)
}

/// Answers for the entry that was chosen, in place of the options.
pub(in crate::bot) async fn choose(services: Services, visit: Visit, (id, entry): (QuestionId, EntryId)) -> Outcome {
    let asked = of_this_chat(&services, &visit, id).await?;
    let lang = asked.as_ref().and_then(|asked| asked.lang).unwrap_or(visit.lang);
    let Some((id, about)) = asked.and_then(|asked| Some((asked.id, chosen(&services, &asked, lang, &entry)?))) else {
        return Ok(Done::Told(visit.lang, Toast::OutOfDate));
    };
    let beside = services.beside(visit.chat, &about.reply).await?;
    let card = services.view.reply(&about, Some(id), beside);
    let (chat, now) = (visit.chat, visit.now);
    services
        .store
        .write(move |c| {
            Box::pin(async move {
                question::settle(c, id, &entry).await?;
                resident::set_after(c, chat, Some(&entry), now).await
            })
        })
        .await?;
    services.replace(&visit, &card).await?;
    Ok(Done::Quiet)
}

/// None of the options was meant.
pub(in crate::bot) async fn none_of_these(services: Services, visit: Visit, id: QuestionId) -> Outcome {
    let Some(asked) = of_this_chat(&services, &visit, id).await? else {
        return Ok(Done::Told(visit.lang, Toast::OutOfDate));
    };
    let human = services.desk.group().await?.is_some();
    services
        .replace(&visit, &services.view.none_of_these(asked.lang.unwrap_or(visit.lang), human.then_some(id)))
        .await?;
    Ok(Done::Quiet)
}

/// The question with this number, if it was asked in this chat.
pub(super) async fn of_this_chat(
    services: &Services,
    visit: &Visit,
    id: QuestionId,
) -> Result<Option<Question>, Failure> {
    let asked = question::get(&mut services.store.read().await?, id).await?;
    Ok(asked.filter(|asked| asked.chat == visit.chat))
}

/// What the question might be about besides what is shown: it is understood once more. None when its text is forgotten.
pub(super) fn candidates(
    services: &Services,
    asked: &Question,
    lang: Lang,
    shown: Option<&EntryId>,
) -> Vec<Arc<Entry>> {
    if asked.text.is_empty() {
        return Vec::new();
    }
    let again = services.answerer.answer(&Asking { text: &asked.text, hint: Some(lang), after: None });
    let mut all = match again.reply {
        Reply::Ask(options) => options,
        Reply::Answer(answer) => vec![answer.entry],
        Reply::Decline(_) | Reply::Smalltalk(_) => Vec::new(),
    };
    all.extend(again.others);
    all.retain(|entry| Some(&entry.id) != shown);
    all
}

/// What is said of the entry that was chosen; none: it is not there any more.
fn chosen(services: &Services, asked: &Question, lang: Lang, entry: &EntryId) -> Option<Answered> {
    let mut about = announced::answer(services, entry, lang)?;
    about.others = candidates(services, asked, lang, Some(entry));
    Some(about)
}
