//! `qaida doctor` and `qaida health` as an operator sees them: before the first start, beside a server, and with things
//! gone wrong. What changes from run to run is replaced by its name.

use std::process::{Command, Output, Stdio};

use insta::assert_snapshot;
use sandbox::{Fault, Options, Sandbox};

use crate::databases::{fresh_databases, fresh_postgres, fresh_sqlite};
use crate::process::share_models;
use crate::process::{Launch, binary, free_port, fresh_folder};
use crate::world::PATIENCE;

struct Place {
    sandbox: Sandbox,
    launch: Launch,
}

impl Place {
    async fn on(database: &str, webhook: bool) -> Place {
        share_models(database);
        let sandbox = Sandbox::start(Options { patience: PATIENCE, ..Options::default() }).await.unwrap();
        let launch = Launch {
            api_url: sandbox.api_url(),
            token: sandbox.token().to_owned(),
            database: database.to_owned(),
            folder: fresh_folder("doctor"),
            webhook,
            port: free_port(),
        };
        Place { sandbox, launch }
    }

    fn qaida(&self, argument: &str) -> Command {
        let mut command = binary();
        command
            .arg(argument)
            .env("QAIDA_TOKEN", &self.launch.token)
            .env("QAIDA_API_URL", &self.launch.api_url)
            .env("QAIDA_DATABASE_URL", &self.launch.database)
            .env("QAIDA_LISTEN", format!("127.0.0.1:{}", self.launch.port))
            .stdin(Stdio::null());
        if self.launch.webhook {
            command.env("QAIDA_PUBLIC_URL", format!("http://127.0.0.1:{}", self.launch.port));
        }
        command
    }

    /// What the doctor says, and its exit code.
    fn doctor(&self) -> String {
        self.told(self.qaida("doctor").output().unwrap())
    }

