//! Presses of buttons: each can be answered once.

use std::collections::VecDeque;

use super::chat::bound;

/// Presses remembered; an older one is too old to answer.
const KEPT_PRESSES: usize = 1000;

/// What the presser gets to see.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Answer {
    pub(crate) text: Option<String>,
    pub(crate) alert: bool,
    pub(crate) url: Option<String>,
}

/// The presses.
#[derive(Debug, Default)]
pub(crate) struct Callbacks {
    pressed: VecDeque<(String, Option<Answer>)>,
    count: u64,
}

impl Callbacks {
    /// A new press; its id. Ids look like the real ones: long numbers in a string.
    pub(crate) fn press(&mut self, person: i64) -> String {
        self.count += 1;
        let id = format!("{person}{:012}", self.count);
        self.pressed.push_back((id.clone(), None));
        bound(&mut self.pressed, KEPT_PRESSES);
        id
    }

    /// Answers a press; false when it is unknown, too old or already answered.
    pub(crate) fn answer(&mut self, id: &str, answer: Answer) -> bool {
        match self.pressed.iter_mut().find(|(known, _)| known == id) {
            Some((_, slot @ None)) => {
                *slot = Some(answer);
                true
            }
            _ => false,
        }
    }

    /// The answer to a press, once there is one.
    pub(crate) fn answered(&self, id: &str) -> Option<Answer> {
        self.pressed.iter().find(|(known, _)| known == id).and_then(|(_, answer)| answer.clone())
    }
}
