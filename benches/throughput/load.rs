//! The senders: each holds a connection, as Telegram does, and delivers its next update when the last one got its 200.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::Instant;

use crate::contender::SECRET;
use crate::http;
use crate::null_api::Sent;

/// How to deliver.
#[derive(Clone)]
pub struct Way {
    /// Where the bot listens.
    pub port: u16,
    /// Connections.
    pub senders: usize,
    /// Updates a second; none: as fast as they are taken.
    pub rate: Option<f64>,
    /// Tells when each was sent.
    pub clock: Arc<Sent>,
}

/// Updates to be delivered, as requests ready to be sent.
pub struct Load {
    requests: Vec<Vec<u8>>,
    next: AtomicUsize,
    /// Nanoseconds at which each was sent.
    pub sent: Vec<AtomicU64>,
}

impl Load {
    /// One question from each chat from `first` on.
    pub fn new(first: i64, questions: &[String]) -> Arc<Load> {
        let request = |(place, question): (usize, &String)| {
            let chat = first + place as i64;
            let text = serde_json::Value::from(question.as_str());
            let body = format!(
                r#"{{"update_id":{chat},"message":{{"message_id":1,"date":1700000000,"chat":{{"id":{chat},"type":"private","first_name":"R"}},"from":{{"id":{chat},"is_bot":false,"first_name":"R","language_code":"ru"}},"text":{text}}}}}"#
            );
            format!(
                "POST /telegram HTTP/1.1\r\nhost: bot\r\nx-telegram-bot-api-secret-token: {SECRET}\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n{body}",
                body.len()
            )
            .into_bytes()
        };
        Arc::new(Load {
            requests: questions.iter().enumerate().map(request).collect(),
            next: AtomicUsize::new(0),
            sent: questions.iter().map(|_| AtomicU64::new(0)).collect(),
        })
    }

    /// Delivers all, as fast as they are taken or so many a second; how many got their 200.
    pub async fn deliver(self: &Arc<Load>, way: &Way) -> usize {
        let begun = Instant::now();
        let senders: Vec<_> = (0..way.senders).map(|_| tokio::spawn(self.clone().send(way.clone(), begun))).collect();
        let mut taken = 0;
        for sender in senders {
            taken += sender.await.ok().and_then(Result::ok).unwrap_or(0);
        }
        taken
    }

    async fn send(self: Arc<Load>, way: Way, begun: Instant) -> std::io::Result<usize> {
        let mut stream = TcpStream::connect(("127.0.0.1", way.port)).await?;
        stream.set_nodelay(true)?;
        let (mut taken, mut buffer) = (0, Vec::with_capacity(1024));
        loop {
            let place = self.next.fetch_add(1, Ordering::Relaxed);
            let Some(request) = self.requests.get(place) else { return Ok(taken) };
            if let Some(rate) = way.rate {
                tokio::time::sleep_until(begun + Duration::from_secs_f64(place as f64 / rate)).await;
            }
            self.sent[place].store(way.clock.now(), Ordering::Relaxed);
            stream.write_all(request).await?;
            if status(&mut stream, &mut buffer).await? == 200 {
                taken += 1;
            }
        }
    }
}

/// The status of a page.
pub async fn get(port: u16, path: &str) -> std::io::Result<u16> {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).await?;
    stream.write_all(format!("GET {path} HTTP/1.1\r\nhost: bot\r\n\r\n").as_bytes()).await?;
    status(&mut stream, &mut Vec::new()).await
}

async fn status(stream: &mut TcpStream, buffer: &mut Vec<u8>) -> std::io::Result<u16> {
    loop {
        if let Some(whole) = http::whole(buffer) {
            let status = buffer.get(9..12).and_then(|digits| std::str::from_utf8(digits).ok()?.parse().ok());
            buffer.drain(..whole.end);
            return status.ok_or_else(|| std::io::Error::other("no status"));
        }
        if stream.read_buf(buffer).await? == 0 {
            return Err(std::io::Error::other("the connection was closed"));
        }
    }
}
