//! Faults on demand.

use std::time::Duration;

use sandbox::{Fault, Options, Outcome, Person, Seen};
use serde_json::json;

use crate::{Bot, started};

#[tokio::test]
async fn refusals_on_demand() {
    let (bot, aigul) = started().await;
    let send = json!({"chat_id": aigul.id(), "text": "x"});
    bot.sandbox.fail_next("sendMessage", Fault::TooManyRequests { retry_after: 7 });
    bot.sandbox.fail_next_in(aigul.id() + 1, "sendMessage", Fault::ServerError);
    bot.sandbox.fail_next_in(aigul.id(), "*", Fault::ServerError);
    let answer = bot.raw("sendMessage", send.clone()).await;
    assert_eq!(answer["parameters"]["retry_after"], 7);
    assert_eq!(answer["description"], "Too Many Requests: retry after 7");
    assert_eq!(bot.raw("sendMessage", send.clone()).await["error_code"], 500);
    bot.call("sendMessage", send).await;
    assert_eq!(aigul.chat().len(), 2);
}

#[tokio::test]
async fn lost_on_the_way() {
    let (bot, aigul) = started().await;
    let send =
        |text: &str| bot.client.post(bot.url("sendMessage")).json(&json!({"chat_id": aigul.id(), "text": text})).send();
    bot.sandbox.fail_next("sendMessage", Fault::Close);
    bot.sandbox.fail_next("sendMessage", Fault::LostResponse);
    bot.sandbox.fail_next("sendMessage", Fault::Garbage);
    send("never").await.unwrap_err();
    send("lost").await.unwrap_err();
    let garbage = send("garbled").await.unwrap();
    assert!(garbage.text().await.unwrap().starts_with("<html>"));
    let said: Vec<_> = aigul.chat().into_iter().filter(|line| line.from_bot).map(|line| line.text).collect();
    assert_eq!(said, ["lost", "garbled"]);
    let outcomes: Vec<_> = bot.sandbox.calls_of("sendMessage").into_iter().map(|call| call.outcome).collect();
    assert!(matches!(outcomes[..], [Outcome::Fault, Outcome::Lost(_), Outcome::Lost(_)]), "{outcomes:?}");
}

#[tokio::test]
async fn a_strict_pace_refuses_the_fourth_at_once() {
    let bot = Bot::start(Options { strict_pace: true, ..Options::default() }).await;
    let emma = bot.sandbox.person(Person::named("Emma"));
    emma.says("hi").await;
    let send = json!({"chat_id": emma.id(), "text": "x"});
    for _ in 0..3 {
        bot.call("sendMessage", send.clone()).await;
    }
    assert_eq!(bot.refusal("sendMessage", send).await, "Too Many Requests: retry after 1");
}

#[tokio::test]
async fn conditions_may_ask_the_sandbox() {
    let (bot, aigul) = started().await;
    let answers = || aigul.chat().iter().filter(|line| line.from_bot).count();
    let send = async {
        for _ in 0..3 {
            bot.call("sendMessage", json!({"chat_id": aigul.id(), "text": "x"})).await;
        }
    };
    let until = bot.sandbox.until(|| answers() == 3);
    let called = bot.sandbox.called(|_| answers() >= 2);
    let sees = aigul.sees(|_| answers() >= 1);
    let (until, called, sees, ()) = tokio::join!(until, called, sees, send);
    until.unwrap();
    sees.unwrap();
    assert_eq!(called.unwrap().method, "sendMessage");
}

#[tokio::test]
async fn waiting_in_vain_shows_the_chat() {
    let bot = Bot::start(Options { patience: std::time::Duration::from_millis(20), ..Options::default() }).await;
    let emma = bot.sandbox.person(Person::named("Emma"));
    emma.says("anyone?").await;
    bot.refusal("sendMessage", json!({"chat_id": emma.id(), "text": ""})).await;
    let error = emma.next_message().await.unwrap_err().to_string();
    assert!(
        error.contains("sendMessage was refused: Bad Request: message text is empty")
            && error.contains("1 updates wait")
            && error.ends_with("Emma: anyone?"),
        "{error}"
    );
    emma.presses("Yes").await.unwrap_err();
}

#[tokio::test]
async fn who_looks_on_sees_a_call_while_it_is_held_and_an_update_when_it_is_taken() {
    let (bot, aigul) = started().await;
    let mut seen = bot.sandbox.watch();
    let late = Duration::from_secs(3600);
    bot.sandbox.fail_next("sendMessage", Fault::LateResponse(late));
    let send = bot.client.post(bot.url("sendMessage")).json(&json!({"chat_id": aigul.id(), "text": "late"})).send();
    let sending = tokio::spawn(send);
    let (_, Seen::Called { number, method, held, .. }) = seen.recv().await.unwrap() else { panic!("a call") };
    assert_eq!((method.as_str(), held), ("sendMessage", true));
    assert!(matches!(seen.recv().await.unwrap().1, Seen::Answered { number: same, done: true } if same == number));
    assert_eq!(aigul.chat().last().unwrap().text, "late");
    sending.abort();

    aigul.says("hi").await;
    let (_, Seen::Queued { update, chat }) = seen.recv().await.unwrap() else { panic!("an update") };
    assert_eq!(chat, aigul.id());
    bot.call("getUpdates", json!({"offset": update + 1, "timeout": 0})).await;
    let taken =
        async { while !matches!(seen.recv().await.unwrap().1, Seen::Taken { update: same } if same == update) {} };
    tokio::time::timeout(Duration::from_secs(10), taken).await.unwrap();
}
