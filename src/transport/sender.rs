//! The only way out to Telegram, with the rules of sending in one place: a bucket a chat, 429 waited out by that chat
//! alone, 5xx and lost connections tried again, refusals as types. An answer sent twice is better than silence, so a
//! lost response is sent again.

use std::collections::hash_map::RandomState;
use std::hash::BuildHasher;
use std::sync::Arc;
use std::time::Duration;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::value::RawValue;
use teloxide::requests::Payload;
use tokio::time::{Instant, sleep};
use tokio_util::sync::CancellationToken;

use super::api::{Api, BadApi, Fault};
use super::body::Body;
use super::bulk::Lane;
use super::pace::Paces;
use super::refusal::{Refusal, SendError};
use crate::config::Token;
use crate::ids::ChatId;

/// The figures of sending; tests make them small.
#[derive(Clone, Debug)]
pub struct Rules {
    /// Messages to one chat that may go at once.
    pub burst: u32,
    /// After those: one message to one chat in this time.
    pub interval: Duration,
    /// Tries of one call when Telegram cannot be reached.
    pub tries: u32,
    /// The wait before the second try; it doubles, with jitter.
    pub backoff: Duration,
    /// When the first try was longer ago than this, no further one is made.
    pub persistence: Duration,
    /// How long one call may be held up by 429 in all.
    pub flood_patience: Duration,
    /// How long one try may take.
    pub timeout: Duration,
    /// Conflicts over the updates that go on for so long are another program with the same token, not one that is just
    /// stopping.
    pub conflict_patience: Duration,
    /// The pause after a conflict.
    pub conflict_pause: Duration,
    /// Messages a second that go to many.
    pub announce_rate: u32,
}

impl Default for Rules {
    fn default() -> Rules {
        Rules {
            burst: 3,
            interval: Duration::from_secs(1),
            tries: 5,
            backoff: Duration::from_millis(500),
            persistence: Duration::from_secs(60),
            flood_patience: Duration::from_secs(180),
            timeout: Duration::from_secs(15),
            conflict_patience: Duration::from_secs(30),
            conflict_pause: Duration::from_secs(2),
            announce_rate: 25,
        }
    }
}

/// Whether an edit changed anything.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edited {
    /// It did.
    Changed,
    /// The message already looked like this.
    Unchanged,
}

/// Sends to Telegram; cheap to clone.
#[derive(Clone)]
pub struct Sender {
    inner: Arc<Inner>,
}

struct Inner {
    api: Api,
    token: Token,
    rules: Rules,
    paces: Paces,
    lane: Lane,
    revoked: CancellationToken,
}

impl Sender {
    /// A sender for this token, to Telegram or another Bot API server.
    ///
    /// # Errors
    /// When the address cannot be used.
    pub fn new(token: &Token, api_url: Option<&str>, rules: Rules) -> Result<Sender, BadApi> {
        let inner = Inner {
            api: Api::new(token, api_url)?,
            token: token.clone(),
            paces: Paces::new(rules.burst, rules.interval),
            lane: Lane::new(rules.announce_rate),
            rules,
            revoked: CancellationToken::new(),
        };
        Ok(Sender { inner: Arc::new(inner) })
    }

    /// Sends a message to a chat, or changes one: what counts for the chat's pace.
    ///
    /// # Errors
    /// When it did not go out, or is not known to have.
    pub async fn send<P>(&self, chat: ChatId, payload: &P) -> Result<P::Output, SendError>
    where
        P: Payload + Serialize,
        P::Output: DeserializeOwned,
    {
        self.run(Some(chat), payload).await
    }

    /// Changes a message; that it already looks so is no error.
    ///
    /// # Errors
    /// When the edit did not go through. [`Refusal::MessageGone`] and [`Refusal::TooLate`]: send a new
    /// message instead.
    pub async fn edit<P>(&self, chat: ChatId, payload: &P) -> Result<Edited, SendError>
    where
        P: Payload + Serialize,
    {
        match self.persist(Some(chat), payload).await {
            Ok(_) => Ok(Edited::Changed),
            Err(SendError::Refused(Refusal::NotModified)) => Ok(Edited::Unchanged),
            Err(error) => Err(error),
        }
    }

