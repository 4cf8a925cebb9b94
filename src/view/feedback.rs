//! Whether an answer was useful: the two buttons under it, and the question what was wrong with it.

use std::sync::Arc;

use search::Lang;

use super::View;
use super::card::{Button, Card, Press};
use super::keyboard::tick;
use super::resident::Toast;
use crate::ids::QuestionId;
use crate::knowledge::entry::Entry;
use crate::store::feedback::{Reason, Vote};

impl View {
    /// "Useful" and "not useful".
    pub(super) fn votes(&self, lang: Lang, question: QuestionId) -> Vec<Button> {
        vec![
            self.button(lang, "btn-useful", Press::Vote(question, Vote::Useful)),
            self.button(lang, "btn-not-useful", Press::Vote(question, Vote::NotUseful)),
        ]
    }

    /// What may have been wrong with an answer, a row each.
    pub fn reasons(&self, lang: Lang, question: QuestionId) -> Vec<Vec<Button>> {
        let button = |reason| {
            let id = match reason {
                Reason::WrongDepartment => "btn-wrong-department",
                Reason::OtherQuestion => "btn-other-question",
                Reason::Unclear => "btn-unclear",
            };
            vec![self.button(lang, id, Press::Vote(question, Vote::Because(reason)))]
        };
        Reason::ALL.map(button).to_vec()
    }

    /// Asks those who typed "not useful" what was wrong, and offers what else their question might be about. What they
    /// have said so far is ticked.
    pub fn what_was_wrong(&self, lang: Lang, question: QuestionId, said: Vote, candidates: &[Arc<Entry>]) -> Card {
        let ticked = |mut button: Button| {
            if holds(said, &button) {
                button.label = tick(&button.label);
            }
            button
        };
        let rows = [vec![self.votes(lang, question)], self.reasons(lang, question)].concat();
        let rows = rows.into_iter().map(|row| row.into_iter().map(ticked).collect()).collect();
        self.said(lang, Toast::NotUseful).with(rows).with(self.candidates(lang, question, candidates))
    }
}

/// Whether the button says what was said. A reason is a reason why it was not useful.
fn holds(said: Vote, button: &Button) -> bool {
    match &button.tap {
        super::Tap::Press(Press::Vote(_, Vote::NotUseful)) => said != Vote::Useful,
        super::Tap::Press(Press::Vote(_, vote)) => *vote == said,
        _ => false,
    }
}
