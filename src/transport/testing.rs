//! A store of a test's own, which goes with it, a runner that handles one update at a time, and a Bot API that answers
//! what a test tells it to.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::Router;
use axum::http::{StatusCode, Uri};
use tokio::time::Instant;

use super::{Handler, HandlerError, Head, RawUpdate, Rules, Sender};
use crate::clock::Timestamp;
use crate::config::Token;
use crate::ids::{ChatId, UpdateId};
use crate::store::tests::databases::{TestDatabase, fresh_sqlite};
use crate::store::{Store, question, resident};

/// A store on SQLite; its database goes when this is dropped.
pub(crate) struct FreshStore {
    pub(crate) store: Store,
    _database: TestDatabase,
}

impl FreshStore {
    pub(crate) async fn open() -> FreshStore {
        let database = fresh_sqlite();
        FreshStore { store: Store::open(&database.url).await.unwrap(), _database: database }
    }
}

/// The update as the runner hands it on.
pub(crate) async fn taken_up(store: &Store, raw: &str) -> RawUpdate {
    let nothing = Head { update_id: UpdateId(9), chat: ChatId(9), kind: "other" };
    let head = Head::read(raw).unwrap_or(nothing);
    let resident = resident::get(&mut store.read().await.unwrap(), head.chat).await.unwrap();
    RawUpdate { update_id: head.update_id, chat: head.chat, raw: raw.into(), received: Timestamp(0), resident }
}

/// Has an update handled and keeps what is to be kept of it.
pub(crate) async fn hand(store: &Store, handler: &dyn Handler, update: RawUpdate) -> Result<(), HandlerError> {
    if let Some(asked) = handler.handle(update).await? {
        store.write(move |c| Box::pin(async move { question::record(c, &[&asked]).await })).await.unwrap();
    }
    Ok(())
}

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
