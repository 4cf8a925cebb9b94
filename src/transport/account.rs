//! What is asked of Telegram about the bot itself at start: who it is, and where its updates go.

use serde::{Deserialize, Serialize};
use teloxide::requests::Payload;

use super::refusal::SendError;
use super::sender::Sender;
use super::update::ALLOWED_UPDATES;

/// Connections that Telegram opens to the webhook at once: the most it offers, for answers go side by side.
const CONNECTIONS: u8 = 100;

/// Who the bot is. Only what is needed: a field that Telegram adds or drops must not keep the bot from starting.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Account {
    /// The bot's id.
    pub id: i64,
    /// Its public name, without the @.
    #[serde(default)]
    pub username: String,
}

#[derive(Serialize)]
struct GetMe {}

impl Payload for GetMe {
    type Output = Account;
    const NAME: &'static str = "GetMe";
}

#[derive(Serialize)]
struct SetWebhook<'a> {
    url: String,
    secret_token: &'a str,
    max_connections: u8,
    allowed_updates: [&'static str; ALLOWED_UPDATES.len()],
}

impl Payload for SetWebhook<'_> {
    type Output = bool;
    const NAME: &'static str = "SetWebhook";
}

impl Sender {
    /// Asks who the bot is.
    ///
    /// # Errors
    /// When Telegram could not be asked or does not know the token.
    pub async fn account(&self) -> Result<Account, SendError> {
        self.call(&GetMe {}).await
    }

    /// Has updates delivered to this address, with this secret.
    ///
    /// # Errors
    /// When Telegram could not be asked or refused the address.
    pub async fn set_webhook(&self, url: String, secret: &str) -> Result<(), SendError> {
        let request =
            SetWebhook { url, secret_token: secret, max_connections: CONNECTIONS, allowed_updates: ALLOWED_UPDATES };
        self.call(&request).await.map(drop)
    }
}
