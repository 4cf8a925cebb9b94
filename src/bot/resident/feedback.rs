//! "Useful" and "not useful": one word a question, which can be changed. Only the one who asked has it.

use super::{Done, Outcome};
use crate::bot::callbacks;
use crate::bot::services::Services;
use crate::bot::visit::{Place, Visit};
use crate::ids::QuestionId;
use crate::store::feedback::{self, Given};
use crate::view::{Press, Toast, keyboard};

/// Takes the vote, thanks, and ticks the button.
pub(in crate::bot) async fn vote(services: Services, visit: Visit, (question, useful): (QuestionId, bool)) -> Outcome {
    let (chat, now) = (visit.chat, visit.now);
    let give = services.store.write(move |c| Box::pin(feedback::give(c, question, chat, useful, now)));
    if give.await? == Given::Unknown {
        return Ok(Done::Told(visit.lang, Toast::OutOfDate));
    }
    let toast = if useful { Toast::Useful } else { Toast::NotUseful };
    tick(&services, &visit, question, useful).await?;
    Ok(Done::Told(visit.lang, toast))
}

async fn tick(services: &Services, visit: &Visit, question: QuestionId, useful: bool) -> Result<(), super::Failure> {
    let Place::Button { keyboard: Some(keyboard), .. } = &visit.place else { return Ok(()) };
    let data = |useful| callbacks::encode(&Press::Vote(question, useful));
    let ticked = keyboard::ticked(keyboard, &data(useful), &[data(!useful)]);
    if ticked != *keyboard {
        services.change_keyboard(visit, ticked).await?;
    }
    Ok(())
}
