//! What each setting must look like. A check returns the value in its final form, or one sentence that names the
//! setting and says what to do; it never repeats a secret.

use std::net::{IpAddr, SocketAddr, ToSocketAddrs};
use std::path::PathBuf;

use secrecy::{ExposeSecret, SecretString};

use super::{DatabaseUrl, LogFormat, Token};
use crate::ids::ChatId;

/// A setting that cannot be used, and what to do: wrong use, exit code 2.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{name} {wrong}; {remedy}")]
pub struct WrongSetting {
    name: &'static str,
    wrong: String,
    remedy: &'static str,
}

impl WrongSetting {
    /// For a build that cannot start without a token.
    pub fn no_token() -> WrongSetting {
        WrongSetting {
            name: "QAIDA_TOKEN",
            wrong: "is not set".to_owned(),
            remedy: "get a token from @BotFather (this build has no sandbox to start without one)",
        }
    }
}

fn wrong<T>(name: &'static str, wrong: impl Into<String>, remedy: &'static str) -> Result<T, WrongSetting> {
    Err(WrongSetting { name, wrong: wrong.into(), remedy })
}

pub(super) fn token(text: SecretString) -> Result<Token, WrongSetting> {
    let looks_right = text.expose_secret().split_once(':').is_some_and(|(id, key)| {
        id.bytes().all(|b| b.is_ascii_digit())
            && id.parse::<i64>().is_ok()
            && !key.is_empty()
            && key.bytes().all(is_key_byte)
    });
    match looks_right {
        true => Ok(Token::new(text)),
        false => wrong(
            "QAIDA_TOKEN",
            "is no bot token",
            "copy the whole line that @BotFather gave: digits, a colon, letters and digits",
        ),
    }
}

fn is_key_byte(b: u8) -> bool {
    b.is_ascii_alphanumeric() || b == b'_' || b == b'-'
}

pub(super) fn api_url(text: &str) -> Result<String, WrongSetting> {
    match base_address(text) {
        Some(_) => Ok(text.trim_end_matches('/').to_owned()),
        None => wrong(
            "QAIDA_API_URL",
            format!("{text:?} is no address"),
            "give it as http://host:port or https://host, without a query",
        ),
    }
}

pub(super) fn database_url(text: SecretString) -> Result<DatabaseUrl, WrongSetting> {
    let known = ["sqlite:", "postgres://", "postgresql://"];
    match known.iter().any(|scheme| text.expose_secret().starts_with(scheme)) {
        true => Ok(DatabaseUrl::new(text)),
        false => wrong(
            "QAIDA_DATABASE_URL",
            "names no database that is known here",
            "give it as sqlite://data/qaida.db or postgres://user:password@host/name",
        ),
    }
}

pub(super) fn pack(folder: PathBuf) -> Result<PathBuf, WrongSetting> {
    match folder.join("pack.toml").is_file() {
        true => Ok(folder),
        false => wrong(
            "QAIDA_PACK",
            format!("{} has no pack.toml", folder.display()),
            "name the folder of a pack, or leave it out to take the one compiled in",
        ),
    }
}

pub(super) fn listen(name: &'static str, text: &str) -> Result<SocketAddr, WrongSetting> {
    match text.trim().to_socket_addrs().ok().and_then(|mut found| found.next()) {
        Some(address) => Ok(address),
        None => wrong(name, format!("{text:?} is no address to listen on"), "give it as 127.0.0.1:8080"),
    }
}

pub(super) fn public_url(text: &str) -> Result<String, WrongSetting> {
    let trimmed = text.trim_end_matches('/');
    match base_address(trimmed) {
        Some((scheme, host)) if scheme == "https" || is_loopback(host) => Ok(trimmed.to_owned()),
        Some(_) => wrong(
            "QAIDA_PUBLIC_URL",
            format!("{text:?} is not https"),
            "give an https address: Telegram calls no other (http is accepted for this machine only)",
        ),
        None => wrong(
            "QAIDA_PUBLIC_URL",
            format!("{text:?} is no public address"),
            "give it as https://bot.example.org, without a query, or leave it out to poll",
        ),
    }
}

