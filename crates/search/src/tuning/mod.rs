//! Fits the thresholds: cross-validation over the examples of a corpus shows what each choice of them would have done
//! with questions that the index never saw, a cost model says what that is worth.

mod costs;
mod reliability;
mod score;

pub use costs::Costs;
pub use reliability::Bin;
pub use score::Score;

use crate::{
    Corpus, Evidence, Index, Label, Origin, Outcome, Query, Sample, Scope, Thresholds, Understanding, settings,
};

/// An example that was held out, and what spoke for what in it.
struct Held<'a> {
    label: &'a Label,
    sample: &'a Sample,
    part: usize,
    evidence: Evidence,
}

/// All examples of a corpus, each judged by an index that never saw it.
pub struct HeldOut<'a> {
    held: Vec<Held<'a>>,
    /// The index of each part.
    indexes: Vec<Index>,
}

/// An example that is taken for something else when it is held out, and not for a trifle: its label deserves a reader
/// who did not write it.
#[derive(Debug, Clone, PartialEq)]
pub struct Doubt<'a> {
    /// The example's text.
    pub text: &'a str,
    /// The label it has.
    pub label: &'a str,
    /// What it was taken for: an entry, a decoy or small talk.
    pub taken_for: String,
    /// Probability of that reading, from 0 to 1.
    pub confidence: f64,
}

/// What the fit found.
#[derive(Debug, Clone, Copy)]
pub struct Fit {
    /// The best thresholds.
    pub thresholds: Thresholds,
    /// What they did.
    pub score: Score,
}

impl<'a> HeldOut<'a> {
    /// Trains so many indexes (two at least), each without one part of the examples; keywords and names are never held
    /// out. `done` is told how many are trained. Takes seconds a part.
    pub fn of(corpus: &'a Corpus, parts: usize, mut done: impl FnMut(usize)) -> HeldOut<'a> {
        let parts = parts.max(2);
        let mut held_out = HeldOut { held: Vec::new(), indexes: Vec::new() };
        for part in 0..parts {
            let is_held = |at: usize, sample: &Sample| sample.origin == Origin::Example && part_of(at, parts) == part;
            let taught = corpus.samples.iter().enumerate().filter(|(at, sample)| !is_held(*at, sample));
            let taught = taught.map(|(_, sample)| sample.clone()).collect();
            let index = Index::train(&Corpus { labels: corpus.labels.clone(), samples: taught });
            for (_, sample) in corpus.samples.iter().enumerate().filter(|(at, sample)| is_held(*at, sample)) {
                let Some(label) = corpus.labels.get(sample.label) else { continue };
                let evidence = index.evidence(&Query { text: &sample.text, ..Query::default() });
                held_out.held.push(Held { label, sample, part, evidence });
            }
            held_out.indexes.push(index);
            done(part + 1);
        }
        held_out
    }

    /// What thresholds do with the held-out examples.
    pub fn score(&self, thresholds: &Thresholds, costs: &Costs) -> Score {
        let mut score = Score::default();
        self.conclude(thresholds, costs, |label, got, weight| score.count(label, got, weight));
        score
    }

    /// The thresholds of the grid that are worth most.
    pub fn fit(&self, costs: &Costs) -> Fit {
        let start = Thresholds::default();
        let mut best = Fit { thresholds: start, score: self.score(&start, costs) };
        for temperature in settings::GRID_TEMPERATURE {
            for none_weight in settings::GRID_NONE_WEIGHT {
                for sure in settings::GRID_SURE {
                    let thresholds = Thresholds { temperature, none_weight, sure, ..start };
                    let score = self.score(&thresholds, costs);
                    let fits = score.declined() >= costs.declined_at_least;
                    if fits && score.worth(costs) > best.score.worth(costs) {
                        best = Fit { thresholds, score };
                    }
                }
            }
        }
        best
    }

    /// How often answers of each confidence were right.
    pub fn reliability(&self, thresholds: &Thresholds, costs: &Costs) -> Vec<Bin> {
        let mut bins = reliability::bins();
        self.conclude(thresholds, costs, |label, got, weight| reliability::count(&mut bins, label, got, weight));
        bins
    }

    /// The examples that an index which never saw them contradicts, the most confident contradiction first. One kind of
    /// what is none of ours taken for another contradicts nothing.
    pub fn doubtful(&self, thresholds: &Thresholds) -> Vec<Doubt<'a>> {
        let mut doubts: Vec<Doubt<'a>> = self.held.iter().filter_map(|held| self.doubt(held, thresholds)).collect();
        doubts.sort_by(|one, other| other.confidence.total_cmp(&one.confidence));
        doubts
    }

