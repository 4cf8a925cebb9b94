//! The page and its own API.

mod channels;
mod groups;

use sandbox::{Options, Person, personas};
use serde_json::{Value, json};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

use crate::Bot;

async fn with_page() -> Bot {
    Bot::start(Options { page: true, people: personas(), ..Options::default() }).await
}

impl Bot {
    async fn act(&self, person: i64, act: Value) -> (u16, String) {
        let url = format!("{}sandbox/people/{person}", self.sandbox.page_url());
        let response = self.client.post(url).json(&act).send().await.unwrap();
        (response.status().as_u16(), response.text().await.unwrap())
    }

    async fn page(&self, path: &str) -> reqwest::Response {
        self.client.get(format!("{}{path}", self.sandbox.page_url())).send().await.unwrap()
    }
}

#[tokio::test]
async fn the_page_is_served_with_all_it_asks_for() {
    let bot = with_page().await;
    let index = bot.page("").await;
    let policy = index.headers()["content-security-policy"].to_str().unwrap().to_owned();
    assert!(policy.starts_with("default-src 'none'; script-src 'self'"), "{policy}");
    let index = index.text().await.unwrap();
    assert!(index.contains("Not Telegram"));
    let asked = |text: &str| -> Vec<String> {
        let names = text.split(['"', '\'']).filter_map(|part| {
            part.strip_prefix("/assets/").or_else(|| part.strip_prefix("./").filter(|name| name.ends_with(".js")))
        });
        names.map(str::to_owned).collect()
    };
    let mut wanted = asked(&index);
    assert!(wanted.len() >= 3, "{wanted:?}");
    let mut seen = Vec::new();
    while let Some(name) = wanted.pop() {
        let file = bot.page(&format!("assets/{name}")).await;
        assert_eq!(file.status(), 200, "{name}");
        let content = file.text().await.unwrap();
        assert!(!content.contains("innerHTML"), "{name}: texts must stay texts");
        seen.push(name);
        wanted.extend(asked(&content).into_iter().filter(|name| !seen.contains(name)));
    }
    assert_eq!(bot.page("assets/none.js").await.status(), 404);

    let without = Bot::start(Options::default()).await;
    assert_eq!(without.page("").await.status(), 404);
}

