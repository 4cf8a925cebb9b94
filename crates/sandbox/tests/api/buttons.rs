//! Presses and their answers.

use sandbox::Pressed;
use serde_json::{Value, json};

use crate::{Bot, started};

/// Takes the next press and gives back its id.
async fn pressed(bot: &Bot) -> (Value, String) {
    let update = bot.updates(0).await.remove(0);
    let next = update["update_id"].as_i64().unwrap() + 1;
    bot.call("getUpdates", json!({ "offset": next })).await;
    let query = update["callback_query"].clone();
    let id = query["id"].as_str().unwrap().to_owned();
    (query, id)
}

#[tokio::test]
async fn a_press_is_answered_once() {
    let (bot, aigul) = started().await;
    let rows = json!({"inline_keyboard": [[{"text":"👍 Useful","callback_data":"v1:y"}]]});
    bot.call("sendMessage", json!({"chat_id": aigul.id(), "text": "ok?", "reply_markup": rows})).await;
    let answering = async {
        let (query, id) = pressed(&bot).await;
        assert_eq!(query["data"], "v1:y");
        assert_eq!(query["message"]["text"], "ok?");
        let answer = json!({"callback_query_id": id, "text": "Thanks", "show_alert": true});
        bot.call("answerCallbackQuery", answer.clone()).await;
        bot.refusal("answerCallbackQuery", answer).await
    };
    let (seen, second) = tokio::join!(aigul.presses("👍"), answering);
    assert_eq!(seen.unwrap(), Pressed { text: Some("Thanks".into()), alert: true });
    assert_eq!(second, "Bad Request: query is too old and response timeout expired or query ID is invalid");
}

#[tokio::test]
async fn forged_data_on_a_message_that_is_not_there() {
    let (bot, aigul) = started().await;
    let answering = async {
        let (query, id) = pressed(&bot).await;
        assert_eq!((&query["data"], &query["message"]["date"]), (&json!("forged"), &json!(0)));
        let long = json!({"callback_query_id": id, "text": "x".repeat(201)});
        assert_eq!(bot.refusal("answerCallbackQuery", long).await, "Bad Request: MESSAGE_TOO_LONG");
        bot.call("answerCallbackQuery", json!({ "callback_query_id": id })).await;
    };
    let (seen, ()) = tokio::join!(aigul.presses_data(999, "forged"), answering);
    assert_eq!(seen.unwrap(), Pressed::default());
}
