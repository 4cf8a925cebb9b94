//! Whole starts and stops, with the sandbox as Telegram and the pack that is compiled in.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::path::PathBuf;

use sandbox::{Fault, Options, Person, Sandbox};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

use super::*;
use crate::config::{DatabaseUrl, Token};
use crate::store::Store;

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
            sandbox_listen: "127.0.0.1:0".parse().unwrap(),
        }
    }
}

impl Drop for Bench {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

async fn started(config: Config) -> Running {
    start(config, Arc::new(SystemClock)).await.unwrap()
}

async fn status(address: SocketAddr, path: &str) -> String {
    let mut stream = TcpStream::connect(address).await.unwrap();
    let request = format!("GET {path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).await.unwrap();
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
    assert!(!bench.sandbox.commands("all_private_chats", "kk").is_empty());
    assert!(!bench.sandbox.description("").is_empty());
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
    let free = TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap();
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
