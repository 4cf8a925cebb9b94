//! Groups: membership, topics, what the bot hears and what it may do.

mod hearing;
mod membership;
mod talking;
mod topics;

use sandbox::{Actor, BotRole, Group, Member, Options, Person};
use serde_json::{Value, json};

use crate::Bot;

const ADMIN: BotRole = BotRole::Admin { topics: true, delete: true };
/// Every kind that a bot for a staff group asks for.
const KINDS: [&str; 6] =
    ["message", "edited_message", "callback_query", "my_chat_member", "chat_member", "message_reaction"];

/// A forum with its owner Айгүл and the bot in a role; what led there is already taken.
struct Staff {
    bot: Bot,
    group: Group,
    aigul: Actor,
    boss: Member,
}

impl Staff {
    async fn start(role: BotRole) -> Self {
        Self::with(Options::default(), role).await
    }

    async fn with(options: Options, role: BotRole) -> Self {
        let bot = Bot::start(options).await;
        let aigul = bot.sandbox.person(Person::named("Айгүл").speaking("kk"));
        let group = bot.sandbox.group("Staff");
        let boss = group.joins(&aigul);
        group.owned_by(&aigul);
        group.bot_is(&aigul, role);
        let staff = Self { bot, group, aigul, boss };
        staff.bot.call("getUpdates", json!({ "allowed_updates": KINDS })).await;
        staff.taken().await;
        staff
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

    fn chat(&self) -> i64 {
        self.group.id()
    }

    async fn call(&self, method: &str, params: Value) -> Value {
        self.bot.call(method, self.here(params)).await
    }

    async fn refusal(&self, method: &str, params: Value) -> String {
        self.bot.refusal(method, self.here(params)).await
    }

    fn here(&self, mut params: Value) -> Value {
        params["chat_id"] = json!(self.chat());
        params
    }

    async fn topic(&self, name: &str) -> i64 {
        self.call("createForumTopic", json!({ "name": name })).await["message_thread_id"].as_i64().unwrap()
    }

    async fn sends(&self, topic: Option<i64>, text: &str) -> Value {
        self.call("sendMessage", json!({ "text": text, "message_thread_id": topic })).await
    }
}
