//! The command line: one file a subcommand. Exit codes: 0 done, 1 failed, 2 wrong use.

pub mod ask;
pub mod eval;
mod loaded;
pub mod pack;

use std::process::ExitCode;

use clap::{CommandFactory, FromArgMatches, Parser, Subcommand};

use crate::config::Settings;

/// Tells residents which city department handles a matter, in Kazakh, Russian and English
#[derive(Parser, Debug)]
#[command(name = "qaida", version)]
struct Cli {
    #[command(flatten)]
    settings: Settings,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand, Debug)]
enum Command {
    /// Answers in the terminal
    Ask(ask::Args),
    /// Scores labelled questions
    Eval(eval::Args),
    /// Checks, imports, exports and compares knowledge packs
    Pack(pack::Args),
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
    runtime.block_on(run(cli)).unwrap_or_else(|error| failed(&error))
}

async fn run(cli: Cli) -> anyhow::Result<ExitCode> {
    match cli.command {
        Command::Ask(args) => ask::run(args, &cli.settings).await,
        Command::Eval(args) => eval::run(args, &cli.settings).await,
        Command::Pack(args) => pack::run(args, &cli.settings).await,
    }
}

fn failed(error: &anyhow::Error) -> ExitCode {
    eprintln!("error: {error:#}");
    ExitCode::FAILURE
}
