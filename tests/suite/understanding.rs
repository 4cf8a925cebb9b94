//! The guard over what residents are understood to mean: questions that nobody who wrote the pack's examples has seen,
//! in three languages and all styles of writing. When the pack or the index gets better, raise the figure.

use std::collections::BTreeSet;
use std::path::Path;

use qaida::knowledge::pack::Pack;
use search::Lang;
use serde_json::Value;

use crate::cli::qaida;

/// The questions, labelled as `qaida eval` takes them.
const FRESH: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/knowledge/astana-2019/questions.jsonl");
/// What people write after an answer, each with the entry just talked about (`after`).
const FOLLOW_UPS: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/questions/follow_ups.jsonl"));
/// How many of those were right when this was last raised.
const FOLLOWED: usize = 46;
/// Per cent that were right when this was last raised.
const RIGHT: f64 = 98.0;
/// A loss of more than this is none that happens by itself.
const LOSS: f64 = 1.0;
/// No language may be further behind the best.
const BEHIND: f64 = 5.0;

#[test]
fn fresh_questions_are_understood_as_well_as_before_in_every_language() {
    let output = qaida(&["eval", "--json", FRESH], "");
    let report: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let right = |of: &Value| of["right"].as_f64().expect("a figure");
    assert!(right(&report["all"]) >= RIGHT - LOSS, "{}", report["all"]);
    let langs: Vec<f64> = ["kk", "ru", "en"].iter().map(|lang| right(&report["lang"][lang])).collect();
    let best = langs.iter().copied().fold(0.0, f64::max);
    assert!(langs.iter().all(|right| right + BEHIND >= best), "{}", report["lang"]);
}

#[test]
fn no_fresh_question_is_an_example() {
    let pack = Pack::load(Some(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/knowledge/astana-2019")))).expect("it");
    let texts = |lang| pack.entries.values().flat_map(move |entry| &entry.texts.get(lang).examples);
    let known: BTreeSet<String> = Lang::ALL.into_iter().flat_map(texts).map(|text| search::fold(text)).collect();
    let lines = std::fs::read_to_string(FRESH).expect("the questions");
    let questions = lines.lines().map(|line| serde_json::from_str::<Value>(line).expect("JSON"));
    let questions: Vec<String> = questions.map(|line| line["q"].as_str().expect("a question").to_owned()).collect();
    assert!(questions.len() >= 400);
    let seen: Vec<&String> = questions.iter().filter(|question| known.contains(&search::fold(question))).collect();
    assert!(seen.is_empty(), "{seen:?}");
}

#[test]
fn follow_ups_are_read_with_what_was_just_talked_about() {
    let output = qaida(&["ask", "--json"], FOLLOW_UPS);
    let read =
        |lines: &str| -> Vec<Value> { lines.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect() };
    let (asked, got) = (read(FOLLOW_UPS), read(&String::from_utf8_lossy(&output.stdout)));
    assert_eq!(asked.len(), got.len());
    let outcome = |got: &Value| match got["outcome"].as_str() {
        Some("answer") => got["id"].clone(),
        Some("decline") => "none".into(),
        _ => got["outcome"].clone(),
    };
    let (right, wrong): (Vec<_>, Vec<_>) = asked.iter().zip(&got).partition(|(asked, got)| outcome(got) == asked["id"]);
    assert!(right.len() + 1 >= FOLLOWED, "{wrong:#?}");
}
