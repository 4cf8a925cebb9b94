//! A pack's labelled questions: nothing is learnt from them, so that they tell how well it answers.

use super::files::{Files, QUESTIONS};
use super::finding::{Desk, Finding};
use crate::ids::EntryId;
use crate::knowledge::entry::Knowledge;
use crate::knowledge::labelled::Line;

/// The labelled questions of these files; lines that are none are left out, the check names them.
pub fn labelled(files: &Files) -> Vec<Line> {
    files.questions.lines().filter_map(|line| Line::parse(line).ok()).collect()
}

/// Every line must be a labelled question, and its label something that is known.
pub(super) fn check(files: &Files, knowledge: &Knowledge, found: &mut Vec<Finding>) {
    let shown = files.shown(QUESTIONS);
    let mut desk = Desk::new(&shown, &files.questions, found);
    let mut at = 0;
    for line in files.questions.lines() {
        match Line::parse(line) {
            _ if line.trim().is_empty() => {}
            Ok(line) if is_known(&line, knowledge) => {}
            Ok(line) => {
                desk.warning(at, format!("nothing has the id {:?}", line.id), "name an entry, none or smalltalk")
            }
            Err(_) => {
                let advice = r#"write {"q": "the question", "id": "the right entry, or none"}"#;
                desk.error(at, "this is no labelled question", advice);
            }
        }
        at += line.len() + 1;
    }
}

fn is_known(line: &Line, knowledge: &Knowledge) -> bool {
    let is_entry = |id: &str| id.parse::<EntryId>().is_ok_and(|id| knowledge.entry(&id).is_some());
    matches!(line.id.as_str(), "none" | "smalltalk") || is_entry(&line.id)
}
