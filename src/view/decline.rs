//! Saying that a matter is not among what is known: what it seems to be, who handles it where that is known, and what
//! can be asked instead. An emergency's text goes out as it stands.

use search::{Lang, Oddity};

use super::View;
use super::card::{Card, Press};
use super::rich::Rich;
use crate::answer::Decline;
use crate::ids::QuestionId;
use crate::knowledge::entry::Entry;

impl View {
    /// A decline. With the question's number, other candidates are offered too.
    pub fn decline(&self, lang: Lang, decline: &Decline, others_of: Option<QuestionId>) -> Card {
        if let Some(oddity) = decline.oddity {
            return self.oddity(lang, oddity);
        }
        if let Some(entry) = &decline.on_hold {
            let text = self.say(lang, "decline-on-hold", &[("entry", entry.name(lang))]);
            return Card::text(text).with(vec![self.way_on(lang, others_of)]);
        }
        match &decline.matter {
            Some(matter) if decline.emergency => self.emergency(lang, matter),
            Some(matter) if matter.show_name => {
                self.other_matter(lang, matter).with(vec![self.way_on(lang, others_of)])
            }
            Some(_) => Card::text(self.say(lang, "decline-neutral", &[])),
            None => self.nothing_near(lang).with(vec![self.way_on(lang, others_of)]),
        }
    }

    /// What is said when none of the options offered was meant; that question can be passed on to a person.
    pub fn none_of_these(&self, lang: Lang, human_about: Option<QuestionId>) -> Card {
        let text = self.say(lang, "ask-none", &[]);
        let human = human_about.map(|id| self.human(lang, Some(id)));
        Card::text(text).with(vec![self.way_on(lang, None), human.into_iter().collect()])
    }

    fn emergency(&self, lang: Lang, matter: &Entry) -> Card {
        Card::text(Rich::new(matter.texts.get(lang).body.trim()))
    }

    fn other_matter(&self, lang: Lang, matter: &Entry) -> Card {
        let text = matter.texts.get(lang);
        let seems = Rich::default().bold(&self.fill(lang, "decline-matter", &[("matter", &text.name)]));
        let elsewhere = text.elsewhere.trim();
        let who = if elsewhere.is_empty() { self.get(lang, "decline-who") } else { elsewhere.to_owned() };
        Card::text(seems.paragraph(Rich::new(&who)).line(self.say(lang, "decline-scope", &[])))
    }

    fn nothing_near(&self, lang: Lang) -> Card {
        let title = Rich::default().bold(&self.get(lang, "decline-nothing"));
        Card::text(title.paragraph(self.say(lang, "decline-scope", &[])).line(self.say(lang, "decline-reword", &[])))
    }

    fn oddity(&self, lang: Lang, oddity: Oddity) -> Card {
        let id = match oddity {
            Oddity::Empty => "oddity-empty",
            Oddity::NoLetters => "oddity-no-letters",
            Oddity::ForeignScript => "oddity-foreign-script",
        };
        Card::text(self.say(lang, id, &[]))
    }

    fn way_on(&self, lang: Lang, others_of: Option<QuestionId>) -> Vec<super::Button> {
        let others = others_of.map(|id| self.button(lang, "btn-others", Press::Others(id)));
        others.into_iter().chain([self.button(lang, "btn-departments", Press::Departments(lang))]).collect()
    }
}
