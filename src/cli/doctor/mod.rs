//! `qaida doctor`: a line a check, with what to do; exit code 1 if anything failed. Works beside a running server and
//! without one; changes nothing, and shows no secret.

mod channels;
mod check;
mod database;
mod knowledge;
mod machine;
mod settings;
mod staff;
mod telegram;
mod webhook;

use std::process::ExitCode;

use check::{Check, State};

use super::loaded;
use crate::config::Settings;
use crate::telemetry;

/// Does it.
///
/// # Errors
/// When nothing can be printed.
pub async fn run(settings: &Settings) -> anyhow::Result<ExitCode> {
    let mut report = Report { failed: false };
    let config = match settings.check() {
        Ok(config) => config,
        Err(wrong) => {
            report.show(&[Check::failed("settings", wrong.to_string())])?;
            return Ok(ExitCode::FAILURE);
        }
    };
    settings::hide(&config);
    report.show(&settings::checks(&config))?;
    report.show(&database::checks(&config).await)?;
    report.show(&machine::checks(&config).await)?;
    report.show(&telegram::checks(&config).await)?;
    report.show(&knowledge::checks(&config))?;
    Ok(if report.failed { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

/// What has been printed so far.
struct Report {
    failed: bool,
}

impl Report {
    fn show(&mut self, checks: &[Check]) -> std::io::Result<()> {
        self.failed |= checks.iter().any(|check| check.state == State::Failed);
        let lines: String = checks.iter().map(|check| format!("{check}\n")).collect();
        loaded::print(&telemetry::redact(&lines))
    }
}
