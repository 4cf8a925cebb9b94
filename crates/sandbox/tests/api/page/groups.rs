//! What is done in a group on the page, and what the page is told of it.

use sandbox::{Options, Sandbox, personas, staff, staff_group};
use serde_json::{Value, json};

use crate::Bot;

const OLZHAS: i64 = 1101;
const AIDA: i64 = 1102;
const AIGUL: i64 = 1001;
const KINDS: [&str; 6] =
    ["message", "edited_message", "callback_query", "my_chat_member", "chat_member", "message_reaction"];

/// The ready-made people and their group, with a bot that asks for everything.
async fn with_staff() -> Bot {
    let people = personas().into_iter().chain(staff()).collect();
    let bot = Bot::start(Options { page: true, people, groups: vec![staff_group()], ..Options::default() }).await;
    let before = bot.call("getUpdates", json!({ "allowed_updates": KINDS })).await;
    assert_eq!(before, json!([]), "who was there from the start is not told");
    bot
}

impl Bot {
    /// The answer to what somebody does in the group.
    async fn does(&self, by: i64, mut act: Value) -> (u16, String) {
        act["by"] = json!(by);
        let url = format!("{}sandbox/groups/{}", self.sandbox.page_url(), staff_group().id);
        let response = self.client.post(url).json(&act).send().await.unwrap();
        (response.status().as_u16(), response.text().await.unwrap())
    }

    async fn did(&self, by: i64, act: Value) {
        let answer = self.does(by, act.clone()).await;
        assert_eq!(answer.0, 200, "{act}: {}", answer.1);
    }

    async fn refused(&self, by: i64, act: Value) -> String {
        let answer = self.does(by, act.clone()).await;
        assert_eq!(answer.0, 400, "{act}");
        answer.1
    }

    async fn group(&self) -> Value {
        let state: Value = self.page("sandbox/state").await.json().await.unwrap();
        state["groups"][0].clone()
    }

    async fn topic(&self) -> i64 {
        let topic = json!({ "chat_id": staff_group().id, "name": "Card" });
        self.call("createForumTopic", topic).await["message_thread_id"].as_i64().unwrap()
    }
}

#[tokio::test]
async fn people_start_with_the_staff_their_group_and_the_channel() {
    let people = Options::for_people("127.0.0.1:0".parse().unwrap());
    let sandbox = Sandbox::start(people).await.unwrap();
    let ids: Vec<i64> = sandbox.people().iter().map(sandbox::Actor::id).collect();
    assert_eq!(ids, [1001, 1002, 1003, OLZHAS, AIDA, 1103, 1201]);
    assert_eq!(sandbox.pending_updates(), 0);

    let bot = with_staff().await;
    let group = bot.group().await;
    assert_eq!((&group["count"], &group["forum"], &group["topics"]), (&json!(4), &json!(true), &json!([])));
    assert_eq!(group["bot"], json!({ "status": "administrator", "topics": true, "delete": true }));
    let owner = group["members"].as_array().unwrap().iter().find(|member| member["status"] == "creator").unwrap();
    assert_eq!((&owner["id"], &owner["admin"]), (&json!(OLZHAS), &json!(true)));
    let here = json!({ "chat_id": staff_group().id, "user_id": AIDA });
    assert_eq!(bot.call("getChatMember", here).await["status"], "member");
}