    /// Calls a method that has no pace: `answerCallbackQuery`, `getMe`, `setMyCommands` and the like.
    ///
    /// # Errors
    /// When the call did not succeed.
    pub async fn call<P>(&self, payload: &P) -> Result<P::Output, SendError>
    where
        P: Payload + Serialize,
        P::Output: DeserializeOwned,
    {
        self.run(None, payload).await
    }

    /// A number made of these data with the bot's token: see [`Token::stamp`].
    pub fn stamp(&self, data: &[u8]) -> u64 {
        self.inner.token.stamp(data)
    }

    /// Comes back when Telegram has said that the token is not valid any more.
    pub async fn revoked(&self) {
        self.inner.revoked.cancelled().await;
    }

    /// How many messages of announcements go out in a second.
    pub fn announce_rate(&self) -> i64 {
        i64::from(self.inner.rules.announce_rate)
    }

    pub(super) fn rules(&self) -> &Rules {
        &self.inner.rules
    }

    pub(super) fn paces(&self) -> &Paces {
        &self.inner.paces
    }

    /// The lane for what goes to many.
    pub(super) fn lane(&self) -> &Lane {
        &self.inner.lane
    }

    /// The calls themselves.
    pub(super) fn api(&self) -> &Api {
        &self.inner.api
    }

    /// One try, without pace and retry, for the polling loop, which has rules of its own.
    pub(super) async fn once<P>(&self, payload: &P, patience: Duration) -> Result<Box<RawValue>, Fault>
    where
        P: Payload + Serialize,
    {
        self.post(P::NAME, Body::json(payload)?, patience).await
    }

    /// One try.
    pub(super) async fn post(&self, name: &str, body: Body, patience: Duration) -> Result<Box<RawValue>, Fault> {
        let begun = Instant::now();
        let result = self.inner.api.call(&method(name), body, patience).await;
        let milliseconds = begun.elapsed().as_millis() as u64;
        match &result {
            Ok(_) => log::debug!(method = name, milliseconds; "called"),
            Err(fault) => log::debug!(method = name, milliseconds; "called in vain: {fault}"),
        }
        if let Err(fault) = &result {
            metrics::counter!("qaida_send_errors_total", "code" => code(fault)).increment(1);
            if *fault == Fault::Revoked {
                self.inner.revoked.cancel();
            }
        }
        result
    }

    async fn run<P>(&self, chat: Option<ChatId>, payload: &P) -> Result<P::Output, SendError>
    where
        P: Payload + Serialize,
        P::Output: DeserializeOwned,
    {
        let result = self.persist(chat, payload).await?;
        serde_json::from_str(result.get()).map_err(|error| {
            // Not the error itself: it quotes what it found, and that may be a name or a text.
            let place = format!("{:?} error at line {}, column {}", error.classify(), error.line(), error.column());
            log::error!(method = P::NAME; "a result of Telegram has an unknown shape: {place}");
            SendError::Unreadable(place)
        })
    }

    async fn persist<P>(&self, chat: Option<ChatId>, payload: &P) -> Result<Box<RawValue>, SendError>
    where
        P: Payload + Serialize,
    {
        let body = Body::json(payload).map_err(|fault| SendError::Refused(Refusal::Other(fault.to_string())))?;
        self.deliver(chat, P::NAME, body).await
    }

    /// As [`Sender::persevere`], for an answer: what goes to many leaves room for it.
    pub(super) async fn deliver(
        &self,
        chat: Option<ChatId>,
        name: &'static str,
        body: Body,
    ) -> Result<Box<RawValue>, SendError> {
        if chat.is_some() {
            self.inner.lane.answered();
        }
        self.persevere(chat, name, body).await
    }

