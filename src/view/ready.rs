//! Ready answers as staff see them: a list to choose from in a question's topic, a list to read elsewhere, and what came
//! of changing it.

use search::Lang;

use super::View;
use super::card::{Button, Card, Press};
use super::rich::{Rich, clip};
use crate::desk::ready::{LONGEST, MOST};
use crate::ids::TicketId;
use crate::store::canned::Canned;

/// The most UTF-16 units of a text in the list: all that there may be fit one message.
const LINE_UNITS: usize = 90;
/// The most UTF-16 units of a text on a button.
const LABEL_UNITS: usize = 52;

/// What there is to say when staff manage the ready answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ready {
    /// All of them.
    List(Vec<Canned>),
    /// One of them, whole.
    Whole(Canned),
    /// It has this number.
    Added(i64),
    /// It was there before, under this number.
    There(i64),
    /// There are as many as there may be.
    Full,
    /// These languages are missing.
    Missing(Vec<Lang>),
    /// In these languages it is too long.
    TooLong(Vec<Lang>),
    /// The one with this number is gone.
    Deleted(i64),
    /// There is none with this number.
    NoSuch(i64),
    /// What was written is not understood.
    Unclear,
}

impl View {
    /// The ready answers to choose from: a press sends one to the resident of this question.
    pub fn ready_choice(&self, lang: Lang, ticket: TicketId, all: &[Canned]) -> Card {
        if all.is_empty() {
            return self.ready(lang, &Ready::List(Vec::new()));
        }
        let row = |canned: &Canned| {
            // The number makes labels differ, however alike the texts begin.
            let label = format!("{} ({})", clip(&one_line(canned.text(lang)), LABEL_UNITS), canned.id);
            vec![Button::press(&label, Press::Canned(ticket, canned.id))]
        };
        Card::text(self.say(lang, "ready-choose", &[])).with(all.iter().map(row).collect())
    }

    /// What is said when they are managed.
    pub fn ready(&self, lang: Lang, ready: &Ready) -> Card {
        let say = |id| self.say(lang, id, &[]);
        let numbered = |id, number: i64| self.say(lang, id, &[("number", &number.to_string())]);
        let count = |id, count: usize| {
            Rich::new(&self.texts.count(lang, id, ("count", i64::try_from(count).unwrap_or_default())))
        };
        let listed = |id, langs: &[Lang]| self.say(lang, id, &[("list", &self.languages_named(lang, langs))]);
        Card::text(match ready {
            Ready::List(all) if all.is_empty() => say("ready-none").paragraph(self.ready_example(lang)),
            Ready::List(all) => self.ready_list(lang, all),
            Ready::Whole(canned) => whole(canned),
            Ready::Added(id) => numbered("ready-added", *id).line(say("ready-send")),
            Ready::There(id) => numbered("ready-there", *id),
            Ready::Full => count("ready-full", MOST),
            Ready::Missing(langs) => listed("ready-missing", langs).paragraph(self.ready_example(lang)),
            Ready::TooLong(langs) => listed("ready-too-long", langs).line(count("ready-longest", LONGEST)),
            Ready::Deleted(id) => numbered("ready-deleted", *id),
            Ready::NoSuch(id) => numbered("ready-no-such", *id),
            Ready::Unclear => say("ready-how").paragraph(self.ready_example(lang)),
        })
    }

    fn ready_list(&self, lang: Lang, all: &[Canned]) -> Rich {
        let line =
            |canned: &Canned| Rich::new(&format!("{}. {}", canned.id, clip(&one_line(canned.text(lang)), LINE_UNITS)));
        let list = all.iter().map(line).fold(Rich::default(), Rich::line);
        Rich::default()
            .bold(&self.get(lang, "ready-title"))
            .line(list)
            .paragraph(self.say(lang, "ready-send", &[]))
            .line(self.say(lang, "ready-how", &[]))
            .paragraph(self.ready_example(lang))
    }

    fn ready_example(&self, lang: Lang) -> Rich {
        self.say(lang, "ready-example", &[])
    }

    fn languages_named(&self, lang: Lang, langs: &[Lang]) -> String {
        let named = |named: &Lang| format!("{} ({})", named.code(), self.get(lang, &format!("btn-lang-{named}")));
        let named = langs.iter().map(named);
        named.collect::<Vec<_>>().join(", ")
    }
}

/// All three texts, as they are written when they are added.
fn whole(canned: &Canned) -> Rich {
    let part = |lang: Lang| Rich::default().bold(lang.code()).plain(": ").plain(canned.text(lang));
    Lang::ALL.into_iter().map(part).fold(Rich::new(&format!("{}.", canned.id)), Rich::line)
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
