//! From data to what people see: rich text and buttons, in the person's language. Decides nothing, sends nothing; the
//! bot, the web and the command line render what it makes.

mod announced;
mod announcement;
mod announcing;
mod answer;
mod ask;
mod browse;
pub mod card;
mod correct;
mod decline;
mod desk;
mod digest;
mod draft;
mod feedback;
mod follow;
mod hours;
mod impact;
pub mod keyboard;
mod knowledge;
mod menu;
mod my_data;
mod privacy;
mod ready;
mod resident;
pub mod rich;
mod settings;
#[cfg(test)]
mod tests;
mod ticket;
mod verify;

use search::Lang;

use crate::answer::{Answered, Reply};
use crate::i18n::{Arg, Texts};
use crate::ids::QuestionId;

pub use crate::i18n::BadLocale;
pub use announced::Standing;
pub use announcement::Outgoing;
pub use announcing::{AnnounceCard, Hush, LinkCard, Linked, Note as AnnounceNote, Page};
pub use card::{Aim, AnnounceAct, Button, Card, ChannelAct, Choice, DeskAct, DraftAct, EntryAct, Press, Setting, Tap};
pub use correct::Correction;
pub use desk::{Lack, Note, Setup, TicketCard};
pub use draft::{DraftCard, DraftNote};
pub use follow::{FollowAct, Followed};
pub use knowledge::{Found, StaffEntry, Version};
pub use menu::{Command, Menu};
pub use privacy::Document;
pub use ready::Ready;
pub use resident::{Notice, Origin, Toast};
pub use rich::Rich;
pub use ticket::Told;
pub use verify::{Announced, PassedBy};

/// What is offered below a reply.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Beside {
    /// Whether it can be passed on to a person.
    pub human: bool,
    /// Whether they follow already what it is about.
    pub followed: bool,
}

/// Makes cards out of data. Cheap to clone.
#[derive(Clone)]
pub struct View {
    texts: Texts,
}

impl View {
    /// A view that speaks these texts.
    pub fn new(texts: Texts) -> View {
        View { texts }
    }

    /// A view with the locales that are compiled in.
    ///
    /// # Errors
    /// When one of them is no Fluent.
    pub fn load() -> Result<View, BadLocale> {
        Ok(View::new(Texts::load()?))
    }

    /// The reply to a question, whatever it came to. Buttons that speak of the question need its number.
    pub fn reply(&self, answered: &Answered, question: Option<QuestionId>, beside: Beside) -> Card {
        let card = self.reply_alone(answered, question);
        let human = beside.human && matches!(answered.reply, Reply::Answer(_) | Reply::Decline(_));
        let human = human.then(|| self.human(answered.lang, question));
        let follow = match &answered.reply {
            Reply::Answer(answer) => self.follow_button(answered.lang, &answer.entry.id, beside.followed),
            _ => None,
        };
        card.with(vec![human.into_iter().chain(follow).collect()])
    }

    /// To those who ask for a person.
    pub fn human_offer(&self, lang: Lang) -> Card {
        Card::text(self.say(lang, "human-offer", &[])).with(vec![vec![self.human(lang, None)]])
    }

    /// "Ask a person".
    fn human(&self, lang: Lang, question: Option<QuestionId>) -> Button {
        self.button(lang, "btn-human", Press::Human(question))
    }

    /// That the bot could not help three times in a row, below what it says to the last question.
    pub fn third_decline(&self, lang: Lang, card: Card) -> Card {
        Card { text: card.text.paragraph(self.say(lang, "human-third", &[])).clipped(rich::MAX_UNITS), ..card }
    }

    fn reply_alone(&self, answered: &Answered, question: Option<QuestionId>) -> Card {
        let lang = answered.lang;
        let others = !answered.others.is_empty();
        match &answered.reply {
            Reply::Answer(answer) => self.answer(lang, answer).with(self.answer_rows(lang, answer, question, others)),
            Reply::Ask(options) => self.ask(lang, options, question),
            Reply::Decline(decline) => self.decline(lang, decline, question.filter(|_| others)),
            Reply::Smalltalk(entry) => Card::text(Rich::new(entry.texts.get(lang).body.trim())),
        }
    }

    fn get(&self, lang: Lang, id: &str) -> String {
        self.texts.get(lang, id)
    }

    fn fill(&self, lang: Lang, id: &str, args: &[Arg<'_>]) -> String {
        self.texts.fill(lang, id, args)
    }

    /// A message as a rich text of its own.
    fn say(&self, lang: Lang, id: &str, args: &[Arg<'_>]) -> Rich {
        Rich::new(&self.fill(lang, id, args))
    }

    fn button(&self, lang: Lang, id: &str, press: Press) -> Button {
        Button::press(&self.get(lang, id), press)
    }
}

/// The text with its first letter as a capital.
fn capitalised(text: &str) -> String {
    let mut letters = text.trim().chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
