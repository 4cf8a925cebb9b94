//! `qaida pack`: what editors of the knowledge do with its files.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use super::loaded;
use crate::config::{DatabaseUrl, Settings};
use crate::knowledge::diff;
use crate::knowledge::entry::Knowledge;
use crate::knowledge::export::export;
use crate::knowledge::import::import;
use crate::knowledge::pack::{Files, Finding, Pack, Severity, won_by_others};
use crate::store::Store;

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
        /// Fail on warnings too, and show all of them
        #[arg(long)]
        strict: bool,
        /// Show all warnings
        #[arg(long)]
        verbose: bool,
    },
    /// Brings the database to a pack; entries that staff changed stay. A running server notices within a second
    Import {
        /// The pack's folder [default: the pack of the settings]
        folder: Option<PathBuf>,
    },
    /// Writes the database's knowledge, staff's edits included, as a pack
    Export {
        /// Where to: a new folder, or a pack that is brought up to date
        folder: PathBuf,
    },
    /// Lists what differs between the database and a pack
    Diff {
        /// The pack's folder [default: the pack of the settings]
        folder: Option<PathBuf>,
    },
}

/// Does it.
///
/// # Errors
/// When the pack or the database cannot be read or written.
pub async fn run(args: Args, settings: &Settings) -> anyhow::Result<ExitCode> {
    let pack = |folder: Option<PathBuf>| folder.or_else(|| loaded::pack_folder(settings).map(Path::to_path_buf));
    let report = match args.action {
        Action::Check { folder, strict, verbose } => {
            return check(pack(folder).as_deref(), strict, verbose || strict);
        }
        Action::Import { folder } => {
            let database = settings.check()?.database_url;
            bring_in(&Pack::load(pack(folder).as_deref())?, &database).await?
        }
        Action::Export { folder } => {
            let done = export(&loaded::stored(settings).await?.knowledge, &folder)?;
            format!("{}: {} files written, {} removed\n", folder.display(), done.written, done.removed)
        }
        Action::Diff { folder } => {
            let pack = Pack::load(pack(folder).as_deref())?;
            let differences = diff::between(&loaded::stored(settings).await?, &pack);
            differences.iter().map(|difference| format!("{difference}\n")).collect()
        }
    };
    loaded::print(&report)?;
    Ok(ExitCode::SUCCESS)
}

async fn bring_in(pack: &Knowledge, database: &DatabaseUrl) -> anyhow::Result<String> {
    let store = Store::open(database.expose()).await?;
    let done = import(&store, pack).await?;
    store.close().await;
    Ok(match done {
        Some(done) => format!("{done}\n"),
        None => "the database follows this pack already\n".to_owned(),
    })
}

/// Warnings shown where not all are asked for.
const SHOWN: usize = 5;

fn check(folder: Option<&Path>, strict: bool, all: bool) -> anyhow::Result<ExitCode> {
    let files = Files::of(folder)?;
    let pack = Pack::parse(&files);
    let mut findings = pack.findings.clone();
    // Training on a pack with errors would only repeat them in another form.
    if pack.errors().next().is_none() {
        findings.extend(won_by_others(&files, &pack.knowledge));
    }
    let of = |severity: Severity| findings.iter().filter(|finding| finding.severity == severity).count();
    let (errors, warnings) = (of(Severity::Error), of(Severity::Warning));
    // Errors come first, so that what is left out is warnings only.
    let shown = if all { findings.len() } else { errors + SHOWN.min(warnings) };
    let mut lines: String = findings.iter().take(shown).map(|finding: &Finding| format!("{finding}\n")).collect();
    if shown < findings.len() {
        lines += &format!("and {} more warnings; see them all with --verbose\n", findings.len() - shown);
        lines += &by_file(&findings[errors..]);
    }
    loaded::print(&format!("{lines}{}: {errors} errors, {warnings} warnings\n", files.root))?;
    Ok(if errors > 0 || strict && warnings > 0 { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

/// How many warnings each folder of the pack has, most first.
fn by_file(warnings: &[Finding]) -> String {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for warning in warnings {
        let folder = Path::new(&warning.file).parent().and_then(Path::file_name).and_then(|name| name.to_str());
        *counts.entry(folder.unwrap_or_default()).or_default() += 1;
    }
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let counts: Vec<String> = counts.iter().map(|(folder, count)| format!("{folder} {count}")).collect();
    format!("warnings by folder: {}\n", counts.join(", "))
}
