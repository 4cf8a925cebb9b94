//! The sandbox from both sides: a bot made of plain HTTP calls, and people driven from Rust.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod buttons;
mod channels;
mod faults;
mod groups;
mod guard;
mod messages;
mod page;
mod polling;
mod profile;
mod webhook;

use sandbox::{Actor, Options, Person, Sandbox};
use serde_json::{Value, json};

/// A bot that does what the test says.
struct Bot {
    sandbox: Sandbox,
    client: reqwest::Client,
}

impl Bot {
    async fn start(options: Options) -> Self {
        let sandbox = Sandbox::start(options).await.unwrap();
        Self { sandbox, client: reqwest::Client::builder().no_proxy().build().unwrap() }
    }

    fn url(&self, method: &str) -> String {
        format!("{}/bot{}/{method}", self.sandbox.api_url(), self.sandbox.token())
    }

    /// The whole answer.
    async fn raw(&self, method: &str, params: Value) -> Value {
        let sent = self.client.post(self.url(method)).json(&params).send().await.unwrap();
        sent.json().await.unwrap()
    }

    /// The result of a call that must succeed.
    async fn call(&self, method: &str, params: Value) -> Value {
        let answer = self.raw(method, params).await;
        assert_eq!(answer["ok"], true, "{method}: {answer}");
        answer["result"].clone()
    }

    /// The description of a refusal.
    async fn refusal(&self, method: &str, params: Value) -> String {
        let answer = self.raw(method, params).await;
        assert_eq!(answer["ok"], false, "{method}: {answer}");
        answer["description"].as_str().unwrap().to_owned()
    }

    async fn updates(&self, offset: i64) -> Vec<Value> {
        self.call("getUpdates", json!({ "offset": offset, "timeout": 5 })).await.as_array().unwrap().clone()
    }
}

/// A sandbox with Айгүл, who has pressed START; that update is already taken.
async fn started() -> (Bot, Actor) {
    let bot = Bot::start(Options::default()).await;
    let aigul = bot.sandbox.person(Person::named("Айгүл").speaking("kk"));
    aigul.starts("").await;
    let taken = bot.updates(0).await;
    let next = taken.last().unwrap()["update_id"].as_i64().unwrap() + 1;
    bot.call("getUpdates", json!({ "offset": next })).await;
    (bot, aigul)
}