/// Scheme and host of an http or https address without query, fragment and user.
fn base_address(text: &str) -> Option<(&str, &str)> {
    let (scheme, rest) = text.split_once("://").filter(|(scheme, _)| matches!(*scheme, "http" | "https"))?;
    if rest.contains(['?', '#', '@', '\\']) || rest.contains(char::is_whitespace) {
        return None;
    }
    let authority = rest.split('/').next()?;
    let (host, port) = match authority.rsplit_once(':') {
        Some((host, port)) if !authority.ends_with(']') => (host, port.parse::<u16>().ok()?),
        _ => (authority, 1),
    };
    (!host.is_empty() && port != 0).then_some((scheme, host))
}

/// Whether an address is this machine's.
pub(crate) fn is_on_this_machine(url: &str) -> bool {
    base_address(url).is_some_and(|(_, host)| is_loopback(host))
}

/// Whether a host is this machine, so that what is sent there leaves it not.
fn is_loopback(host: &str) -> bool {
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    bare == "localhost" || bare.parse().is_ok_and(|ip: IpAddr| ip.is_loopback())
}

/// Telegram's rule for a webhook's secret_token.
pub(super) fn webhook_secret(text: SecretString) -> Result<SecretString, WrongSetting> {
    let secret = text.expose_secret();
    match secret.len() <= 256 && secret.bytes().all(is_key_byte) {
        true => Ok(text),
        false => wrong(
            "QAIDA_WEBHOOK_SECRET",
            "is not what Telegram accepts",
            "use 1 to 256 characters of A-Z, a-z, 0-9, _ and -, or leave it out to have it derived from the token",
        ),
    }
}

/// Ids of people: positive, unlike those of groups and channels.
pub(super) fn owners(text: &str) -> Result<Vec<ChatId>, WrongSetting> {
    let id = |part: &str| part.trim().parse::<i64>().ok().filter(|id| *id > 0).map(ChatId);
    match text.split(',').map(id).collect() {
        Some(ids) => Ok(ids),
        None => wrong(
            "QAIDA_OWNERS",
            format!("{text:?} is no list of user ids"),
            "give Telegram user ids with commas between, such as 12345,67890, or make owners with `qaida owner-link`",
        ),
    }
}

pub(super) fn staff_chat(text: &str) -> Result<ChatId, WrongSetting> {
    match text.parse::<i64>() {
        Ok(id) if id < 0 => Ok(ChatId(id)),
        _ => wrong(
            "QAIDA_STAFF_CHAT",
            format!("{text:?} is no id of a group"),
            "give the group's chat id, which begins with -100, or leave it out and say /setup in the group",
        ),
    }
}

pub(super) fn announce_rate(text: &str) -> Result<u32, WrongSetting> {
    match text.parse::<u32>() {
        Ok(rate) if (1..=10_000).contains(&rate) => Ok(rate),
        _ => wrong(
            "QAIDA_ANNOUNCE_RATE",
            format!("{text:?} is no number of messages a second"),
            "give a whole number from 1 to 10000, or leave it out for 25",
        ),
    }
}

pub(super) fn log_filter(text: &str) -> Result<String, WrongSetting> {
    let level = |word: &str| word.trim().parse::<log::LevelFilter>().is_ok();
    let part = |part: &str| match part.split_once('=') {
        Some((target, word)) => !target.trim().is_empty() && level(word),
        // A bare word that is no level would be a target, and a level mistyped would silence everything else.
        None => level(part) || part.contains("::"),
    };
    match text.split(',').all(part) {
        true => Ok(text.to_owned()),
        false => wrong(
            "QAIDA_LOG",
            format!("{text:?} is no log filter"),
            "give a level (error, warn, info, debug, trace) or parts such as info,sqlx=warn",
        ),
    }
}

pub(super) fn log_format(text: &str) -> Result<LogFormat, WrongSetting> {
    match text.trim() {
        "text" | "" => Ok(LogFormat::Text),
        "json" => Ok(LogFormat::Json),
        _ => wrong("QAIDA_LOG_FORMAT", format!("{text:?} is unknown"), "give text or json"),
    }
}
