//! What people forward to the bot in private.

use serde_json::json;

use super::{ADMIN, City};

#[tokio::test]
async fn a_post_of_a_channel() {
    let city = City::start(ADMIN).await;
    let emma = city.person("Emma");
    let bold = json!({ "type": "bold", "offset": 0, "length": 4 });
    let post = city.channel.posts_rich(&city.dana, "Вода", vec![bold.clone()]).await;
    let own = city.sends("ours").await;
    city.taken().await;
    assert_eq!(emma.forwards(city.channel.id(), post).await, 0, "a private channel is for its subscribers");
    city.channel.subscribes(&emma);
    city.taken().await;
    let copy = emma.forwards(city.channel.id(), post).await;
    city.dana.forwards(city.channel.id(), own).await;
    let heard = city.taken().await;
    let message = &heard[0]["message"];
    let chat = json!({ "id": city.channel.id(), "type": "channel", "title": "City" });
    assert_eq!((&message["from"]["first_name"], &message["message_id"]), (&json!("Emma"), &json!(copy)));
    assert_eq!((&message["text"], &message["entities"]), (&json!("Вода"), &json!([bold])));
    let origin = &message["forward_origin"];
    assert_eq!((&origin["type"], &origin["chat"], &origin["message_id"]), (&json!("channel"), &chat, &json!(post)));
    assert!(origin["date"].is_i64());
    let older = (&message["forward_from_chat"], &message["forward_from_message_id"], &message["forward_date"]);
    assert_eq!(older, (&chat, &json!(post), &origin["date"]));
    assert_eq!(heard[1]["message"]["forward_origin"]["message_id"], own, "also one that the bot posted");
    assert_eq!(emma.chat()[0].forwarded_from.as_deref(), Some("City"));

    city.channel.called(Some("city_news"));
    let ivan = city.person("Иван");
    ivan.forwards(city.channel.id(), post).await;
    assert_eq!(city.taken().await[0]["message"]["forward_origin"]["chat"]["username"], "city_news");
}

#[tokio::test]
async fn an_album_stays_one() {
    let city = City::start(ADMIN).await;
    let ids = city.channel.posts_album(&city.dana, &["Парк", ""]).await;
    let posted = city.taken().await;
    city.dana.forwards_all(city.channel.id(), &ids).await;
    let heard = city.taken().await;
    let group = |update: &serde_json::Value, kind: &str| update[kind]["media_group_id"].clone();
    assert_eq!(group(&heard[0], "message"), group(&heard[1], "message"));
    assert_ne!(group(&heard[0], "message"), group(&posted[0], "channel_post"));
    assert_eq!(heard[1]["message"]["forward_origin"]["message_id"], ids[1]);
    assert_eq!(heard[0]["message"]["photo"], posted[0]["channel_post"]["photo"], "the same file");
}

#[tokio::test]
async fn messages_of_people() {
    let city = City::start(ADMIN).await;
    let emma = city.person("Emma");
    let group = city.bot.sandbox.group("Talk");
    let said = group.joins(&emma).says(None, "hello").await;
    group.joins(&city.dana);
    let first = city.dana.forwards(group.id(), said).await;
    emma.hides_in_forwards(true);
    city.dana.forwards(group.id(), said).await;
    city.dana.forwards(city.dana.id(), first).await;
    let heard = city.taken().await;
    let message = |at: usize| heard[at]["message"].clone();
    let origin = |at: usize| message(at)["forward_origin"].clone();
    assert_eq!((&origin(0)["type"], &origin(0)["sender_user"]["id"]), (&json!("user"), &json!(emma.id())));
    assert_eq!(message(0)["forward_from"]["first_name"], "Emma");
    assert_eq!((&origin(1)["type"], &origin(1)["sender_user_name"]), (&json!("hidden_user"), &json!("Emma")));
    assert_eq!((&message(1)["forward_sender_name"], message(1).get("forward_from")), (&json!("Emma"), None));
    assert_eq!(origin(2), origin(0), "a forward of a forward tells where it began");
    assert_eq!(city.dana.forwards(emma.id(), 1).await, 0);
    assert_eq!(city.dana.forwards(77, 1).await, 0);
}
