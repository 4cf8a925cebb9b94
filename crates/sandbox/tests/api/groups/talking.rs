//! What the bot does with messages in a group: sending, copying, editing, deleting, reacting, and how fast.

use sandbox::{BotRole, Fault, Options, Person, Pressed};
use serde_json::json;

use super::{ADMIN, Staff};

#[tokio::test]
async fn a_resident_and_the_staff() {
    let staff = Staff::start(ADMIN).await;
    let emma = staff.bot.sandbox.person(Person::named("Emma"));
    let question = emma.sends_photo("Look").await;
    let topic = staff.topic("Emma").await;
    let copy = json!({ "from_chat_id": emma.id(), "message_id": question, "message_thread_id": topic });
    let copied = staff.call("copyMessage", copy).await["message_id"].as_i64().unwrap();
    let answer = staff.boss.replies(copied, "Seen").await;
    let back = json!({
        "chat_id": emma.id(), "from_chat_id": staff.chat(), "message_id": answer,
        "reply_parameters": { "message_id": question },
    });
    staff.bot.call("copyMessage", back).await;
    let like = json!({ "message_id": answer, "reaction": [{ "type": "emoji", "emoji": "👍" }] });
    staff.call("setMessageReaction", like).await;
    assert_eq!(staff.group.screen(Some(topic)), "bot: <photo> Look\nАйгүл: {👍} Seen");
    assert_eq!(emma.screen(), "Emma: <photo> Look\nbot: Seen");
    assert_eq!(emma.chat()[1].reply_to, Some(question));
    staff.group.sees(Some(topic), |lines| lines[1].reaction.as_deref() == Some("👍")).await.unwrap();

    emma.blocks().await;
    staff.call("copyMessage", json!({ "from_chat_id": emma.id(), "message_id": question })).await;
    let back = json!({ "chat_id": emma.id(), "from_chat_id": staff.chat(), "message_id": answer });
    assert_eq!(staff.bot.refusal("copyMessage", back).await, "Forbidden: bot was blocked by the user");
    staff.call("setMessageReaction", json!({ "message_id": answer, "reaction": [] })).await;
    assert_eq!(staff.group.lines(Some(topic))[1].reaction, None);
}

#[tokio::test]
async fn what_cannot_be_copied() {
    let staff = Staff::start(ADMIN).await;
    let topic = staff.topic("One").await;
    let copy = |id: i64| json!({ "from_chat_id": staff.chat(), "message_id": id });
    assert_eq!(staff.refusal("copyMessage", copy(99)).await, "Bad Request: message to copy not found");
    assert_eq!(staff.refusal("copyMessage", copy(topic)).await, "Bad Request: the message can't be copied");
    let said = staff.boss.says(None, "x").await;
    let mut lost = copy(said);
    lost["message_thread_id"] = json!(99);
    assert_eq!(staff.refusal("copyMessage", lost).await, "Bad Request: message thread not found");
    let mut replying = copy(said);
    replying["reply_parameters"] = json!({ "message_id": 99 });
    assert_eq!(staff.refusal("copyMessage", replying).await, "Bad Request: message to be replied not found");
    let nowhere = json!({ "from_chat_id": 77, "message_id": said });
    assert_eq!(staff.refusal("copyMessage", nowhere).await, "Bad Request: chat not found");
}

#[tokio::test]
async fn own_messages_and_those_of_others() {
    let staff = Staff::start(BotRole::Admin { topics: true, delete: false }).await;
    let said = staff.boss.says(None, "mine").await;
    let sent = staff.sends(None, "one").await;
    staff.call("editMessageText", json!({ "message_id": sent["message_id"], "text": "two" })).await;
    let other = staff.refusal("editMessageText", json!({ "message_id": said, "text": "x" })).await;
    assert_eq!(other, "Bad Request: message can't be edited");
    let none = staff.refusal("editMessageCaption", json!({ "message_id": sent["message_id"], "caption": "x" })).await;
    assert_eq!(none, "Bad Request: there is no caption in the message to edit");
    let photo = staff.boss.sends_photo(None, "before").await;
    let copied = staff.call("copyMessage", json!({ "from_chat_id": staff.chat(), "message_id": photo })).await;
    staff.call("editMessageCaption", json!({ "message_id": copied["message_id"], "caption": "after" })).await;
    let refused = staff.refusal("deleteMessage", json!({ "message_id": said })).await;
    assert_eq!(refused, "Bad Request: message can't be deleted");
    staff.call("deleteMessage", json!({ "message_id": sent["message_id"] })).await;
    staff.group.bot_is(&staff.aigul, ADMIN);
    staff.call("deleteMessage", json!({ "message_id": said })).await;
    let topic = staff.topic("One").await;
    let root = staff.refusal("deleteMessage", json!({ "message_id": topic })).await;
    assert_eq!(root, "Bad Request: message can't be deleted");
    assert_eq!(staff.group.screen(None), "Айгүл: <photo> before\nbot (edited): <photo> after");
}

