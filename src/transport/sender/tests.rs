//! The rules of sending, against a Bot API that answers what a test tells it to.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::sync::{Arc, Mutex};

use axum::Router;
use axum::http::{StatusCode, Uri};
use teloxide::payloads::{AnswerCallbackQuery, EditMessageText, GetMe, SendMessage};
use teloxide::types::{CallbackQueryId, ChatId as Chat, MessageId};

use super::*;
use crate::transport::File;

pub(crate) const TOKEN: &str = "123:AAFverysecretpart";
pub(crate) const SENT: &str =
    r#"{"ok":true,"result":{"message_id":1,"date":1,"chat":{"id":7,"type":"private","first_name":"A"},"text":"x"}}"#;

/// Answers in the given order, the last one again and again, and notes when and what was called.
pub(crate) struct Stub {
    pub(crate) url: String,
    pub(crate) calls: Arc<Mutex<Vec<(String, Instant)>>>,
}

impl Stub {
    pub(crate) async fn answering(answers: &[(u16, &str)]) -> Stub {
        let calls: Arc<Mutex<Vec<(String, Instant)>>> = Arc::default();
        let noted = calls.clone();
        let answers: Vec<(u16, String)> = answers.iter().map(|(code, body)| (*code, (*body).to_owned())).collect();
        let app = Router::new().fallback(move |uri: Uri| {
            let mut calls = noted.lock().unwrap();
            let (status, body) = answers[calls.len().min(answers.len() - 1)].clone();
            calls.push((uri.path().to_owned(), Instant::now()));
            async move { (StatusCode::from_u16(status).unwrap(), body) }
        });
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        tokio::spawn(async move { axum::serve(listener, app).await });
        Stub { url, calls }
    }

    pub(crate) fn sender(&self) -> Sender {
        let quick = Duration::from_millis(1);
        let rules = Rules { interval: quick, backoff: quick, timeout: Duration::from_secs(5), ..Rules::default() };
        Sender::new(&Token::new(TOKEN), Some(&self.url), rules).unwrap()
    }

    pub(crate) fn calls(&self) -> usize {
        self.calls.lock().unwrap().len()
    }
}

fn hello() -> SendMessage {
    SendMessage::new(Chat(7), "hello")
}

#[tokio::test]
async fn a_message_goes_out() {
    let stub = Stub::answering(&[(200, SENT)]).await;
    let message = stub.sender().send(ChatId(7), &hello()).await.unwrap();
    assert_eq!(message.id, MessageId(1));
    assert_eq!(stub.calls.lock().unwrap()[0].0, format!("/bot{TOKEN}/sendMessage"));
}

#[tokio::test]
async fn a_flooded_chat_waits_as_told_and_sends_then() {
    let flood = r#"{"ok":false,"error_code":429,"description":"Too Many Requests","parameters":{"retry_after":1}}"#;
    let stub = Stub::answering(&[(429, flood), (200, SENT)]).await;
    let sender = stub.sender();
    sender.send(ChatId(7), &hello()).await.unwrap();
    let calls = stub.calls.lock().unwrap();
    assert_eq!(calls.len(), 2);
    assert!(calls[1].1 - calls[0].1 >= Duration::from_millis(990));
}

#[tokio::test]
async fn a_flood_that_lasts_too_long_is_given_up() {
    let flood = r#"{"ok":false,"error_code":429,"description":"","parameters":{"retry_after":100000}}"#;
    let stub = Stub::answering(&[(429, flood)]).await;
    assert_eq!(stub.sender().send(ChatId(7), &hello()).await, Err(SendError::Flood));
}

#[tokio::test]
async fn server_errors_and_rubbish_are_tried_again() {
    let stub = Stub::answering(&[(500, "oops"), (502, "<html>"), (200, "rubbish"), (200, SENT)]).await;
    stub.sender().send(ChatId(7), &hello()).await.unwrap();
    assert_eq!(stub.calls(), 4);
}

