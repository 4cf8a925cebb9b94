//! What a change of the knowledge would do to answers, found out with a trial index before anything is published.

use std::sync::Arc;

use search::{Index, Outcome, Query, Understanding};

use super::draft::Made;
use crate::ids::EntryId;
use crate::knowledge::corpus;
use crate::knowledge::entry::Knowledge;
use crate::knowledge::labelled::{Gold, Line};
use crate::knowledge::live::{Live, Snapshot};
use crate::knowledge::stored::Stored;
use crate::store::StoreError;

/// What is said to a question, as far as it matters here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Said {
    /// This entry.
    Answer(EntryId),
    /// It is asked back.
    Ask,
    /// It is declined.
    Decline,
    /// Small talk.
    Smalltalk,
}

/// A question that is answered otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shift {
    /// The question.
    pub question: String,
    /// What is said to it now.
    pub before: Said,
    /// What would be said.
    pub after: Said,
}

/// What would change.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Impact {
    /// How many questions are known whose answer is known.
    pub labelled: usize,
    /// How many of them are answered rightly now, and would be.
    pub right_before: usize,
    /// How many would be.
    pub right_after: usize,
    /// Those that are answered rightly now and would not be.
    pub broken: Vec<Shift>,
    /// Those that would be answered rightly and are not now.
    pub mended: Vec<Shift>,
    /// How many questions of residents were asked lately.
    pub recent: usize,
    /// Those of them that would be answered otherwise.
    pub shifted: Vec<Shift>,
    /// How many of all these get the entry whose text changes.
    pub reworded: usize,
    /// Whether the question that this is an answer to would get it; none: it is made from no question.
    pub own: Option<bool>,
}

/// What it is tried on.
#[derive(Clone, Debug, Default)]
pub struct Trial {
    /// Questions whose answer is known.
    pub labelled: Arc<[Line]>,
    /// What residents asked lately.
    pub recent: Vec<String>,
    /// The question that it is an answer to.
    pub own: Option<String>,
}

/// Finds out. Takes seconds when an index has to be trained.
///
/// # Errors
/// When the database fails.
pub async fn weigh(live: &Live, stored: Stored, made: &Made, trial: Trial) -> Result<Impact, StoreError> {
    let mut knowledge = stored.knowledge;
    knowledge.entries.insert(made.entry.id.clone(), Arc::new(made.entry.clone()));
    let corpus = corpus::of(&knowledge);
    let now = live.snapshot();
    let index = match now.has_learnt(&corpus) {
        true => Arc::clone(&now.index),
        false => Arc::new(live.index(corpus).await?),
    };
    let (knowledge, id) = (knowledge.without_examples(), made.entry.id.clone());
    let compared = tokio::task::spawn_blocking(move || {
        let after = After { knowledge, index };
        compare(&now, &after, &id, &trial)
    });
    compared.await.map_err(|_| StoreError::Unavailable("the program is stopping".to_owned()))
}

/// The state as it would be.
struct After {
    knowledge: Knowledge,
    index: Arc<Index>,
}

fn compare(now: &Snapshot, after: &After, id: &EntryId, trial: &Trial) -> Impact {
    let mut impact = Impact { labelled: trial.labelled.len(), recent: trial.recent.len(), ..Impact::default() };
    let ask = |text: &str| {
        let query = Query { text, ..Query::default() };
        (now.with_fresh(text, now.index.ask(&query)), after.index.ask(&query))
    };
    for line in trial.labelled.iter() {
        let (before, later) = ask(&line.q);
        let was = Gold::of(line, &now.knowledge).is_right(&before, &now.knowledge);
        let is = Gold::of(line, &after.knowledge).is_right(&later, &after.knowledge);
        impact.right_before += usize::from(was);
        impact.right_after += usize::from(is);
        impact.reworded += usize::from(gets(&later, id));
        let shift = || Shift { question: line.q.clone(), before: said(&before), after: said(&later) };
        match (was, is) {
            (true, false) => impact.broken.push(shift()),
            (false, true) => impact.mended.push(shift()),
            _ => {}
        }
    }
    for question in &trial.recent {
        let (before, later) = ask(question);
        impact.reworded += usize::from(gets(&later, id));
        let shift = Shift { question: question.clone(), before: said(&before), after: said(&later) };
        if shift.before != shift.after {
            impact.shifted.push(shift);
        }
    }
    impact.own = trial.own.as_ref().map(|own| gets(&ask(own).1, id));
    impact
}

/// Whether this is what is said; of a decoy: whether it is taken for it.
fn gets(got: &Understanding, id: &EntryId) -> bool {
    let best = got.best.as_ref().filter(|_| got.outcome == Outcome::Answer);
    let of = best.map(|best| best.id.as_str()).or(got.matter.as_deref()).or(got.smalltalk.as_deref());
    of == Some(id.as_str())
}

fn said(got: &Understanding) -> Said {
    match (got.outcome, &got.best) {
        (Outcome::Answer, Some(best)) => best.id.parse().map_or(Said::Decline, Said::Answer),
        (Outcome::Ask, _) => Said::Ask,
        (Outcome::Smalltalk, _) => Said::Smalltalk,
        (Outcome::Answer | Outcome::Decline, _) => Said::Decline,
    }
}
