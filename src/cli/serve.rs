//! `qaida serve`, and `qaida` alone: runs the bot until it is told to stop.

use std::env;
use std::process::ExitCode;

use crate::config::{Config, Settings};
use crate::{lifecycle, telemetry};

/// Does it.
///
/// # Errors
/// When a setting is wrong, or it cannot start or go on.
pub async fn run(settings: &Settings) -> anyhow::Result<ExitCode> {
    let config = Config { trainer: env::current_exe().ok(), ..settings.check()? };
    telemetry::start(&settings.log_config()?);
    lifecycle::serve(config).await?;
    Ok(ExitCode::SUCCESS)
}
