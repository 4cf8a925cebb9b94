//! The lines of `qaida ask --json`: scripts rely on their keys.

use std::str::FromStr;

use search::{Candidate, Lang, Outcome};
use serde::{Deserialize, Serialize};

use crate::answer::{Asking, Understood};
use crate::ids::EntryId;
use crate::knowledge::succession;

/// A line of input; other keys are ignored.
#[derive(Deserialize)]
pub(super) struct Question {
    q: String,
    lang: Option<String>,
    after: Option<String>,
}

impl Question {
    /// As it is asked; its own hint goes before the one for all. A hint or an id nobody knows counts as none.
    pub(super) fn asking(&self, hint: Option<Lang>) -> Asking<'_> {
        let own = self.lang.as_deref().and_then(Lang::parse);
        let after = self.after.as_deref().and_then(|id| EntryId::from_str(id).ok());
        Asking { text: &self.q, hint: own.or(hint), after }
    }
}

/// Reads a line.
pub(super) fn question(line: &[u8]) -> Result<Question, serde_json::Error> {
    // By way of an object: a struct would also be read from an array.
    let object: serde_json::Map<String, serde_json::Value> = serde_json::from_slice(line)?;
    serde_json::from_value(object.into())
}

/// The line for one that could not be read.
pub(super) fn error(error: &serde_json::Error) -> String {
    let message = format!("{error}; write one JSON object a line, with the question as \"q\"");
    serde_json::json!({ "error": message }).to_string()
}

#[derive(Serialize)]
struct Reply<'a> {
    q: &'a str,
    outcome: &'static str,
    id: Option<&'a str>,
    department: Option<String>,
    matter: Option<&'a str>,
    lang: &'static str,
    confidence: f64,
    candidates: Vec<Scored<'a>>,
    also_asked: Vec<Also<'a>>,
    text: &'a str,
}

#[derive(Serialize)]
struct Scored<'a> {
    id: &'a str,
    department: Option<String>,
    score: f64,
}

#[derive(Serialize)]
struct Also<'a> {
    id: &'a str,
    department: Option<String>,
}

/// The line that answers a question; `text` is the reply as people read it.
pub(super) fn reply(q: &str, understood: &Understood, text: &str) -> String {
    let got = &understood.understanding;
    let best = got.best.as_ref().filter(|_| matches!(got.outcome, Outcome::Answer | Outcome::Ask));
    let department = |candidate: &Candidate| department(understood, &candidate.id);
    let reply = Reply {
        q,
        outcome: outcome(got.outcome),
        id: match got.outcome {
            Outcome::Smalltalk => Some("smalltalk"),
            _ => best.map(|best| best.id.as_str()),
        },
        department: best.and_then(department),
        matter: got.matter.as_deref().map(|id| id.split_once(':').map_or(id, |(_, bare)| bare)),
        lang: understood.answered.lang.code(),
        confidence: rounded(got.confidence),
        candidates: got
            .candidates
            .iter()
            .map(|candidate| Scored {
                id: &candidate.id,
                department: department(candidate),
                score: rounded(candidate.score),
            })
            .collect(),
        also_asked: got.also_asked.iter().map(|also| Also { id: &also.id, department: department(also) }).collect(),
        text,
    };
    serde_json::to_string(&reply).unwrap_or_else(|failure| error(&failure))
}

/// The outcome's name in all output.
fn outcome(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Answer => "answer",
        Outcome::Ask => "ask",
        Outcome::Decline => "decline",
        Outcome::Smalltalk => "smalltalk",
    }
}

/// The bare id of the department that an entry belongs to today.
fn department(understood: &Understood, id: &str) -> Option<String> {
    let id = EntryId::from_str(id).ok()?;
    let department = succession::today(&understood.snapshot.knowledge, &id)?;
    Some(department.id.bare().to_owned())
}

/// Four decimals are as exact as these figures are.
fn rounded(figure: f64) -> f64 {
    (figure * 10_000.0).round() / 10_000.0
}
