//! Nothing private is said: every world's log is kept at its most talkative, and searched for what people wrote. One
//! process is driven through all that can happen, and all of its output is searched.

use std::fs::File;
use std::path::PathBuf;
use std::sync::Once;
use std::time::Duration;

use env_logger::Target;
use qaida::config::{LogConfig, LogFormat};
use qaida::telemetry;
use sandbox::{Actor, Fault, Options, Person, Sandbox};
use serde_json::json;
use sqlx::{AssertSqlSafe, Connection};

use crate::databases::{TestDatabase, fresh_postgres, fresh_sqlite};
use crate::http;
use crate::process::share_models;
use crate::process::{Launch, free_port, fresh_folder};
use crate::world::{PATIENCE, ask};

/// The pause between two looks at the log.
const A_LOOK: Duration = Duration::from_millis(20);
/// Shorter texts occur in innocent words.
const SHORTEST: usize = 12;

fn log_file() -> PathBuf {
    PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("suite-{}.log", std::process::id()))
}

/// From now on this process logs everything, into a file of its own.
pub fn listen() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let config = LogConfig { filter: "trace".to_owned(), format: LogFormat::Text };
        let file = File::create(log_file()).expect("a log file");
        assert!(telemetry::start_log(&config, Target::Pipe(Box::new(file))), "another log is in place");
    });
}

/// All that was logged so far.
pub fn heard() -> String {
    std::fs::read_to_string(log_file()).expect("a log")
}

/// Fails when the log knows what somebody in the sandbox wrote, who they are, or the token.
pub fn nothing_was_told(sandbox: &Sandbox, log: &str) {
    let secret = sandbox.token().split_once(':').expect("a token").1.to_owned();
    let mut private = vec![secret];
    for person in sandbox.people() {
        // The ready-made people have ids that occur in innocent numbers.
        private.extend(Some(person.id().to_string()).filter(|id| id.len() > 9));
        let written = person.chat().into_iter().filter(|line| !line.from_bot && !line.text.starts_with('/'));
        private.extend(written.map(|line| line.text).filter(|text| text.chars().count() >= SHORTEST));
    }
    for text in private {
        let line = log.lines().find(|line| line.contains(&text));
        assert!(line.is_none(), "{text:?} was told: {line:?}");
    }
}

/// What is in every text, name and number of the people here, and in the token and the secret.
const MARKS: [&str; 8] =
    ["қпймрк", "zqxmark", "Zqxname", "zqxlast", "zqx_user", "8800555777", "zqxsecret", "870101300123"];

fn marked_person(sandbox: &Sandbox, id: i64, lang: &str) -> Actor {
    sandbox.person(Person {
        last_name: Some("zqxlast".to_owned()),
        username: Some(format!("zqx_user{id}")),
        id: Some(88_005_557_770 + id),
        ..Person::named("Zqxname").speaking(lang)
    })
}

/// A conversation in three languages with everything in it.
async fn live(sandbox: &Sandbox, person: &Actor) {
    person.starts("zqxmark").await;
    person.next_message().await.unwrap();
    for text in [
        "Кто сажает деревья в парке? қпймрк zqxmark 870101300123",
        "Who plants trees in the parks? zqxmark қпймрк",
        "Саябаққа ағашты кім отырғызады? zqxmark",
        "пвапвап қпймрк zqxmark",
        "zqxmark zqxmark zqxmark",
        "/zqxmark",
        "/language zqxmark",
    ] {
        ask(person, text).await;
    }
    let id = person.says("Кто отвечает за спорт? zqxmark").await;
    let answer = person.next_message().await.unwrap();
    person.edits(id, "Кто теперь занимается озеленением? zqxmark").await.unwrap();
    person.next_message().await.unwrap();
    for forged in ["zqxmark", "1vzqxmark", "1ektzqxmark", "\u{0}zqxmark", "1v1"] {
        person.presses_data(answer.id, forged).await.unwrap();
    }
    person.sends_photo("Кто отвечает за спорт? zqxmark").await;
    person.next_message().await.unwrap();
    person.sends_document("zqxmark.pdf", "").await;
    person.next_message().await.unwrap();
    for update in [
        json!({ "zqxmark": { "text": "zqxmark" } }),
        json!({ "message": { "message_id": "zqxmark", "text": "zqxmark" } }),
        json!({ "message": { "message_id": 1, "date": "zqxmark", "text": "zqxmark",
                             "chat": { "id": person.id(), "type": "zqxmark" } } }),
        json!({ "callback_query": { "id": "zqxmark", "from": { "id": "zqxmark" }, "data": "zqxmark" } }),
    ] {
        sandbox.inject(update);
    }
    for fault in [
        Fault::ServerError,
        Fault::Close,
        Fault::LostResponse,
        Fault::Garbage,
        Fault::TooManyRequests { retry_after: 1 },
        Fault::Refused { code: 400, description: "Bad Request: odd".to_owned() },
    ] {
        sandbox.fail_next_in(person.id(), "sendMessage", fault);
        ask(person, "Кто сажает деревья? zqxmark").await;
    }
    person.says("/mydata").await;
    person.next_message().await.unwrap();
    ask(person, "/forget").await;
    person.blocks().await;
    person.unblocks().await;
}

