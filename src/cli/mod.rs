//! The command line: one file a subcommand. Exit codes: 0 done, 1 failed, 2 wrong use.

pub mod ask;
pub mod backup;
pub mod doctor;
pub mod eval;
mod health;
mod loaded;
pub mod owner_link;
pub mod pack;
mod progress;
pub mod restore;
pub mod serve;
mod train_index;
pub mod tune;

use std::io::Write;
use std::process::ExitCode;

use clap::{CommandFactory, FromArgMatches, Parser, Subcommand};

use crate::config::{Settings, WrongSetting};
use crate::store::OpenError;
use crate::telemetry;

/// The exit code of wrong use, which clap ends with too.
const WRONG_USE: u8 = 2;

/// Tells residents which city department handles a matter, in Kazakh, Russian and English
#[derive(Parser, Debug)]
#[command(name = "qaida", version)]
struct Cli {
    #[command(flatten)]
    settings: Settings,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Subcommand, Debug)]
enum Command {
    /// Runs the bot; what happens without a subcommand too
    Serve,
    /// Answers in the terminal
    Ask(ask::Args),
    /// Scores labelled questions
    Eval(eval::Args),
    /// Fits the thresholds between answering, asking back and declining to a pack, and says how they would do
    Tune(tune::Args),
    /// Checks, imports, exports and compares knowledge packs
    Pack(pack::Args),
    /// Checks settings, database, machine and Telegram, and says what to do
    Doctor,
    /// Says by its exit code whether the server on this machine is ready
    Health,
    /// Writes the whole database into one file, while the server runs
    Backup(backup::Args),
    /// Puts a backup back, while no server runs
    Restore(restore::Args),
    /// Prints a link, good once and for a day, that makes who opens it an owner
    OwnerLink,
    /// Trains an index for the server that started this
    #[command(hide = true)]
    TrainIndex(train_index::Args),
}

/// Runs the program.
pub fn main() -> ExitCode {
    let matches = Cli::command().get_matches();
    let mut cli = match Cli::from_arg_matches(&matches) {
        Ok(cli) => cli,
        Err(error) => error.exit(),
    };
    cli.settings.note_sources(&matches);
    let runtime = match tokio::runtime::Runtime::new() {
        Ok(runtime) => runtime,
        Err(error) => return failed(&error.into()),
    };
    let code = runtime.block_on(run(cli)).unwrap_or_else(|error| failed(&error));
    // An index that is still being trained is not waited for.
    runtime.shutdown_background();
    code
}

async fn run(cli: Cli) -> anyhow::Result<ExitCode> {
    match cli.command.unwrap_or(Command::Serve) {
        Command::Serve => serve::run(&cli.settings).await,
        Command::Ask(args) => ask::run(args, &cli.settings).await,
        Command::Eval(args) => eval::run(args, &cli.settings).await,
        Command::Pack(args) => pack::run(args, &cli.settings).await,
        Command::Doctor => doctor::run(&cli.settings).await,
        Command::Health => health::run(&cli.settings).await,
        Command::Backup(args) => backup::run(args, &cli.settings).await,
        Command::Restore(args) => restore::run(args, &cli.settings).await,
        Command::OwnerLink => owner_link::run(&cli.settings).await,
        Command::Tune(args) => tune::run(&args, &cli.settings),
        Command::TrainIndex(args) => train_index::run(&args),
    }
}

fn failed(error: &anyhow::Error) -> ExitCode {
    // Where nobody hears it, the exit code still tells.
    let _ = writeln!(std::io::stderr(), "error: {}", telemetry::redact(&format!("{error:#}")));
    let is_wrong_use = error.is::<WrongSetting>() || matches!(error.downcast_ref(), Some(OpenError::BadUrl(_)));
    match is_wrong_use {
        true => ExitCode::from(WRONG_USE),
        false => ExitCode::FAILURE,
    }
}
