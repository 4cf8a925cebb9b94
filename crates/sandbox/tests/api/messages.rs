//! Sending, editing, deleting, pictures, and how a chat looks.

use reqwest::multipart::{Form, Part};
use sandbox::Person;
use serde_json::json;

use crate::started;

#[tokio::test]
async fn a_chat_reads_like_a_chat() {
    let (bot, aigul) = started().await;
    let chat = aigul.id();
    let question = aigul.says("Ағашты кім егеді?").await;
    let rows = json!([[{"text":"👍 Иә","callback_data":"y"},{"text":"👎","callback_data":"n"}],[{"text":"Site","url":"https://example.org/"}]]);
    let sent = bot
        .call(
            "SendMessage",
            json!({"chat_id": chat, "text": "One\n\nTwo ", "reply_parameters": {"message_id": question},
            "reply_markup": {"inline_keyboard": rows}}),
        )
        .await;
    assert_eq!(sent["reply_to_message"]["text"], "Ағашты кім егеді?");
    assert_eq!(sent["from"]["is_bot"], true);
    let line = aigul.next_message().await.unwrap();
    assert_eq!((line.id, line.text.as_str(), line.reply_to), (3, "One\n\nTwo", Some(question)));
    let screen = "Айгүл: /start\nАйгүл: Ағашты кім егеді?\nbot: One\n\n     Two\n     [👍 Иә] [👎]\n     [Site → https://example.org/]";
    assert_eq!(aigul.screen(), screen);
    assert_eq!(aigul.untaken(), 0);
}

#[tokio::test]
async fn whom_the_bot_may_write_to() {
    let (bot, aigul) = started().await;
    let stranger = bot.sandbox.person(Person::named("Emma"));
    let to = |chat: i64| json!({ "chat_id": chat, "text": "hi" });
    assert_eq!(bot.refusal("sendMessage", to(77)).await, "Bad Request: chat not found");
    assert_eq!(bot.refusal("sendMessage", json!({"text": "hi"})).await, "Bad Request: chat_id is empty");
    let answer = bot.raw("sendMessage", to(stranger.id())).await;
    assert_eq!(answer["error_code"], 403);
    assert_eq!(answer["description"], "Forbidden: bot can't initiate conversation with a user");
    aigul.blocks().await;
    assert_eq!(bot.refusal("sendMessage", to(aigul.id())).await, "Forbidden: bot was blocked by the user");
    aigul.unblocks().await;
    bot.call("sendMessage", to(aigul.id())).await;
    let kinds: Vec<_> = bot
        .updates(0)
        .await
        .iter()
        .map(|update| update["my_chat_member"]["new_chat_member"]["status"].clone())
        .collect();
    assert_eq!(kinds, ["kicked", "member"]);
}

#[tokio::test]
async fn editing_says_when_nothing_changes() {
    let (bot, aigul) = started().await;
    let keyboard = json!({"inline_keyboard": [[{"text":"a","callback_data":"a"}]]});
    let sent = bot.call("sendMessage", json!({"chat_id": aigul.id(), "text": "one", "reply_markup": keyboard})).await;
    let edit = |text: &str, keyboard: &serde_json::Value| json!({"chat_id": aigul.id(), "message_id": sent["message_id"], "text": text, "reply_markup": keyboard});
    let same = bot.refusal("editMessageText", edit("one", &keyboard)).await;
    assert!(same.starts_with("Bad Request: message is not modified: specified new message content"), "{same}");
    let edited = bot.call("editMessageText", edit("two", &json!({"inline_keyboard": []}))).await;
    assert!(edited["edit_date"].is_i64() && edited.get("reply_markup").is_none());
    aigul.next_message().await.unwrap();
    assert_eq!(aigul.next_message().await.unwrap().to_string(), "bot (edited): two");
    let markup = json!({"chat_id": aigul.id(), "message_id": sent["message_id"], "reply_markup": keyboard});
    bot.call("editMessageReplyMarkup", markup).await;
    let own = json!({"chat_id": aigul.id(), "message_id": 1, "text": "x"});
    assert_eq!(bot.refusal("editMessageText", own).await, "Bad Request: message can't be edited");
    let none = json!({"chat_id": aigul.id(), "message_id": 99, "text": "x"});
    assert_eq!(bot.refusal("editMessageText", none.clone()).await, "Bad Request: message to edit not found");
    bot.call("deleteMessage", json!({"chat_id": aigul.id(), "message_id": sent["message_id"]})).await;
    assert_eq!(bot.refusal("deleteMessage", none).await, "Bad Request: message to delete not found");
    assert_eq!(aigul.screen(), "Айгүл: /start");
}

