//! The figures on a small labelled set, reckoned by hand.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::sync::Arc;

use search::{Candidate, LangGuess, Manner, Understanding};

use super::*;
use crate::knowledge::fixture;
use search::{Lang, Outcome};

fn got(outcome: Outcome, candidates: &[&str]) -> Understanding {
    let candidates: Vec<Candidate> =
        candidates.iter().map(|id| Candidate { id: (*id).to_owned(), group: None, score: 0.5 }).collect();
    Understanding {
        outcome,
        best: candidates.first().cloned().filter(|_| matches!(outcome, Outcome::Answer | Outcome::Ask)),
        options: if outcome == Outcome::Ask { 2 } else { 0 },
        candidates,
        matter: None,
        smalltalk: None,
        urgent: false,
        confidence: 0.5,
        lang: LangGuess { lang: Lang::En, sure: true },
        manner: Manner::Asks,
        oddity: None,
        also_asked: Vec::new(),
    }
}

#[test]
fn every_figure_counts_what_it_says() {
    use Outcome::{Answer, Ask, Decline, Smalltalk};
    let knowledge = Arc::new(fixture::knowledge());
    let lines = [
        // Right by department, not by id.
        (
            r#"{"q":"a","lang":"en","style":"plain","id":"trees","department":"town"}"#,
            got(Answer, &["dept:town", "sport"]),
        ),
        // A wrong department, the right one third.
        (
            r#"{"q":"b","lang":"en","style":"plain","id":"trees"}"#,
            got(Answer, &["sport", "fact:savings", "former:parks"]),
        ),
        // Asked back with the right one among the options.
        (r#"{"q":"c","lang":"ru","style":"chat","id":"sport"}"#, got(Ask, &["trees", "former:games"])),
        // Declined, but that is accepted too.
        (r#"{"q":"d","lang":"ru","style":"chat","id":"sport","also":["none"]}"#, got(Decline, &["trees"])),
        // A fact counts by its id.
        (r#"{"q":"e","lang":"kk","style":"chat","id":"fact:savings"}"#, got(Answer, &["fact:savings"])),
        // Out of scope: declined, answered.
        (r#"{"q":"f","lang":"kk","style":"chat","id":"none"}"#, got(Decline, &["sport"])),
        (r#"{"q":"g","lang":"kk","style":"chat","id":"none"}"#, got(Answer, &["sport"])),
        // Small talk taken for what it is.
        (r#"{"q":"h","lang":"kk","style":"chat","id":"smalltalk"}"#, got(Smalltalk, &["sport"])),
    ];
    let mut scores = Scores::default();
    for (line, got) in &lines {
        let line = labelled::Line::parse(line).unwrap();
        let gold = Gold::of(&line, &knowledge);
        scores.count(&line, &gold, &Verdict::of(&gold, got, &knowledge));
    }
    let all: Vec<(&str, f64)> = scores.all.figures().collect();
    assert_eq!(
        all,
        [
            ("right", 62.5),
            ("hit", 40.0),
            ("wrong", 20.0),
            ("oos", 50.0),
            ("false", 50.0),
            ("asked", 12.5),
            ("asked_good", 20.0),
            ("top3", 80.0),
            ("id", 20.0),
        ]
    );
    let data: serde_json::Value = serde_json::from_str(&table::json(&scores)).unwrap();
    assert_eq!(data["all"]["n"], 8);
    assert_eq!(data["lang"]["en"]["right"], 50.0);
    assert_eq!(data["kind"]["none"]["oos"], 50.0);
    assert_eq!(data["kind"]["none"]["hit"], 0.0);
    let kinds: Vec<&String> = data["kind"].as_object().unwrap().keys().collect();
    assert_eq!(kinds, ["fact", "none", "smalltalk", "topic"]);
    assert!(table::text(&scores).contains("  plain          2"));
}

#[test]
fn what_is_mistaken_is_listed() {
    let lines = [r#"{"q":"Кто сажает деревья?","id":"sport"}"#, r#"{"q":"Когда придёт пенсия","id":"none"}"#];
    let lines = lines.map(|line| labelled::Line::parse(line).unwrap());
    let (scores, confusions) = score(&Answerer::new(fixture::live()), &lines);
    assert_eq!(scores.all.figures().next(), Some(("right", 50.0)));
    assert!(confusions.text().contains("1  sport → trees"));
}
