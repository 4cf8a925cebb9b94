//! `qaida backup`: the database as one file, while the server runs.

use std::path::PathBuf;
use std::process::ExitCode;

use super::loaded;
use super::progress::{Progress, grouped, size};
use crate::config::Settings;
use crate::store::copy;

/// What `backup` takes.
#[derive(clap::Args, Debug)]
pub struct Args {
    /// The file to write: a SQLite database, readable by its owner alone
    file: PathBuf,
    /// Replace the file if it is there
    #[arg(long)]
    force: bool,
}

/// Does it.
///
/// # Errors
/// When the database cannot be read or the file cannot be written.
pub async fn run(args: Args, settings: &Settings) -> anyhow::Result<ExitCode> {
    let database = settings.check()?.database_url;
    eprintln!("reading {database}");
    let mut progress = Progress::start();
    let told = &mut |rows| progress.rows(rows);
    let report = copy::backup(database.expose(), &args.file, args.force, told).await;
    let seconds = progress.end().as_secs_f64();
    let report = report?;
    loaded::print(&format!(
        "{}: {} rows, {}, in {seconds:.1} s; opened and checked (schema {}{})\n",
        args.file.display(),
        grouped(report.rows),
        size(report.bytes),
        report.schema,
        of_bot(report.bot),
    ))?;
    Ok(ExitCode::SUCCESS)
}

/// Whose it is, when that is known.
pub(super) fn of_bot(bot: Option<i64>) -> String {
    bot.map(|bot| format!(", of the bot {bot}")).unwrap_or_default()
}
