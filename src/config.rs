//! Every setting: its name, default, help and check. A setting is a flag and an environment variable of the same name;
//! policies (retention, quiet hours and the like) are not here, they belong to the owner and live in the database.
//!
//! To add a setting: a field in [`Settings`], a field in [`Config`], its check in [`Settings::check`].

mod check;
mod secret;

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::Args;
use clap::parser::ValueSource;
use secrecy::SecretString;

use crate::ids::ChatId;

pub use check::WrongSetting;
pub(crate) use check::is_on_this_machine;
pub use secret::{DatabaseUrl, Token};

/// Where the database is unless a setting says otherwise.
const DATABASE: &str = "sqlite://data/qaida.db";
/// The same for a start without a token, so that trying never touches the real one.
const SANDBOX_DATABASE: &str = "sqlite://data/sandbox.db";

/// Where the web listens unless a setting says otherwise.
const LISTEN: &str = "127.0.0.1:8080";
/// Where the sandbox listens unless a setting says otherwise.
const SANDBOX_LISTEN: &str = "127.0.0.1:8088";
/// Announcements a second unless a setting says otherwise: what Telegram allows, less what answers need.
const ANNOUNCE_RATE: &str = "25";
/// What is logged unless a setting says otherwise.
const LOG: &str = "info";

/// The settings as they were given; [`Settings::check`] makes a [`Config`] of them.
#[derive(Args, Clone, Debug)]
#[command(next_help_heading = "Settings")]
pub struct Settings {
    /// Bot token from @BotFather (TELOXIDE_TOKEN is read too). Without it the sandbox starts
    #[arg(long, global = true, env = "QAIDA_TOKEN", hide_env_values = true, value_parser = secret::parse)]
    pub token: Option<SecretString>,

    /// Another Bot API server than Telegram's
    #[arg(long, global = true, env = "QAIDA_API_URL", value_name = "URL")]
    pub api_url: Option<String>,

    /// sqlite://FILE or postgres://… [default: sqlite://data/qaida.db; the sandbox: sqlite://data/sandbox.db]
    #[arg(long, alias = "database", global = true, env = "QAIDA_DATABASE_URL", value_name = "URL")]
    #[arg(hide_env_values = true, value_parser = secret::parse)]
    pub database_url: Option<SecretString>,

    /// Folder of the knowledge pack [default: the one compiled in]
    #[arg(long, global = true, env = "QAIDA_PACK", value_name = "FOLDER")]
    pub pack: Option<PathBuf>,

    /// Where the web listens: webhook, health, metrics
    #[arg(long, global = true, env = "QAIDA_LISTEN", value_name = "ADDRESS", default_value = LISTEN)]
    pub listen: String,

    /// Public https address of this server: updates come by webhook to ADDRESS/telegram. Without it: by polling
    #[arg(long, global = true, env = "QAIDA_PUBLIC_URL", value_name = "ADDRESS")]
    pub public_url: Option<String>,

    /// Secret that Telegram sends with each webhook call [default: derived from the token]
    #[arg(long, global = true, env = "QAIDA_WEBHOOK_SECRET", value_name = "SECRET")]
    #[arg(hide_env_values = true, value_parser = secret::parse)]
    pub webhook_secret: Option<SecretString>,

    /// Owners of the bot: Telegram user ids, with commas between
    #[arg(long, global = true, env = "QAIDA_OWNERS", value_name = "IDS")]
    pub owners: Option<String>,

    /// Staff group, a supergroup with topics: its chat id [default: the one where an owner says /setup]
    #[arg(long, global = true, env = "QAIDA_STAFF_CHAT", value_name = "ID", allow_hyphen_values = true)]
    pub staff_chat: Option<String>,

    /// Messages of announcements a second, 1 to 10000; Telegram takes about 30 in all, and answers need some
    #[arg(long, global = true, env = "QAIDA_ANNOUNCE_RATE", value_name = "NUMBER", default_value = ANNOUNCE_RATE)]
    pub announce_rate: String,

    /// Where the sandbox's page and Bot API listen
    #[arg(long, global = true, env = "QAIDA_SANDBOX_LISTEN", value_name = "ADDRESS")]
    #[arg(default_value = SANDBOX_LISTEN)]
    pub sandbox_listen: String,

    /// What is logged: a level, or target=level parts with commas between. Of libraries at most info is
    #[arg(long, global = true, env = "QAIDA_LOG", value_name = "FILTER", default_value = LOG)]
    pub log: String,

    /// How log lines look: text or json
    #[arg(long, global = true, env = "QAIDA_LOG_FORMAT", value_name = "FORMAT", default_value = "text")]
    pub log_format: String,

    /// Whether the database was named by a flag rather than the environment: only then do `ask` and `eval` read it.
    #[arg(skip)]
    pub database_by_flag: bool,
}

