//! What is mistaken for what most often, with a question each to look at.

use std::collections::BTreeMap;

use search::{Outcome, Understanding};

use super::labelled::Line;

/// How many confusions are shown.
const SHOWN: usize = 20;

/// How much of a question is shown, in characters.
const SHOWN_CHARS: usize = 90;

/// Counts by what was meant and what came out.
#[derive(Debug, Default)]
pub(super) struct Confusions {
    counts: BTreeMap<(String, String), (usize, String)>,
}

impl Confusions {
    /// Notes a question that was not taken right.
    pub(super) fn note(&mut self, line: &Line, got: &Understanding) {
        let best = got.best.as_ref().map_or("", |best| best.id.as_str());
        let came_out = match got.outcome {
            Outcome::Answer => best.to_owned(),
            Outcome::Ask => format!("asked, {best}"),
            Outcome::Decline => format!("declined, {}", got.matter.as_deref().unwrap_or("nothing near")),
            Outcome::Smalltalk => "smalltalk".to_owned(),
        };
        let shown: String = line.q.chars().take(SHOWN_CHARS).collect();
        let (count, _) = self.counts.entry((line.id.clone(), came_out)).or_insert_with(|| (0, shown));
        *count += 1;
    }

    /// The most frequent ones, a line each; nothing when there are none.
    pub(super) fn text(&self) -> String {
        let mut list: Vec<_> = self.counts.iter().collect();
        list.sort_by_key(|(_, (count, _))| std::cmp::Reverse(*count));
        let line = |((meant, came_out), (count, q)): (&(String, String), &(usize, String))| {
            format!("{count:>4}  {:<40} {q}\n", format!("{meant} → {came_out}"))
        };
        let lines: String = list.into_iter().take(SHOWN).map(line).collect();
        if lines.is_empty() { lines } else { format!("\nworst confusions\n{lines}") }
    }
}