async fn on_database(url: &str, sql: &'static str) {
    match url.strip_prefix("postgres") {
        Some(_) => {
            let mut database = sqlx::PgConnection::connect(url).await.unwrap();
            sqlx::raw_sql(AssertSqlSafe(sql)).execute(&mut database).await.unwrap();
        }
        None => {
            let mut database = sqlx::SqliteConnection::connect(url).await.unwrap();
            sqlx::raw_sql(AssertSqlSafe(sql)).execute(&mut database).await.unwrap();
        }
    }
}

async fn says_nothing_private(database: TestDatabase, webhook: bool) {
    share_models(&database.url);
    let token = "77:zqxsecret-of-the-token".to_owned();
    let sandbox = Sandbox::start(Options { patience: PATIENCE, token: token.clone(), ..Options::default() });
    let sandbox = sandbox.await.unwrap();
    let launch = Launch {
        api_url: sandbox.api_url(),
        token,
        database: database.url.clone(),
        folder: fresh_folder("quiet"),
        webhook,
        port: free_port(),
    };
    let process = launch.start();
    sandbox.connected().await.unwrap();
    let people = [(1, "kk"), (2, "ru"), (3, "en")].map(|(id, lang)| marked_person(&sandbox, id, lang));
    tokio::join!(live(&sandbox, &people[0]), live(&sandbox, &people[1]), live(&sandbox, &people[2]));
    // The database fails in the middle of keeping a question, and recovers.
    let person = marked_person(&sandbox, 4, "ru");
    let log = || std::fs::read_to_string(launch.log()).unwrap();
    on_database(&database.url, "ALTER TABLE question RENAME TO question_away").await;
    person.says("Кто сажает деревья? zqxmark").await;
    sandbox.idle().await.unwrap();
    while !log().contains("handling failed") {
        tokio::time::sleep(A_LOOK).await;
    }
    on_database(&database.url, "ALTER TABLE question_away RENAME TO question").await;
    person.next_message().await.unwrap();

    let address = format!("127.0.0.1:{}", launch.port).parse().unwrap();
    for (secret, body) in [("zqxsecret", r#"{"update_id":1,"message":"zqxmark"}"#), ("", "zqxmark")] {
        let head = format!("POST /telegram HTTP/1.1\r\nhost: zqxmark\r\nx-telegram-bot-api-secret-token: {secret}\r\n");
        let request = format!("{head}connection: close\r\ncontent-length: {}\r\n\r\n{body}", body.len());
        assert!(http::exchange(address, request.as_bytes()).await.contains(" 401 "));
    }
    let metrics = http::get(address, "/metrics").await;
    assert!(metrics.contains("qaida_outcomes_total"), "{metrics}");
    assert!(process.stop().success());

    let said = format!("{}\n{metrics}", log());
    assert!(said.contains("handling failed") && said.contains("stopped"), "{said}");
    for mark in MARKS {
        let line = said.lines().find(|line| line.contains(mark));
        assert!(line.is_none(), "{mark} was told: {line:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn says_nothing_private_by_webhook_on_sqlite() {
    says_nothing_private(fresh_sqlite(), true).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn says_nothing_private_by_polling_on_postgres() {
    let Some(database) = fresh_postgres().await else { return };
    says_nothing_private(database, false).await;
}