/// The settings, checked.
#[derive(Clone, Debug)]
pub struct Config {
    /// The bot's token; none: the sandbox.
    pub token: Option<Token>,
    /// Another Bot API server, without a slash at the end.
    pub api_url: Option<String>,
    /// Where the database is.
    pub database_url: DatabaseUrl,
    /// Folder of the knowledge pack; none: the one compiled in.
    pub pack: Option<PathBuf>,
    /// Where the web listens.
    pub listen: SocketAddr,
    /// Public base address without a slash at the end; none: polling.
    pub public_url: Option<String>,
    /// The webhook's secret; none: derived from the token.
    pub webhook_secret: Option<SecretString>,
    /// Owners, besides those whom a link made one.
    pub owners: Vec<ChatId>,
    /// The staff group; none: the one where an owner said so.
    pub staff_chat: Option<ChatId>,
    /// Messages of announcements a second.
    pub announce_rate: u32,
    /// Where the sandbox listens.
    pub sandbox_listen: SocketAddr,
    /// The program that trains the index; none: this process does. No setting: the command line names its own program.
    pub trainer: Option<PathBuf>,
}

/// How and what to log.
#[derive(Clone, Debug)]
pub struct LogConfig {
    /// env_logger's filter.
    pub filter: String,
    /// The lines' form.
    pub format: LogFormat,
}

/// The form of a log line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LogFormat {
    /// For people.
    Text,
    /// One JSON object a line.
    Json,
}

impl Config {
    /// Whether announcements go faster than is wise: Telegram would hold up answers too.
    pub fn announces_fast(&self) -> bool {
        ANNOUNCE_RATE.parse().is_ok_and(|usual: u32| self.announce_rate > usual)
    }
}

impl Settings {
    /// Notes what only clap's matches tell: whether the database came from a flag.
    pub fn note_sources(&mut self, matches: &clap::ArgMatches) {
        self.database_by_flag = matches.value_source("database_url") == Some(ValueSource::CommandLine);
    }

    /// The database that a flag named, if one did.
    pub fn database_flag(&self) -> Option<DatabaseUrl> {
        self.database_url.clone().filter(|_| self.database_by_flag).map(DatabaseUrl::new)
    }

    /// How to log; apart from the rest, because the log comes first.
    ///
    /// # Errors
    /// When the filter or the format cannot be understood.
    pub fn log_config(&self) -> Result<LogConfig, WrongSetting> {
        Ok(LogConfig {
            filter: check::log_filter(given_or(&self.log, LOG))?,
            format: check::log_format(&self.log_format)?,
        })
    }

    /// Checks every setting.
    ///
    /// # Errors
    /// The first setting that cannot be used, with what to do.
    pub fn check(&self) -> Result<Config, WrongSetting> {
        let token = self.token.clone().filter(secret::given).or_else(token_of_teloxide);
        let token = token.map(check::token).transpose()?;
        let database = if token.is_some() { DATABASE } else { SANDBOX_DATABASE };
        let database_url = self.database_url.clone().filter(secret::given);
        Ok(Config {
            token,
            api_url: given(&self.api_url).map(check::api_url).transpose()?,
            database_url: check::database_url(database_url.unwrap_or_else(|| database.into()))?,
            pack: self.pack.clone().filter(|folder| !folder.as_os_str().is_empty()).map(check::pack).transpose()?,
            listen: check::listen("QAIDA_LISTEN", given_or(&self.listen, LISTEN))?,
            public_url: given(&self.public_url).map(check::public_url).transpose()?,
            webhook_secret: self.webhook_secret.clone().filter(secret::given).map(check::webhook_secret).transpose()?,
            owners: given(&self.owners).map(check::owners).transpose()?.unwrap_or_default(),
            staff_chat: given(&self.staff_chat).map(check::staff_chat).transpose()?,
            announce_rate: check::announce_rate(given_or(&self.announce_rate, ANNOUNCE_RATE))?,
            sandbox_listen: check::listen("QAIDA_SANDBOX_LISTEN", given_or(&self.sandbox_listen, SANDBOX_LISTEN))?,
            trainer: None,
        })
    }
}

/// The variable that teloxide's own programs read.
fn token_of_teloxide() -> Option<SecretString> {
    std::env::var("TELOXIDE_TOKEN").ok().map(SecretString::from).filter(secret::given)
}

/// An empty variable, as compose files pass them, is none.
fn given(setting: &Option<String>) -> Option<&str> {
    setting.as_deref().map(str::trim).filter(|text| !text.is_empty())
}

/// The same, with what holds then.
fn given_or<'a>(setting: &'a str, otherwise: &'a str) -> &'a str {
    match setting.trim() {
        "" => otherwise,
        text => text,
    }
}

#[cfg(test)]
mod tests;
