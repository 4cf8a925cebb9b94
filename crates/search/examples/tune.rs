//! Fits and measures: cross-validation over example questions finds the thresholds, then the index trained on all of
//! them is measured on test files and timed. Lines are `{"q","lang","id","also","decoy","department","origin","urgent"}`; groups are read
//! from the lines that name a department.
//!
//! `cargo run --release -p search --example tune -- --urgent ID,ID --examples FILE… --test FILE…`

#![allow(clippy::unwrap_used, clippy::expect_used)]

#[path = "tune/cases.rs"]
mod cases;
#[path = "tune/table.rs"]
mod table;

use cases::{Case, Files};
use search::{Evidence, Index, Origin, Query, Thresholds};
use std::time::Instant;
use table::Table;

/// Parts of the cross-validation.
const FOLDS: usize = 5;
/// Share of questions that are none of ours to expect; among the examples it is larger.
const NONE_SHARE: f64 = 0.21;
/// What a wrong group and an answer to what is not ours cost, beside one point for a right outcome; and what asking
/// back with the right option among those offered is worth.
const COST_WRONG: f64 = 1.0;
const COST_FALSE: f64 = 0.6;
const WORTH_ASKED_GOOD: f64 = 0.1;

fn main() {
    let files = Files::from_args();
    if !files.quick {
        let held = cross_validate(&files);
        alarms(&files, &held);
        let best = fit(&files, &held);
        println!("fitted {best:?}");
        for (name, thresholds) in [("default", Thresholds::default()), ("fitted", best)] {
            let table = measure(&files, &held, &thresholds);
            println!("cross-validation, {name:8} worth {:.2} {table}", table.worth());
        }
    }
    if files.tests.is_empty() {
        return;
    }
    let corpus = files.corpus(|_| true);
    let start = Instant::now();
    let index = Index::train(&corpus);
    println!("trained in {:.2?}", start.elapsed());
    for (name, cases) in &files.tests {
        let held: Vec<Held<'_>> = cases.iter().map(|case| hold(&index, case)).collect();
        println!("{name} {}", measure_with(&files, &held, &Thresholds::default(), 1.0));
        if files.verbose {
            table::mistakes(&files, &index, cases);
        }
    }
    timings(&index, &files);
}

/// Per cent of what is not ours that must be declined among the held-out examples, which are harder than questions are.
const FLOOR_DECLINED: f64 = 81.0;

/// A case and what speaks for what in it, by an index that never saw it.
struct Held<'a> {
    case: &'a Case,
    evidence: Evidence,
    index: &'a Index,
}

fn hold<'a>(index: &'a Index, case: &'a Case) -> Held<'a> {
    Held { case, evidence: index.evidence(&Query { text: &case.q, ..Query::default() }), index }
}

fn cross_validate(files: &Files) -> Vec<Held<'_>> {
    let mut held = Vec::new();
    for fold in 0..files.folds.unwrap_or(FOLDS) {
        let index: &'static Index = Box::leak(Box::new(Index::train(&files.corpus(|at| at % FOLDS != fold))));
        let part = files.examples.iter().skip(fold).step_by(FOLDS);
        held.extend(part.filter(|case| case.origin() == Origin::Example).map(|case| hold(index, case)));
    }
    held
}

/// The thresholds of the grid that are worth most on the held-out examples.
fn fit(files: &Files, held: &[Held<'_>]) -> Thresholds {
    let mut best = (f64::MIN, Thresholds::default());
    for temperature in [0.1, 0.12, 0.14, 0.16, 0.18] {
        for none_weight in [0.2, 0.15, 0.12, 0.1, 0.08, 0.06] {
            for sure in [0.4, 0.45, 0.5] {
                let at = Thresholds { temperature, none_weight, sure, ..Thresholds::default() };
                let table = measure(files, held, &at);
                if table.worth() > best.0 && table.declined() >= FLOOR_DECLINED {
                    best = (table.worth(), at);
                }
            }
        }
    }
    best.1
}

/// How many emergencies are noticed and how many false alarms are raised, a threshold a line.
fn alarms(files: &Files, held: &[Held<'_>]) {
    for step in -4..=3 {
        let urgent = f64::from(step) / 10.0;
        let at = Thresholds { urgent, urgent_declined: urgent - 0.4, ..Thresholds::default() };
        println!("urgent {urgent:.1}: {}", measure_with(files, held, &at, 1.0).alarms());
    }
}

/// The table with cases of none weighed down to their share of real questions.
fn measure(files: &Files, held: &[Held<'_>], at: &Thresholds) -> Table {
    let none = held.iter().filter(|held| held.case.is_none()).count() as f64;
    let rest = held.len() as f64 - none;
    measure_with(files, held, at, rest * NONE_SHARE / (1.0 - NONE_SHARE) / none.max(1.0))
}

fn measure_with(files: &Files, held: &[Held<'_>], at: &Thresholds, none_weight: f64) -> Table {
    let mut table = Table::default();
    for held in held {
        let weight = if held.case.is_none() { none_weight } else { 1.0 };
        table.count(files, held.case, &held.index.conclude(&held.evidence, at), weight);
    }
    table
}

fn timings(index: &Index, files: &Files) {
    let start = Instant::now();
    let bytes = index.to_bytes();
    let written = start.elapsed();
    let start = Instant::now();
    Index::from_bytes(&bytes).expect("what was written is read");
    println!("{:.1} MB, written in {written:.2?}, read in {:.2?}", bytes.len() as f64 / 1e6, start.elapsed());
    let mut times: Vec<_> = (files.tests.iter().flat_map(|(_, cases)| cases))
        .map(|case| best_of_five(|| drop(index.ask(&Query { text: &case.q, ..Query::default() }))))
        .collect();
    times.sort_unstable();
    if let (Some(middle), Some(last)) = (times.get(times.len() / 2), times.last()) {
        println!("a question: p50 {middle:.2?}, p99 {:.2?}, longest {last:.2?}", times[times.len() * 99 / 100]);
    }
    let long = "қала көше park школа where ".repeat(4_000);
    let time = best_of_five(|| drop(index.ask(&Query { text: &long, ..Query::default() })));
    println!("{} characters: {time:.2?}", long.chars().count());
}

/// The shortest of five runs: what the work takes when nothing else disturbs it.
fn best_of_five(work: impl Fn()) -> std::time::Duration {
    let run = |_| {
        let start = Instant::now();
        work();
        start.elapsed()
    };
    (0..5).map(run).min().unwrap_or_default()
}
