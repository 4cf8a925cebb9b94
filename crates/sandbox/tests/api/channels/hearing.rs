//! What the bot hears of a channel.

use sandbox::ChannelRole;
use serde_json::{Value, json};

use super::{ADMIN, City, MAY_NOT_POST};

#[tokio::test]
async fn what_people_post() {
    let city = City::start(ADMIN).await;
    let bold = json!({ "type": "bold", "offset": 0, "length": 4 });
    let text = "Вода отключена, см. https://example.org/";
    let post = city.channel.posts_rich(&city.dana, text, vec![bold.clone()]).await;
    city.channel.posts_photo(&city.dana, "Парк").await;
    city.channel.posts_video(&city.dana, "").await;
    city.channel.posts_document(&city.dana, "plan.pdf", "План").await;
    city.channel.edits(&city.dana, post, "Вода есть").await.unwrap();
    let heard = city.taken().await;
    let first = &heard[0]["channel_post"];
    let chat = json!({ "id": city.channel.id(), "type": "channel", "title": "City" });
    assert_eq!((&first["chat"], &first["sender_chat"], first.get("from")), (&chat, &chat, None));
    assert_eq!(first["message_id"], post);
    assert_eq!(first["entities"], json!([bold, { "type": "url", "offset": 20, "length": 20 }]));
    assert_eq!(heard[1]["channel_post"]["caption"], "Парк");
    assert_eq!(heard[2]["channel_post"]["video"]["duration"], 12);
    assert_eq!(heard[3]["channel_post"]["document"]["file_name"], "plan.pdf");
    let edited = &heard[4]["edited_channel_post"];
    assert_eq!((&edited["text"], &edited["message_id"]), (&json!("Вода есть"), &json!(post)));
    assert!(edited["edit_date"].is_i64() && edited.get("entities").is_none());
    assert_eq!(
        city.channel.screen(),
        "Дана (edited): Вода есть\nДана: <photo> Парк\nДана: <video>\nДана: <document> План"
    );
}

#[tokio::test]
async fn an_album_comes_as_several_posts() {
    let city = City::start(ADMIN).await;
    let ids = city.channel.posts_album(&city.dana, &["Парк", ""]).await;
    city.channel.posts_album(&city.dana, &["Другой", ""]).await;
    let heard = city.taken().await;
    let of = |at: usize| heard[at]["channel_post"].clone();
    assert_eq!([of(0)["message_id"].clone(), of(1)["message_id"].clone()], [json!(ids[0]), json!(ids[1])]);
    assert!(of(0)["media_group_id"].as_str().unwrap().parse::<u64>().is_ok());
    assert_eq!(of(0)["media_group_id"], of(1)["media_group_id"]);
    assert_ne!(of(0)["media_group_id"], of(2)["media_group_id"]);
    assert_ne!(of(0)["photo"][0]["file_id"], of(1)["photo"][0]["file_id"]);
    assert_eq!((&of(0)["caption"], of(1).get("caption")), (&json!("Парк"), None));
    assert_eq!(city.channel.lines()[0].album, city.channel.lines()[1].album);
}

#[tokio::test]
async fn its_own_posts_it_does_not_hear() {
    let city = City::start(ADMIN).await;
    let own = city.sends("mine").await;
    city.call("editMessageText", json!({ "message_id": own, "text": "still mine" })).await;
    let post = city.channel.posts(&city.dana, "hers").await;
    city.channel.deletes(post);
    let heard = city.taken().await;
    assert_eq!(heard.len(), 1, "{heard:?}");
    assert_eq!(heard[0]["channel_post"]["text"], "hers");
    city.channel.edits(&city.dana, own, "improved").await.unwrap();
    assert_eq!(city.taken().await[0]["edited_channel_post"]["text"], "improved", "what others make of them it does");
    let gone = city.refusal("editMessageText", json!({ "message_id": post, "text": "x" })).await;
    assert_eq!(gone, "Bad Request: message to edit not found");
}

#[tokio::test]
async fn who_may_post() {
    let city = City::start(MAY_NOT_POST).await;
    let (emma, ivan) = (city.person("Emma"), city.person("Иван"));
    city.channel.subscribes(&emma);
    city.channel.promotes(&ivan, false);
    assert_eq!(city.channel.posts(&emma, "x").await, 0);
    assert_eq!(city.channel.posts_album(&ivan, &["x", "y"]).await, [0; 0]);
    let post = city.channel.posts(&city.dana, "one").await;
    city.channel.edits(&emma, post, "x").await.unwrap_err();
    city.channel.edits(&ivan, post, "two").await.unwrap();
    city.channel.promotes(&ivan, true);
    city.channel.posts(&ivan, "three").await;
    let heard: Vec<Value> = city.taken().await;
    let posts = heard.iter().filter_map(|update| update.get("channel_post").or(update.get("edited_channel_post")));
    let texts: Vec<_> = posts.map(|post| post["text"].clone()).collect();
    assert_eq!(texts, ["one", "two", "three"], "also without the right to post it hears everything");
    city.channel.bot_is(&city.dana, ChannelRole::Out);
    city.taken().await;
    city.channel.posts(&city.dana, "four").await;
    assert_eq!(city.taken().await.len(), 0);
}

#[tokio::test]
async fn pins_and_reactions() {
    let city = City::start(ADMIN).await;
    let post = city.channel.posts(&city.dana, "Important").await;
    city.taken().await;
    city.channel.pins(&city.dana, post);
    let told = city.taken().await.remove(0);
    assert_eq!(told["channel_post"]["pinned_message"]["text"], "Important");
    assert_eq!(city.channel.pinned().unwrap().id, post);
    city.channel.unpins(post);
    assert_eq!(city.channel.pinned(), None);
    assert_eq!(city.taken().await.len(), 0);
}
