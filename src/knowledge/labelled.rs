//! Labelled questions, and what counts as right for them: what `qaida eval` scores, and what a change of the
//! knowledge is measured on before it is published.

use std::collections::BTreeSet;
use std::str::FromStr;

use search::{Outcome, Understanding};
use serde::Deserialize;

use super::entry::Knowledge;
use super::succession;
use crate::ids::{EntryId, Kind};

/// A line of a file; other keys are ignored.
#[derive(Debug, Deserialize)]
pub struct Line {
    /// The question.
    pub q: String,
    /// The language it is in.
    #[serde(default)]
    pub lang: String,
    /// How it is put.
    #[serde(default)]
    pub style: String,
    /// The right entry, `none` or `smalltalk`.
    pub id: String,
    /// Entries that are right as well.
    #[serde(default)]
    pub also: Vec<String>,
    /// The right department, for knowledge that has not the entry.
    pub department: Option<String>,
}

impl Line {
    /// Reads a line.
    ///
    /// # Errors
    /// When it is no JSON object of this shape.
    pub fn parse(line: &str) -> Result<Line, serde_json::Error> {
        serde_json::from_str(line)
    }

    /// What kind of label it has.
    pub fn kind(&self) -> &'static str {
        match (self.id.as_str(), EntryId::from_str(&self.id).map(|id| id.kind())) {
            ("none", _) => "none",
            ("smalltalk", _) => "smalltalk",
            (_, Ok(Kind::Department)) => "dept",
            (_, Ok(Kind::Former)) => "former",
            (_, Ok(Kind::Fact)) => "fact",
            _ => "topic",
        }
    }
}

/// Where a question belongs, as far as right and wrong go.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// A department: all its topics, itself, and those it took over.
    Department(String),
    /// A fact: by its id.
    Fact(String),
    /// Small talk.
    Smalltalk,
    /// Nothing that is known.
    None,
}

/// What is accepted for a question.
#[derive(Debug)]
pub struct Gold {
    /// Places accepted, the best label's and the others'.
    pub places: BTreeSet<Place>,
    /// Ids accepted.
    pub ids: BTreeSet<String>,
    /// The best label is an entry.
    pub inside: bool,
    /// The best label is `none`.
    pub outside: bool,
}

impl Gold {
    /// Of a line, by the knowledge that answers; the line's own department counts where the knowledge has none.
    pub fn of(line: &Line, knowledge: &Knowledge) -> Gold {
        let main = place(&line.id, line.department.as_deref(), knowledge);
        let also = line.also.iter().filter_map(|id| place(id, None, knowledge));
        Gold {
            inside: !matches!(line.kind(), "none" | "smalltalk"),
            outside: line.kind() == "none",
            ids: line.also.iter().cloned().chain([line.id.clone()]).collect(),
            places: also.chain(main).collect(),
        }
    }
}

impl Gold {
    /// Whether this is right.
    pub fn is_right(&self, got: &Understanding, knowledge: &Knowledge) -> bool {
        let takes = |id: &str| place(id, None, knowledge).is_some_and(|place| self.places.contains(&place));
        match got.outcome {
            Outcome::Answer => got.best.as_ref().is_some_and(|best| takes(&best.id)),
            Outcome::Ask => false,
            Outcome::Decline => self.places.contains(&Place::None),
            Outcome::Smalltalk => self.places.contains(&Place::Smalltalk),
        }
    }
}

/// The place of a label.
pub fn place(label: &str, department: Option<&str>, knowledge: &Knowledge) -> Option<Place> {
    match label {
        "none" => return Some(Place::None),
        "smalltalk" => return Some(Place::Smalltalk),
        _ => {}
    }
    let id = EntryId::from_str(label).ok()?;
    if id.kind() == Kind::Fact {
        return Some(Place::Fact(label.to_owned()));
    }
    let today = succession::today(knowledge, &id).map(|department| department.id.bare().to_owned());
    today.or(department.map(str::to_owned)).map(Place::Department)
}
