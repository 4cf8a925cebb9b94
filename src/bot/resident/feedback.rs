//! "Useful" and "not useful": one word an answer, which can be changed. Only the one who asked has it. After "not
//! useful" three buttons ask what was wrong, and the other candidates stand below them, all on the same message.

use teloxide::types::InlineKeyboardMarkup;

use super::options::candidates;
use super::{Done, Outcome};
use crate::bot::callbacks;
use crate::bot::outbox::keyboard as buttons;
use crate::bot::services::Services;
use crate::bot::visit::{Place, Visit};
use crate::ids::QuestionId;
use crate::store::feedback::{self, Reason, Vote};
use crate::store::question::{self, Question};
use crate::view::{Button, Press, Toast, keyboard};

/// Takes the vote, thanks, and shows on the buttons what holds now.
pub(in crate::bot) async fn vote(services: Services, visit: Visit, (id, vote): (QuestionId, Vote)) -> Outcome {
    let (chat, now) = (visit.chat, visit.now);
    let give = services.store.write(move |c| {
        Box::pin(async move {
            let Some(holds) = feedback::give(c, id, chat, vote, now).await? else { return Ok(None) };
            Ok(question::get(c, id).await?.map(|asked| (holds, asked)))
        })
    });
    let Some((holds, asked)) = give.await? else { return Ok(Done::Told(visit.lang, Toast::OutOfDate)) };
    let lang = asked.lang.unwrap_or(visit.lang);
    let toast = match vote {
        Vote::Useful => Toast::Useful,
        Vote::NotUseful => Toast::NotUseful,
        Vote::Because(_) => Toast::Reason,
    };
    match &visit.place {
        Place::Button { keyboard: Some(keyboard), message: Some(_) } => {
            let card = Marked::of(&services, &visit, &asked, holds);
            let changed = card.on(keyboard);
            if changed != *keyboard {
                services.change_keyboard(&visit, changed).await?;
            }
            services.recent.also_showed(chat, &card.rows);
        }
        Place::Message { .. } if vote == Vote::NotUseful => {
            let others = candidates(&services, &asked, lang, asked.entry.as_ref());
            services.reply(&visit, &services.view.what_was_wrong(lang, id, holds, &others)).await?;
            return Ok(Done::Quiet);
        }
        _ => {}
    }
    Ok(Done::Told(lang, toast))
}

/// What the buttons under an answer are to show.
struct Marked {
    question: QuestionId,
    holds: Vote,
    /// What is shown besides the answer's own buttons: the reasons, then the candidates.
    rows: Vec<Vec<Button>>,
    reasons: usize,
}

impl Marked {
    fn of(services: &Services, visit: &Visit, asked: &Question, holds: Vote) -> Marked {
        let (question, lang) = (asked.id, asked.lang.unwrap_or(visit.lang));
        if holds == Vote::Useful {
            return Marked { question, holds, rows: Vec::new(), reasons: 0 };
        }
        let mut rows = services.view.reasons(lang, question);
        let reasons = rows.len();
        let others = candidates(services, asked, lang, asked.entry.as_ref());
        rows.extend(services.view.candidates(lang, question, &others));
        Marked { question, holds, rows, reasons }
    }

    fn on(&self, keyboard: &InlineKeyboardMarkup) -> InlineKeyboardMarkup {
        let data = |vote| callbacks::encode(&Press::Vote(self.question, vote));
        let because = Reason::ALL.map(|reason| data(Vote::Because(reason)));
        let vote = if self.holds == Vote::Useful { Vote::Useful } else { Vote::NotUseful };
        let marked = keyboard::ticked(keyboard, &data(vote), &[data(Vote::Useful), data(Vote::NotUseful)]);
        if vote == Vote::Useful {
            return keyboard::without(&marked, &because);
        }
        let (reasons, others) = self.rows.split_at(self.reasons);
        let marked = keyboard::below(&marked, &data(vote), buttons(reasons).inline_keyboard);
        let marked = keyboard::ticked(&marked, &data(self.holds), &because);
        match others.is_empty() {
            true => marked,
            false => {
                let more = callbacks::encode(&Press::Others(self.question));
                keyboard::replaced(&marked, &more, buttons(others).inline_keyboard)
            }
        }
    }
}
