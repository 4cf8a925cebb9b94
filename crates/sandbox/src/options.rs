//! What a sandbox is started with: where it listens, the token it accepts, and how it behaves.

use std::{
    net::{Ipv4Addr, SocketAddr},
    time::{Duration, SystemTime, UNIX_EPOCH},
};

use crate::cast::{Broadcast, Forum, Person, channel_admin, city_channel, personas, staff, staff_group};

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
    /// Groups that are there from the start, the bot among them.
    pub groups: Vec<Forum>,
    /// Channels that are there from the start, the bot an administrator of each.
    pub channels: Vec<Broadcast>,
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
            groups: Vec::new(),
            channels: Vec::new(),
            first_id: 1,
            strict_pace: false,
            patience: Duration::from_secs(10),
        }
    }
}

impl Options {
    /// For people: with the page, the ready-made personas, the staff in their group, and the city's channel. Ids go on
    /// from the clock, because a bot whose database outlived the last sandbox must not take new updates for ones it has handled.
    pub fn for_people(listen: SocketAddr) -> Self {
        Self {
            listen,
            page: true,
            people: personas().into_iter().chain(staff()).chain([channel_admin()]).collect(),
            groups: vec![staff_group()],
            channels: vec![city_channel()],
            first_id: first_id_by_clock(),
            ..Self::default()
        }
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
