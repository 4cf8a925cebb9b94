//! Why a question was understood as it was: which words spoke for which label, and the figures behind the outcome.

use crate::{
    Index, Lang, Query, Scope, Thresholds, Understanding, decide, features::Text, fold, vocabulary, vocabulary::FIRST,
};
use std::collections::BTreeMap;

/// The id by which an explanation calls everything that is not ours.
pub const NONE_OF_OURS: &str = "-";
/// Words shown a label at most.
const WORDS: usize = 8;

/// What spoke for one label.
#[derive(Debug, Clone, PartialEq)]
pub struct LabelExplanation {
    /// The label's id; `-` for everything that is not ours, `~` for small talk.
    pub id: String,
    /// Its probability (entries: its own, not its group's).
    pub chance: f64,
    /// The linear model's margin.
    pub margin: f64,
    /// Words and pairs of words, as typed where they can be found, and how much they added; the strongest first.
    pub words: Vec<(String, f64)>,
}

/// Everything behind the understanding of one question.
#[derive(Debug, Clone, PartialEq)]
pub struct Explanation {
    /// The skeleton the question was folded to.
    pub folded: String,
    /// The outcome.
    pub understanding: Understanding,
    /// The best three entries, then "not ours" and small talk.
    pub labels: Vec<LabelExplanation>,
    /// Whether the text is an example word for word.
    pub word_for_word: bool,
    /// Margins of the languages.
    pub langs: Vec<(Lang, f64)>,
    /// The emergency detector's margin.
    pub alarm: f64,
    /// The thresholds in force.
    pub thresholds: Thresholds,
}

impl Index {
    /// Understands a question and says why.
    pub fn explain(&self, query: &Query<'_>) -> Explanation {
        let thresholds = Thresholds::default();
        let text = Text::new(query.text);
        let evidence = self.weigh(&text, query);
        let chances = decide::chances(self, &evidence, &thresholds);
        let count = self.entries.len();
        let margin = |column: usize| f64::from(evidence.margins.get(column).copied().unwrap_or(-1.0));
        let label = |column: usize, id: &str, chance: f64| LabelExplanation {
            id: id.to_owned(),
            chance,
            margin: margin(column),
            words: self.words(&text, column),
        };
        let entry = |&column: &usize| label(column, &self.labels[self.entries[column]].id, chances.entries[column]);
        let mut labels: Vec<LabelExplanation> = chances.ranked.iter().take(3).map(entry).collect();
        labels.push(label(count + 1, NONE_OF_OURS, chances.none));
        labels.push(label(count, "~", chances.smalltalk));
        Explanation {
            understanding: self.ask(query),
            labels,
            word_for_word: evidence.exact.is_some(),
            langs: self.guesser.margins(&text),
            alarm: margin(count + 2),
            folded: text.folded,
            thresholds,
        }
    }

    /// What each word and pair of words adds to a column of the main model.
    fn words(&self, text: &Text, column: usize) -> Vec<(String, f64)> {
        let typed = typed_by_skeleton(text);
        let values: BTreeMap<u32, f32> = self.vector(text).into_iter().filter(|&(number, _)| number >= FIRST).collect();
        let mut places: BTreeMap<u32, Vec<&str>> = BTreeMap::new();
        text.visit(|feature, place| {
            if let Some(number) = self.vocabulary.number(feature) {
                places.entry(number).or_default().push(place);
            }
        });
        let weight = |number: u32| {
            let (scale, cells) = self.main.row(number);
            scale * f32::from(cells.get(column).copied().unwrap_or(0))
        };
        let mut sums: BTreeMap<String, f64> = BTreeMap::new();
        for (number, places) in places {
            let share = f64::from(weight(number) * values.get(&number).copied().unwrap_or(0.0)) / places.len() as f64;
            for place in places {
                let words: Vec<&str> =
                    place.split(' ').map(|word| typed.get(word).map_or(word, String::as_str)).collect();
                *sums.entry(words.join(" ")).or_default() += share;
            }
        }
        for (word, numbers) in self.vocabulary.meanings(text) {
            let added = numbers
                .iter()
                .enumerate()
                .map(|(at, number)| f64::from(number * weight(vocabulary::dimension(at))))
                .sum::<f64>();
            *sums.entry(typed.get(word).map_or(word, String::as_str).to_owned()).or_default() += added;
        }
        let mut words: Vec<(String, f64)> = sums.into_iter().collect();
        words.sort_by(|a, b| b.1.abs().total_cmp(&a.1.abs()));
        words.truncate(WORDS);
        words
    }

    /// Ids of the labels of a scope that have samples, for lists and checks.
    pub fn ids(&self, scope: Scope) -> impl Iterator<Item = &str> {
        let columns = self.entries.iter().chain(&self.kinds);
        columns
            .map(|&label| &self.labels[label])
            .filter(move |label| label.scope == scope)
            .map(|label| label.id.as_str())
    }
}

/// The typed form of each word of the skeleton, where one typed word gave it.
fn typed_by_skeleton(text: &Text) -> BTreeMap<String, String> {
    text.typed_words().map(|word| (fold::skeleton(word), word.to_owned())).collect()
}
