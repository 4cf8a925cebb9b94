//! One update followed through the log by its number: from its arrival, through a call that fails and is tried again, to
//! its end; and not a word of what it said.

use std::process::{Child, Stdio};

use sandbox::{Fault, Options, Person, Sandbox};
use serde_json::Value;

use crate::databases::fresh_sqlite;
use crate::process::share_models;
use crate::process::{binary, free_port, fresh_folder};
use crate::world::PATIENCE;

/// Killed when the test ends, however it ends.
struct Server(Child);

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

async fn lines_of_one_update(webhook: bool) -> Vec<String> {
    let database = fresh_sqlite();
    share_models(&database.url);
    let sandbox = Sandbox::start(Options { patience: PATIENCE, first_id: 7000, ..Options::default() }).await.unwrap();
    let log = fresh_folder("following").join("log");
    let port = free_port();
    let mut command = binary();
    command
        .env("QAIDA_TOKEN", sandbox.token())
        .env("QAIDA_API_URL", sandbox.api_url())
        .env("QAIDA_DATABASE_URL", &database.url)
        .env("QAIDA_LISTEN", format!("127.0.0.1:{port}"))
        .env("QAIDA_LOG", "debug")
        .env("QAIDA_LOG_FORMAT", "json")
        .stdout(Stdio::null())
        .stderr(std::fs::File::create(&log).unwrap());
    if webhook {
        command.env("QAIDA_PUBLIC_URL", format!("http://127.0.0.1:{port}"));
    }
    let server = Server(command.spawn().unwrap());
    sandbox.connected().await.unwrap();
    let emma = sandbox.person(Person::named("Emma").speaking("en"));
    sandbox.fail_next("sendMessage", Fault::ServerError);
    let text = "Who plants trees in the park near Zhenis 77?";
    emma.says(text).await;
    let reply = emma.next_message().await.unwrap();
    emma.says("Thanks!").await;
    // One chat goes in order: what came before the second reply is done.
    emma.next_message().await.unwrap();
    drop(server);

    let log = std::fs::read_to_string(&log).unwrap();
    for private in [text, "Zhenis", "Thanks!", &reply.text] {
        assert!(!log.contains(private), "{private:?} is in the log");
    }
    let lines: Vec<Value> = log.lines().map(|line| serde_json::from_str(line).expect("a JSON line")).collect();
    let first =
        lines.iter().filter(|line| line["message"] == "came in").map(|line| line["update"].as_i64().unwrap()).min();
    let of_first = lines.iter().filter(|line| line["update"].as_i64() == first);
    let ours = of_first.filter(|line| line["target"].as_str().is_some_and(|target| target.starts_with("qaida")));
    let told = |line: &Value| {
        assert!(line.get("chat").is_none(), "{line}");
        let target = line["target"].as_str().unwrap();
        let timed = if line["milliseconds"].is_u64() { ", timed" } else { "" };
        let method = line["method"].as_str().map(|method| format!(" {method}")).unwrap_or_default();
        format!("{target}: {}{method}{timed}", line["message"].as_str().unwrap())
    };
    ours.map(told).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn an_update_can_be_followed_from_its_arrival_to_its_end() {
    let expected = [
        "qaida::transport::inbox: came in",
        "qaida::transport::runner::rounds: stored",
        "qaida::transport::runner::lane: taken on",
        "qaida::transport::sender: called in vain: error 500 SendMessage, timed",
        "qaida::transport::sender: called SendMessage, timed",
        "qaida::transport::runner::lane: handled, timed",
        "qaida::transport::runner::rounds: done",
    ];
    assert_eq!(lines_of_one_update(false).await, expected);
    assert_eq!(lines_of_one_update(true).await, expected);
}
