//! The webhook's answers, exactly as promised, over real connections.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::sync::Arc;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use super::*;
use crate::clock::SystemClock;
use crate::transport::testing::FreshStore;

struct Server {
    address: SocketAddr,
    web: Web,
    _fresh: FreshStore,
}

impl Server {
    async fn start() -> Server {
        let fresh = FreshStore::open().await;
        let store = fresh.store.clone();
        let inbox = Inbox::new(store.clone(), Arc::new(SystemClock));
        let metrics = crate::telemetry::metrics();
        let web = Web { inbox, secret: "s3cret".into(), ready: Ready::default(), store, metrics };
        let bound = Bound::to("127.0.0.1:0".parse().unwrap()).await.unwrap();
        let address = bound.address().unwrap();
        bound.serve(web.clone(), CancellationToken::new());
        Server { address, web, _fresh: fresh }
    }

    /// Sends a request as it is; status and body of the answer.
    async fn raw(&self, request: &[u8]) -> (u16, String) {
        let mut stream = TcpStream::connect(self.address).await.unwrap();
        stream.write_all(request).await.unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).await.unwrap();
        let answer = String::from_utf8(answer).unwrap();
        let status = answer.split(' ').nth(1).unwrap().parse().unwrap();
        let body = answer.split_once("\r\n\r\n").unwrap().1.to_owned();
        (status, body)
    }

    async fn get(&self, path: &str) -> (u16, String) {
        self.raw(format!("GET {path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n").as_bytes()).await
    }

    async fn post(&self, secret: &str, body: &[u8]) -> u16 {
        let head = format!(
            "POST /telegram HTTP/1.1\r\nhost: x\r\nconnection: close\r\n{SECRET_HEADER}: {secret}\r\ncontent-length: {}\r\n\r\n",
            body.len()
        );
        self.raw(&[head.as_bytes(), body].concat()).await.0
    }

    async fn pending(&self) -> i64 {
        self.web.inbox.pending().await.unwrap()
    }
}

const UPDATE: &[u8] = br#"{"update_id":7,"message":{"chat":{"id":1},"text":"hi"}}"#;

#[tokio::test]
async fn an_update_is_stored_once_and_gets_200_each_time() {
    let server = Server::start().await;
    assert_eq!(server.post("s3cret", UPDATE).await, 200);
    assert_eq!(server.post("s3cret", UPDATE).await, 200);
    assert_eq!(server.pending().await, 1);
}

#[tokio::test]
async fn a_wrong_secret_is_401_whatever_the_body() {
    let server = Server::start().await;
    for secret in ["", "s3cre", "s3cret2", "S3CRET"] {
        assert_eq!(server.post(secret, UPDATE).await, 401, "{secret:?}");
        assert_eq!(server.post(secret, b"rubbish").await, 401);
    }
    assert_eq!(server.pending().await, 0);
}

#[tokio::test]
async fn what_is_no_update_is_400() {
    let server = Server::start().await;
    for body in [&b""[..], b"rubbish", b"[]", b"{}", br#"{"update_id":"x"}"#, b"\xff\xfe", br#"{"update_id":1"#] {
        assert_eq!(server.post("s3cret", body).await, 400, "{body:?}");
    }
}

#[tokio::test]
async fn what_nobody_can_parse_is_stored_all_the_same() {
    let server = Server::start().await;
    for (place, body) in [r#""brand_new":{"x":1}"#, r#""message":"odd""#, r#""message":{"entities":[{"type":"new"}]}"#]
        .iter()
        .enumerate()
    {
        let body = format!(r#"{{"update_id":{place},{body}}}"#);
        assert_eq!(server.post("s3cret", body.as_bytes()).await, 200, "{body}");
    }
    assert_eq!(server.pending().await, 3);
}

#[tokio::test]
async fn over_a_mebibyte_is_413_and_exactly_one_is_taken() {
    let server = Server::start().await;
    let frame = br#"{"update_id":8,"x":""}"#.len();
    let sized = |size: usize| format!(r#"{{"update_id":8,"x":"{}"}}"#, "a".repeat(size - frame)).into_bytes();
    assert_eq!(server.post("s3cret", &sized(1024 * 1024)).await, 200);
    assert_eq!(server.post("s3cret", &sized(1024 * 1024 + 1)).await, 413);
    assert_eq!(server.post("s3cret", &sized(4 * 1024 * 1024)).await, 413);
    assert_eq!(server.post("wrong", &sized(1024 * 1024 + 1)).await, 401);
}

#[tokio::test]
async fn what_cannot_be_stored_is_503() {
    let server = Server::start().await;
    server.web.ready.set(true);
    assert_eq!(server.get("/readyz").await.0, 200);
    server.web.store.close().await;
    assert_eq!(server.post("s3cret", UPDATE).await, 503);
}

#[tokio::test]
async fn health_and_figures() {
    let server = Server::start().await;
    assert_eq!(server.get("/healthz").await, (200, "alive".to_owned()));
    assert_eq!(server.get("/readyz").await.0, 503);
    server.web.ready.set(true);
    assert_eq!(server.get("/readyz").await.0, 200);
    server.post("s3cret", UPDATE).await;
    let (status, figures) = server.get("/metrics").await;
    assert_eq!(status, 200);
    assert!(figures.contains("qaida_updates_total{kind=\"message\"}"), "{figures}");
    assert!(figures.contains("qaida_inbox_pending"), "{figures}");
    assert_eq!(server.get("/nothing").await.0, 404);
    assert_eq!(server.get("/telegram").await.0, 405);
}