#[tokio::test]
async fn reactions_have_to_be_known() {
    let staff = Staff::start(BotRole::Member).await;
    let said = staff.boss.says(None, "x").await;
    let with = |emoji: &str| json!({ "message_id": said, "reaction": [{ "type": "emoji", "emoji": emoji }] });
    staff.call("setMessageReaction", with("✍️")).await;
    assert_eq!(staff.boss.sees_message(said).unwrap().reaction.as_deref(), Some("✍"));
    assert_eq!(staff.refusal("setMessageReaction", with("✅")).await, "Bad Request: REACTION_INVALID");
    let one = json!({ "type": "emoji", "emoji": "👍" });
    let two = json!({ "message_id": said, "reaction": [one, one] });
    assert_eq!(staff.refusal("setMessageReaction", two).await, "Bad Request: REACTIONS_TOO_MANY");
    let nothing = json!({ "message_id": 99, "reaction": [one] });
    assert_eq!(staff.refusal("setMessageReaction", nothing).await, "Bad Request: message to react not found");
}

#[tokio::test]
async fn a_press_in_a_topic() {
    let staff = Staff::start(ADMIN).await;
    let topic = staff.topic("One").await;
    let rows = json!({ "inline_keyboard": [[{ "text": "✋ Take", "callback_data": "t" }]] });
    staff.call("sendMessage", json!({ "text": "Card", "message_thread_id": topic, "reply_markup": rows })).await;
    staff.taken().await;
    let answering = async {
        let query = staff.bot.updates(0).await.remove(0)["callback_query"].clone();
        assert_eq!((&query["from"]["id"], &query["from"]["language_code"]), (&json!(staff.boss.id()), &json!("kk")));
        assert_eq!(query["message"]["chat"]["id"], staff.chat());
        assert_eq!((&query["message"]["message_thread_id"], &query["data"]), (&json!(topic), &json!("t")));
        let answer = json!({ "callback_query_id": query["id"], "text": "Yours" });
        staff.bot.call("answerCallbackQuery", answer).await;
    };
    let hidden = staff.boss.anonymous();
    staff.taken().await;
    let (seen, ()) = tokio::join!(hidden.presses(Some(topic), "✋"), answering);
    assert_eq!(seen.unwrap(), Pressed { text: Some("Yours".into()), alert: false });
    staff.taken().await;
    let answering = async {
        let query = staff.bot.updates(0).await.remove(0)["callback_query"].clone();
        assert_eq!((&query["message"]["date"], &query["message"]["chat"]["id"]), (&json!(0), &json!(staff.chat())));
        staff.bot.call("answerCallbackQuery", json!({ "callback_query_id": query["id"] })).await;
    };
    let (seen, ()) = tokio::join!(staff.boss.presses_data(999, "forged"), answering);
    seen.unwrap();
}

#[tokio::test]
async fn pins_and_faults() {
    let staff = Staff::start(ADMIN).await;
    let topic = staff.topic("One").await;
    let sent = staff.sends(Some(topic), "Card").await;
    staff.taken().await;
    staff.call("pinChatMessage", json!({ "message_id": sent["message_id"] })).await;
    let pinned = staff.taken().await.remove(0)["message"].clone();
    assert_eq!((&pinned["pinned_message"]["text"], &pinned["message_thread_id"]), (&json!("Card"), &json!(topic)));
    assert_eq!(staff.call("getChat", json!({})).await["pinned_message"]["text"], "Card");
    let none = staff.refusal("pinChatMessage", json!({ "message_id": 99 })).await;
    assert_eq!(none, "Bad Request: message to pin not found");

    staff.bot.sandbox.fail_next_in(staff.chat(), "sendMessage", Fault::TooManyRequests { retry_after: 3 });
    assert_eq!(staff.refusal("sendMessage", json!({ "text": "x" })).await, "Too Many Requests: retry after 3");
    let calls = staff.bot.sandbox.calls_of("sendMessage");
    assert_eq!(calls.last().unwrap().chat(), Some(staff.chat()));
}

#[tokio::test]
async fn a_group_has_its_own_pace() {
    let staff = Staff::with(Options { strict_pace: true, ..Options::default() }, ADMIN).await;
    for _ in 0..3 {
        staff.sends(None, "x").await;
    }
    let send = staff.here(json!({ "text": "x" }));
    let refused = staff.bot.raw("sendMessage", send).await;
    assert_eq!((&refused["error_code"], &refused["parameters"]["retry_after"]), (&json!(429), &json!(1)));
}
