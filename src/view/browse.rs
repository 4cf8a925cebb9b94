//! Browsing by buttons: the list of departments, the list of former ones, and the card of one entry with the way back.

use std::sync::Arc;

use search::Lang;

use super::View;
use super::card::{Button, Card, Press};
use super::rich::Rich;
use crate::answer::Answer;
use crate::ids::Kind;
use crate::knowledge::entry::Entry;

impl View {
    /// The departments of the new structure.
    pub fn departments(&self, lang: Lang, departments: &[Arc<Entry>]) -> Card {
        let text = self.heading(lang, "departments-title").paragraph(self.say(lang, "departments-hint", &[]));
        let former = vec![self.button(lang, "btn-former", Press::Formers(lang))];
        Card::text(text).with(openers(lang, departments)).with(vec![former])
    }

    /// The abolished departments.
    pub fn formers(&self, lang: Lang, formers: &[Arc<Entry>]) -> Card {
        let text = self.heading(lang, "former-title").paragraph(self.say(lang, "former-hint", &[]));
        let back = vec![self.button(lang, "btn-departments", Press::Departments(lang))];
        Card::text(text).with(openers(lang, formers)).with(vec![back])
    }

    /// One entry's card: a department with its topics as buttons, anything else with its department.
    pub fn entry_card(&self, lang: Lang, answer: &Answer) -> Card {
        let mut rows = openers(lang, &answer.topics);
        let back = match (answer.entry.kind(), &answer.department) {
            (Kind::Topic, Some(department)) => self.button(lang, "btn-back", Press::Open(lang, department.id.clone())),
            (Kind::Former, department) => {
                if let Some(department) = department {
                    rows.push(vec![self.button(lang, "btn-department", Press::Open(lang, department.id.clone()))]);
                }
                self.button(lang, "btn-back", Press::Formers(lang))
            }
            _ => self.button(lang, "btn-back", Press::Departments(lang)),
        };
        rows.push(vec![back]);
        // The topics stand on the buttons already.
        let text = Answer { topics: Vec::new(), ..answer.clone() };
        self.answer(lang, &text).with(rows)
    }

    pub(super) fn heading(&self, lang: Lang, id: &str) -> Rich {
        Rich::default().bold(&self.get(lang, id))
    }
}

fn openers(lang: Lang, entries: &[Arc<Entry>]) -> Vec<Vec<Button>> {
    entries.iter().map(|entry| vec![Button::press(entry.name(lang), Press::Open(lang, entry.id.clone()))]).collect()
}
