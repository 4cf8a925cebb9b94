//! One call of the Bot API over HTTP: a method and its body in, the raw result or a fault out. No retry and no pace
//! here. teloxide's own request function is not used: it waits ten seconds on any 5xx, drops the status, and its errors
//! and `Debug` carry the address with the token in it.

use std::time::Duration;

use serde::Deserialize;
use serde_json::value::RawValue;
use teloxide::Bot;

use super::body::Body;
use crate::config::{Token, is_on_this_machine};
use crate::ids::ChatId;

/// How long connecting may take.
const CONNECT: Duration = Duration::from_secs(5);
/// What is waited when a 429 does not say how long.
const DEFAULT_RETRY_AFTER: Duration = Duration::from_secs(3);
/// The longest wait that a 429 is believed: after that it does no harm to ask, and a mistake holds up nobody for long.
const LONGEST_RETRY_AFTER: Duration = Duration::from_secs(15 * 60);

/// What came of a call that did not succeed. No variant holds the address or the token.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(super) enum Fault {
    /// 429.
    #[error("told to wait for {} s", retry_after.as_secs())]
    TooMany { retry_after: Duration },
    /// 5xx.
    #[error("error {status}")]
    Server { status: u16 },
    /// No connection, a connection lost, or too slow. Without a connection it certainly did not arrive.
    #[error("{cause}")]
    Network { timeout: bool, connected: bool, cause: String },
    /// An answer that is no JSON of the Bot API.
    #[error("an unreadable answer, status {status}")]
    Garbled { status: u16 },
    /// 401, or a token the server does not know at all.
    #[error("the token is not valid")]
    Revoked,
    /// 403.
    #[error("{description}")]
    Forbidden { description: String },
    /// 409.
    #[error("{description}")]
    Conflict { description: String },
    /// The group has become a supergroup with this id.
    #[error("the group has become a supergroup")]
    Migrated { to: ChatId },
    /// 400 and any other refusal.
    #[error("{code} {description}")]
    Refused { code: u16, description: String },
}

/// The Bot API at one address with one token.
#[derive(Clone)]
pub(super) struct Api {
    bot: Bot,
}

/// The address or the TLS set-up cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("no Bot API client can be made: {0}")]
pub struct BadApi(String);

#[derive(Deserialize)]
struct Envelope {
    ok: bool,
    result: Option<Box<RawValue>>,
    error_code: Option<u16>,
    description: Option<String>,
    parameters: Option<Parameters>,
}

#[derive(Deserialize, Default)]
struct Parameters {
    retry_after: Option<u64>,
    migrate_to_chat_id: Option<i64>,
}

impl Api {
    pub(super) fn new(token: &Token, api_url: Option<&str>) -> Result<Api, BadApi> {
        let mut settings = teloxide::net::default_reqwest_settings().connect_timeout(CONNECT);
        if api_url.is_some_and(is_on_this_machine) {
            settings = settings.no_proxy();
        }
        let client = settings.build().map_err(|error| BadApi(error.without_url().to_string()))?;
        let bot = Bot::with_client(token.expose(), client);
        let Some(api_url) = api_url else { return Ok(Api { bot }) };
        let url = api_url.parse().map_err(|_| BadApi(format!("{api_url:?} is no address")))?;
        Ok(Api { bot: bot.set_api_url(url) })
    }

    /// Calls a method; `patience` bounds the whole of it.
    pub(super) async fn call(&self, method: &str, body: Body, patience: Duration) -> Result<Box<RawValue>, Fault> {
        let mut url = self.bot.api_url();
        if let Ok(mut path) = url.path_segments_mut() {
            path.pop_if_empty().push(&format!("bot{}", self.bot.token())).push(method);
        }
        let request = self.bot.client().post(url).header("content-type", &*body.kind).body(body.bytes);
        let answer = async {
            let response = request.timeout(patience).send().await?;
            Ok((response.status().as_u16(), response.bytes().await?))
        };
        match answer.await {
            Ok((status, body)) => read(status, &body),
            Err::<_, teloxide::RequestError>(error) => Err(network(error)),
        }
    }
}

impl Api {
    /// The `Date` of an answer to a request that means nothing and carries no token.
    pub(super) async fn date(&self, patience: Duration) -> Option<String> {
        let response = self.bot.client().get(self.bot.api_url()).timeout(patience).send().await.ok()?;
        response.headers().get("date")?.to_str().ok().map(str::to_owned)
    }
}

/// A network error's text: without the address, which holds the token, but with the causes beneath it.
fn network(error: teloxide::RequestError) -> Fault {
    let teloxide::RequestError::Network(error) = error else {
        let cause = "the request could not be made".to_owned();
        return Fault::Network { timeout: false, connected: true, cause };
    };
    let mut cause = String::from(if error.is_timeout() {
        "too slow"
    } else if error.is_connect() {
        "no connection"
    } else {
        "connection lost"
    });
    let mut beneath = std::error::Error::source(&*error);
    while let Some(source) = beneath {
        cause = format!("{cause}: {source}");
        beneath = source.source();
    }
    Fault::Network { timeout: error.is_timeout(), connected: !error.is_connect(), cause }
}

fn read(status: u16, body: &[u8]) -> Result<Box<RawValue>, Fault> {
    if status >= 500 {
        return Err(Fault::Server { status });
    }
    let Ok(envelope) = serde_json::from_slice::<Envelope>(body) else {
        return Err(match status {
            429 => Fault::TooMany { retry_after: DEFAULT_RETRY_AFTER },
            _ => Fault::Garbled { status },
        });
    };
    match envelope {
        Envelope { ok: true, result: Some(result), .. } => Ok(result),
        Envelope { ok: true, .. } => Err(Fault::Garbled { status }),
        refusal => Err(fault(status, refusal)),
    }
}

fn fault(status: u16, refusal: Envelope) -> Fault {
    let code = refusal.error_code.unwrap_or(status);
    let description = refusal.description.unwrap_or_default();
    let parameters = refusal.parameters.unwrap_or_default();
    match (code, parameters) {
        (_, Parameters { migrate_to_chat_id: Some(to), .. }) => Fault::Migrated { to: ChatId(to) },
        (429, Parameters { retry_after, .. }) => {
            let told = retry_after.map_or(DEFAULT_RETRY_AFTER, Duration::from_secs);
            Fault::TooMany { retry_after: told.min(LONGEST_RETRY_AFTER) }
        }
        (401, _) => Fault::Revoked,
        (404, _) if description == "Not Found" => Fault::Revoked,
        (403, _) => Fault::Forbidden { description },
        (409, _) => Fault::Conflict { description },
        (500.., _) => Fault::Server { status: code },
        _ => Fault::Refused { code, description },
    }
}
