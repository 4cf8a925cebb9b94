//! `qaida owner-link`: a link that makes whoever opens it first an owner of the bot.

use std::process::ExitCode;
use std::time::Duration;

use anyhow::{Context, bail};

use super::loaded;
use crate::clock::{Clock, SystemClock};
use crate::config::{Config, Settings};
use crate::store::owner::{self, CODE_BYTES, LINK_MILLIS, OwnerCode};
use crate::store::{Store, meta};
use crate::transport::{Rules, Sender};

/// How long Telegram may take to tell the bot's name: the database knows it from the last start.
const PATIENCE: Duration = Duration::from_secs(5);

/// Does it.
///
/// # Errors
/// When the database cannot be written, or nobody knows the bot's name.
pub async fn run(settings: &Settings) -> anyhow::Result<ExitCode> {
    let config = settings.check()?;
    loaded::must_exist(&config.database_url)?;
    let store = Store::open(config.database_url.expose()).await?;
    let name = username(&config, &store).await?;
    let code = new_code(|bytes| getrandom::fill(bytes).map_err(|error| anyhow::anyhow!("no randomness: {error}")))?;
    let (made, now) = (code.clone(), SystemClock.now());
    store.write(move |c| Box::pin(async move { owner::make_link(c, &made, now).await })).await?;
    store.close().await;
    eprintln!("whoever opens this first, within {} hours, becomes an owner of @{name}:", LINK_MILLIS / 3_600_000);
    loaded::print(&format!("https://t.me/{name}?start={}\n", code.expose()))?;
    Ok(ExitCode::SUCCESS)
}

/// A code that nobody can guess, as long as nobody can guess the bytes.
fn new_code(random: impl FnOnce(&mut [u8]) -> anyhow::Result<()>) -> anyhow::Result<OwnerCode> {
    let mut bytes = [0; CODE_BYTES];
    random(&mut bytes)?;
    Ok(OwnerCode::of(bytes))
}

/// The bot's public name: as Telegram says, or as it was at the last start.
async fn username(config: &Config, store: &Store) -> anyhow::Result<String> {
    let stored = meta::get(&mut store.read().await?, meta::USERNAME).await?;
    let Some(token) = &config.token else {
        return stored.context("start the server once, so that the bot's name is known");
    };
    crate::telemetry::hide(token.expose());
    let rules = Rules { tries: 1, timeout: PATIENCE, flood_patience: PATIENCE, ..Rules::default() };
    match Sender::new(token, config.api_url.as_deref(), rules)?.account().await {
        Ok(account) if meta::bot(&mut store.read().await?).await?.is_some_and(|bot| bot != account.id) => bail!(
            "the database {} belongs to another bot than this token; name the right one with QAIDA_DATABASE_URL",
            config.database_url
        ),
        Ok(account) => Ok(account.username),
        Err(error) => stored.with_context(|| {
            format!("Telegram did not tell the bot's name ({error}), and no start has noted it: try again")
        }),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use super::*;

    #[test]
    fn a_code_comes_of_the_randomness_it_is_given() {
        let code = new_code(|bytes| {
            bytes.fill(0x0f);
            Ok(())
        });
        assert_eq!(code.unwrap().expose(), format!("owner_{}", "0f".repeat(CODE_BYTES)));
        assert!(new_code(|_| bail!("none left")).is_err());
    }
}
