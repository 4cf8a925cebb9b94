//! The webhook as a gate: secret, size, shape, in this order, so that the handler only ever sees an update that
//! Telegram sent. What teloxide cannot parse passes all the same: it is stored as it came.

use std::time::Duration;

use axum::body::{Body, BodyDataStream, Bytes};
use axum::extract::{FromRequest, Request, State};
use axum::http::{HeaderMap, StatusCode};
use futures_util::StreamExt;
use secrecy::{ExposeSecret, SecretString};
use subtle::ConstantTimeEq;
use tokio::time::{Instant, timeout_at};

use super::Web;
use crate::transport::Head;

/// The header in which Telegram sends the secret.
pub const SECRET_HEADER: &str = "x-telegram-bot-api-secret-token";
/// The longest update taken.
const LONGEST: usize = 1024 * 1024;
/// How much of a refused body is still read: a sender that is cut off in the middle never sees the answer.
const DRAINED: usize = 8 * LONGEST;
/// How long sending the body may take.
const PATIENCE: Duration = Duration::from_secs(10);

/// A delivered update.
pub(super) struct Delivered {
    head: Head,
    raw: String,
}

impl FromRequest<Web> for Delivered {
    type Rejection = (StatusCode, &'static str);

    async fn from_request(request: Request, web: &Web) -> Result<Delivered, Self::Rejection> {
        let trusted = carries(&web.secret, request.headers());
        let mut body = Upload::of(request.into_body());
        if !trusted {
            body.drain(LONGEST).await;
            return Err((StatusCode::UNAUTHORIZED, "wrong secret"));
        }
        let bytes = body.read().await?;
        let raw = String::from_utf8(bytes).map_err(|_| BAD)?;
        let head = Head::read(&raw).map_err(|_| BAD)?;
        Ok(Delivered { head, raw })
    }
}

const BAD: (StatusCode, &str) = (StatusCode::BAD_REQUEST, "no JSON with an update_id");
const TOO_LARGE: (StatusCode, &str) = (StatusCode::PAYLOAD_TOO_LARGE, "over 1 MiB");
const TOO_SLOW: (StatusCode, &str) = (StatusCode::REQUEST_TIMEOUT, "too slow");
const BROKEN_OFF: (StatusCode, &str) = (StatusCode::BAD_REQUEST, "the body broke off");

/// Takes an update in: 200 once it is stored, 503 when it cannot be, so that Telegram delivers it again.
pub(super) async fn deliver(State(web): State<Web>, update: Delivered) -> StatusCode {
    let id = update.head.update_id.0;
    match web.inbox.accept(update.head, update.raw).await {
        Ok(()) => StatusCode::OK,
        Err(error) => {
            log::warn!(update = id; "an update could not be stored: {error}");
            StatusCode::SERVICE_UNAVAILABLE
        }
    }
}

/// Compared in constant time, so that the answer's delay tells nothing about the secret.
fn carries(secret: &SecretString, headers: &HeaderMap) -> bool {
    let given = headers.get(SECRET_HEADER).map(|value| value.as_bytes()).unwrap_or_default();
    bool::from(given.ct_eq(secret.expose_secret().as_bytes()))
}

/// A body that must arrive in time.
struct Upload {
    parts: BodyDataStream,
    deadline: Instant,
}

impl Upload {
    fn of(body: Body) -> Upload {
        Upload { parts: body.into_data_stream(), deadline: Instant::now() + PATIENCE }
    }

    /// The next part; an error when it is late or the connection broke.
    async fn next(&mut self) -> Option<Result<Bytes, (StatusCode, &'static str)>> {
        match timeout_at(self.deadline, self.parts.next()).await {
            Err(_) => Some(Err(TOO_SLOW)),
            Ok(None) => None,
            Ok(Some(part)) => Some(part.map_err(|_| BROKEN_OFF)),
        }
    }

    async fn read(&mut self) -> Result<Vec<u8>, (StatusCode, &'static str)> {
        let mut whole = Vec::new();
        while let Some(part) = self.next().await {
            let part = part?;
            if whole.len() + part.len() > LONGEST {
                self.drain(DRAINED).await;
                return Err(TOO_LARGE);
            }
            whole.extend_from_slice(&part);
        }
        Ok(whole)
    }

    async fn drain(&mut self, most: usize) {
        let mut read = 0;
        while let Some(Ok(part)) = self.next().await
            && read < most
        {
            read += part.len();
        }
    }
}
