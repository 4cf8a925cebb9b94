//! What Telegram knows about the bot, asked by `qaida doctor`: switches set with @BotFather, the webhook, the commands,
//! the time.

use std::time::Duration;

use serde::{Deserialize, Serialize};
use teloxide::requests::Payload;

use super::refusal::SendError;
use super::sender::Sender;
use crate::clock::Timestamp;

/// What only @BotFather can change.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Switches {
    /// The bot's id.
    pub id: i64,
    /// Its public name, without the @.
    #[serde(default)]
    pub username: String,
    /// Whether it may be added to groups.
    #[serde(default)]
    pub can_join_groups: bool,
    /// Whether it sees everything in groups, even where it is no admin.
    #[serde(default)]
    pub can_read_all_group_messages: bool,
}

/// Where Telegram delivers. The secret cannot be read back.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct WebhookInfo {
    /// The address; empty: updates are polled for.
    #[serde(default)]
    pub url: String,
    /// Updates that Telegram keeps for the bot.
    #[serde(default)]
    pub pending_update_count: i64,
    /// When a delivery failed last, in seconds since 1970.
    pub last_error_date: Option<i64>,
    /// Why.
    pub last_error_message: Option<String>,
    /// The kinds that are delivered; none: Telegram's default.
    pub allowed_updates: Option<Vec<String>>,
}

#[derive(Deserialize)]
struct Named {
    command: String,
}

macro_rules! questions {
    ($($method:ident => $answer:ty;)+) => {
        $(#[derive(Serialize)]
        struct $method {}

        impl Payload for $method {
            type Output = $answer;
            const NAME: &'static str = stringify!($method);
        })+
    };
}

questions! {
    GetMe => Switches;
    GetWebhookInfo => WebhookInfo;
    GetMyCommands => Vec<Named>;
}

impl Sender {
    /// The bot and its switches.
    ///
    /// # Errors
    /// When Telegram could not be asked or does not know the token.
    pub async fn switches(&self) -> Result<Switches, SendError> {
        self.call(&GetMe {}).await
    }

    /// Where updates go.
    ///
    /// # Errors
    /// When Telegram could not be asked.
    pub async fn webhook_info(&self) -> Result<WebhookInfo, SendError> {
        self.call(&GetWebhookInfo {}).await
    }

    /// The names of the commands that everybody sees.
    ///
    /// # Errors
    /// When Telegram could not be asked.
    pub async fn commands(&self) -> Result<Vec<String>, SendError> {
        Ok(self.call(&GetMyCommands {}).await?.into_iter().map(|named| named.command).collect())
    }

    /// The time at the Bot API server, to the second; none when it does not tell.
    pub async fn server_time(&self, patience: Duration) -> Option<Timestamp> {
        http_date(&self.api().date(patience).await?)
    }
}

/// `Wed, 25 Nov 2026 02:43:17 GMT`
fn http_date(text: &str) -> Option<Timestamp> {
    let moment = jiff::fmt::rfc2822::parse(text).ok()?;
    Some(Timestamp(moment.timestamp().as_millisecond()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_date_of_a_response_is_read() {
        assert_eq!(http_date("Thu, 01 Jan 1970 00:01:00 GMT"), Some(Timestamp(60_000)));
        assert_eq!(http_date("yesterday"), None);
    }
}
