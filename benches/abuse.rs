//! How long others wait for their answer while people flood: the real server over a null Bot API, measured from the
//! delivery of an update to the call of `sendMessage`. Prints the median and the 99th percentile, idle and flooded.

//!
//! `cargo bench --bench abuse`

#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

// Shared with the benchmark of throughput, which uses more of it.
#[allow(dead_code)]
#[path = "throughput/contender.rs"]
mod contender;
#[path = "throughput/http.rs"]
mod http;
#[allow(dead_code)]
#[path = "throughput/load.rs"]
mod load;
#[path = "throughput/null_api.rs"]
mod null_api;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::time::Duration;

use contender::{Contender, SECRET, Setting};
use null_api::Sent;
use serde_json::json;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::task::JoinSet;
use tokio::time::{interval, sleep};

/// Honest questions in a measurement, each by a new person.
const QUESTIONS: usize = 500;
/// The time between two of them.
const TRICKLE: Duration = Duration::from_millis(40);
/// How long a flood lasts before others are measured: longer than its first messages are answered.
const HEAD_START: Duration = Duration::from_secs(35);
/// How long the last answer is waited for.
const PATIENCE: Duration = Duration::from_secs(60);
/// Who floods: people, and the time between two updates of each.
const FLOODS: [(i64, Duration); 2] = [(1, Duration::from_millis(5)), (64, Duration::from_millis(100))];

// One thread for the null Bot API, those who ask and those who flood: the server is to have the machine.
#[tokio::main(flavor = "current_thread")]
async fn main() {
    let sent = Sent::new(QUESTIONS);
    let api = null_api::serve(sent.clone()).await.unwrap();
    let folder = contender::folder(Path::new(env!("CARGO_TARGET_TMPDIR"))).unwrap();
    let setting = Setting { api, folder: folder.clone(), faq: PathBuf::new(), announce_rate: 25 };
    let running = Contender::qaida().start(&setting).await.unwrap();
    let telegram = Telegram { port: running.port, updates: Arc::default() };

    trickle(&telegram, &sent, 1_000_000).await;
    let idle = trickle(&telegram, &sent, 2_000_000).await;
    println!("{:<34} {:>8} {:>8} {:>8} {:>7}", "", "updates", "p50 ms", "p99 ms", "ratio");
    row("nobody floods", 0, &idle, &idle);
    for (place, (people, pause)) in (1..).zip(FLOODS) {
        let mut flooding = JoinSet::new();
        let delivered = Arc::new(AtomicU64::new(0));
        for person in 0..people {
            flooding.spawn(flood(telegram.clone(), 10_000 * place + person, pause, delivered.clone()));
        }
        sleep(HEAD_START).await;
        let before = delivered.load(Ordering::SeqCst);
        let flooded = trickle(&telegram, &sent, 10_000_000 * place).await;
        let during = delivered.load(Ordering::SeqCst) - before;
        flooding.shutdown().await;
        row(&format!("{people} flood, an update every {} ms", pause.as_millis()), during, &flooded, &idle);
    }
    drop(running);
    std::fs::remove_dir_all(&folder).unwrap();
}

/// Questions, each by a new person; how long each waited, in milliseconds, sorted.
async fn trickle(telegram: &Telegram, sent: &Arc<Sent>, first: i64) -> Vec<f64> {
    sent.expect(first, QUESTIONS);
    let mut clock = interval(TRICKLE);
    let mut delivering = JoinSet::new();
    let mut asked = Vec::new();
    for person in (first..).take(QUESTIONS) {
        clock.tick().await;
        let mut connection = telegram.connection().await;
        asked.push(sent.now());
        delivering.spawn(async move { connection.text(person, "Кто сажает деревья?").await });
    }
    delivering.join_all().await;
    assert_eq!(sent.all(PATIENCE).await, QUESTIONS, "somebody got no answer");
    let wait = |(place, asked): (usize, &u64)| (sent.when(place) - asked) as f64 / 1e6;
    let mut waits: Vec<f64> = asked.iter().enumerate().map(wait).collect();
    waits.sort_unstable_by(f64::total_cmp);
    waits
}

/// Texts, presses and edits in turn, until it is stopped.
async fn flood(telegram: Telegram, person: i64, pause: Duration, delivered: Arc<AtomicU64>) {
    let mut connection = telegram.connection().await;
    let mut clock = interval(pause);
    loop {
        for kind in 0..3 {
            clock.tick().await;
            match kind {
                0 => connection.text(person, "Кто отвечает за спорт?").await,
                1 => connection.press(person).await,
                _ => connection.edit(person, "Кто отвечает за школы?").await,
            }
            delivered.fetch_add(1, Ordering::SeqCst);
        }
    }
}

fn row(name: &str, updates: u64, waits: &[f64], idle: &[f64]) {
    let percentile = |waits: &[f64], percent: usize| waits[(waits.len() - 1) * percent / 100];
    let (p50, p99) = (percentile(waits, 50), percentile(waits, 99));
    println!("{name:<34} {updates:>8} {p50:>8.1} {p99:>8.1} {:>7.2}", p99 / percentile(idle, 99));
}

/// Delivers updates.
#[derive(Clone)]
struct Telegram {
    port: u16,
    updates: Arc<AtomicI64>,
}

/// A connection that is kept.
struct Connection {
    telegram: Telegram,
    stream: TcpStream,
}

impl Telegram {
    async fn connection(&self) -> Connection {
        let stream = TcpStream::connect(("127.0.0.1", self.port)).await.unwrap();
        stream.set_nodelay(true).unwrap();
        Connection { telegram: self.clone(), stream }
    }
}

impl Connection {
    async fn text(&mut self, person: i64, text: &str) {
        self.deliver("message", message(person, text)).await;
    }

    async fn edit(&mut self, person: i64, text: &str) {
        self.deliver("edited_message", message(person, text)).await;
    }

    async fn press(&mut self, person: i64) {
        let press = json!({"id": "1", "from": someone(person), "chat_instance": "1", "data": "1v1",
                           "message": message(person, "?")});
        self.deliver("callback_query", press).await;
    }

    async fn deliver(&mut self, kind: &str, what: serde_json::Value) {
        let update = self.telegram.updates.fetch_add(1, Ordering::SeqCst) + 1;
        let body = json!({"update_id": update, kind: what}).to_string();
        let head = format!(
            "POST /telegram HTTP/1.1\r\nhost: x\r\nx-telegram-bot-api-secret-token: {SECRET}\r\ncontent-length: {}\r\n\r\n",
            body.len()
        );
        self.stream.write_all(&[head.as_bytes(), body.as_bytes()].concat()).await.unwrap();
        let mut answer = [0; 1024];
        let read = self.stream.read(&mut answer).await.unwrap();
        assert!(answer[..read].starts_with(b"HTTP/1.1 200"), "{}", String::from_utf8_lossy(&answer[..read]));
    }
}

fn message(person: i64, text: &str) -> serde_json::Value {
    let chat = json!({"id": person, "type": "private", "first_name": "A"});
    json!({"message_id": 1, "date": 1_700_000_000, "chat": chat, "from": someone(person), "text": text})
}

fn someone(person: i64) -> serde_json::Value {
    json!({"id": person, "is_bot": false, "first_name": "A", "language_code": "ru"})
}
