//! Which updates the bot gets from a group, and how they look.

use sandbox::{BotRole, Options, Person};
use serde_json::{Value, json};

use super::{ADMIN, Staff};
use crate::Bot;

fn texts(updates: &[Value]) -> Vec<&str> {
    updates.iter().filter_map(|update| update["message"]["text"].as_str()).collect()
}

#[tokio::test]
async fn a_member_hears_what_is_meant_for_it() {
    let staff = Staff::start(BotRole::Member).await;
    let sent = staff.sends(None, "hello").await["message_id"].as_i64().unwrap();
    let theirs = staff.boss.says(None, "between us").await;
    staff.boss.replies(theirs, "quite").await;
    staff.boss.says(None, "/setup").await;
    staff.boss.says(None, "/setup@other_bot").await;
    staff.boss.says(None, "/setup@Qaida_Sandbox_Bot now").await;
    staff.boss.replies(sent, "to you").await;
    staff.boss.reacts(sent, Some("👍")).await;
    staff.boss.opens_topic("One").await;
    let heard = staff.taken().await;
    assert_eq!(texts(&heard), ["/setup", "/setup@Qaida_Sandbox_Bot now", "to you"]);
    assert_eq!(heard[3]["message"]["forum_topic_created"]["name"], "One");
    assert_eq!(heard.len(), 4);
    assert_eq!(staff.bot.call("getMe", json!({})).await["can_read_all_group_messages"], false);
}

#[tokio::test]
async fn an_administrator_hears_everything() {
    let staff = Staff::start(ADMIN).await;
    let topic = staff.topic("One").await;
    staff.taken().await;
    let said = staff.boss.says(Some(topic), "one").await;
    staff.boss.edits(said, "one!").await.unwrap();
    let reply = staff.boss.replies(said, "two").await;
    staff.boss.sends_document(Some(topic), "a.pdf", "three").await;
    staff.boss.sends_voice(None).await;
    staff.boss.edits(99, "x").await.unwrap_err();
    assert_eq!(staff.boss.says(Some(99), "nowhere").await, 0);
    let heard = staff.taken().await;
    let first = &heard[0]["message"];
    assert_eq!((&first["message_thread_id"], &first["is_topic_message"]), (&json!(topic), &json!(true)));
    assert_eq!(first["reply_to_message"]["forum_topic_created"]["name"], "One");
    assert_eq!(first["chat"], json!({ "id": staff.chat(), "type": "supergroup", "title": "Staff", "is_forum": true }));
    let edited = &heard[1]["edited_message"];
    assert_eq!((&edited["text"], &edited["message_thread_id"]), (&json!("one!"), &json!(topic)));
    assert_eq!(heard[2]["message"]["reply_to_message"]["text"], "one!");
    assert_eq!(heard[2]["message"]["message_id"], reply);
    assert_eq!(heard[3]["message"]["document"]["file_name"], "a.pdf");
    assert!(heard[4]["message"].get("is_topic_message").is_none());
    assert!(heard[4]["message"].get("message_thread_id").is_none());
}

#[tokio::test]
async fn a_reply_in_general_has_a_thread_that_is_no_topic() {
    let staff = Staff::start(ADMIN).await;
    let first = staff.boss.says(None, "one").await;
    let second = staff.boss.replies(first, "two").await;
    staff.boss.replies(second, "three").await;
    let last = staff.taken().await.remove(2)["message"].clone();
    assert_eq!((&last["message_thread_id"], &last["reply_to_message"]["text"]), (&json!(first), &json!("two")));
    assert!(last.get("is_topic_message").is_none());
    let refused = staff.refusal("sendMessage", json!({ "text": "x", "message_thread_id": first })).await;
    assert_eq!(refused, "Bad Request: message thread not found");
}

#[tokio::test]
async fn anonymous_administrators_write_as_the_group() {
    let staff = Staff::start(ADMIN).await;
    let hidden = staff.boss.anonymous();
    let said = hidden.says(None, "from the office").await;
    hidden.edits(said, "from the city").await.unwrap();
    hidden.reacts(said, Some("🔥")).await;
    let heard = staff.taken().await;
    assert_eq!(heard[0]["chat_member"]["new_chat_member"]["is_anonymous"], true);
    let message = &heard[1]["message"];
    let from = json!({ "id": 1087968824, "is_bot": true, "first_name": "Group", "username": "GroupAnonymousBot" });
    assert_eq!((&message["from"], &message["sender_chat"]), (&from, &message["chat"]));
    assert_eq!(heard[2]["edited_message"]["sender_chat"]["id"], staff.chat());
    let reaction = &heard[3]["message_reaction"];
    assert_eq!((&reaction["actor_chat"]["id"], reaction.get("user")), (&json!(staff.chat()), None));
    assert_eq!(staff.group.screen(None), "anonymous (edited): from the city");
    staff.boss.edits(said, "not theirs").await.unwrap_err();
}

#[tokio::test]
async fn reactions_are_told_to_who_asks_for_them() {
    let staff = Staff::start(ADMIN).await;
    let sent = staff.sends(None, "x").await["message_id"].as_i64().unwrap();
    staff.boss.reacts(sent, Some("👍")).await;
    staff.boss.reacts(sent, Some("👍")).await;
    staff.boss.reacts(sent, None).await;
    staff.aigul.says("hi").await;
    let own = staff.aigul.says("there").await;
    staff.aigul.reacts(own, Some("🎉")).await;
    let heard: Vec<_> = staff.taken().await.into_iter().filter_map(|u| u.get("message_reaction").cloned()).collect();
    let thumb = json!([{ "type": "emoji", "emoji": "👍" }]);
    let told: Vec<_> = heard.iter().map(|told| (&told["old_reaction"], &told["new_reaction"])).collect();
    let none = json!([]);
    assert_eq!(told[..2], [(&none, &thumb), (&thumb, &none)]);
    assert_eq!((&heard[2]["chat"]["type"], &heard[2]["user"]["first_name"]), (&json!("private"), &json!("Айгүл")));
    assert_eq!(heard.len(), 3);
}

#[tokio::test]
async fn nothing_is_heard_from_outside() {
    let bot = Bot::start(Options::default()).await;
    let emma = bot.sandbox.person(Person::named("Emma"));
    let group = bot.sandbox.group("Elsewhere");
    group.joins(&emma).says(None, "/start").await;
    assert_eq!(bot.sandbox.pending_updates(), 0);
    let refused = bot.refusal("sendMessage", json!({ "chat_id": group.id(), "text": "x" })).await;
    assert_eq!(refused, "Forbidden: bot is not a member of the supergroup chat");
}
