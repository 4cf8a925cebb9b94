//! `qaida eval`: scores labelled questions, one JSON object a line: `{"q", "lang", "style", "id", "also",
//! "department"}`. The figures mean the same wherever they are quoted.

mod confusions;
mod score;
mod table;

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context as _, bail};

use super::loaded;
use crate::answer::{Answerer, Asking};
use crate::config::Settings;
use crate::knowledge::labelled::{self, Gold};
use score::{Scores, Verdict};

/// What a line of a file looks like.
const SHAPE: &str = r#"one JSON object a line: {"q": "the question", "id": "the right entry, or none"}"#;

/// What `eval` takes.
#[derive(clap::Args, Debug)]
pub struct Args {
    /// Files with labelled questions
    #[arg(required = true)]
    files: Vec<PathBuf>,

    /// The figures as JSON
    #[arg(long)]
    json: bool,
}

/// Asks every question and prints the figures.
///
/// # Errors
/// When a file cannot be read or the knowledge cannot be loaded.
pub async fn run(args: Args, settings: &Settings) -> anyhow::Result<ExitCode> {
    let mut lines = Vec::new();
    for file in &args.files {
        let unreadable = || format!("cannot read {}; name a file of labelled questions, {SHAPE}", file.display());
        let text = std::fs::read_to_string(file).with_context(unreadable)?;
        for (number, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
            let place = || format!("{}:{} is no labelled question; write {SHAPE}", file.display(), number + 1);
            lines.push(labelled::Line::parse(line).with_context(place)?);
        }
    }
    if lines.is_empty() {
        let files: Vec<String> = args.files.iter().map(|file| file.display().to_string()).collect();
        bail!("no question in {}; name a file of labelled questions, {SHAPE}", files.join(", "));
    }
    let answerer = loaded::answerer(settings).await?;
    let (scores, confusions) = score(&answerer, &lines);
    let report = if args.json { table::json(&scores) } else { table::text(&scores) + &confusions.text() };
    loaded::print(&report)?;
    Ok(ExitCode::SUCCESS)
}

/// Asks all questions.
fn score(answerer: &Answerer, lines: &[labelled::Line]) -> (Scores, confusions::Confusions) {
    let mut scores = Scores::default();
    let mut confusions = confusions::Confusions::default();
    for line in lines {
        let understood = answerer.understand(&Asking { text: &line.q, ..Asking::default() });
        let knowledge = &understood.snapshot.knowledge;
        let gold = Gold::of(line, knowledge);
        let verdict = Verdict::of(&gold, &understood.understanding, knowledge);
        if !verdict.right {
            confusions.note(line, &understood.understanding);
        }
        scores.count(line, &gold, &verdict);
    }
    (scores, confusions)
}

#[cfg(test)]
mod tests;
