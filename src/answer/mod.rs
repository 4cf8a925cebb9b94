//! From a question to an answer as data: no Telegram, no wording, no buttons. The view turns it into text.

mod answerer;
mod mask;
#[cfg(test)]
mod tests;
mod vague;
mod year;

use std::sync::Arc;

pub use answerer::{Answerer, Understood};
pub use mask::{STRUCK, mask};
use search::{Lang, Oddity};
pub use vague::is_vague;

use crate::ids::EntryId;
use crate::knowledge::entry::{Entry, Source};

/// What is said to one question.
#[derive(Clone, Debug)]
pub struct Answered {
    /// The language to reply in.
    pub lang: Lang,
    /// What to say.
    pub reply: Reply,
    /// Entries it might also be, best first, without the one answered; each a button.
    pub others: Vec<Arc<Entry>>,
    /// How sure, 0 to 1.
    pub confidence: f64,
}

/// The cases of a reply.
#[derive(Clone, Debug)]
pub enum Reply {
    /// The matter and who handles it.
    Answer(Box<Answer>),
    /// Torn: these two or three are offered.
    Ask(Vec<Arc<Entry>>),
    /// Not among what is known.
    Decline(Decline),
    /// A greeting and the like; the entry's text is the reply.
    Smalltalk(Arc<Entry>),
}

/// One entry with all that its answer shows.
#[derive(Clone, Debug)]
pub struct Answer {
    /// The entry itself.
    pub entry: Arc<Entry>,
    /// The department that handles it; for a department the department itself is the entry and this is none.
    pub department: Option<Arc<Entry>>,
    /// The former departments whose matter it was; of a department those merged into it.
    pub former: Vec<Arc<Entry>>,
    /// Of a department: its topics.
    pub topics: Vec<Arc<Entry>>,
    /// Where it is written.
    pub source: Option<Source>,
    /// The resident told of a grievance rather than asked: say that nothing was registered.
    pub complaint: bool,
    /// The question named a year before the announcement: `former` is the answer for then, and when it is empty the
    /// source names nobody.
    pub as_of: Option<i32>,
    /// A second question in the same text, answered in short: its entry and department.
    pub also: Vec<(Arc<Entry>, Option<Arc<Entry>>)>,
}

/// Why nothing is answered.
#[derive(Clone, Debug)]
pub struct Decline {
    /// What it was taken for.
    pub matter: Option<Arc<Entry>>,
    /// The matter is an emergency: its fixed text is the reply.
    pub emergency: bool,
    /// The text itself was odd: empty, no letters, a script nobody here reads.
    pub oddity: Option<Oddity>,
    /// There is an answer, which staff have put aside to check it.
    pub on_hold: Option<Arc<Entry>>,
}

/// A question and what is known around it.
#[derive(Clone, Debug, Default)]
pub struct Asking<'a> {
    /// What was typed.
    pub text: &'a str,
    /// The language the person chose or Telegram names.
    pub hint: Option<Lang>,
    /// The entry just talked about.
    pub after: Option<EntryId>,
}
