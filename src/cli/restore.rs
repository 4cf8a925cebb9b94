//! `qaida restore`: a backup back into the database of the settings, while no server runs on it.

use std::path::PathBuf;
use std::process::ExitCode;

use super::backup::of_bot;
use super::loaded;
use super::progress::{Progress, grouped};
use crate::config::Settings;
use crate::store::copy::{self, Orders};

/// What `restore` takes.
#[derive(clap::Args, Debug)]
pub struct Args {
    /// A file that `qaida backup` wrote
    file: PathBuf,
    /// Replace what is in the database, even another bot's. What a SQLite file held is kept beside it
    #[arg(long)]
    force: bool,
}

/// Does it.
///
/// # Errors
/// When the file is no good backup, or the database is in use, not empty, or cannot be written.
pub async fn run(args: Args, settings: &Settings) -> anyhow::Result<ExitCode> {
    let config = settings.check()?;
    eprintln!("restoring into {}", config.database_url);
    let orders = Orders { force: args.force, bot: config.token.as_ref().and_then(|token| token.bot_id()) };
    let mut progress = Progress::start();
    let told = &mut |rows| progress.rows(rows);
    let report = copy::restore(&args.file, config.database_url.expose(), orders, told).await;
    let seconds = progress.end().as_secs_f64();
    let report = report?;
    let kept = report.kept.map(|file| format!("what was there is kept as {file}\n")).unwrap_or_default();
    loaded::print(&format!(
        "{}: {} rows in {seconds:.1} s from {} (schema {}{})\n{kept}",
        config.database_url,
        grouped(report.rows),
        args.file.display(),
        report.schema,
        of_bot(report.bot),
    ))?;
    Ok(ExitCode::SUCCESS)
}