#[tokio::test]
async fn pictures_come_as_multipart() {
    let (bot, aigul) = started().await;
    let png = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\0\x20\0\0\0\x10".to_vec();
    let form = Form::new()
        .text("chat_id", aigul.id().to_string())
        .text("caption", "before <b>after</b>")
        .text("parse_mode", "HTML")
        .text("photo", "attach://one")
        .part("one", Part::bytes(png.clone()).file_name("a.png"));
    let answer = bot.client.post(bot.url("sendPhoto")).multipart(form).send().await.unwrap();
    let answer: serde_json::Value = answer.json().await.unwrap();
    let photo = &answer["result"]["photo"][0];
    assert_eq!((&photo["width"], &photo["height"]), (&json!(32), &json!(16)), "{answer}");
    assert_eq!(aigul.next_message().await.unwrap().to_string(), "bot: <photo> before after");

    let again = json!({"chat_id": aigul.id(), "photo": photo["file_id"], "caption": "x".repeat(1025)});
    assert_eq!(bot.refusal("sendPhoto", again).await, "Bad Request: message caption is too long");
    let file = bot.call("getFile", json!({"file_id": photo["file_id"]})).await;
    let url =
        format!("{}/file/bot{}/{}", bot.sandbox.api_url(), bot.sandbox.token(), file["file_path"].as_str().unwrap());
    assert_eq!(bot.client.get(url).send().await.unwrap().bytes().await.unwrap(), png);
    let edit = json!({"chat_id": aigul.id(), "message_id": answer["result"]["message_id"], "text": "x"});
    assert_eq!(bot.refusal("editMessageText", edit).await, "Bad Request: there is no text in the message to edit");
}

#[tokio::test]
async fn a_file_takes_the_place_of_another() {
    let (bot, aigul) = started().await;
    let chat = aigul.id();
    aigul.sends_photo("one").await;
    aigul.sends_document("two.pdf", "two").await;
    aigul.sends_voice().await;
    let mut files = Vec::new();
    for update in bot.call("getUpdates", json!({})).await.as_array().unwrap() {
        let message = &update["message"];
        let file =
            [&message["photo"][0], &message["document"], &message["voice"]].into_iter().find(|file| !file.is_null());
        files.extend(file.map(|file| file["file_id"].clone()));
    }
    let sent = bot.call("sendPhoto", json!({"chat_id": chat, "photo": files[0], "caption": "a"})).await;
    let edit = |kind: &str, file: &serde_json::Value, caption: &str| {
        let media = json!({"type": kind, "media": file, "caption": caption});
        json!({"chat_id": chat, "message_id": sent["message_id"], "media": media})
    };
    let edited = bot.call("editMessageMedia", edit("document", &files[1], "b")).await;
    assert_eq!((&edited["document"]["file_name"], &edited["photo"]), (&json!("two.pdf"), &json!(null)));
    assert_eq!(aigul.chat().last().unwrap().to_string(), "bot (edited): <document> b");
    let same = bot.refusal("editMessageMedia", edit("document", &files[1], "b")).await;
    assert!(same.starts_with("Bad Request: message is not modified"), "{same}");
    let wrong = bot.refusal("editMessageMedia", edit("photo", &files[1], "b")).await;
    assert_eq!(wrong, "Bad Request: can't use file of type Document as Photo");
    let unknown = bot.refusal("editMessageMedia", edit("voice", &files[2], "b")).await;
    assert_eq!(unknown, "Bad Request: can't parse InputMedia: type \"voice\" is unknown");

    let voice = json!({"chat_id": chat, "message_id": 99, "media": {"type": "photo", "media": files[0]}});
    assert_eq!(bot.refusal("editMessageMedia", voice).await, "Bad Request: message to edit not found");
    let text = bot.call("sendMessage", json!({"chat_id": chat, "text": "plain"})).await;
    let media = json!({"type": "photo", "media": files[0]});
    bot.call("editMessageMedia", json!({"chat_id": chat, "message_id": text["message_id"], "media": media})).await;
    assert_eq!(aigul.chat().last().unwrap().to_string(), "bot (edited): <photo>");

    let item = json!({"type": "photo", "media": files[0]});
    let album = bot.call("sendMediaGroup", json!({"chat_id": chat, "media": [item, item]})).await;
    let other = json!({"type": "document", "media": files[1]});
    let mixed = json!({"chat_id": chat, "message_id": album[0]["message_id"], "media": other});
    assert_eq!(bot.refusal("editMessageMedia", mixed).await, "Bad Request: message can't be edited");
}

#[tokio::test]
async fn people_send_more_than_text() {
    let (bot, aigul) = started().await;
    aigul.sends_photo("сурет").await;
    aigul.sends_voice().await;
    aigul.sends_sticker().await;
    aigul.sends_location().await;
    aigul.sends_contact().await;
    aigul.sends_document("a.pdf", "").await;
    let last = aigul.says("сәлем").await;
    aigul.edits(last, "сәлем!").await.unwrap();
    aigul.edits(99, "x").await.unwrap_err();
    let updates = bot.updates(0).await;
    assert_eq!(updates[0]["message"]["caption"], "сурет");
    let kinds = ["photo", "voice", "sticker", "location", "contact", "document"];
    for (update, kind) in updates.iter().zip(kinds) {
        assert!(update["message"].get(kind).is_some(), "{kind}: {update}");
    }
    assert_eq!(updates[7]["edited_message"]["text"], "сәлем!");
    assert_eq!(updates[7]["edited_message"]["from"]["language_code"], "kk");
}
