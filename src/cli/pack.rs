//! `qaida pack`: what editors of the knowledge do with its files.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use super::loaded;
use crate::config::Settings;
use crate::knowledge::pack::{Files, Finding, Pack, Severity, won_by_others};

/// What `pack` takes.
#[derive(clap::Args, Debug)]
pub struct Args {
    #[command(subcommand)]
    action: Action,
}

#[derive(clap::Subcommand, Debug)]
enum Action {
    /// Says what is wrong with a pack: file, line and what to do
    Check {
        /// The pack's folder [default: the pack of the settings]
        folder: Option<PathBuf>,
        /// Fail on warnings too
        #[arg(long)]
        strict: bool,
    },
}

/// Does it.
///
/// # Errors
/// When the pack or the database cannot be read or written.
pub async fn run(args: Args, settings: &Settings) -> anyhow::Result<ExitCode> {
    match args.action {
        Action::Check { folder, strict } => check(folder.as_deref().or(loaded::pack_folder(settings)), strict),
    }
}

fn check(folder: Option<&Path>, strict: bool) -> anyhow::Result<ExitCode> {
    let files = match folder {
        Some(folder) => Files::from_folder(folder)?,
        None => Files::built_in()?,
    };
    let pack = Pack::parse(&files);
    let mut findings = pack.findings.clone();
    // Training on a pack with errors would only repeat them in another form.
    if pack.errors().next().is_none() {
        findings.extend(won_by_others(&files, &pack.knowledge));
    }
    let of = |severity: Severity| findings.iter().filter(|finding| finding.severity == severity).count();
    let (errors, warnings) = (of(Severity::Error), of(Severity::Warning));
    let lines: String = findings.iter().map(|finding: &Finding| format!("{finding}\n")).collect();
    loaded::print(&format!("{lines}{}: {errors} errors, {warnings} warnings\n", files.root))?;
    Ok(if errors > 0 || strict && warnings > 0 { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}
