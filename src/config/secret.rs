//! The settings that must never be shown: the token and the database's address. What prints them prints dots.

use std::convert::Infallible;
use std::fmt;

use hmac::{Hmac, KeyInit, Mac};
use secrecy::{ExposeSecret, SecretString};
use sha2::Sha256;

/// What the default webhook secret is derived for; another use of the token must take another text.
const WEBHOOK_PURPOSE: &[u8] = b"qaida webhook";
/// What stamps are derived for.
const STAMP_PURPOSE: &[u8] = b"qaida stamp";

/// Takes a secret from the command line without ever failing, so that no message of clap repeats it.
pub(super) fn parse(text: &str) -> Result<SecretString, Infallible> {
    Ok(SecretString::from(text.trim()))
}

/// Whether there is anything in it.
pub(super) fn given(secret: &SecretString) -> bool {
    !secret.expose_secret().is_empty()
}

/// A bot token: the bot's id, a colon, the secret part.
#[derive(Clone)]
pub struct Token(SecretString);

impl Token {
    /// Takes a text as a token; only the check of the settings refuses one.
    pub fn new(text: impl Into<SecretString>) -> Token {
        Token(text.into())
    }

    /// The token itself: for the Bot API's address and for what hides it, nothing else.
    pub fn expose(&self) -> &str {
        self.0.expose_secret()
    }

    /// The bot's id, which every token begins with.
    pub fn bot_id(&self) -> Option<i64> {
        self.expose().split_once(':')?.0.parse().ok()
    }

    /// The webhook secret that every replica derives alike: HMAC-SHA256 of a fixed text, in hex.
    pub fn webhook_secret(&self) -> SecretString {
        let hex: String = self.mac(WEBHOOK_PURPOSE, &[]).iter().map(|byte| format!("{byte:02x}")).collect();
        SecretString::from(hex)
    }

    /// A number made of these data: the same for every replica, and leading back to them for nobody who has not the
    /// token.
    pub fn stamp(&self, data: &[u8]) -> u64 {
        let mac = self.mac(STAMP_PURPOSE, data);
        mac.iter().take(8).fold(0, |number, byte| number << 8 | u64::from(*byte))
    }

    fn mac(&self, purpose: &[u8], data: &[u8]) -> Vec<u8> {
        let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(self.expose().as_bytes()) else {
            unreachable!("HMAC takes a key of any length")
        };
        mac.update(purpose);
        mac.update(data);
        mac.finalize().into_bytes().to_vec()
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(…)")
    }
}

/// A database's address; printed without the password it may hold.
#[derive(Clone)]
pub struct DatabaseUrl(SecretString);

impl DatabaseUrl {
    /// Takes a text as an address.
    pub fn new(text: impl Into<SecretString>) -> DatabaseUrl {
        DatabaseUrl(text.into())
    }

    /// The whole address: for the store.
    pub fn expose(&self) -> &str {
        self.0.expose_secret()
    }

    /// The file, when it is SQLite's.
    pub fn sqlite_file(&self) -> Option<&str> {
        let rest = self.expose().strip_prefix("sqlite:")?;
        let rest = rest.strip_prefix("//").unwrap_or(rest);
        Some(rest.split_once('?').map_or(rest, |(file, _)| file))
    }
}

impl fmt::Display for DatabaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let whole = self.expose();
        let bare = whole.split_once('?').map_or(whole, |(bare, _)| bare);
        match (bare.split_once("://"), bare.rsplit_once('@')) {
            (Some((scheme, _)), Some((_, host))) => write!(f, "{scheme}://…@{host}"),
            _ => f.write_str(bare),
        }
    }
}

impl fmt::Debug for DatabaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "DatabaseUrl({self})")
    }
}
