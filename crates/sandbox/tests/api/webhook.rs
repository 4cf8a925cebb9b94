//! Delivery to a webhook: secret, order within a chat, retries.

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex},
};

use axum::{
    Json, Router,
    extract::State,
    http::{HeaderMap, StatusCode},
    routing::post,
};
use sandbox::Person;
use serde_json::{Value, json};

use crate::started;

/// The secret and the update.
type Delivered = (Option<String>, Value);

/// What the bot's server saw, and the statuses it answers with before it turns to 200.
#[derive(Clone, Default)]
struct Seen {
    updates: Arc<Mutex<Vec<Delivered>>>,
    statuses: Arc<Mutex<VecDeque<StatusCode>>>,
}

async fn take(State(seen): State<Seen>, headers: HeaderMap, Json(update): Json<Value>) -> StatusCode {
    let secret = headers.get("X-Telegram-Bot-Api-Secret-Token").map(|secret| secret.to_str().unwrap().to_owned());
    seen.updates.lock().unwrap().push((secret, update));
    seen.statuses.lock().unwrap().pop_front().unwrap_or(StatusCode::OK)
}

async fn serve(seen: Seen) -> String {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/telegram", listener.local_addr().unwrap());
    let router = Router::new().route("/telegram", post(take)).with_state(seen);
    tokio::spawn(async move { axum::serve(listener, router).await });
    url
}

#[tokio::test]
async fn updates_come_with_the_secret_and_again_until_taken() {
    let (bot, aigul) = started().await;
    let seen = Seen::default();
    seen.statuses.lock().unwrap().extend([StatusCode::SERVICE_UNAVAILABLE, StatusCode::BAD_GATEWAY]);
    let url = serve(seen.clone()).await;
    aigul.says("one").await;
    aigul.says("two").await;
    let secret = "s-e_c".to_owned();
    bot.call("setWebhook", json!({"url": url, "secret_token": secret, "allowed_updates": ["message"]})).await;
    bot.sandbox.idle().await.unwrap();
    let updates = seen.updates.lock().unwrap().clone();
    let texts: Vec<_> = updates.iter().map(|(_, update)| update["message"]["text"].as_str().unwrap()).collect();
    assert_eq!(texts, ["one", "one", "one", "two"]);
    assert!(updates.iter().all(|(sent, _)| sent.as_ref() == Some(&secret)));
    let info = bot.call("getWebhookInfo", json!({})).await;
    assert_eq!(info["url"], url);
    assert!(info["last_error_message"].as_str().unwrap().contains("502"), "{info}");
}

#[tokio::test]
async fn one_chat_that_fails_does_not_hold_up_another() {
    let (bot, aigul) = started().await;
    let emma = bot.sandbox.person(Person::named("Emma"));
    // Nobody listens at the first address.
    bot.call("setWebhook", json!({"url": "http://127.0.0.1:9/telegram"})).await;
    for number in 0..20 {
        aigul.says(format!("a{number}")).await;
        emma.says(format!("e{number}")).await;
    }
    let seen = Seen::default();
    bot.call("setWebhook", json!({ "url": serve(seen.clone()).await })).await;
    bot.sandbox.idle().await.unwrap();
    let updates = seen.updates.lock().unwrap().clone();
    for (person, letter) in [(&aigul, "a"), (&emma, "e")] {
        let of_one =
            updates.iter().map(|(_, update)| &update["message"]).filter(|message| message["chat"]["id"] == person.id());
        let texts: Vec<_> = of_one.map(|message| message["text"].as_str().unwrap().to_owned()).collect();
        assert_eq!(texts, (0..20).map(|number| format!("{letter}{number}")).collect::<Vec<_>>());
    }
}

#[tokio::test]
async fn what_a_webhook_may_be() {
    let (bot, aigul) = started().await;
    let refusal = |url: &'static str, secret: &'static str| {
        bot.refusal("setWebhook", json!({"url": url, "secret_token": secret}))
    };
    assert_eq!(
        refusal("http://example.org/", "").await,
        "Bad Request: bad webhook: An HTTPS URL must be provided for webhook"
    );
    assert_eq!(refusal("https://example.org/", "a b").await, "Bad Request: secret token contains unallowed characters");
    aigul.says("old").await;
    bot.call("deleteWebhook", json!({"drop_pending_updates": true})).await;
    assert_eq!(bot.sandbox.pending_updates(), 0);
    assert_eq!(bot.call("getWebhookInfo", json!({})).await["url"], "");
}
