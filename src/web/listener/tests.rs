//! Slow clients over real connections.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use axum::Router;
use axum::routing::get;
use tokio::io::{AsyncReadExt, AsyncWriteExt};

use super::*;

/// A server with a page; few places, and little patience or much.
async fn server(places: usize, first: Duration) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let guarded = Guarded { listener, room: Room::of(places), first };
    let pages = Router::new().route("/", get(async || "here"));
    tokio::spawn(async move { axum::serve(guarded, pages).await });
    address
}

/// A client that never finishes its headers.
async fn slow(address: SocketAddr) -> TcpStream {
    let mut client = TcpStream::connect(address).await.unwrap();
    client.write_all(b"POST /telegram HTTP/1.1\r\nHost: x\r\n").await.unwrap();
    client
}

/// Asks for the page on a connection that is kept.
async fn ask(client: &mut TcpStream) -> String {
    client.write_all(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n").await.unwrap();
    let mut answer = [0; 1024];
    let read = client.read(&mut answer).await.unwrap();
    String::from_utf8_lossy(&answer[..read]).into_owned()
}

#[tokio::test]
async fn a_client_that_never_finishes_its_headers_is_cut_off() {
    let mut client = slow(server(8, Duration::from_millis(50)).await).await;
    let mut rest = Vec::new();
    // Ends only when the server closes.
    let _ = client.read_to_end(&mut rest).await;
}

#[tokio::test]
async fn slow_clients_push_each_other_out_and_nobody_who_is_served() {
    let address = server(8, Duration::from_secs(600)).await;
    let mut served = TcpStream::connect(address).await.unwrap();
    assert!(ask(&mut served).await.ends_with("here"));
    let mut first = slow(address).await;
    let mut others = Vec::new();
    for _ in 0..200 {
        others.push(slow(address).await);
        let mut new = TcpStream::connect(address).await.unwrap();
        assert!(ask(&mut new).await.ends_with("here"), "who comes now is served at once");
    }
    assert!(ask(&mut served).await.ends_with("here"), "and so is who came before");
    let mut rest = Vec::new();
    // Ends only because its place went to another.
    let _ = first.read_to_end(&mut rest).await;
    assert_eq!(rest.len(), 0);
}
