//! `getUpdates`: offsets, one poller at a time, kinds.

use sandbox::{Options, Person};
use serde_json::{Value, json};

use crate::{Bot, started};

fn texts(updates: &[Value]) -> Vec<&str> {
    updates.iter().filter_map(|update| update["message"]["text"].as_str()).collect()
}

#[tokio::test]
async fn updates_stay_until_confirmed() {
    let (bot, aigul) = started().await;
    aigul.says("a").await;
    aigul.says("b").await;
    let updates = bot.updates(0).await;
    assert_eq!(texts(&updates), ["a", "b"]);
    let second = updates[1]["update_id"].as_i64().unwrap();
    assert_eq!(texts(&bot.updates(second).await), ["b"]);
    assert_eq!(bot.sandbox.pending_updates(), 1);
    assert_eq!(texts(&bot.updates(-1).await), ["b"]);
    bot.call("getUpdates", json!({ "offset": second + 1 })).await;
    bot.sandbox.idle().await.unwrap();
}

#[tokio::test]
async fn a_long_poll_ends_with_a_message_or_a_second_poller() {
    let (bot, aigul) = started().await;
    let talk = async {
        bot.sandbox.connected().await.unwrap();
        aigul.says("hello").await;
    };
    let (updates, ()) = tokio::join!(bot.updates(0), talk);
    let next = updates[0]["update_id"].as_i64().unwrap() + 1;

    let second = async {
        bot.sandbox.connected().await.unwrap();
        bot.call("getUpdates", json!({})).await
    };
    let (first, _) = tokio::join!(bot.refusal("getUpdates", json!({"offset": next, "timeout": 30})), second);
    assert!(first.starts_with("Conflict: terminated by other getUpdates request"), "{first}");
}

#[tokio::test]
async fn never_beside_a_webhook() {
    let (bot, _) = started().await;
    let set = async {
        bot.sandbox.connected().await.unwrap();
        bot.call("setWebhook", json!({ "url": "http://127.0.0.1:9/telegram" })).await
    };
    let (first, _) = tokio::join!(bot.refusal("getUpdates", json!({ "timeout": 30 })), set);
    assert_eq!(first, "Conflict: terminated by setWebhook request");
    let answer = bot.raw("getUpdates", json!({})).await;
    assert_eq!(answer["error_code"], 409);
    bot.call("deleteWebhook", json!({})).await;
    bot.call("getUpdates", json!({})).await;
}

#[tokio::test]
async fn only_the_kinds_asked_for() {
    let (bot, aigul) = started().await;
    bot.call("getUpdates", json!({ "allowed_updates": ["callback_query"] })).await;
    aigul.says("not wanted").await;
    assert_eq!(bot.sandbox.pending_updates(), 0);
    let id = bot.sandbox.inject(json!({ "update_id": 4242, "poll": {} }));
    assert_eq!(bot.updates(0).await, [json!({ "update_id": id, "poll": {} })]);
}

#[tokio::test]
async fn forms_and_query_strings_work_too() {
    let bot = Bot::start(Options::default()).await;
    let emma = bot.sandbox.person(Person::named("Emma"));
    emma.says("hi").await;
    let form = format!("chat_id={}&text=hello+there&disable_notification=true", emma.id());
    let request = bot.client.post(bot.url("sendmessage"));
    let request = request.header("Content-Type", "application/x-www-form-urlencoded").body(form);
    assert!(request.send().await.unwrap().status().is_success());
    assert_eq!(emma.next_message().await.unwrap().text, "hello there");
    assert!(bot.client.get(bot.url("getMe?x=1")).send().await.unwrap().status().is_success());
}
