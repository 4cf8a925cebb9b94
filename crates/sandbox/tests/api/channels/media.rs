//! What an administrator composes in private, and the bot sends on by file id, also as an album.

use reqwest::multipart::{Form, Part};
use serde_json::{Value, json};

use super::{City, MAY_POST};

#[tokio::test]
async fn what_was_sent_to_the_bot_can_be_sent_on() {
    let city = City::start(MAY_POST).await;
    let bold = json!({ "type": "bold", "offset": 0, "length": 4 });
    city.dana.sends_photo_rich("Парк", vec![bold.clone()]).await;
    city.dana.sends_video("Кино").await;
    city.dana.sends_document("plan.pdf", "").await;
    city.dana.says_rich("Вода", vec![bold.clone()]).await;
    let heard: Vec<Value> = city.taken().await.iter().map(|update| update["message"].clone()).collect();
    assert_eq!((&heard[0]["caption_entities"], &heard[3]["entities"]), (&json!([bold]), &json!([bold])));
    let photo = heard[0]["photo"][0]["file_id"].clone();
    let video = heard[1]["video"]["file_id"].clone();
    city.call("sendPhoto", json!({ "photo": photo, "caption": "Парк", "caption_entities": [bold] })).await;
    let sent = city.call("sendVideo", json!({ "video": video })).await;
    assert_eq!(sent["video"], heard[1]["video"]);
    city.call("sendDocument", json!({ "document": heard[2]["document"]["file_id"], "caption": "План" })).await;
    assert_eq!(city.channel.screen(), "bot: <photo> Парк\nbot: <video>\nbot: <document> План");
    let wrong = city.refusal("sendPhoto", json!({ "photo": video })).await;
    assert_eq!(wrong, "Bad Request: can't use file of type Video as Photo");
    let unknown = city.refusal("sendPhoto", json!({ "photo": "nothing" })).await;
    assert_eq!(unknown, "Bad Request: wrong file identifier/HTTP URL specified");
    let long = json!({ "photo": photo, "caption": "x".repeat(1025) });
    assert_eq!(city.refusal("sendPhoto", long).await, "Bad Request: message caption is too long");
}

#[tokio::test]
async fn an_album_is_sent_on_and_copied() {
    let city = City::start(MAY_POST).await;
    let ids = city.dana.sends_album(&["Парк", "", ""]).await;
    let heard = city.taken().await;
    assert_eq!(heard.len(), 3);
    let group = &heard[0]["message"]["media_group_id"];
    assert!(group.is_string() && heard.iter().all(|update| &update["message"]["media_group_id"] == group));
    let item = |at: usize, caption: Value| json!({ "type": "photo", "media": heard[at]["message"]["photo"][0]["file_id"], "caption": caption, "parse_mode": null });
    let media = json!([item(0, json!("Парк")), item(1, Value::Null), item(2, Value::Null)]);
    let sent = city.call("sendMediaGroup", json!({ "media": media })).await;
    let sent = sent.as_array().unwrap();
    assert_eq!((sent.len(), &sent[0]["caption"], sent[1].get("caption")), (3, &json!("Парк"), None));
    assert_eq!(sent[0]["media_group_id"], sent[2]["media_group_id"]);
    assert_ne!(&sent[0]["media_group_id"], group);

    let copy = json!({ "from_chat_id": city.dana.id(), "message_ids": [ids[0], ids[1], 999] });
    let copied = city.call("copyMessages", copy).await;
    assert_eq!(copied.as_array().unwrap().len(), 2, "what is not there is left out");
    let lines = city.channel.lines();
    assert_eq!(lines[3].album, lines[4].album);
    assert_ne!(lines[2].album, lines[3].album);
    let none = json!({ "from_chat_id": city.dana.id(), "message_ids": [999] });
    assert_eq!(city.refusal("copyMessages", none).await, "Bad Request: there are no messages to copy");
    let twice = json!({ "from_chat_id": city.dana.id(), "message_ids": [2, 2] });
    city.refusal("copyMessages", twice).await;
    let one = city.call("copyMessage", json!({ "from_chat_id": city.dana.id(), "message_id": ids[0] })).await;
    assert_eq!(city.channel.lines().last().unwrap().album, None, "{one}");
}

#[tokio::test]
async fn what_an_album_may_be() {
    let city = City::start(MAY_POST).await;
    city.dana.sends_photo("").await;
    city.dana.sends_video("").await;
    city.dana.sends_document("a.pdf", "").await;
    let heard: Vec<Value> = city.taken().await.iter().map(|update| update["message"].clone()).collect();
    let photo = json!({ "type": "photo", "media": heard[0]["photo"][0]["file_id"] });
    let video = json!({ "type": "video", "media": heard[1]["video"]["file_id"] });
    let document = json!({ "type": "document", "media": heard[2]["document"]["file_id"] });
    city.call("sendMediaGroup", json!({ "media": [photo, video] })).await;
    city.call("sendMediaGroup", json!({ "media": vec![photo.clone(); 10] })).await;
    let before = city.channel.lines().len();
    let refusal = async |media: Value| city.refusal("sendMediaGroup", json!({ "media": media })).await;
    assert_eq!(refusal(json!([])).await, "Bad Request: there are no messages to send");
    assert_eq!(refusal(json!([photo])).await, "Bad Request: an album has 2 to 10 items");
    assert_eq!(refusal(json!(vec![photo.clone(); 11])).await, "Bad Request: too many messages to send as an album");
    let mixed = refusal(json!([photo, document])).await;
    assert_eq!(mixed, "Bad Request: document can't be mixed with other media types");
    let sticker = refusal(json!([photo, { "type": "sticker", "media": "x" }])).await;
    assert_eq!(sticker, "Bad Request: can't parse InputMedia: type \"sticker\" can't be used in sendMediaGroup");
    let mut long = photo.clone();
    long["caption"] = json!("x".repeat(1025));
    assert_eq!(refusal(json!([photo, long])).await, "Bad Request: message caption is too long");
    assert_eq!(city.channel.lines().len(), before, "all or nothing");
}

#[tokio::test]
async fn new_files_come_as_parts() {
    let city = City::start(MAY_POST).await;
    let video = Part::bytes(b"not really".to_vec()).file_name("a.mp4").mime_str("video/mp4").unwrap();
    let form = Form::new().text("chat_id", city.channel.id().to_string()).text("width", "640").part("video", video);
    let answer = city.bot.client.post(city.bot.url("sendVideo")).multipart(form).send().await.unwrap();
    let video = answer.json::<Value>().await.unwrap()["result"]["video"].clone();
    assert_eq!((&video["width"], &video["mime_type"]), (&json!(640), &json!("video/mp4")));

    let png = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\0\x20\0\0\0\x10".to_vec();
    let media = json!([{ "type": "photo", "media": "attach://one" }, { "type": "video", "media": video["file_id"] }]);
    let form = Form::new().text("chat_id", city.channel.id().to_string()).text("media", media.to_string());
    let form = form.part("one", Part::bytes(png).file_name("a.png"));
    let answer = city.bot.client.post(city.bot.url("sendMediaGroup")).multipart(form).send().await.unwrap();
    let answer = answer.json::<Value>().await.unwrap();
    assert_eq!(answer["result"][0]["photo"][0]["width"], 32, "{answer}");
    assert_eq!(city.channel.screen(), "bot: <video>\nbot: <photo>\nbot: <video>");
}
