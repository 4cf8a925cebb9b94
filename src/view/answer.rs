//! The answer to a matter: who handles it first, in bold, then what, then before and where it is written. Meant to be
//! grasped in two seconds on a phone.

use search::Lang;

use super::card::{Button, Card, Press};
use super::rich::{MAX_UNITS, Rich, Style, clip, units};
use super::{View, capitalised};
use crate::answer::Answer;
use crate::ids::{EntryId, Kind, QuestionId};
use crate::knowledge::entry::Entry;

impl View {
    /// What is known of one entry; the text only.
    pub fn answer(&self, lang: Lang, answer: &Answer) -> Card {
        let body = answer.entry.texts.get(lang).body.trim();
        let whole = self.answer_text(lang, answer, body);
        let over = whole.units().saturating_sub(MAX_UNITS);
        if over == 0 {
            return Card::text(whole);
        }
        // The body is what may be long; the department and the source around it stay.
        let room = units(body).saturating_sub(over);
        Card::text(self.answer_text(lang, answer, &clip(body, room)))
    }

    fn answer_text(&self, lang: Lang, answer: &Answer, body: &str) -> Rich {
        self.headline(lang, answer)
            .paragraph(self.about(lang, answer).line(Rich::new(body)))
            .paragraph(self.before(lang, answer))
            .paragraph(self.reach(lang, answer))
            .paragraph(self.second_question(lang, answer))
            .paragraph(self.written(lang, answer))
    }

    /// Who handles it: the first line, in bold.
    fn headline(&self, lang: Lang, answer: &Answer) -> Rich {
        let now = match answer.entry.kind() {
            Kind::Topic | Kind::Former => answer.department.as_deref(),
            _ => None,
        };
        let now = now.unwrap_or(&answer.entry);
        let Some(year) = answer.as_of.map(|year| year.to_string()) else {
            // A title that is only the text's first words would say them twice.
            let (title, body) = (now.name(lang).trim_end_matches('…'), &now.texts.get(lang).body);
            let twice = now.kind() == Kind::Fact && body.starts_with(title);
            return if twice { Rich::default() } else { titled(lang, now) };
        };
        let args = [("year", year.as_str())];
        let then = match answer.entry.kind() {
            Kind::Former => vec![&*answer.entry],
            _ => answer.former.iter().map(|entry| &**entry).collect(),
        };
        let first = then.into_iter().fold(Rich::default(), |text, entry| text.line(titled(lang, entry)));
        let head = match first.is_empty() {
            true => self.say(lang, "answer-then-unknown", &args),
            false => self.say(lang, "answer-then", &args).line(first),
        };
        head.paragraph(self.say(lang, "answer-under-reform", &[]).line(titled(lang, now)))
    }

    /// Which topic or former department it is about.
    fn about(&self, lang: Lang, answer: &Answer) -> Rich {
        let name = answer.entry.name(lang);
        match answer.entry.kind() {
            Kind::Topic => self.say(lang, "answer-topic", &[("topic", name)]),
            Kind::Former if answer.as_of.is_none() => {
                self.say(lang, "answer-abolished", &[("former", &with_russian(lang, &answer.entry))])
            }
            _ => Rich::default(),
        }
    }

    /// The former departments; of a department also its topics.
    fn before(&self, lang: Lang, answer: &Answer) -> Rich {
        let former = listed(answer.former.iter().map(|entry| with_russian(lang, entry)));
        let topics = listed(answer.topics.iter().map(|entry| entry.name(lang).to_owned()));
        let former = match answer.entry.kind() {
            Kind::Topic if answer.as_of.is_none() && !former.is_empty() => {
                self.say(lang, "answer-former", &[("former", &former)])
            }
            Kind::Department if !former.is_empty() => self.say(lang, "department-former", &[("former", &former)]),
            _ => Rich::default(),
        };
        match topics.is_empty() {
            true => former,
            false => former.line(self.say(lang, "department-topics", &[("topics", &topics)])),
        }
    }

