//! Trouble with Telegram, to be tried out: what goes wrong with the next messages that the bot sends.

use std::sync::Arc;

use axum::{Json, extract::State};
use serde::Deserialize;
use serde_json::json;

use super::{Done, bad};
use crate::{fault::Fault, shared::Shared};

/// What messages are sent with.
const METHODS: [&str; 5] = ["sendMessage", "sendPhoto", "sendVideo", "sendDocument", "sendMediaGroup"];
/// Most messages that one trouble is for.
const MOST: usize = 1000;
/// How long a bot is told to wait, in seconds.
const WAIT: u64 = 10;

/// What goes wrong, and with how many messages.
#[derive(Debug, Deserialize)]
pub(in crate::page) struct Act {
    trouble: Trouble,
    #[serde(default)]
    times: usize,
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Trouble {
    /// Nothing any more.
    None,
    /// The bot is told that it sends too many.
    TooMany,
    /// It arrives, but the bot is not told so.
    Lost,
    /// The server fails.
    Broken,
}

/// Makes it so.
pub(in crate::page) async fn act(State(shared): State<Arc<Shared>>, Json(act): Json<Act>) -> Done {
    let fault = match act.trouble {
        Trouble::None => {
            shared.change(|world| world.faults.clear());
            return Ok(Json(json!({})));
        }
        Trouble::TooMany => Fault::TooManyRequests { retry_after: WAIT },
        Trouble::Lost => Fault::LostResponse,
        Trouble::Broken => Fault::ServerError,
    };
    if !(1..=MOST).contains(&act.times) {
        return Err(bad("1 to 1000 messages can go wrong"));
    }
    shared.change(|world| {
        for method in METHODS {
            world.faults.add(method, None, act.times, fault.clone());
        }
    });
    Ok(Json(json!({})))
}