#[tokio::test]
async fn a_person_acts_on_the_page() {
    let bot = with_page().await;
    assert_eq!(bot.act(1001, json!({"act": "say", "text": " Сәлем "})).await.0, 200);
    bot.act(1001, json!({"act": "language", "language_code": "ru"})).await;
    bot.act(1001, json!({"act": "send", "kind": "photo", "caption": "міне"})).await;
    bot.act(1001, json!({"act": "edit", "message_id": 1, "text": "Сәлем!"})).await;
    bot.act(1001, json!({"act": "say", "text": "тағы", "reply_to": 2})).await;
    assert_eq!(bot.act(1001, json!({"act": "react", "message_id": 1, "emoji": "👍"})).await.0, 200);
    bot.act(1001, json!({"act": "block", "blocked": true})).await;
    let updates = bot.updates(0).await;
    assert_eq!(updates[0]["message"]["text"], "Сәлем");
    assert_eq!(updates[1]["message"]["caption"], "міне");
    assert_eq!(updates[1]["message"]["from"]["language_code"], "ru");
    assert_eq!(updates[2]["edited_message"]["text"], "Сәлем!");
    assert_eq!(updates[3]["message"]["reply_to_message"]["message_id"], 2);
    assert_eq!(updates[4]["my_chat_member"]["new_chat_member"]["status"], "kicked");

    assert_eq!(bot.act(1001, json!({"act": "say", "text": "  "})).await.0, 400);
    assert_eq!(bot.act(1001, json!({"act": "say", "text": "x".repeat(4097)})).await.0, 400);
    assert_eq!(bot.act(1001, json!({"act": "send", "kind": "rocket"})).await.0, 400);
    assert_eq!(bot.act(1001, json!({"act": "edit", "message_id": 7, "text": "x"})).await.0, 400);
    assert_eq!(bot.act(1001, json!({"act": "say", "text": "x", "reply_to": 77})).await.0, 400);
    assert_eq!(bot.act(1001, json!({"act": "react", "message_id": 1, "emoji": "x"})).await.0, 400);
    assert_eq!(bot.act(1001, json!({"act": "react", "message_id": 77, "emoji": null})).await.0, 400);
    assert_eq!(bot.act(1001, json!({"act": "dance"})).await.0, 422);
    assert_eq!(bot.act(77, json!({"act": "say", "text": "x"})).await.0, 404);
    let form = bot.client.post(format!("{}sandbox/people/1001", bot.sandbox.page_url()));
    let form = form.header("Content-Type", "text/plain").body(r#"{"act":"say","text":"forged"}"#);
    assert_eq!(form.send().await.unwrap().status(), 415, "what a form of another site could send");
}

#[tokio::test]
async fn a_press_brings_its_answer() {
    let bot = with_page().await;
    let answering = async {
        let query = bot.updates(0).await[0]["callback_query"].clone();
        bot.call("answerCallbackQuery", json!({"callback_query_id": query["id"], "text": "Рақмет"})).await;
    };
    let press = bot.act(1001, json!({"act": "press", "message_id": 1, "data": "v1:y"}));
    let ((status, answer), ()) = tokio::join!(press, answering);
    assert_eq!((status, answer.as_str()), (200, r#"{"alert":false,"text":"Рақмет"}"#));
}

#[tokio::test]
async fn the_state_tells_what_a_person_sees() {
    let bot = with_page().await;
    let emma = bot.sandbox.person(Person::named("Emma").speaking("en-GB"));
    bot.call("setMyDescription", json!({"description": "Hello", "language_code": "en"})).await;
    bot.call("setMyCommands", json!({"commands": [{"command": "help", "description": "Help"}]})).await;
    emma.says("<b>hi</b>").await;
    let state: Value = bot.page("sandbox/state").await.json().await.unwrap();
    let person = state["people"].as_array().unwrap().iter().find(|person| person["id"] == emma.id()).unwrap();
    assert_eq!(person["description"], "Hello");
    assert_eq!(person["commands"], json!([["help", "Help"]]));
    let line = &state["messages"][0];
    assert_eq!((&line["text"], &line["author"], &line["bot"]), (&json!("<b>hi</b>"), &json!(emma.id()), &json!(false)));
    assert_eq!(state["groups"], json!([]));
    assert_eq!(state["bot"]["connected"], false);
}

#[tokio::test]
async fn the_socket_tells_at_once_and_then_what_changes() {
    let bot = with_page().await;
    let host = bot.sandbox.address();
    let shake = |origin: String| {
        format!(
            "GET /sandbox/socket HTTP/1.1\r\nHost: {host}\r\nOrigin: {origin}\r\nConnection: Upgrade\r\nUpgrade: \
             websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
        )
    };
    let mut stranger = TcpStream::connect(host).await.unwrap();
    stranger.write_all(shake("http://evil.example".into()).as_bytes()).await.unwrap();
    assert!(read_until(&mut stranger, "\r\n").await.starts_with("HTTP/1.1 403"));

    let mut socket = TcpStream::connect(host).await.unwrap();
    socket.write_all(shake(format!("http://{host}")).as_bytes()).await.unwrap();
    let begin = read_until(&mut socket, r#""people":["#).await;
    assert!(begin.starts_with("HTTP/1.1 101"), "{begin}");
    bot.sandbox.known_person(1002).unwrap().says("привет").await;
    read_until(&mut socket, "привет").await;
}

/// Reads until a text has come; the frames around it do not matter here.
async fn read_until(stream: &mut TcpStream, text: &str) -> String {
    let mut seen = Vec::new();
    loop {
        let mut some = [0; 4096];
        let count = stream.read(&mut some).await.unwrap();
        assert!(count > 0, "closed before {text}");
        seen.extend_from_slice(&some[..count]);
        let all = String::from_utf8_lossy(&seen);
        if all.contains(text) {
            return all.into_owned();
        }
    }
}