#[tokio::test]
async fn they_talk_in_topics() {
    let bot = with_staff().await;
    let topic = bot.topic().await;
    bot.did(OLZHAS, json!({ "act": "say", "text": "/setup" })).await;
    bot.did(AIDA, json!({ "act": "say", "text": "hers", "topic": topic })).await;
    let hers = topic + 2;
    bot.did(OLZHAS, json!({ "act": "send", "kind": "photo", "caption": "his", "reply_to": hers })).await;
    bot.did(AIDA, json!({ "act": "edit", "message_id": hers, "text": "mended" })).await;
    bot.did(OLZHAS, json!({ "act": "react", "message_id": hers, "emoji": "👍" })).await;
    let updates = bot.updates(0).await;
    let told = |at: usize, kind: &str| updates[at][kind].clone();
    assert_eq!(told(1, "message")["text"], "/setup");
    assert_eq!(told(2, "message")["message_thread_id"], topic);
    assert_eq!(told(3, "message")["message_thread_id"], topic, "a reply goes where its message is");
    assert_eq!(told(4, "edited_message")["text"], "mended");
    assert_eq!(told(5, "message_reaction")["new_reaction"][0]["emoji"], "👍");

    let state: Value = bot.page("sandbox/state").await.json().await.unwrap();
    let line = state["messages"].as_array().unwrap().last().unwrap();
    assert_eq!((&line["topic"], &line["author"]), (&json!(topic), &json!(OLZHAS)));
    assert_eq!((&line["reply"]["author"], &line["reply"]["text"]), (&json!(AIDA), &json!("mended")));
    let hers = state["messages"].as_array().unwrap().iter().find(|line| line["id"] == hers).unwrap();
    assert_eq!(hers["reactions"], json!([[OLZHAS, "👍"]]));
    assert_eq!(bot.refused(AIGUL, json!({ "act": "say", "text": "x" })).await, "they are not in the group");
    let other = json!({ "act": "edit", "message_id": hers["id"], "text": "x" });
    assert_eq!(bot.refused(OLZHAS, other).await, "there is no such message of their own");
}

#[tokio::test]
async fn an_administrator_may_hide() {
    let bot = with_staff().await;
    bot.did(OLZHAS, json!({ "act": "say", "text": "who?", "anonymous": true })).await;
    bot.did(OLZHAS, json!({ "act": "say", "text": "me" })).await;
    let updates = bot.updates(0).await;
    assert_eq!(updates[0]["chat_member"]["new_chat_member"]["is_anonymous"], true);
    assert_eq!(updates[1]["message"]["sender_chat"]["id"], staff_group().id);
    assert_eq!(updates[2]["chat_member"]["new_chat_member"]["is_anonymous"], false);
    assert_eq!(updates[3]["message"]["from"]["id"], OLZHAS);
    let hidden = json!({ "act": "say", "text": "x", "anonymous": true });
    assert_eq!(bot.refused(AIDA, hidden).await, "only an administrator can be anonymous");
}