    fn told(&self, output: Output) -> String {
        let said = String::from_utf8(output.stdout).unwrap();
        assert!(!said.contains(&self.launch.token), "{said}");
        let database = qaida::config::DatabaseUrl::new(self.launch.database.clone()).to_string();
        let said = said
            .replace(&database, "DATABASE")
            .replace(&self.launch.api_url, "API")
            .replace(&self.launch.port.to_string(), "PORT");
        let line = |line: &str| {
            if line.contains("  disk  ") {
                return "ok       disk          …".to_owned();
            }
            // What grows with the program is not to be counted here.
            let counted = ["schema ", "the one compiled in, ", "commands      ", "not in the menu: "];
            match counted.iter().find_map(|start| Some((line.find(start)? + start.len(), start))) {
                Some((at, _)) => format!("{}…", &line[..at]),
                None => line.to_owned(),
            }
        };
        let lines: Vec<String> = said.lines().map(line).collect();
        format!("{}\nexit {}", lines.join("\n"), output.status.code().unwrap())
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn before_the_first_start_and_beside_a_server() {
    let database = fresh_sqlite();
    let place = Place::on(&database.url, true).await;
    assert_snapshot!(place.doctor(), @"
    ok       settings      all can be used; the token is of the bot 1
    warning  database      DATABASE is not there yet: the first start of qaida makes it
    warning  server        nobody answers at 127.0.0.1:PORT: start qaida (`qaida serve`)
    ok       disk          …
    ok       telegram      reached; the token is valid and of @qaida_sandbox_bot (1)
    ok       clock         agrees with the Bot API server's
    ok       botfather     may be added to groups; privacy mode in groups is on
    warning  webhook       not set yet: starting qaida sets it to http://127.0.0.1:PORT/telegram
    warning  commands      …
    -        staff group   not set up: an owner says /setup in a group with topics, the bot being its administrator
    -        channels      none is linked: who may post in a channel writes /link to the bot
    ok       pack          the one compiled in, …
    ok       model         kept on disk: a start need not train
    exit 0
    ");
    assert_eq!(place.qaida("health").status().unwrap().code(), Some(1));
    let server = place.launch.start();
    place.sandbox.connected().await.unwrap();
    place.sandbox.called(|call| call.method.eq_ignore_ascii_case("setMyShortDescription")).await.unwrap();
    assert_snapshot!(place.doctor(), @"
    ok       settings      all can be used; the token is of the bot 1
    ok       database      DATABASE can be read and written, is sound, schema …
    ok       whose         the database is of the bot 1
    ok       inbox         nothing waits to be handled
    warning  owners        the bot has no owner: make a link with `qaida owner-link`, or set QAIDA_OWNERS
    ok       server        runs at 127.0.0.1:PORT and is ready
    ok       disk          …
    ok       telegram      reached; the token is valid and of @qaida_sandbox_bot (1)
    ok       clock         agrees with the Bot API server's
    ok       botfather     may be added to groups; privacy mode in groups is on
    ok       webhook       set to http://127.0.0.1:PORT/telegram (its secret cannot be read back)
    ok       deliveries    0 updates wait at Telegram, no recent failure
    ok       commands      …
    -        staff group   not set up: an owner says /setup in a group with topics, the bot being its administrator
    -        channels      none is linked: who may post in a channel writes /link to the bot
    ok       pack          the one compiled in, …
    ok       model         kept on disk: a start need not train
    exit 0
    ");
    assert_eq!(place.qaida("health").status().unwrap().code(), Some(0));
    assert!(server.stop().success());
}

#[tokio::test(flavor = "multi_thread")]
async fn postgres_and_polling() {
    let Some(database) = fresh_postgres().await else { return };
    let place = Place::on(&database.url, false).await;
    let server = place.launch.start();
    place.sandbox.connected().await.unwrap();
    let said = place.doctor();
    assert!(said.contains("updates are polled for") && said.ends_with("exit 0"), "{said}");
    assert!(server.stop().success());
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_wrong_is_told_with_what_to_do() {
    let database = fresh_sqlite();
    let place = Place::on(&database.url, false).await;
    let server = place.launch.start();
    place.sandbox.connected().await.unwrap();
    assert!(server.stop().success());

    let told = |command: &mut Command| place.told(command.output().unwrap());
    let failed = |said: &str| -> String {
        assert!(said.ends_with("exit 1"), "{said}");
        said.lines().filter(|line| line.starts_with("FAILED")).collect::<Vec<_>>().join("\n")
    };
    let revoked = told(place.qaida("doctor").env("QAIDA_TOKEN", "1:another-key"));
    let other = told(place.qaida("doctor").env("QAIDA_TOKEN", "2:another-key"));
    let unreachable = told(place.qaida("doctor").env("QAIDA_API_URL", "http://127.0.0.1:9"));
    let wrong = told(place.qaida("doctor").env("QAIDA_OWNERS", "@boss"));
    let pack = fresh_folder("pack");
    std::fs::write(pack.join("pack.toml"), "city = 7").unwrap();
    let broken = told(place.qaida("doctor").env("QAIDA_PACK", &pack)).replace(pack.to_str().unwrap(), "PACK");
    let file = database.url.strip_prefix("sqlite://").unwrap();
    std::fs::write(file, "no database at all, and long enough for SQLite to see that it is none of its own files")
        .unwrap();
    let damaged = place.doctor();
    let all = [revoked, other, unreachable, wrong, broken, damaged].map(|said| failed(&said)).join("\n\n");
    assert_snapshot!(all.replace(file, "FILE"), @r#"
    FAILED   telegram      API: the token is not valid any more: get the current token from @BotFather (/mybots, API Token) and set QAIDA_TOKEN

    FAILED   whose         the database is of the bot 1, the token of the bot 2: use that bot's token, or name another database with QAIDA_DATABASE_URL
    FAILED   telegram      API: the token is not valid any more: get the current token from @BotFather (/mybots, API Token) and set QAIDA_TOKEN

    FAILED   telegram      http://127.0.0.1:9: Telegram could not be reached: no connection: client error (Connect): tcp connect error: Connection refused (os error 111): check the network, the firewall, and QAIDA_API_URL

    FAILED   settings      QAIDA_OWNERS "@boss" is no list of user ids; give Telegram user ids with commas between, such as 12345,67890, or make owners with `qaida owner-link`

    FAILED   pack          1 errors, the first: PACK/pack.toml:1: invalid type: integer `7`, expected struct Words; see docs/knowledge.md for the keys of pack.toml: run `qaida pack check` for all

    FAILED   database      FILE is damaged or no database (error returned from database: (code: 26) file is not a database): use the last good backup
    "#);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_webhook_of_another_server_is_told() {
    for database in fresh_databases().await {
        let mut place = Place::on(&database.url, true).await;
        let server = place.launch.start();
        place.sandbox.connected().await.unwrap();
        place.sandbox.fail_next("getMyCommands", Fault::ServerError);
        place.launch.port = free_port();
        let said = place.doctor();
        assert!(said.contains("FAILED   webhook") && said.contains("stop the other server"), "{said}");
        assert!(said.contains("warning  commands"), "{said}");
        assert!(server.stop().success());
    }
}
