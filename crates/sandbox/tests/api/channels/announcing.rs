//! The bot posts to a channel: texts, buttons, pins, with what rights, and how it is refused.

use sandbox::{ChannelRole, Fault, Options, Pressed};
use serde_json::json;

use super::{ADMIN, City, MAY_NOT_POST, MAY_POST};

#[tokio::test]
async fn a_post_with_buttons() {
    let city = City::start(MAY_POST).await;
    city.channel.called(Some("city_news"));
    let rows = json!([[{ "text": "Ask", "url": "https://t.me/qaida_sandbox_bot?start=a1" }], [{ "text": "OK", "callback_data": "ok" }]]);
    let entities = json!([{ "type": "bold", "offset": 0, "length": 2 }]);
    let send = json!({ "chat_id": "@city_news", "text": "Су жоқ", "entities": entities, "reply_markup": { "inline_keyboard": rows } });
    let sent = city.bot.call("sendMessage", send).await;
    assert_eq!((&sent["chat"]["username"], &sent["sender_chat"]["type"]), (&json!("city_news"), &json!("channel")));
    assert!(sent.get("from").is_none());
    let line = city.channel.next_message().await.unwrap();
    let screen = "bot: Су жоқ\n     [Ask → https://t.me/qaida_sandbox_bot?start=a1]\n     [OK]";
    assert_eq!((line.to_string().as_str(), &json!(line.entities)), (screen, &entities));
    assert_eq!(city.channel.untaken(), 0);

    let emma = city.person("Emma");
    let answering = async {
        let query = city.bot.updates(0).await[0]["callback_query"].clone();
        assert_eq!(
            (&query["from"]["first_name"], &query["message"]["chat"]["type"]),
            (&json!("Emma"), &json!("channel"))
        );
        city.bot.call("answerCallbackQuery", json!({ "callback_query_id": query["id"], "text": "Noted" })).await;
    };
    let (seen, ()) = tokio::join!(city.channel.presses(&emma, "OK"), answering);
    assert_eq!(seen.unwrap(), Pressed { text: Some("Noted".into()), alert: false });
}

#[tokio::test]
async fn without_the_right_to_post() {
    let city = City::start(MAY_NOT_POST).await;
    let emma = city.person("Emma");
    let hers = emma.says("hi").await;
    let item = json!({ "type": "photo", "media": "x" });
    let calls = [
        ("sendMessage", json!({ "text": "x" })),
        ("sendPhoto", json!({ "photo": "x" })),
        ("sendVideo", json!({ "video": "x" })),
        ("sendMediaGroup", json!({ "media": [item, item] })),
        ("copyMessage", json!({ "from_chat_id": emma.id(), "message_id": hers })),
        ("copyMessages", json!({ "from_chat_id": emma.id(), "message_ids": [hers] })),
        ("sendChatAction", json!({ "action": "typing" })),
    ];
    for (method, params) in calls {
        let refused = city.refusal(method, params).await;
        assert_eq!(refused, "Bad Request: need administrator rights in the channel chat", "{method}");
    }
    city.channel.bot_is(&city.dana, ChannelRole::Out);
    let refused = city.refusal("sendMessage", json!({ "text": "x" })).await;
    assert_eq!(refused, "Forbidden: bot is not a member of the channel chat");
}

#[tokio::test]
async fn limits_are_those_of_every_chat() {
    let city = City::start(MAY_POST).await;
    let long = city.refusal("sendMessage", json!({ "text": "ә".repeat(4097) })).await;
    assert_eq!(long, "Bad Request: message is too long");
    city.sends(&"ә".repeat(4096)).await;
    let outside = json!({ "text": "x", "entities": [{ "type": "bold", "offset": 0, "length": 2 }] });
    assert_eq!(city.refusal("sendMessage", outside).await, "Bad Request: ENTITY_BOUNDS_INVALID");
}

#[tokio::test]
async fn pinning_goes_with_editing() {
    let city = City::start(ADMIN).await;
    let (one, two) = (city.sends("one").await, city.sends("two").await);
    city.call("pinChatMessage", json!({ "message_id": one, "disable_notification": true })).await;
    city.call("pinChatMessage", json!({ "message_id": two })).await;
    assert_eq!(city.call("getChat", json!({})).await["pinned_message"]["text"], "two");
    city.call("unpinChatMessage", json!({})).await;
    assert_eq!(city.channel.pinned().unwrap().text, "one");
    city.call("unpinChatMessage", json!({ "message_id": one })).await;
    let none = city.refusal("unpinChatMessage", json!({ "message_id": one })).await;
    assert_eq!(none, "Bad Request: message to unpin not found");
    city.call("pinChatMessage", json!({ "message_id": one })).await;
    city.call("deleteMessage", json!({ "message_id": one })).await;
    assert!(city.call("getChat", json!({})).await.get("pinned_message").is_none());
    city.channel.bot_is(&city.dana, MAY_POST);
    for method in ["pinChatMessage", "unpinChatMessage"] {
        let refused = city.refusal(method, json!({ "message_id": two })).await;
        assert_eq!(refused, "Bad Request: not enough rights to manage pinned messages in the chat");
    }
}

#[tokio::test]
async fn faults_and_pace() {
    let city = City::with(Options { strict_pace: true, ..Options::default() }, ADMIN).await;
    city.channel.called(Some("city_news"));
    let named = json!({ "chat_id": "@city_news", "text": "x", "message_id": 1, "photo": "x", "media": "[]", "from_chat_id": 1 });
    let methods =
        ["sendMessage", "sendPhoto", "sendVideo", "sendMediaGroup", "copyMessage", "editMessageText", "deleteMessage"];
    for method in methods {
        city.bot.sandbox.fail_next_in(city.channel.id(), method, Fault::TooManyRequests { retry_after: 9 });
        let answer = city.bot.raw(method, named.clone()).await;
        assert_eq!((&answer["error_code"], &answer["parameters"]["retry_after"]), (&json!(429), &json!(9)), "{method}");
    }
    for _ in 0..3 {
        city.bot.call("sendMessage", named.clone()).await;
    }
    assert_eq!(city.refusal("sendMessage", json!({ "text": "x" })).await, "Too Many Requests: retry after 1");
}
