//! The settings that say how the bot runs.

use secrecy::ExposeSecret;

use super::check::Check;
use crate::config::Config;
use crate::telemetry;

/// From now on no secret of the settings is shown, whoever repeats it.
pub(super) fn hide(config: &Config) {
    if let Some(token) = &config.token {
        telemetry::hide(token.expose());
        telemetry::hide(token.webhook_secret().expose_secret());
    }
    if let Some(secret) = &config.webhook_secret {
        telemetry::hide(secret.expose_secret());
    }
}

pub(super) fn checks(config: &Config) -> Vec<Check> {
    let token = match config.token.as_ref().and_then(|token| token.bot_id()) {
        Some(bot) => Check::ok("settings", format!("all can be used; the token is of the bot {bot}")),
        None => Check::warning("settings", "there is no token, so the sandbox would start: set QAIDA_TOKEN to go live"),
    };
    let fast = config.announces_fast().then(|| {
        let rate = config.announce_rate;
        Check::warning(
            "settings",
            format!("QAIDA_ANNOUNCE_RATE is {rate}, Telegram takes about 30 a second in all: use 25 or less"),
        )
    });
    std::iter::once(token).chain(fast).collect()
}
