//! Many recipients at once.

use std::time::{Duration, Instant};

use sandbox::Options;
use serde_json::json;

use crate::Bot;

const FIRST: i64 = 500_000;

#[tokio::test]
async fn each_is_counted() {
    let bot = Bot::start(Options::default()).await;
    let crowd = bot.sandbox.crowd(20, FIRST, "kk");
    assert_eq!((bot.sandbox.pending_updates(), bot.sandbox.people().len()), (0, 0), "nothing tells of them");
    crowd.block([FIRST + 3, FIRST + 4]);
    let send = async |id: i64| bot.raw("sendMessage", json!({ "chat_id": id, "text": "x" })).await;
    let sending = async {
        for id in crowd.ids().skip(1) {
            let answer = send(id).await;
            if (FIRST + 3..FIRST + 5).contains(&id) {
                assert_eq!(answer["description"], "Forbidden: bot was blocked by the user");
            }
        }
        let twice = send(FIRST + 5).await["result"]["message_id"].clone();
        bot.call("deleteMessage", json!({ "chat_id": FIRST + 5, "message_id": twice })).await;
        assert_eq!((crowd.missed(), crowd.doubled()), (vec![FIRST], vec![FIRST + 5]));
        send(FIRST).await;
    };
    let (served, ()) = tokio::join!(crowd.served_within(Duration::from_secs(10)), sending);
    served.unwrap();
    assert_eq!(crowd.blocked(), [FIRST + 3, FIRST + 4]);
    let received = crowd.received();
    assert_eq!((received.len(), received[&FIRST], received[&(FIRST + 3)], received[&(FIRST + 5)]), (20, 1, 0, 2));
    let one = bot.sandbox.known_person(FIRST + 7).unwrap();
    assert_eq!((one.screen().as_str(), one.untaken()), ("bot: x", 0));
    crowd.forget();
    assert_eq!((crowd.missed().len(), one.screen().as_str()), (18, ""));
    crowd.served_within(Duration::from_millis(1)).await.unwrap_err();
}

#[tokio::test]
async fn they_may_be_heard_of() {
    let bot = Bot::start(Options::default()).await;
    let crowd = bot.sandbox.crowd(3, FIRST, "");
    crowd.start().await;
    let heard = bot.updates(0).await;
    assert_eq!(heard.len(), 3);
    let from = &heard[2]["message"]["from"];
    assert_eq!((&heard[2]["message"]["text"], &from["id"]), (&json!("/start"), &json!(FIRST + 2)));
    assert!(from.get("language_code").is_none());
}

#[tokio::test]
async fn thousands_are_cheap() {
    let bot = Bot::start(Options { page: true, ..Options::default() }).await;
    let begun = Instant::now();
    let crowd = bot.sandbox.crowd(20_000, FIRST, "ru");
    for id in crowd.ids().take(50) {
        bot.call("sendMessage", json!({ "chat_id": id, "text": "x" })).await;
        let state = bot.client.get(format!("{}sandbox/state", bot.sandbox.page_url())).send().await.unwrap();
        let state: serde_json::Value = state.json().await.unwrap();
        let (people, messages) = (&state["people"], &state["messages"]);
        assert_eq!((people, messages), (&json!([]), &json!([])), "the page does not see them one by one");
        assert_eq!(state["crowd"]["people"], 20_000);
    }
    assert!(begun.elapsed() < Duration::from_secs(20), "{:?}", begun.elapsed());
    assert_eq!(crowd.missed().len(), 19_950);
}
