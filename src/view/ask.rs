//! Asking back: two or three options, each with its department, as numbered lines and as buttons.

use std::sync::Arc;

use search::Lang;

use super::View;
use super::card::{Card, Press};
use super::rich::Rich;
use crate::ids::QuestionId;
use crate::knowledge::entry::Entry;

impl View {
    /// The options of a question that could be several matters. Without its number there are no buttons.
    pub fn ask(&self, lang: Lang, options: &[Arc<Entry>], question: Option<QuestionId>) -> Card {
        let title = Rich::default().bold(&self.get(lang, "ask-title"));
        let list = options.iter().enumerate().fold(Rich::default(), |text, (at, entry)| {
            text.line(Rich::new(&format!("{}. {}", at + 1, entry.name(lang))))
        });
        let Some(id) = question else { return Card::text(title.paragraph(list)) };
        let text = title.paragraph(list).paragraph(self.say(lang, "ask-hint", &[]));
        let none = self.button(lang, "btn-none-of-these", Press::NoneOfThese(id));
        Card::text(text).with(self.candidates(lang, id, options)).with(vec![vec![none]])
    }
}
