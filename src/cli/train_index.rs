//! `qaida train-index FILE`: the other side of [`crate::knowledge::apprentice`]; not for people.

use std::io::stdin;
use std::path::PathBuf;
use std::process::ExitCode;

use crate::knowledge::{apprentice, cache};

/// What it is asked for.
#[derive(clap::Args, Debug)]
pub struct Args {
    /// Where the index goes
    file: PathBuf,
}

/// Trains on the corpus from standard input.
///
/// # Errors
/// When there is none, or the file cannot be written.
pub fn run(args: &Args) -> anyhow::Result<ExitCode> {
    let index = apprentice::learn(stdin().lock())?;
    cache::keep(&args.file, &index.to_bytes())?;
    Ok(ExitCode::SUCCESS)
}
