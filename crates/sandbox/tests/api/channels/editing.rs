//! Editing and deleting what is in a channel, and how long that goes.

use std::time::Duration;

use serde_json::json;

use super::{ADMIN, City, MAY_NOT_POST, MAY_POST};

const TWO_DAYS: Duration = Duration::from_secs(48 * 60 * 60);

#[tokio::test]
async fn the_bot_edits_its_posts() {
    let city = City::start(MAY_POST).await;
    let own = city.sends("one").await;
    let edit = |text: &str| json!({ "message_id": own, "text": text });
    city.call("editMessageText", edit("two")).await;
    let same = city.refusal("editMessageText", edit("two")).await;
    assert!(same.starts_with("Bad Request: message is not modified"), "{same}");
    let none = city.refusal("editMessageText", json!({ "message_id": 99, "text": "x" })).await;
    assert_eq!(none, "Bad Request: message to edit not found");
    let rows = json!({ "inline_keyboard": [[{ "text": "Ask", "url": "https://example.org/" }]] });
    city.call("editMessageReplyMarkup", json!({ "message_id": own, "reply_markup": rows })).await;
    assert_eq!(city.channel.screen(), "bot (edited): two\n     [Ask → https://example.org/]");

    let photo = city.channel.posts_photo(&city.dana, "hers").await;
    let caption = json!({ "message_id": photo, "caption": "ours" });
    assert_eq!(city.refusal("editMessageCaption", caption.clone()).await, "Bad Request: message can't be edited");
    city.channel.bot_is(&city.dana, ADMIN);
    city.call("editMessageCaption", caption).await;
    assert_eq!(city.channel.lines()[1].to_string(), "Дана (edited): <photo> ours");
    city.channel.bot_is(&city.dana, MAY_NOT_POST);
    city.call("editMessageText", edit("three")).await;
}

#[tokio::test]
async fn the_bot_deletes() {
    let city = City::start(MAY_POST).await;
    let (own, old) = (city.sends("own").await, city.sends("old").await);
    let hers = city.channel.posts(&city.dana, "hers").await;
    let delete = |id: i64| json!({ "message_id": id });
    let cannot = "Bad Request: message can't be deleted";
    city.call("deleteMessage", delete(own)).await;
    assert_eq!(city.refusal("deleteMessage", delete(own)).await, "Bad Request: message to delete not found");
    assert_eq!(city.refusal("deleteMessage", delete(hers)).await, cannot);
    city.bot.sandbox.ages(city.channel.id(), old, TWO_DAYS);
    assert_eq!(city.refusal("deleteMessage", delete(old)).await, cannot);
    city.channel.bot_is(&city.dana, ADMIN);
    city.call("deleteMessage", delete(hers)).await;
    assert_eq!(city.channel.screen(), "bot: old");
}

#[tokio::test]
async fn in_private_only_within_two_days() {
    let city = City::start(ADMIN).await;
    let emma = city.person("Emma");
    let hers = emma.says("hi").await;
    let send = json!({ "chat_id": emma.id(), "text": "x" });
    let sent = city.bot.call("sendMessage", send).await["message_id"].as_i64().unwrap();
    city.bot.sandbox.ages(emma.id(), sent, TWO_DAYS);
    let delete = |id: i64| json!({ "chat_id": emma.id(), "message_id": id });
    let late = city.bot.refusal("deleteMessage", delete(sent)).await;
    assert_eq!(late, "Bad Request: message can't be deleted for everyone");
    city.bot.call("deleteMessage", delete(hers)).await;
    assert_eq!(emma.screen(), "bot: x");
}
