//! Topics: made, renamed, closed, deleted, and what may be written to them.

use sandbox::{BotRole, Topic};
use serde_json::json;

use super::{ADMIN, Staff};

#[tokio::test]
async fn a_topic_from_beginning_to_end() {
    let staff = Staff::start(ADMIN).await;
    let made = staff.call("createForumTopic", json!({ "name": "№ 1 Су", "icon_color": 9367192 })).await;
    let id = made["message_thread_id"].as_i64().unwrap();
    assert_eq!((&made["name"], &made["icon_color"]), (&json!("№ 1 Су"), &json!(9367192)));
    let created = staff.taken().await.remove(0)["message"].clone();
    assert_eq!(created["message_id"], id, "a bot hears of its own topic");
    assert_eq!(created["message_thread_id"], id);
    assert_eq!(created["is_topic_message"], true);
    assert_eq!(created["forum_topic_created"]["name"], "№ 1 Су");
    assert!(created.get("reply_to_message").is_none());
    assert_eq!(staff.group.topic_named("Су").await.unwrap(), Topic { id, name: "№ 1 Су".into(), closed: false });

    let sent = staff.sends(Some(id), "Card").await;
    assert_eq!((&sent["message_thread_id"], &sent["is_topic_message"]), (&json!(id), &json!(true)));
    assert_eq!(sent["reply_to_message"]["forum_topic_created"]["name"], "№ 1 Су");
    let line = staff.group.next_message().await.unwrap();
    assert_eq!((line.topic, line.line.to_string().as_str()), (Some(id), "bot: Card"));
    assert_eq!(staff.group.untaken(), 0, "service messages are not waited for");

    staff.call("editForumTopic", json!({ "message_thread_id": id, "name": "✅ № 1 Су" })).await;
    staff.call("closeForumTopic", json!({ "message_thread_id": id })).await;
    assert_eq!(staff.group.topics(), [Topic { id, name: "✅ № 1 Су".into(), closed: true }]);
    staff.sends(Some(id), "Closed, and still written to").await;
    let again = staff.refusal("closeForumTopic", json!({ "message_thread_id": id })).await;
    assert_eq!(again, "Bad Request: TOPIC_NOT_MODIFIED");
    staff.call("reopenForumTopic", json!({ "message_thread_id": id })).await;
    assert_eq!(staff.group.screen(Some(id)), "bot: Card\nbot: Closed, and still written to");
    assert_eq!(staff.group.screen(None), "");

    staff.call("deleteForumTopic", json!({ "message_thread_id": id })).await;
    assert_eq!((staff.group.topics(), staff.group.lines(Some(id))), (vec![], vec![]));
}

#[tokio::test]
async fn what_is_gone_or_never_was() {
    let staff = Staff::start(ADMIN).await;
    let id = staff.topic("One").await;
    staff.taken().await;
    staff.group.deletes_topic(id);
    assert_eq!(staff.taken().await.len(), 0, "nothing tells of a deletion");
    for thread in [id, 999, 1] {
        let gone = staff.refusal("sendMessage", json!({ "text": "x", "message_thread_id": thread })).await;
        assert_eq!(gone, "Bad Request: message thread not found");
    }
    for method in ["editForumTopic", "closeForumTopic", "reopenForumTopic", "deleteForumTopic"] {
        let gone = staff.refusal(method, json!({ "name": "x", "message_thread_id": id })).await;
        assert_eq!(gone, "Bad Request: TOPIC_ID_INVALID", "{method}");
    }
    staff.group.forum(false);
    let none = staff.refusal("createForumTopic", json!({ "name": "Two" })).await;
    assert_eq!(none, "Bad Request: the chat is not a forum");
    let chat = staff.call("getChat", json!({})).await;
    assert!(chat.get("is_forum").is_none(), "{chat}");
}

#[tokio::test]
async fn rights_to_topics() {
    let staff = Staff::start(BotRole::Member).await;
    let none = staff.refusal("createForumTopic", json!({ "name": "One" })).await;
    assert_eq!(none, "Bad Request: not enough rights to create a topic");
    let theirs = staff.boss.opens_topic("Theirs").await;
    let theirs = json!({ "message_thread_id": theirs, "name": "x" });
    staff.boss.closes_topic(theirs["message_thread_id"].as_i64().unwrap(), true).await;
    let closed = json!({ "text": "x", "message_thread_id": theirs["message_thread_id"] });
    assert_eq!(staff.refusal("sendMessage", closed).await, "Bad Request: TOPIC_CLOSED");
    for (method, told) in [
        ("editForumTopic", "edit the topic"),
        ("reopenForumTopic", "close or open the topic"),
        ("deleteForumTopic", "delete the topic"),
    ] {
        let refused = staff.refusal(method, theirs.clone()).await;
        assert_eq!(refused, format!("Bad Request: not enough rights to {told}"));
    }

    staff.group.bot_is(&staff.aigul, BotRole::Admin { topics: true, delete: false });
    let own = staff.topic("Own").await;
    staff.group.bot_is(&staff.aigul, BotRole::Admin { topics: false, delete: false });
    staff.call("closeForumTopic", json!({ "message_thread_id": own })).await;
    let refused = staff.refusal("deleteForumTopic", json!({ "message_thread_id": own })).await;
    assert_eq!(refused, "Bad Request: not enough rights to delete the topic");
}

#[tokio::test]
async fn names_have_limits() {
    let staff = Staff::start(ADMIN).await;
    staff.topic(&"ә".repeat(128)).await;
    let long = staff.refusal("createForumTopic", json!({ "name": "ә".repeat(129) })).await;
    assert_eq!(long, "Bad Request: TOPIC_TITLE_TOO_LONG");
    let empty = staff.refusal("createForumTopic", json!({ "name": " " })).await;
    assert_eq!(empty, "Bad Request: name must be non-empty");
    let colour = staff.refusal("createForumTopic", json!({ "name": "x", "icon_color": 1 })).await;
    assert_eq!(colour, "Bad Request: invalid forum topic icon color specified");
}