    /// How to reach the department and, for a complaint, that none was registered.
    fn reach(&self, lang: Lang, answer: &Answer) -> Rich {
        let told = match answer.complaint {
            true => self.say(lang, "answer-complaint", &[]),
            false => Rich::default(),
        };
        let contacts = match &answer.department {
            Some(department) if answer.entry.contacts.is_empty() => &department.contacts,
            _ => &answer.entry.contacts,
        };
        if contacts.is_empty() && answer.complaint {
            return told.line(self.say(lang, "answer-no-contacts", &[]));
        }
        contacts.iter().fold(told, |text, contact| text.line(self.contact(lang, &contact.kind, &contact.value)))
    }

    /// One way to reach somebody.
    pub(super) fn contact(&self, lang: Lang, kind: &str, value: &str) -> Rich {
        let id = match kind {
            "phone" => "contact-phone",
            "address" => "contact-address",
            "hours" => "contact-hours",
            _ => "contact-site",
        };
        self.say(lang, id, &[("value", value)])
    }

    fn second_question(&self, lang: Lang, answer: &Answer) -> Rich {
        answer.also.iter().fold(Rich::default(), |text, (entry, department)| {
            let topic = entry.name(lang);
            text.line(match department {
                Some(department) => self.say(lang, "answer-also", &[("topic", topic)]).line(titled(lang, department)),
                None => self.say(lang, "answer-also", &[("topic", topic)]),
            })
        })
    }

    /// Under which reform, since when, written where; and what of it is our reading.
    fn written(&self, lang: Lang, answer: &Answer) -> Rich {
        let Some(source) = &answer.source else { return Rich::default() };
        let reform = capitalised(source.in_words.get(lang));
        let since =
            [&answer.entry.since, &source.since].into_iter().find(|since| !matches!(since.as_str(), "" | "unknown"));
        let time = match since {
            // A fact is no rule that takes effect: it only has its age.
            _ if answer.entry.kind() == Kind::Fact => Rich::new(&capitalised(source.announced_words.get(lang))),
            _ if reform.is_empty() => Rich::default(),
            Some(date) => self.say(lang, "source-since", &[("reform", &reform), ("date", date)]),
            None => self.say(lang, "source-since-unknown", &[("reform", &reform)]),
        };
        let note = answer.entry.texts.get(lang).reading_note.trim();
        Rich::default().wrapped(Style::Quote, time.line(self.source_line(lang, source)).line(Rich::new(note)))
    }

    /// The buttons under an answer.
    pub(super) fn answer_rows(
        &self,
        lang: Lang,
        answer: &Answer,
        question: Option<QuestionId>,
        others: bool,
    ) -> Vec<Vec<Button>> {
        let mut rows = Vec::new();
        if let Some(id) = question {
            rows.push(self.votes(lang, id));
        }
        let mut more = Vec::new();
        if let Some(department) = &answer.department {
            more.push(self.button(lang, "btn-department", Press::More(lang, department.id.clone())));
        }
        if let Some(id) = question.filter(|_| others) {
            more.push(self.button(lang, "btn-others", Press::Others(id)));
        }
        rows.push(more);
        rows
    }

    /// The candidates of a question as buttons, a row each.
    pub fn candidates(&self, lang: Lang, question: QuestionId, entries: &[std::sync::Arc<Entry>]) -> Vec<Vec<Button>> {
        let choose = |id: &EntryId| Press::Choose(question, id.clone());
        entries.iter().map(|entry| vec![Button::press(entry.name(lang), choose(&entry.id))]).collect()
    }
}

/// An entry's name in bold; below it, where that name is a translation, the Russian one.
pub(super) fn titled(lang: Lang, entry: &Entry) -> Rich {
    let title = Rich::default().bold(entry.name(lang));
    match original(lang, entry) {
        Some(russian) => title.line(Rich::default().italic(russian)),
        None => title,
    }
}

fn with_russian(lang: Lang, entry: &Entry) -> String {
    match original(lang, entry) {
        Some(russian) => format!("{} ({russian})", entry.name(lang)),
        None => entry.name(lang).to_owned(),
    }
}

/// The name in the source's language, where the one shown is a translation of it.
fn original(lang: Lang, entry: &Entry) -> Option<&str> {
    let named = matches!(entry.kind(), Kind::Department | Kind::Former);
    let russian = entry.name(Lang::Ru);
    (named && lang != Lang::Ru && russian != entry.name(lang)).then_some(russian)
}

fn listed(names: impl Iterator<Item = String>) -> String {
    names.collect::<Vec<_>>().join("; ")
}