    /// Tries until it went through, was refused, or the rules' patience is at its end.
    pub(super) async fn persevere(
        &self,
        chat: Option<ChatId>,
        name: &'static str,
        body: Body,
    ) -> Result<Box<RawValue>, SendError> {
        let rules = &self.inner.rules;
        let (begun, mut tries, mut held) = (Instant::now(), 0, Duration::ZERO);
        loop {
            if let Some(chat) = chat {
                if self.inner.paces.held_for(chat) > rules.flood_patience {
                    // Asking again before the time that Telegram named would only make it longer.
                    return Err(SendError::Flood);
                }
                self.inner.paces.turn(chat).await;
            }
            match self.post(name, body.clone(), rules.timeout).await {
                Ok(result) => return Ok(result),
                Err(Fault::TooMany { retry_after }) => {
                    held += retry_after;
                    let too_long = held > rules.flood_patience;
                    self.wait_out(chat, retry_after, too_long).await;
                    if too_long {
                        return Err(SendError::Flood);
                    }
                }
                Err(fault) => {
                    let cause = match outcome(name, fault) {
                        Outcome::Final(error) => return Err(error),
                        Outcome::Again(cause) => cause,
                    };
                    tries += 1;
                    if tries >= rules.tries || begun.elapsed() > rules.persistence + held {
                        log::warn!(method = name, tries; "Telegram could not be reached: {cause}");
                        return Err(SendError::Unreachable(cause));
                    }
                    sleep(backoff(rules.backoff, tries)).await;
                }
            }
        }
    }

    /// After a 429: everything to this chat waits; without a chat only this call does, unless it gives up anyway.
    async fn wait_out(&self, chat: Option<ChatId>, retry_after: Duration, too_long: bool) {
        match chat {
            Some(chat) => self.inner.paces.hold(chat, retry_after),
            None if too_long => {}
            None => sleep(retry_after).await,
        }
    }
}

/// A method's name as the documentation spells it. Some payloads of teloxide end in `Inline`, methods never do.
fn method(name: &str) -> String {
    let name = name.trim_end_matches("Inline");
    let mut letters = name.chars();
    letters.next().map(|first| first.to_ascii_lowercase()).into_iter().chain(letters).collect()
}

enum Outcome {
    Again(String),
    Final(SendError),
}

/// What a fault other than 429 means, with a line in the log where it points at a mistake of ours.
fn outcome(name: &'static str, fault: Fault) -> Outcome {
    Outcome::Final(match fault {
        Fault::Network { .. } | Fault::Server { .. } | Fault::Garbled { .. } => {
            return Outcome::Again(fault.to_string());
        }
        Fault::TooMany { .. } => SendError::Flood,
        Fault::Revoked => SendError::Revoked,
        Fault::Forbidden { .. } => SendError::Blocked,
        Fault::Conflict { .. } => SendError::Conflict,
        Fault::Migrated { to } => SendError::Migrated(to),
        Fault::Refused { code, description } => {
            let refusal = Refusal::of(&description);
            if let Refusal::Other(description) = &refusal {
                log::error!(method = name, code; "Telegram refused a call: {description}");
            }
            SendError::Refused(refusal)
        }
    })
}

/// The value of the label `code` in the metrics.
fn code(fault: &Fault) -> String {
    match fault {
        Fault::TooMany { .. } => "429".to_owned(),
        Fault::Server { status } => status.to_string(),
        Fault::Network { timeout: true, .. } => "timeout".to_owned(),
        Fault::Network { .. } => "network".to_owned(),
        Fault::Garbled { .. } => "unreadable".to_owned(),
        Fault::Revoked => "401".to_owned(),
        Fault::Forbidden { .. } => "403".to_owned(),
        Fault::Conflict { .. } => "409".to_owned(),
        Fault::Migrated { .. } => "400".to_owned(),
        Fault::Refused { code, .. } => code.to_string(),
    }
}

/// Doubles with each try; between half and all of it, so that many do not come back at the same moment.
pub(super) fn backoff(first: Duration, tries: u32) -> Duration {
    let whole = first.saturating_mul(1 << tries.saturating_sub(1).min(10));
    let share = (RandomState::new().hash_one(tries) % 1024) as f64 / 1024.0;
    whole.mul_f64(0.5 + share / 2.0)
}

#[cfg(test)]
pub(in crate::transport) mod tests;
