//! What is done in a channel on the page, what is forwarded from there, and what the page is told of both.

use sandbox::{Options, channel_admin, city_channel, personas};
use serde_json::{Value, json};

use crate::Bot;

const DANA: i64 = 1201;
const AIGUL: i64 = 1001;
const IVAN: i64 = 1002;
const KINDS: [&str; 6] =
    ["message", "channel_post", "edited_channel_post", "my_chat_member", "chat_member", "callback_query"];

/// The ready-made people and the city's channel, with a bot that asks for everything.
async fn with_channel() -> Bot {
    let people = personas().into_iter().chain([channel_admin()]).collect();
    let bot = Bot::start(Options { page: true, people, channels: vec![city_channel()], ..Options::default() }).await;
    let before = bot.call("getUpdates", json!({ "allowed_updates": KINDS })).await;
    assert_eq!(before, json!([]), "what was there from the start is not told");
    bot
}

impl Bot {
    /// The answer to what somebody does in the channel.
    async fn channel_act(&self, by: i64, mut act: Value) -> (u16, String) {
        act["by"] = json!(by);
        let url = format!("{}sandbox/channels/{}", self.sandbox.page_url(), city_channel().id);
        let response = self.client.post(url).json(&act).send().await.unwrap();
        (response.status().as_u16(), response.text().await.unwrap())
    }

    async fn channel_done(&self, by: i64, act: Value) -> Value {
        let (status, answer) = self.channel_act(by, act.clone()).await;
        assert_eq!(status, 200, "{act}: {answer}");
        serde_json::from_str(&answer).unwrap()
    }

    async fn state(&self) -> Value {
        self.page("sandbox/state").await.json().await.unwrap()
    }
}

#[tokio::test]
async fn the_channel_is_there_from_the_start() {
    let bot = with_channel().await;
    let state = bot.state().await;
    assert_eq!(state["groups"], json!([]));
    let channel = &state["channels"][0];
    assert_eq!((&channel["subscribers"], &channel["username"]), (&json!(4), &json!("qala_news")));
    assert_eq!(channel["bot"], json!({ "status": "administrator", "post": true, "edit": true, "delete": true }));
    let owner = channel["members"].as_array().unwrap().iter().find(|member| member["status"] == "creator").unwrap();
    assert_eq!((&owner["id"], &owner["post"]), (&json!(DANA), &json!(true)));
    bot.call("sendMessage", json!({ "chat_id": "@qala_news", "text": "Hi" })).await;
    assert_eq!(bot.sandbox.known_channel(city_channel().id).unwrap().screen(), "bot: Hi");
}

#[tokio::test]
async fn who_may_post_posts() {
    let bot = with_channel().await;
    let post = bot.channel_done(DANA, json!({ "act": "say", "text": "Су жоқ" })).await["message_id"].clone();
    bot.channel_done(DANA, json!({ "act": "send", "kind": "album", "caption": "Парк" })).await;
    bot.channel_done(DANA, json!({ "act": "send", "kind": "video" })).await;
    bot.channel_done(DANA, json!({ "act": "edit", "message_id": post, "text": "Су бар" })).await;
    let refused = bot.channel_act(AIGUL, json!({ "act": "say", "text": "x" })).await;
    assert_eq!(refused, (400, "they cannot write here".to_owned()));
    let refused = bot.channel_act(AIGUL, json!({ "act": "send", "kind": "album" })).await;
    assert_eq!(refused, (400, "they cannot write here".to_owned()));
    let updates = bot.updates(0).await;
    assert_eq!(updates[0]["channel_post"]["text"], "Су жоқ");
    assert_eq!(updates[1]["channel_post"]["caption"], "Парк");
    assert_eq!(updates[3]["channel_post"]["media_group_id"], updates[1]["channel_post"]["media_group_id"]);
    assert!(updates[4]["channel_post"]["video"].is_object());
    assert_eq!(updates[5]["edited_channel_post"]["text"], "Су бар");
    let messages = bot.state().await["messages"].clone();
    assert_eq!((&messages[1]["album"], messages[0]["album"].is_null()), (&messages[3]["album"], true));
}

#[tokio::test]
async fn readers_press_come_and_go() {
    let bot = with_channel().await;
    let member = |person: i64, role: &str| json!({ "act": "member", "person": person, "role": role });
    bot.channel_done(AIGUL, member(AIGUL, "out")).await;
    bot.channel_done(AIGUL, member(AIGUL, "subscriber")).await;
    bot.channel_done(DANA, member(IVAN, "admin")).await;
    let mut poster = member(IVAN, "admin");
    poster["post"] = json!(true);
    bot.channel_done(AIGUL, poster).await;
    bot.channel_done(DANA, member(IVAN, "subscriber")).await;
    let owner = bot.channel_act(DANA, member(DANA, "out")).await;
    assert_eq!(owner.1, "the owner stays what they are");
    let updates = bot.updates(0).await;
    let told: Vec<_> = updates
        .iter()
        .map(|update| {
            let told = &update["chat_member"];
            let post = &told["new_chat_member"]["can_post_messages"];
            format!("{} {} {post}", told["from"]["first_name"], told["new_chat_member"]["status"]).replace('"', "")
        })
        .collect();
    let wanted = ["Айгүл left null", "Айгүл member null", "Дана administrator false", "Дана administrator true"];
    assert_eq!(told[..4], wanted);
    let next = updates.last().unwrap()["update_id"].as_i64().unwrap() + 1;
    bot.call("getUpdates", json!({ "offset": next })).await;

    let answering = async {
        let query = bot.updates(0).await[0]["callback_query"].clone();
        assert_eq!(query["from"]["id"], AIGUL);
        bot.call("answerCallbackQuery", json!({ "callback_query_id": query["id"] })).await;
    };
    let press = bot.channel_act(AIGUL, json!({ "act": "press", "message_id": 1, "data": "t" }));
    let (answer, ()) = tokio::join!(press, answering);
    assert_eq!(answer.0, 200);
}

