//! From margins to an outcome: margins become probabilities, "none of ours" is weighed for its real share, entries are
//! summed by group, and thresholds pick the outcome. An emergency and a word-for-word example come before all that.

use std::sync::OnceLock;

use crate::{
    Candidate, Index, LangGuess, Manner, Oddity, Outcome, Scope, Thresholds, Understanding, settings,
    vocabulary::Vector,
};

/// What speaks for what in a question, before any threshold.
#[derive(Debug, Clone, PartialEq)]
pub struct Evidence {
    pub(crate) vector: Vector,
    pub(crate) margins: Vec<f32>,
    /// What speaks for which kind of what is not ours: worked out when asked for, for most answers do without.
    pub(crate) others: OnceLock<Vec<f32>>,
    pub(crate) exact: Option<usize>,
    pub(crate) after: Option<usize>,
    pub(crate) words: usize,
    pub(crate) points_back: bool,
    pub(crate) known: bool,
    pub(crate) lang: LangGuess,
    pub(crate) manner: Manner,
    pub(crate) oddity: Option<Oddity>,
}

/// Probabilities of one question.
pub(crate) struct Chances {
    /// Of each entry, by column.
    pub(crate) entries: Vec<f64>,
    /// Of each entry's group, by column.
    pub(crate) groups: Vec<f64>,
    pub(crate) smalltalk: f64,
    pub(crate) none: f64,
    /// Columns, best first, the best entry of the best group in front.
    pub(crate) ranked: Vec<usize>,
}

/// The outcome of the evidence under the thresholds.
pub(crate) fn conclude(index: &Index, evidence: &Evidence, thresholds: &Thresholds) -> Understanding {
    let chances = chances(index, evidence, thresholds);
    let mut understanding = blank(evidence);
    understanding.candidates = candidates(index, &chances);
    if evidence.oddity.is_some() || !evidence.known {
        return understanding;
    }
    if let Some(label) = evidence.exact {
        word_for_word(index, label, &mut understanding, evidence);
    } else if let Some(label) = emergency(index, evidence, thresholds, &chances) {
        understanding.urgent = true;
        understanding.matter = Some(index.labels[label].id.clone());
        understanding.confidence = 1.0;
    } else {
        rank(index, evidence, thresholds, &chances, &mut understanding);
    }
    understanding
}

/// Probabilities by a softmax of the margins.
pub(crate) fn chances(index: &Index, evidence: &Evidence, thresholds: &Thresholds) -> Chances {
    let count = index.entries.len();
    let mut margins: Vec<f64> = evidence.margins.iter().take(count + 2).map(|&margin| f64::from(margin)).collect();
    margins.resize(count + 2, -1.0);
    if let (Some(after), true) = (evidence.after, evidence.words <= settings::AFTER_WORDS) {
        margins[after] += if evidence.points_back { thresholds.after_pointing } else { thresholds.after };
    }
    let highest = margins.iter().copied().fold(f64::MIN, f64::max);
    let mut odds: Vec<f64> = margins.iter().map(|margin| ((margin - highest) / thresholds.temperature).exp()).collect();
    odds[count + 1] *= thresholds.none_weight;
    let sum: f64 = odds.iter().sum::<f64>().max(f64::MIN_POSITIVE);
    odds.iter_mut().for_each(|odd| *odd /= sum);
    let groups = groups(index, &odds[..count]);
    let ranked = ranked(index, &odds[..count], &groups);
    Chances { smalltalk: odds[count], none: odds[count + 1], groups, ranked, entries: odds[..count].to_vec() }
}

/// Each entry's probability summed over its group.
fn groups(index: &Index, entries: &[f64]) -> Vec<f64> {
    let mut sums = vec![0.0; entries.len()];
    for (chance, &group) in entries.iter().zip(&index.groups) {
        sums[group] += chance;
    }
    index.groups.iter().take(entries.len()).map(|&group| sums[group]).collect()
}

fn together(index: &Index, a: usize, b: usize) -> bool {
    index.groups[a] == index.groups[b]
}

/// Best first; the best entry of the best group leads, and two groups are among the first three.
fn ranked(index: &Index, entries: &[f64], groups: &[f64]) -> Vec<usize> {
    let mut ranked: Vec<usize> = (0..entries.len()).collect();
    ranked.sort_by(|&a, &b| entries[b].total_cmp(&entries[a]).then(a.cmp(&b)));
    let best = (0..ranked.len()).fold(0, |best, at| if groups[ranked[at]] > groups[ranked[best]] { at } else { best });
    lift(&mut ranked, best, 0);
    let crowded = ranked.len() > 2 && ranked[1..3].iter().all(|&column| together(index, ranked[0], column));
    let other = ranked.iter().position(|&column| !together(index, ranked[0], column));
    if let (true, Some(other)) = (crowded, other) {
        lift(&mut ranked, other, 2);
    }
    ranked
}

/// Moves an element forward, the others keeping their order.
fn lift(ranked: &mut [usize], from: usize, to: usize) {
    if from > to {
        ranked[to..=from].rotate_right(1);
    }
}

fn candidates(index: &Index, chances: &Chances) -> Vec<Candidate> {
    let ranked = chances.ranked.iter().take(settings::CANDIDATES);
    ranked.map(|&column| candidate(index, column, chances.entries[column])).collect()
}

fn candidate(index: &Index, column: usize, score: f64) -> Candidate {
    let label = &index.labels[index.entries[column]];
    Candidate { id: label.id.clone(), group: label.group.clone(), score }
}

