//! Whole starts and stops, with the sandbox as Telegram and the pack that is compiled in.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::path::PathBuf;

use sandbox::{Fault, Options, Person, Sandbox};
use secrecy::{ExposeSecret, SecretString};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

use super::*;
use crate::config::{DatabaseUrl, Token};
use crate::store::Store;
use crate::web::SECRET_HEADER;

/// A sandbox and a folder for databases, one index between them.
struct Bench {
    sandbox: Sandbox,
    folder: PathBuf,
}

impl Bench {
    async fn new(name: &str) -> Bench {
        let patience = Duration::from_secs(60);
        let sandbox = Sandbox::start(Options { patience, ..Options::default() }).await.unwrap();
        let folder = std::env::temp_dir().join(format!("qaida-lifecycle-{name}-{}", std::process::id()));
        Bench { sandbox, folder }
    }

    fn config(&self) -> Config {
        let database = format!("sqlite://{}", self.folder.join("qaida.db").display());
        Config {
            token: Some(Token::new(self.sandbox.token())),
            api_url: Some(self.sandbox.api_url()),
            database_url: DatabaseUrl::new(database),
            pack: None,
            listen: "127.0.0.1:0".parse().unwrap(),
            public_url: None,
            webhook_secret: None,
            owners: Vec::new(),
            staff_chat: None,
            announce_rate: 25,
            sandbox_listen: "127.0.0.1:0".parse().unwrap(),
            trainer: None,
        }
    }
}

impl Drop for Bench {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

async fn started(config: Config) -> Running {
    let mut running = start(config, Arc::new(SystemClock)).await.unwrap();
    running.until_ready().await.unwrap();
    running
}

async fn free_address() -> SocketAddr {
    TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap()
}

async fn status(address: SocketAddr, path: &str) -> String {
    let mut stream = TcpStream::connect(address).await.unwrap();
    let request = format!("GET {path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.unwrap();
    answer.split(' ').nth(1).unwrap().to_owned()
}

async fn deliver(address: SocketAddr, secret: &SecretString, update: &str) -> String {
    let mut stream = TcpStream::connect(address).await.unwrap();
    let head = format!(
        "POST /telegram HTTP/1.1\r\nhost: x\r\nconnection: close\r\n{SECRET_HEADER}: {}\r\ncontent-length: {}\r\n\r\n",
        secret.expose_secret(),
        update.len()
    );
    stream.write_all(format!("{head}{update}").as_bytes()).await.unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.unwrap();
    answer.split(' ').nth(1).unwrap().to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn from_start_to_stop_by_polling() {
    let bench = Bench::new("polling").await;
    let person = bench.sandbox.person(Person::named("A").speaking("ru"));
    let running = started(bench.config()).await;
    assert_eq!(status(running.address(), "/readyz").await, "200");
    let shown = || !bench.sandbox.commands("all_private_chats", "en").is_empty();
    bench.sandbox.until(|| shown() && !bench.sandbox.description("").is_empty()).await.unwrap();
    person.starts("").await;
    person.next_message().await.unwrap();

    running.stop().await;
    // Nobody holds the database any more, and what comes now waits for the next start.
    person.says("?").await;
    let store = Store::open_serving(bench.config().database_url.expose()).await.unwrap();
    store.close().await;
    let running = started(bench.config()).await;
    person.next_message().await.unwrap();
    running.stop().await;

    // Another bot must not write to these people.
    let other = Sandbox::start(Options { token: "2:other".to_owned(), ..Options::default() }).await.unwrap();
    let token = Some(Token::new(other.token()));
    let config = Config { token, api_url: Some(other.api_url()), ..bench.config() };
    let refused = start(config, Arc::new(SystemClock)).await.err().unwrap();
    assert!(refused.to_string().contains("belongs to the bot 1, and this token is of the bot 2"), "{refused}");
}

#[tokio::test(flavor = "multi_thread")]
async fn by_webhook_and_a_revoked_token_ends_it() {
    let bench = Bench::new("webhook").await;
    let free = free_address().await;
    let config = Config { listen: free, public_url: Some(format!("http://{free}")), ..bench.config() };
    let person = bench.sandbox.person(Person::named("A").speaking("en"));
    let mut running = started(config).await;
    person.starts("").await;
    person.next_message().await.unwrap();
    assert!(bench.sandbox.calls_of("getUpdates").is_empty());

    let revoked = Fault::Refused { code: 401, description: "Unauthorized".to_owned() };
    bench.sandbox.fail_next("sendMessage", revoked);
    person.says("?").await;
    let failure = running.failure().await.to_string();
    assert!(failure.contains("not valid any more"), "{failure}");
    running.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn before_telegram_is_reached_it_stores_and_says_that_it_is_not_ready() {
    let bench = Bench::new("offline").await;
    let (here, telegram) = (free_address().await, free_address().await);
    let api_url = Some(format!("http://{telegram}"));
    let config = Config { api_url, listen: here, public_url: Some(format!("http://{here}")), ..bench.config() };
    let secret = config.token.as_ref().unwrap().webhook_secret();
    let mut running = start(config, Arc::new(SystemClock)).await.unwrap();
    assert_eq!(status(here, "/healthz").await, "200");
    assert_eq!(status(here, "/readyz").await, "503");

    let update = r#"{"update_id":7,"message":{"message_id":1,"date":1,"text":"?","chat":{"id":5001,"type":"private",
        "first_name":"A"},"from":{"id":5001,"is_bot":false,"first_name":"A"}}}"#;
    assert_eq!(deliver(here, &secret, update).await, "200");

    let options = Options { listen: telegram, patience: Duration::from_secs(60), ..Options::default() };
    let sandbox = Sandbox::start(options).await.unwrap();
    let person = sandbox.person(Person { id: Some(5001), ..Person::named("A") });
    person.says("!").await;
    running.until_ready().await.unwrap();
    assert_eq!(status(here, "/readyz").await, "200");
    person.next_message().await.unwrap();
    person.next_message().await.unwrap();
    running.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_that_telegram_does_not_know_ends_it_and_uses_up_no_try() {
    let bench = Bench::new("unknown").await;
    let config = Config { token: Some(Token::new("1:unknown")), ..bench.config() };
    let mut running = start(config, Arc::new(SystemClock)).await.unwrap();
    let failure = running.until_ready().await.unwrap_err().to_string();
    assert!(failure.contains("not valid any more"), "{failure}");
    running.stop().await;
}
