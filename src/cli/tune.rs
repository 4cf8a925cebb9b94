//! `qaida tune`: cross-validation over a pack's examples; what the thresholds in force do, which ones would do best, and
//! whether confidence means what it says. It changes nothing: the thresholds stand in the `search` crate's settings.

use std::fmt::Write;
use std::process::ExitCode;

use search::tuning::{Bin, Costs, Doubt, HeldOut, Score};
use search::{Corpus, Thresholds};

use super::loaded;
use super::progress::Progress;
use crate::config::Settings;
use crate::knowledge::corpus;
use crate::knowledge::pack::Pack;

/// What `tune` takes.
#[derive(clap::Args, Debug)]
pub struct Args {
    /// Parts of the cross-validation; an index is trained without each
    #[arg(long, default_value_t = 5, value_parser = clap::value_parser!(u8).range(2..=20))]
    parts: u8,
    /// Prints so many examples instead that contradict the others most, for a second reader of their labels: a JSON
    /// object a line, `{"q", "label", "taken_for", "confidence"}`
    #[arg(long, value_name = "N")]
    doubtful: Option<usize>,
}

/// Fits and prints.
///
/// # Errors
/// When the pack cannot be read.
pub fn run(args: &Args, settings: &Settings) -> anyhow::Result<ExitCode> {
    let corpus = corpus::of(&Pack::load(loaded::pack_folder(settings))?);
    let report = match args.doubtful {
        Some(most) => doubtful(&corpus, args.parts.into(), most),
        None => report(&corpus, args.parts.into()),
    };
    loaded::print(&report)?;
    Ok(ExitCode::SUCCESS)
}

fn report(corpus: &Corpus, parts: usize) -> String {
    let costs = Costs::default();
    let mut progress = Progress::start();
    let held_out = HeldOut::of(corpus, parts, |done| progress.parts(done, parts));
    let in_force = Thresholds::default();
    let fit = held_out.fit(&costs);
    let seconds = progress.end().as_secs();
    let mut report = format!("{} texts, {parts} parts, {seconds} s\n\n{HEAD}\n", corpus.samples.len());
    report += &row("in force", &in_force, &held_out.score(&in_force, &costs), &costs);
    report += &row("fitted", &fit.thresholds, &fit.score, &costs);
    report + &reliability(&held_out.reliability(&in_force, &costs))
}

fn doubtful(corpus: &Corpus, parts: usize, most: usize) -> String {
    let mut progress = Progress::start();
    let held_out = HeldOut::of(corpus, parts, |done| progress.parts(done, parts));
    progress.end();
    let doubts = held_out.doubtful(&Thresholds::default());
    let line = |doubt: &Doubt<'_>| {
        let confidence = (doubt.confidence * 1000.0).round() / 1000.0;
        let fields = serde_json::json!({"q": doubt.text, "label": doubt.label, "taken_for": doubt.taken_for,
            "confidence": confidence});
        format!("{fields}\n")
    };
    doubts.iter().take(most).map(line).collect()
}

/// The table's head; the figures are those of `qaida eval`, `worth` is of the cost model.
const HEAD: &str =
    "          temperature  none_weight  sure  worth  right    hit  wrong    oos  false  asked  asked_good";

fn row(name: &str, at: &Thresholds, score: &Score, costs: &Costs) -> String {
    let mut row = format!(
        "{name:<10}{:>11.2}{:>13.2}{:>6.2}{:>7.2}",
        at.temperature,
        at.none_weight,
        at.sure,
        score.worth(costs)
    );
    for (name, value) in score.figures() {
        // Writing to a string cannot fail.
        let _ = write!(row, "{value:>width$.1}", width = if name == "asked_good" { 12 } else { 7 });
    }
    row + "\n"
}

/// Answers by confidence, as far as there are any.
fn reliability(bins: &[Bin]) -> String {
    let mut table = "\nanswers with confidence from   answers   mean confidence   right\n".to_owned();
    for bin in bins.iter().filter(|bin| bin.answers > 0.0) {
        let (from, answers, confidence, right) = (bin.from, bin.answers, bin.confidence(), bin.right());
        let _ = writeln!(table, "{from:>28.2}{answers:>10.0}{confidence:>18.3}{right:>8.3}");
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::knowledge::fixture;

    #[test]
    fn the_report_has_what_is_in_force_what_fits_best_and_how_true_confidence_is() {
        let report = report(&corpus::of(&fixture::knowledge()), 2);
        let cells = |start: &str| -> Vec<f64> {
            let row = report.lines().find_map(|line| line.strip_prefix(start)).unwrap_or_default();
            row.split_whitespace().filter_map(|cell| cell.parse().ok()).collect()
        };
        let (in_force, fitted) = (cells("in force"), cells("fitted"));
        assert_eq!([in_force.len(), fitted.len()], [11, 11], "{report}");
        assert!(fitted[3] >= in_force[3], "{report}");
        assert!(report.contains("mean confidence"), "{report}");
    }

    #[test]
    fn doubtful_examples_are_a_json_object_a_line() {
        let lines = doubtful(&corpus::of(&fixture::knowledge()), 2, 3);
        assert_eq!(lines.lines().count(), 3, "{lines}");
        for line in lines.lines() {
            let doubt: serde_json::Value = serde_json::from_str(line).unwrap();
            assert_ne!(doubt["label"], doubt["taken_for"], "{line}");
        }
    }
}
