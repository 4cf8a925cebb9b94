//! What happens when the world outside goes wrong, one file a part of it. Each fault ends in the right behaviour or in
//! one clear sentence, and nothing that got its 200 is lost.

mod api;
mod clock;
mod database;
mod pack;
mod postgres;
mod process;
mod settings;

use std::net::SocketAddr;
use std::sync::Arc;

use qaida::clock::SystemClock;
use qaida::config::{Config, DatabaseUrl, Token};
use qaida::lifecycle::{self, Running};
use sandbox::{Actor, Options, Person, Sandbox};
use secrecy::ExposeSecret;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::databases::TestDatabase;
use crate::process::share_models;
use crate::process::{Launch, Process, free_port, fresh_folder};
use crate::world::{PATIENCE, Way};

/// A question that has one right answer, and a part of it.
pub const QUESTION: &str = "Кто сажает деревья в парке?";

/// A sandbox and a database, before anything runs on them.
pub struct Scene {
    pub sandbox: Sandbox,
    pub database: TestDatabase,
    pub way: Way,
    pub port: u16,
}

impl Scene {
    pub async fn new(database: TestDatabase, way: Way) -> Scene {
        share_models(&database.url);
        let sandbox = Sandbox::start(Options { patience: PATIENCE, ..Options::default() }).await.expect("a sandbox");
        Scene { sandbox, database, way, port: free_port() }
    }

    pub fn config(&self) -> Config {
        Config {
            token: Some(Token::new(self.sandbox.token())),
            api_url: Some(self.sandbox.api_url()),
            database_url: DatabaseUrl::new(self.database.url.clone()),
            pack: None,
            listen: self.address(),
            public_url: (self.way == Way::Webhook).then(|| format!("http://{}", self.address())),
            webhook_secret: None,
            owners: Vec::new(),
            staff_chat: None,
            announce_rate: 25,
            sandbox_listen: "127.0.0.1:0".parse().expect("an address"),
            trainer: None,
        }
    }

    /// Starts it within this process.
    pub async fn start(&self) -> Running {
        let mut running = lifecycle::start(self.config(), Arc::new(SystemClock)).await.expect("qaida starts");
        running.until_ready().await.expect("qaida is ready");
        running
    }

    /// How it is started as a process of its own.
    pub fn launch(&self, name: &str) -> Launch {
        Launch {
            api_url: self.sandbox.api_url(),
            token: self.sandbox.token().to_owned(),
            database: self.database.url.clone(),
            folder: fresh_folder(name),
            webhook: self.way == Way::Webhook,
            port: self.port,
        }
    }

    pub fn address(&self) -> SocketAddr {
        SocketAddr::from(([127, 0, 0, 1], self.port))
    }

    pub fn resident(&self, name: &str) -> Actor {
        self.sandbox.person(Person::named(name).speaking("ru"))
    }

    /// The status of a page.
    pub async fn get(&self, path: &str) -> u16 {
        request(self.address(), &format!("GET {path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n")).await.0
    }

    /// A figure of the metrics.
    pub async fn figure(&self, name: &str) -> Option<f64> {
        let get = "GET /metrics HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n";
        let (_, body) = request(self.address(), get).await;
        body.lines().find_map(|line| line.strip_prefix(name)?.trim().parse().ok())
    }

    /// What the webhook says to a text from this chat.
    pub async fn deliver(&self, update_id: i64, chat: i64, text: &str) -> u16 {
        let body =
            serde_json::json!({"update_id": update_id, "message": {"message_id": update_id, "date": 1, "text": text,
            "chat": {"id": chat, "type": "private", "first_name": "A"}}})
            .to_string();
        let secret = Token::new(self.sandbox.token()).webhook_secret();
        let head = format!(
            "POST /telegram HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-length: {}\r\n\
             x-telegram-bot-api-secret-token: {}\r\n\r\n{body}",
            body.len(),
            secret.expose_secret(),
        );
        request(self.address(), &head).await.0
    }

    /// Asks a page until it answers with this status.
    pub async fn until(&self, path: &str, status: u16) {
        eventually(&format!("{path} to say {status}"), async || self.get(path).await == status).await;
    }
}

/// Sends a request as it is; status and body of the answer, status 0 when there is none.
async fn request(to: SocketAddr, text: &str) -> (u16, String) {
    let answer = async {
        let mut stream = TcpStream::connect(to).await.ok()?;
        stream.write_all(text.as_bytes()).await.ok()?;
        let mut answer = String::new();
        stream.read_to_string(&mut answer).await.ok()?;
        let status = answer.split(' ').nth(1)?.parse().ok()?;
        Some((status, answer.split_once("\r\n\r\n").map_or("", |(_, body)| body).to_owned()))
    };
    answer.await.unwrap_or_default()
}

/// Looks again and again until it holds.
pub async fn eventually(what: &str, holds: impl AsyncFn() -> bool) {
    let looking = async {
        while !holds().await {
            tokio::task::yield_now().await;
            tokio::time::sleep(std::time::Duration::from_millis(20)).await;
        }
    };
    assert!(tokio::time::timeout(PATIENCE, looking).await.is_ok(), "waited in vain for {what}");
}

/// Waits until the person has an answer that names the right department.
pub async fn is_answered(person: &Actor) {
    person.sees(|lines| answers(lines) > 0).await.expect("an answer");
}

/// How many times the question was answered.
pub fn answers(lines: &[sandbox::ChatLine]) -> usize {
    lines.iter().filter(|line| line.from_bot && line.text.contains("реновации")).count()
}

/// Starts a process that is to end by itself; its exit code and what it said last.
pub async fn ends(scene: &Scene, name: &str, before: impl AsyncFnOnce(&Scene)) -> (Option<i32>, String) {
    let launch = scene.launch(name);
    let process = launch.start();
    before(scene).await;
    let code = tokio::task::spawn_blocking(move || Process::wait(process)).await.expect("joined").code();
    let log = std::fs::read_to_string(launch.log()).expect("a log");
    (code, log.lines().last().unwrap_or_default().to_owned())
}