#[tokio::test]
async fn the_bot_gets_and_loses_its_rights() {
    let bot = with_channel().await;
    bot.channel_done(DANA, json!({ "act": "bot", "inside": true, "edit": true })).await;
    let state = bot.state().await["channels"][0]["bot"].clone();
    assert_eq!(state, json!({ "status": "administrator", "post": false, "edit": true, "delete": false }));
    bot.channel_done(AIGUL, json!({ "act": "bot", "inside": false })).await;
    let updates = bot.updates(0).await;
    let told = |at: usize| updates[at]["my_chat_member"].clone();
    assert_eq!(told(0)["new_chat_member"]["can_post_messages"], false);
    assert_eq!((&told(1)["new_chat_member"]["status"], &told(1)["from"]["id"]), (&json!("left"), &json!(DANA)));
}

#[tokio::test]
async fn posts_are_pinned_and_deleted() {
    let bot = with_channel().await;
    let post = bot.channel_done(DANA, json!({ "act": "say", "text": "One" })).await["message_id"].clone();
    let pin = |pinned: bool| json!({ "act": "pin", "message_id": post, "pinned": pinned });
    let pinned = async || bot.state().await["channels"][0]["pinned"].clone();
    bot.channel_done(DANA, pin(true)).await;
    assert_eq!(pinned().await, json!({ "id": post, "text": "One", "kind": null }));
    bot.channel_done(DANA, pin(false)).await;
    assert_eq!(pinned().await, Value::Null);
    bot.channel_done(DANA, json!({ "act": "delete", "message_id": post })).await;
    assert_eq!(bot.channel_act(DANA, pin(true)).await, (400, "the post is gone".to_owned()));
    let nowhere = bot.client.post(format!("{}sandbox/channels/-5", bot.sandbox.page_url()));
    let nowhere = nowhere.json(&json!({ "by": DANA, "act": "say", "text": "x" })).send().await.unwrap();
    assert_eq!(nowhere.status(), 404);
    assert_eq!(bot.channel_act(77, json!({ "act": "say", "text": "x" })).await.1, "nobody has this id");
}

#[tokio::test]
async fn a_post_is_forwarded_to_the_bot() {
    let bot = with_channel().await;
    let post = bot.channel_done(DANA, json!({ "act": "say", "text": "One" })).await["message_id"].clone();
    let forward = json!({ "act": "forward", "from": city_channel().id, "messages": [post] });
    assert_eq!(bot.act(AIGUL, forward).await.0, 200);
    let origin = bot.updates(0).await[1]["message"]["forward_origin"].clone();
    assert_eq!((&origin["type"], &origin["message_id"]), (&json!("channel"), &post));
    let messages = bot.state().await["messages"].clone();
    let copy = messages.as_array().unwrap().iter().find(|message| message["chat"] == AIGUL).unwrap();
    assert_eq!(copy["forwarded"], city_channel().title);
    let nothing = bot.act(AIGUL, json!({ "act": "forward", "from": city_channel().id, "messages": [99] })).await;
    assert_eq!(nothing, (400, "they see no such message".to_owned()));
}

#[tokio::test]
async fn followers_come_in_numbers() {
    let bot = with_channel().await;
    let come = async |count: i64| {
        let url = format!("{}sandbox/crowd", bot.sandbox.page_url());
        bot.client.post(url).json(&json!({ "count": count })).send().await.unwrap().status().as_u16()
    };
    assert_eq!((come(0).await, come(5001).await, come(30).await), (400, 400, 200));
    let updates = bot.updates(0).await;
    assert_eq!((updates.len(), &updates[29]["message"]["text"]), (30, &json!("/start")));
    assert_eq!(updates[1]["message"]["from"]["language_code"], "ru");
    bot.call("sendMessage", json!({ "chat_id": updates[0]["message"]["chat"]["id"], "text": "x" })).await;
    let state = bot.state().await;
    assert_eq!(state["crowd"], json!({ "people": 30, "messages": 1, "doubled": 0 }));
    assert_eq!((state["people"].as_array().unwrap().len(), &state["messages"]), (4, &json!([])));
    assert_eq!(come(30).await, 200, "more can come");
    assert_eq!(bot.state().await["crowd"]["people"], 60);
}

#[tokio::test]
async fn trouble_can_be_made_and_ended() {
    let bot = with_channel().await;
    let make = async |trouble: &str, times: usize| {
        let url = format!("{}sandbox/trouble", bot.sandbox.page_url());
        let act = json!({ "trouble": trouble, "times": times });
        bot.client.post(url).json(&act).send().await.unwrap().status().as_u16()
    };
    assert_eq!((make("too_many", 0).await, make("other", 1).await, make("too_many", 1).await), (400, 422, 200));
    let send = async || bot.raw("sendMessage", json!({ "chat_id": city_channel().id, "text": "x" })).await;
    assert_eq!(send().await["error_code"], 429);
    assert_eq!(send().await["ok"], true);
    assert_eq!((make("broken", 9).await, make("none", 0).await), (200, 200));
    assert_eq!(send().await["ok"], true);
}
