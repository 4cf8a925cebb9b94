//! The whole of qaida with the sandbox as Telegram: started as `qaida serve` starts it, on either database.

use std::sync::Arc;
use std::time::Duration;

use qaida::clock::{ManualClock, SharedClock, SystemClock, Timestamp};
use qaida::config::{Config, DatabaseUrl, Token};
use qaida::ids::ChatId;
use qaida::lifecycle::{self, Running};
use sandbox::{Actor, ChatLine, Options, Person, Sandbox};

use crate::databases::{TestDatabase, fresh_databases};
use crate::process::{free_port, share_models};
use crate::quiet;

/// How long a condition may take: these machines are slow and shared.
pub const PATIENCE: Duration = Duration::from_secs(60);

/// Announcements a second where nobody wants to wait for them.
const FAST: u32 = 500;
/// Announcements a second where people are told how long one takes.
const USUAL: u32 = 25;

/// Who owns the bot by its settings.
pub const OWNER: ChatId = ChatId(9001);

/// A running qaida and its outer world.
pub struct World {
    pub sandbox: Sandbox,
    pub running: Running,
    config: Config,
    clock: SharedClock,
    /// Kept as long as the world runs; it goes with it.
    database: TestDatabase,
}

/// How updates reach the bot.
#[derive(Clone, Copy, PartialEq)]
pub enum Way {
    Polling,
    Webhook,
}

impl World {
    /// A world on this database.
    pub async fn on(database: TestDatabase, way: Way) -> World {
        World::at(database, way, Arc::new(SystemClock)).await
    }

    /// A world with this clock.
    pub async fn at(database: TestDatabase, way: Way, clock: SharedClock) -> World {
        World::start(database, way, clock, FAST).await
    }

    async fn start(database: TestDatabase, way: Way, clock: SharedClock, announce_rate: u32) -> World {
        quiet::listen();
        share_models(&database.url);
        let sandbox = Sandbox::start(Options {
            patience: PATIENCE,
            page: true,
            people: sandbox::personas(),
            ..Options::default()
        })
        .await
        .expect("a sandbox");
        let config = Config { announce_rate, ..config(&sandbox, &database.url, way) };
        let running = started(&config, &clock).await;
        World { sandbox, running, config, clock, database }
    }

    /// The same world after the program was stopped and started again.
    pub async fn restarted(self) -> World {
        self.restarted_after(&ManualClock::at(Timestamp(0)), 0).await
    }

    /// The same after a while in which it did not run.
    pub async fn restarted_after(self, clock: &ManualClock, millis: i64) -> World {
        self.running.stop().await;
        clock.advance(millis);
        World { running: started(&self.config, &self.clock).await, ..self }
    }

    /// Plays a scenario as [`World::each`] does, by a clock that is turned by hand.
    pub async fn each_at<Seen: PartialEq + std::fmt::Debug>(
        now: Timestamp,
        scenario: impl AsyncFn(&World, &ManualClock) -> Seen,
    ) -> Seen {
        let mut seen = Vec::new();
        for database in fresh_databases().await {
            let clock = Arc::new(ManualClock::at(now));
            let world = World::start(database, Way::Polling, clock.clone(), USUAL).await;
            seen.push(scenario(&world, &clock).await);
            world.stop().await;
        }
        assert!(seen.windows(2).all(|two| two[0] == two[1]), "the databases differ: {seen:#?}");
        seen.swap_remove(0)
    }

    /// Plays a scenario in a world on each database there is. What is seen must be the same, and is given back.
    pub async fn each<Seen: PartialEq + std::fmt::Debug>(scenario: impl AsyncFn(&World) -> Seen) -> Seen {
        let mut seen = Vec::new();
        for database in fresh_databases().await {
            let name = database.name;
            let world = World::on(database, Way::Polling).await;
            seen.push((name, scenario(&world).await));
            world.stop().await;
        }
        for (name, other) in &seen[1..] {
            assert_eq!(&seen[0].1, other, "{} and {name} differ", seen[0].0);
        }
        seen.swap_remove(0).1
    }

    /// Carries out a statement beside the program: for what nothing of it has written yet.
    pub async fn execute(&self, sql: &str) {
        let sql = sqlx::AssertSqlSafe(sql.to_owned());
        let url = self.database.url.as_str();
        if url.starts_with("sqlite") {
            let pool = sqlx::SqlitePool::connect(url).await.expect("the database");
            sqlx::raw_sql(sql).execute(&pool).await.expect("a statement");
            pool.close().await;
        } else {
            let pool = sqlx::PgPool::connect(url).await.expect("the database");
            sqlx::raw_sql(sql).execute(&pool).await.expect("a statement");
            pool.close().await;
        }
    }

    /// Someone whose Telegram is set to this language.
    pub fn resident(&self, name: &str, language: &str) -> Actor {
        self.sandbox.person(Person::named(name).speaking(language))
    }

    pub async fn stop(self) {
        self.running.stop().await;
        quiet::nothing_was_told(&self.sandbox, &quiet::heard());
    }
}

async fn started(config: &Config, clock: &SharedClock) -> Running {
    let mut running = lifecycle::start(config.clone(), clock.clone()).await.expect("qaida starts");
    running.until_ready().await.expect("qaida is ready");
    running
}

/// The settings of a qaida on this database, with a port of its own.
pub fn config(sandbox: &Sandbox, database: &str, way: Way) -> Config {
    let port = free_port();
    Config {
        token: Some(Token::new(sandbox.token())),
        api_url: Some(sandbox.api_url()),
        database_url: DatabaseUrl::new(database.to_owned()),
        pack: None,
        listen: format!("127.0.0.1:{port}").parse().expect("an address"),
        public_url: (way == Way::Webhook).then(|| format!("http://127.0.0.1:{port}")),
        webhook_secret: None,
        owners: vec![OWNER],
        staff_chat: None,
        announce_rate: FAST,
        sandbox_listen: "127.0.0.1:0".parse().expect("an address"),
        trainer: None,
    }
}

/// Says a text and waits for the reply.
pub async fn ask(person: &Actor, text: &str) -> ChatLine {
    person.says(text).await;
    person.next_message().await.expect("a reply")
}