/// A decline without any reason yet.
fn blank(evidence: &Evidence) -> Understanding {
    Understanding {
        outcome: Outcome::Decline,
        best: None,
        candidates: Vec::new(),
        options: 0,
        matter: None,
        smalltalk: None,
        urgent: false,
        confidence: 0.0,
        lang: evidence.lang,
        manner: evidence.manner,
        oddity: evidence.oddity,
        also_asked: Vec::new(),
    }
}

/// The text is an example of a label, word for word.
fn word_for_word(index: &Index, label: usize, understanding: &mut Understanding, evidence: &Evidence) {
    understanding.confidence = 1.0;
    let Some(known) = index.labels.get(label) else {
        return;
    };
    match known.scope {
        Scope::Inside => {
            let score = 1.0;
            let best = Candidate { id: known.id.clone(), group: known.group.clone(), score };
            understanding.candidates.retain(|candidate| candidate.id != best.id);
            understanding.candidates.insert(0, best.clone());
            understanding.best = Some(best);
            understanding.outcome = Outcome::Answer;
        }
        Scope::Outside => {
            understanding.matter = Some(known.id.clone());
            understanding.urgent = known.urgent;
        }
        Scope::Smalltalk => {
            understanding.smalltalk = Some(known.id.clone());
            understanding.outcome = Outcome::Smalltalk;
        }
    }
    debug_assert!(evidence.exact.is_some());
}

/// The emergency a text sounds like, if it sounds enough like one.
fn emergency(index: &Index, evidence: &Evidence, thresholds: &Thresholds, chances: &Chances) -> Option<usize> {
    let alarm = f64::from(*evidence.margins.get(index.entries.len() + 2)?);
    if alarm < thresholds.urgent_declined.min(thresholds.urgent).min(settings::URGENT_ALONE) {
        return None;
    }
    let urgent = kind(index, evidence, |label| index.labels[label].urgent)?;
    let likeliest = chances.ranked.first().map_or(0.0, |&best| chances.groups[best]).max(chances.smalltalk);
    let declined = chances.none > likeliest;
    let looks = kind(index, evidence, |label| index.labels[label].scope == Scope::Outside) == Some(urgent);
    // A faint alarm alone is none: the text must also look more like an emergency than like any other matter.
    let at_least = match (looks, declined) {
        (true, true) => thresholds.urgent_declined,
        (true, false) => thresholds.urgent,
        (false, _) => settings::URGENT_ALONE,
    };
    (alarm >= at_least).then_some(urgent)
}

/// The likeliest of the labels that are not ours and fulfil a condition.
fn kind(index: &Index, evidence: &Evidence, wanted: impl Fn(usize) -> bool) -> Option<usize> {
    let others = evidence.others.get_or_init(|| index.others.margins(&evidence.vector));
    let kinds = index.kinds.iter().zip(others).filter(|&(&label, _)| wanted(label));
    kinds.max_by(|a, b| a.1.total_cmp(b.1)).map(|(&label, _)| label)
}

/// The outcome by probabilities.
fn rank(index: &Index, evidence: &Evidence, thresholds: &Thresholds, chances: &Chances, to: &mut Understanding) {
    let best = chances.ranked.first().copied();
    let sure = best.map_or(0.0, |best| chances.groups[best]);
    let id = |label: usize| index.labels[label].id.clone();
    if chances.smalltalk > sure.max(chances.none) {
        to.outcome = Outcome::Smalltalk;
        to.confidence = chances.smalltalk;
        to.smalltalk = kind(index, evidence, |label| index.labels[label].scope == Scope::Smalltalk).map(id);
        return;
    }
    let options = options(index, chances);
    if best.is_none() || (chances.none >= sure && (chances.none >= thresholds.decline || options.len() < 2)) {
        to.confidence = chances.none;
        to.matter = kind(index, evidence, |label| index.labels[label].scope == Scope::Outside).map(id);
        return;
    }
    to.confidence = sure;
    if sure >= thresholds.sure && sure > chances.none || options.len() < 2 {
        to.outcome = Outcome::Answer;
    } else {
        to.outcome = Outcome::Ask;
        to.options = options.len();
        offer(index, chances, &options, &mut to.candidates);
    }
    to.best = to.candidates.first().cloned();
}

/// The best entries of the two or three likeliest groups.
fn options(index: &Index, chances: &Chances) -> Vec<usize> {
    let mut heads: Vec<usize> = Vec::new();
    for &column in &chances.ranked {
        if !heads.iter().any(|&head| together(index, head, column)) {
            heads.push(column);
        }
    }
    heads.sort_by(|&a, &b| chances.groups[b].total_cmp(&chances.groups[a]));
    heads.truncate(3);
    if let [_, second, third] = heads[..]
        && chances.groups[third] < settings::THIRD_SHARE * chances.groups[second]
    {
        heads.pop();
    }
    heads
}

/// Puts the options in front of the other candidates.
fn offer(index: &Index, chances: &Chances, options: &[usize], candidates: &mut Vec<Candidate>) {
    let offered: Vec<Candidate> = options.iter().map(|&head| candidate(index, head, chances.groups[head])).collect();
    candidates.retain(|candidate| offered.iter().all(|offered| offered.id != candidate.id));
    candidates.splice(0..0, offered);
    candidates.truncate(settings::CANDIDATES);
}
