//! Channels: who is in them, what the bot hears of them, what it may do there, and what it is forwarded.

mod announcing;
mod crowd;
mod editing;
mod forwards;
mod hearing;
mod media;
mod membership;

use sandbox::{Actor, Channel, ChannelRole, Options, Person};
use serde_json::{Value, json};

use crate::Bot;

const ADMIN: ChannelRole = ChannelRole::ADMIN;
const MAY_POST: ChannelRole = ChannelRole::Admin { post: true, edit: false, delete: false };
const MAY_NOT_POST: ChannelRole = ChannelRole::Admin { post: false, edit: true, delete: true };
/// Every kind that a bot with channels asks for.
const KINDS: [&str; 8] = [
    "message",
    "edited_message",
    "callback_query",
    "my_chat_member",
    "chat_member",
    "channel_post",
    "edited_channel_post",
    "message_reaction",
];

/// A channel with its owner Дана and the bot in a role; what led there is already taken.
struct City {
    bot: Bot,
    channel: Channel,
    dana: Actor,
}

impl City {
    async fn start(role: ChannelRole) -> Self {
        Self::with(Options::default(), role).await
    }

    async fn with(options: Options, role: ChannelRole) -> Self {
        let bot = Bot::start(options).await;
        let dana = bot.sandbox.person(Person::named("Дана").speaking("ru"));
        let channel = bot.sandbox.channel("City");
        channel.owned_by(&dana);
        channel.bot_is(&dana, role);
        let city = Self { bot, channel, dana };
        city.bot.call("getUpdates", json!({ "allowed_updates": KINDS })).await;
        city.taken().await;
        city
    }

    /// The updates that wait, which are confirmed; none is fine too.
    async fn taken(&self) -> Vec<Value> {
        let updates = self.bot.call("getUpdates", json!({})).await.as_array().unwrap().clone();
        if let Some(last) = updates.last() {
            let next = last["update_id"].as_i64().unwrap() + 1;
            self.bot.call("getUpdates", json!({ "offset": next, "limit": 1 })).await;
        }
        updates
    }

    fn person(&self, name: &str) -> Actor {
        self.bot.sandbox.person(Person::named(name))
    }

    async fn call(&self, method: &str, params: Value) -> Value {
        self.bot.call(method, self.here(params)).await
    }

    async fn refusal(&self, method: &str, params: Value) -> String {
        self.bot.refusal(method, self.here(params)).await
    }

    fn here(&self, mut params: Value) -> Value {
        params["chat_id"] = json!(self.channel.id());
        params
    }

    async fn sends(&self, text: &str) -> i64 {
        self.call("sendMessage", json!({ "text": text })).await["message_id"].as_i64().unwrap()
    }
}