#[tokio::test]
async fn an_outage_is_given_up_after_five_tries() {
    let stub = Stub::answering(&[(500, "oops")]).await;
    let error = stub.sender().send(ChatId(7), &hello()).await.unwrap_err();
    assert_eq!(error, SendError::Unreachable("error 500".to_owned()));
    assert_eq!(stub.calls(), 5);
}

#[tokio::test]
async fn refusals_are_told_apart_and_never_repeated() {
    let table = [
        (403, "Forbidden: bot was blocked by the user", SendError::Blocked),
        (400, "Bad Request: chat not found", SendError::Refused(Refusal::ChatNotFound)),
        (400, "Bad Request: odd", SendError::Refused(Refusal::Other("Bad Request: odd".to_owned()))),
        (401, "Unauthorized", SendError::Revoked),
        (404, "Not Found", SendError::Revoked),
    ];
    for (code, description, expected) in table {
        let body = format!(r#"{{"ok":false,"error_code":{code},"description":"{description}"}}"#);
        let stub = Stub::answering(&[(code, &body)]).await;
        let sender = stub.sender();
        assert_eq!(sender.send(ChatId(7), &hello()).await, Err(expected.clone()));
        assert_eq!(stub.calls(), 1, "{description}");
        if expected == SendError::Revoked {
            sender.revoked().await;
        }
    }
}

#[tokio::test]
async fn an_edit_that_changes_nothing_is_no_error() {
    let body = r#"{"ok":false,"error_code":400,"description":"Bad Request: message is not modified: specified new…"}"#;
    let stub = Stub::answering(&[(400, body)]).await;
    let edit = EditMessageText::new(Chat(7), MessageId(1), "same");
    assert_eq!(stub.sender().edit(ChatId(7), &edit).await, Ok(Edited::Unchanged));
}

#[tokio::test]
async fn calls_without_a_chat_have_no_pace() {
    let stub = Stub::answering(&[(200, r#"{"ok":true,"result":true}"#)]).await;
    let slow = Rules { interval: Duration::from_secs(3600), ..Rules::default() };
    let sender = Sender::new(&Token::new(TOKEN), Some(&stub.url), slow).unwrap();
    for _ in 0..10 {
        sender.call(&AnswerCallbackQuery::new(CallbackQueryId("1".to_owned()))).await.unwrap();
    }
}

#[tokio::test]
async fn a_group_that_moved_says_where_to() {
    let body = r#"{"ok":false,"error_code":400,"description":"Bad Request: group chat was upgraded to a supergroup chat","parameters":{"migrate_to_chat_id":-1001}}"#;
    let stub = Stub::answering(&[(400, body)]).await;
    assert_eq!(stub.sender().send(ChatId(7), &hello()).await, Err(SendError::Migrated(ChatId(-1001))));
}

#[tokio::test]
async fn a_result_of_another_shape_is_not_quoted() {
    let stub = Stub::answering(&[(200, r#"{"ok":true,"result":{"message_id":"private words"}}"#)]).await;
    let error = stub.sender().send(ChatId(7), &hello()).await.unwrap_err();
    assert!(matches!(error, SendError::Unreadable(_)));
    assert!(!format!("{error:?} {error}").contains("private"), "{error}");
}

#[tokio::test]
async fn a_file_goes_out_by_the_same_rules() {
    let stub = Stub::answering(&[(500, "oops"), (200, SENT)]).await;
    let file = File { name: "a.json".to_owned(), mime: "application/json", bytes: b"{}".to_vec() };
    stub.sender().send_file(ChatId(7), &file, "all of it").await.unwrap();
    let calls = stub.calls.lock().unwrap();
    assert_eq!(calls.len(), 2);
    assert_eq!(calls[1].0, format!("/bot{TOKEN}/sendDocument"));
}

#[tokio::test]
async fn no_error_shows_the_token() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    let rules = Rules { tries: 1, ..Rules::default() };
    let sender = Sender::new(&Token::new(TOKEN), Some(&url), rules).unwrap();
    let error = sender.call(&GetMe::new()).await.unwrap_err();
    let shown = format!("{error} {error:?}");
    assert!(shown.contains("no connection"), "{shown}");
    assert!(!shown.contains("AAFverysecretpart"), "{shown}");
}