    fn doubt(&self, held: &Held<'a>, thresholds: &Thresholds) -> Option<Doubt<'a>> {
        let got = self.indexes[held.part].conclude(&held.evidence, thresholds);
        let taken_for = match got.outcome {
            Outcome::Answer => got.best.as_ref()?.id.clone(),
            Outcome::Decline => got.matter.clone()?,
            Outcome::Smalltalk => got.smalltalk.clone()?,
            Outcome::Ask => return None,
        };
        let (text, label) = (held.sample.text.as_str(), held.label.id.as_str());
        let contradicts = !is_right(held.label, &got) && !got.urgent;
        contradicts.then_some(Doubt { text, label, taken_for, confidence: got.confidence })
    }

    /// Calls `see` with each example's label, what it was taken for, and its weight: what is none of ours is weighed
    /// down from its share of the examples to its share of the questions.
    fn conclude(&self, thresholds: &Thresholds, costs: &Costs, mut see: impl FnMut(&Label, &Understanding, f64)) {
        let none = self.held.iter().filter(|held| held.label.scope == Scope::Outside).count() as f64;
        let rest = self.held.len() as f64 - none;
        let weight = rest * costs.none_share / (1.0 - costs.none_share) / none.max(1.0);
        for held in &self.held {
            let got = self.indexes[held.part].conclude(&held.evidence, thresholds);
            see(held.label, &got, if held.label.scope == Scope::Outside { weight } else { 1.0 });
        }
    }
}

/// The part an example belongs to: spread, so that every part has some of everything.
fn part_of(at: usize, parts: usize) -> usize {
    crate::hash::Random(at as u64).below(parts)
}

/// Whether an outcome is right for a label: the group counts, not the entry.
fn is_right(label: &Label, got: &Understanding) -> bool {
    let same = |id: &str, group: Option<&str>| id == label.id || (group.is_some() && group == label.group.as_deref());
    match got.outcome {
        Outcome::Answer => got.best.as_ref().is_some_and(|best| same(&best.id, best.group.as_deref())),
        Outcome::Ask => false,
        Outcome::Decline => label.scope == Scope::Outside,
        Outcome::Smalltalk => label.scope == Scope::Smalltalk,
    }
}

/// Whether the right one is among the options of a question back.
fn is_offered(label: &Label, got: &Understanding) -> bool {
    got.candidates
        .iter()
        .take(got.options)
        .any(|option| option.id == label.id || (option.group.is_some() && option.group == label.group))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Lang;

    /// Three labels with words of their own, one of them none of ours, each said in many ways.
    fn corpus() -> Corpus {
        let label = |id: &str, scope| Label { id: id.to_owned(), group: None, scope, urgent: false };
        let labels =
            vec![label("trees", Scope::Inside), label("sport", Scope::Inside), label("clinics", Scope::Outside)];
        let words = [
            ["oak", "birch", "garden", "lawn", "flower"],
            ["stadium", "football", "coach", "swimming", "medal"],
            ["doctor", "nurse", "vaccine", "clinic", "pills"],
        ];
        let mut samples = Vec::new();
        for (label, words) in words.iter().enumerate() {
            for (one, other) in words.iter().flat_map(|one| words.iter().map(move |other| (one, other))) {
                let text = format!("tell me about the {one} and the {other}");
                samples.push(Sample { label, lang: Lang::En, text, origin: Origin::Example });
            }
        }
        Corpus { labels, samples }
    }

    #[test]
    fn what_was_never_seen_is_judged_and_a_fit_is_worth_no_less_than_what_is_in_force() {
        let corpus = corpus();
        let mut parts = Vec::new();
        let held_out = HeldOut::of(&corpus, 3, |done| parts.push(done));
        assert_eq!(parts, [1, 2, 3]);
        let costs = Costs { declined_at_least: 0.0, ..Costs::default() };
        let in_force = held_out.score(&Thresholds::default(), &costs);
        let figures = in_force.figures();
        assert!(figures[0].1 > 60.0, "{figures:?}");
        let fit = held_out.fit(&costs);
        assert!(fit.score.worth(&costs) >= in_force.worth(&costs));
        assert_eq!(held_out.score(&fit.thresholds, &costs).figures(), fit.score.figures());
        let doubts = held_out.doubtful(&Thresholds::default());
        assert!(doubts.iter().all(|doubt| doubt.label != doubt.taken_for), "{doubts:?}");
        assert!(doubts.is_sorted_by(|one, other| one.confidence >= other.confidence));
        let bins = held_out.reliability(&fit.thresholds, &costs);
        assert!(bins.iter().map(|bin| bin.answers).sum::<f64>() > 10.0);
        assert!(bins.iter().all(|bin| bin.right() <= 1.0 && bin.confidence() <= 1.0));
    }
}
