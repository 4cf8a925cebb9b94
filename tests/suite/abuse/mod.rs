//! Floods, hostile updates and slow clients: whatever comes, the next honest question is answered.

mod flood;
mod hostile;
mod slow;

use qaida::config::Token;
use secrecy::ExposeSecret;

use crate::databases::TestDatabase;
use crate::http;
use crate::world::{Way, World, ask};

/// A world that is reached by webhook, and what its Telegram sends along.
pub struct Front {
    pub world: World,
    secret: String,
}

impl Front {
    pub async fn on(database: TestDatabase) -> Front {
        let world = World::on(database, Way::Webhook).await;
        let secret = Token::new(world.sandbox.token()).webhook_secret().expose_secret().to_owned();
        Front { world, secret }
    }

    /// Delivers these bytes as Telegram would; the status.
    pub async fn deliver(&self, body: &[u8]) -> u16 {
        let head = format!(
            "POST /telegram HTTP/1.1\r\nhost: x\r\nconnection: close\r\nx-telegram-bot-api-secret-token: {}\r\n\
             content-length: {}\r\n\r\n",
            self.secret,
            body.len()
        );
        let answer = http::exchange(self.world.running.address(), &[head.as_bytes(), body].concat()).await;
        answer.split(' ').nth(1).expect("a status").parse().expect("a number")
    }

    /// Waits until nothing is left to be handled.
    pub async fn drained(&self) {
        while self.world.running.app.inbox.pending().await.expect("a count") > 0 {
            tokio::task::yield_now().await;
        }
    }

    /// An honest question is answered.
    pub async fn answers(&self) {
        let ivan = self.world.resident("Иван", "ru");
        let answer = ask(&ivan, "Кто сажает деревья в парке?").await;
        assert!(answer.text.contains("Управление реновации городской среды"), "{answer}");
    }
}
