//! What people do on the page: one address a person in their private chat, one a group, one a channel, one for all who
//! are only counted; one JSON object an act.

pub(super) mod channel;
pub(super) mod crowd;
pub(super) mod group;
pub(super) mod person;
mod rule;
mod talk;
pub(super) mod trouble;

use axum::{Json, http::StatusCode};
use serde_json::Value;

/// Why an act was not carried out, in words for the page.
type Wrong = (StatusCode, &'static str);
/// What an act gives back.
type Done = Result<Json<Value>, Wrong>;

const fn bad(why: &'static str) -> Wrong {
    (StatusCode::BAD_REQUEST, why)
}
