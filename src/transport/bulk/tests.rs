//! One try, and what is known after it.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use serde_json::json;

use super::*;
use crate::config::Token;
use crate::transport::Rules;
use crate::transport::sender::tests::{SENT, Stub, TOKEN};

fn hello() -> Map<String, Value> {
    json!({"text": "hello"}).as_object().cloned().unwrap()
}

/// What comes of an answer, and how often was asked.
async fn tried(code: u16, body: &str) -> (Announced, usize) {
    let stub = Stub::answering(&[(code, body)]).await;
    let announced = stub.sender().announce(ChatId(7), "sendMessage", &hello()).await;
    (announced, stub.calls())
}

fn refusal(code: u16, description: &str) -> String {
    format!(r#"{{"ok":false,"error_code":{code},"description":"{description}"}}"#)
}

#[tokio::test]
async fn what_is_certain_is_told_apart_from_what_may_have_arrived_and_nothing_is_tried_twice() {
    let album = r#"{"ok":true,"result":[{"message_id":4},{"message_id":5}]}"#;
    let flood = r#"{"ok":false,"error_code":429,"description":"","parameters":{"retry_after":30}}"#;
    let unreadable = || Announced::Unknown("an unreadable result".to_owned());
    let table = [
        (200, SENT.to_owned(), Announced::Sent(vec![1])),
        (200, album.to_owned(), Announced::Sent(vec![4, 5])),
        (200, r#"{"ok":true,"result":true}"#.to_owned(), unreadable()),
        (200, r#"{"ok":true,"result":[]}"#.to_owned(), unreadable()),
        (200, "rubbish".to_owned(), Announced::Unknown("an unreadable answer, status 200".to_owned())),
        (502, "<html>".to_owned(), Announced::Unknown("error 502".to_owned())),
        (429, flood.to_owned(), Announced::NotSent(NotSent::TooMany(Duration::from_secs(30)))),
        (401, refusal(401, "Unauthorized"), Announced::NotSent(NotSent::Revoked)),
        (403, refusal(403, "Forbidden: bot was blocked by the user"), Announced::Blocked),
        (403, refusal(403, "Forbidden: user is deactivated"), Announced::Blocked),
        (400, refusal(400, "Bad Request: chat not found"), Announced::Blocked),
        (400, refusal(400, "Bad Request: odd"), Announced::Refused("Bad Request: odd".to_owned())),
    ];
    for (code, body, expected) in table {
        assert_eq!(tried(code, &body).await, (expected, 1), "{code} {body}");
    }
}

#[tokio::test]
async fn without_a_connection_it_certainly_is_not_there_and_with_a_lost_one_it_may_be() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let sender = Sender::new(&Token::new(TOKEN), Some(&url), Rules::default()).unwrap();
    let sending = tokio::spawn({
        let sender = sender.clone();
        async move { sender.announce(ChatId(7), "sendMessage", &hello()).await }
    });
    drop(listener.accept().await.unwrap());
    assert!(matches!(sending.await.unwrap(), Announced::Unknown(_)));
    drop(listener);
    let again = sender.announce(ChatId(7), "sendMessage", &hello()).await;
    assert_eq!(again, Announced::NotSent(NotSent::NoConnection));
}

#[tokio::test]
async fn told_to_wait_the_lane_stands_still_and_answers_do_not() {
    let flood = r#"{"ok":false,"error_code":429,"description":"","parameters":{"retry_after":30}}"#;
    let stub = Stub::answering(&[(429, flood), (200, SENT)]).await;
    let sender = stub.sender();
    assert!(sender.room() > 0);
    sender.announce(ChatId(7), "sendMessage", &hello()).await;
    assert_eq!((sender.room(), sender.next_room().as_secs()), (0, 29));
    let other = sender.announce(ChatId(8), "sendMessage", &hello()).await;
    assert_eq!(other, Announced::NotSent(NotSent::Busy));
    let answer = teloxide::payloads::SendMessage::new(teloxide::types::ChatId(7), "an answer");
    sender.send(ChatId(7), &answer).await.unwrap();
    assert_eq!(stub.calls(), 2);
}

/// What comes of changing a message, and how often was asked.
async fn changed(code: u16, body: &str) -> (Amended, usize) {
    let stub = Stub::answering(&[(code, body), (200, SENT)]).await;
    let amended = stub.sender().amend(ChatId(7), "deleteMessage", &hello()).await;
    (amended, stub.calls())
}

#[tokio::test]
async fn changing_and_deleting_are_tried_once_and_told_what_to_try_again() {
    let flood = r#"{"ok":false,"error_code":429,"description":"","parameters":{"retry_after":30}}"#;
    let table = [
        (200, r#"{"ok":true,"result":true}"#.to_owned(), Amended::Done),
        (400, refusal(400, "Bad Request: message is not modified: it is the same"), Amended::Done),
        (400, refusal(400, "Bad Request: message to delete not found"), Amended::Gone),
        (400, refusal(400, "Bad Request: message can't be deleted for everyone"), Amended::TooLate),
        (403, refusal(403, "Forbidden: bot was blocked by the user"), Amended::Blocked),
        (400, refusal(400, "Bad Request: chat not found"), Amended::Blocked),
        (400, refusal(400, "Bad Request: odd"), Amended::Refused("Bad Request: odd".to_owned())),
        (429, flood.to_owned(), Amended::Later(NotSent::TooMany(Duration::from_secs(30)))),
        (401, refusal(401, "Unauthorized"), Amended::Later(NotSent::Revoked)),
        (500, "oops".to_owned(), Amended::Unknown("error 500".to_owned())),
        (200, "rubbish".to_owned(), Amended::Unknown("an unreadable answer, status 200".to_owned())),
    ];
    for (code, body, expected) in table {
        let later = matches!(code, 429 | 401 | 500) || body == "rubbish";
        assert_eq!((expected.is_for_later(), changed(code, &body).await), (later, (expected, 1)), "{code} {body}");
    }
}

#[tokio::test]
async fn without_a_connection_changing_waits() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    let sender = Sender::new(&Token::new(TOKEN), Some(&url), Rules::default()).unwrap();
    let amended = sender.amend(ChatId(7), "deleteMessage", &hello()).await;
    assert_eq!(amended, Amended::Later(NotSent::NoConnection));
}

#[tokio::test]
async fn told_to_wait_while_changing_nothing_more_of_the_lane_is_asked() {
    let flood = r#"{"ok":false,"error_code":429,"description":"","parameters":{"retry_after":30}}"#;
    let stub = Stub::answering(&[(429, flood), (200, SENT)]).await;
    let sender = stub.sender();
    assert!(sender.room() > 0);
    sender.amend(ChatId(7), "editMessageText", &hello()).await;
    assert_eq!((sender.room(), sender.next_room().as_secs()), (0, 29));
    let changing = sender.amend(ChatId(8), "editMessageText", &hello()).await;
    let sending = sender.announce(ChatId(9), "sendMessage", &hello()).await;
    assert_eq!(changing, Amended::Later(NotSent::Busy));
    assert_eq!(sending, Announced::NotSent(NotSent::Busy));
    assert_eq!(stub.calls(), 1);
}