#[tokio::test]
async fn a_press_in_a_group_brings_its_answer() {
    let bot = with_staff().await;
    let answering = async {
        let query = bot.updates(0).await[0]["callback_query"].clone();
        assert_eq!(query["from"]["id"], AIDA);
        bot.call("answerCallbackQuery", json!({ "callback_query_id": query["id"], "text": "Yours" })).await;
    };
    let (answer, ()) = tokio::join!(bot.does(AIDA, json!({ "act": "press", "message_id": 1, "data": "t" })), answering);
    assert_eq!(answer, (200, r#"{"alert":false,"text":"Yours"}"#.to_owned()));
}

#[tokio::test]
async fn members_come_go_and_rise() {
    let bot = with_staff().await;
    let member = |person: i64, role: &str| json!({ "act": "member", "person": person, "role": role });
    bot.did(OLZHAS, member(AIGUL, "member")).await;
    bot.did(OLZHAS, member(AIDA, "admin")).await;
    bot.did(OLZHAS, member(AIDA, "member")).await;
    bot.did(1103, member(1103, "out")).await;
    bot.did(AIGUL, member(AIDA, "out")).await;
    bot.did(OLZHAS, member(AIDA, "out")).await;
    bot.did(OLZHAS, member(AIDA, "member")).await;
    let updates = bot.updates(0).await;
    let changes = updates.iter().filter_map(|update| update.get("chat_member"));
    let told: Vec<_> = changes
        .map(|told| format!("{} {}", told["from"]["first_name"], told["new_chat_member"]["status"]).replace('"', ""))
        .collect();
    let wanted = ["Айгүл member", "Олжас administrator", "Олжас member", "Борис left", "Олжас kicked", "Олжас member"];
    assert_eq!(told, wanted);
    assert_eq!(bot.refused(OLZHAS, member(OLZHAS, "out")).await, "the owner stays what they are");
    assert_eq!(bot.refused(OLZHAS, member(77, "member")).await, "nobody has this id");
}

#[tokio::test]
async fn the_bot_may_lose_its_rights() {
    let bot = with_staff().await;
    bot.did(OLZHAS, json!({ "act": "bot", "role": "admin", "topics": false, "delete": true })).await;
    assert_eq!(bot.group().await["bot"], json!({ "status": "administrator", "topics": false, "delete": true }));
    bot.did(AIDA, json!({ "act": "bot", "role": "member" })).await;
    bot.did(OLZHAS, json!({ "act": "bot", "role": "out" })).await;
    bot.did(OLZHAS, json!({ "act": "bot", "role": "out" })).await;
    let updates = bot.updates(0).await;
    let changes = updates.iter().filter_map(|update| update.get("my_chat_member"));
    let told: Vec<_> = changes.map(|told| (&told["from"]["id"], &told["new_chat_member"]["status"])).collect();
    let by = &json!(OLZHAS);
    assert_eq!(told, [(by, &json!("administrator")), (by, &json!("member")), (by, &json!("kicked"))]);
}

#[tokio::test]
async fn topics_are_made_closed_and_deleted() {
    let bot = with_staff().await;
    bot.did(OLZHAS, json!({ "act": "new_topic", "name": " Tools " })).await;
    let topic = bot.group().await["topics"][0]["id"].clone();
    bot.did(AIDA, json!({ "act": "close_topic", "topic": topic, "closed": true })).await;
    assert_eq!(bot.group().await["topics"], json!([{ "id": topic, "name": "Tools", "closed": true }]));
    let say = json!({ "act": "say", "text": "x", "topic": topic });
    assert_eq!(bot.refused(AIDA, say.clone()).await, "they cannot write here");
    bot.did(OLZHAS, say).await;
    bot.did(OLZHAS, json!({ "act": "close_topic", "topic": topic, "closed": false })).await;
    let updates = bot.updates(0).await;
    assert_eq!(updates[0]["message"]["forum_topic_created"]["name"], "Tools");
    assert_eq!(updates[1]["message"]["from"]["id"], OLZHAS, "who is no administrator has the owner do it");
    bot.did(OLZHAS, json!({ "act": "delete_topic", "topic": topic })).await;
    let state: Value = bot.page("sandbox/state").await.json().await.unwrap();
    assert_eq!((&state["groups"][0]["topics"], &state["messages"]), (&json!([]), &json!([])));
    for act in
        [json!({ "act": "delete_topic", "topic": topic }), json!({ "act": "close_topic", "topic": 9, "closed": true })]
    {
        assert_eq!(bot.refused(OLZHAS, act).await, "there is no such topic");
    }
    assert_eq!(bot.does(OLZHAS, json!({ "act": "new_topic", "name": " " })).await.0, 400);
    let nowhere = bot.client.post(format!("{}sandbox/groups/-5", bot.sandbox.page_url()));
    let nowhere = nowhere.json(&json!({ "by": OLZHAS, "act": "say", "text": "x" })).send().await.unwrap();
    assert_eq!(nowhere.status(), 404);
}

#[tokio::test]
async fn an_album_goes_to_the_topic_that_is_open() {
    let bot = with_staff().await;
    let topic = bot.topic().await;
    bot.did(OLZHAS, json!({ "act": "send", "kind": "album", "caption": "Three", "topic": topic })).await;
    let updates = bot.updates(0).await;
    let pictures: Vec<&Value> = updates.iter().map(|update| &update["message"]).skip(1).collect();
    assert_eq!((pictures.len(), &pictures[0]["caption"], pictures[1].get("caption")), (3, &json!("Three"), None));
    for picture in &pictures {
        assert_eq!(picture["message_thread_id"], topic);
        assert_eq!(picture["media_group_id"], pictures[0]["media_group_id"]);
    }
}
