//! What a sandbox is started with: where it listens, the token it accepts, and who lives in it.

use std::{
    net::{Ipv4Addr, SocketAddr},
    time::{Duration, SystemTime, UNIX_EPOCH},
};

/// How a sandbox is started. The default is for tests: any free port, small ids, no page.
#[derive(Debug, Clone)]
pub struct Options {
    /// Where the Bot API and the page listen.
    pub listen: SocketAddr,
    /// The only token the Bot API accepts; the digits before the colon become the bot's id.
    pub token: String,
    /// Whether the web chat is served.
    pub page: bool,
    /// Who has a chat with the bot from the start.
    pub people: Vec<Person>,
    /// Where update and message ids begin.
    pub first_id: i64,
    /// Whether sending too fast to one chat is refused with 429, as Telegram does.
    pub strict_pace: bool,
    /// How long the driving API waits for a condition before it fails.
    pub patience: Duration,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            listen: SocketAddr::from((Ipv4Addr::LOCALHOST, 0)),
            token: "1:sandbox-token-never-to-be-shown".to_owned(),
            page: false,
            people: Vec::new(),
            first_id: 1,
            strict_pace: false,
            patience: Duration::from_secs(10),
        }
    }
}

impl Options {
    /// For people: with the page and the ready-made personas. Ids go on from the clock, because a bot whose
    /// database outlived the last sandbox must not take new updates for ones it has handled.
    pub fn for_people(listen: SocketAddr) -> Self {
        Self { listen, page: true, people: personas(), first_id: first_id_by_clock(), ..Self::default() }
    }
}

/// 2026-01-01T00:00:00Z, in seconds: ids by the clock are counted from here to stay small.
const ID_EPOCH_SECONDS: u64 = 1_767_225_600;
/// Ids a second that a sandbox may use up before the next one could meet them again.
const IDS_PER_SECOND: u64 = 20;
/// Clients keep ids in 32 bits with a sign.
const HIGHEST_FIRST_ID: u64 = 2_000_000_000;

fn first_id_by_clock() -> i64 {
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
    let id = seconds.saturating_sub(ID_EPOCH_SECONDS) * IDS_PER_SECOND % HIGHEST_FIRST_ID + 1;
    i64::try_from(id).unwrap_or(1)
}

/// Someone with a private chat with the bot.
#[derive(Debug, Clone, Default)]
pub struct Person {
    /// First name.
    pub name: String,
    /// Last name.
    pub last_name: Option<String>,
    /// Public name, without the @.
    pub username: Option<String>,
    /// What their Telegram is set to, as a client sends it: `kk`, `ru`, `en-GB`, or nothing.
    pub language_code: Option<String>,
    /// Their user id, and so the id of their chat; taken from a counter when absent.
    pub id: Option<i64>,
}

impl Person {
    /// Someone with a first name only.
    pub fn named(name: impl Into<String>) -> Self {
        Self { name: name.into(), ..Self::default() }
    }

    /// The same person with Telegram set to a language.
    pub fn speaking(self, language_code: impl Into<String>) -> Self {
        Self { language_code: Some(language_code.into()), ..self }
    }
}

/// Three residents, one a language. Their ids stay, so that what a bot keeps about them outlives a restart.
pub fn personas() -> Vec<Person> {
    [("Айгүл", "aigul", "kk"), ("Иван", "ivan", "ru"), ("Emma", "emma", "en")]
        .into_iter()
        .zip(1001..)
        .map(|((name, username, language), id)| Person {
            username: Some(username.to_owned()),
            id: Some(id),
            ..Person::named(name).speaking(language)
        })
        .collect()
}
