//! `qaida owner-link`: the link as it is printed, opened in the chat, and gone from everywhere afterwards.

use std::process::Stdio;

use insta::assert_snapshot;
use sandbox::{Options, Person, Sandbox};

use crate::databases::fresh_databases;
use crate::process::share_models;
use crate::process::{Launch, binary, free_port, fresh_folder};
use crate::world::{PATIENCE, ask};

/// Runs `qaida owner-link` beside the server; the code that follows `start=`.
fn code(launch: &Launch, api_url: &str) -> String {
    let mut command = binary();
    command.arg("owner-link").env("QAIDA_TOKEN", &launch.token).env("QAIDA_DATABASE_URL", &launch.database);
    let output = command.env("QAIDA_API_URL", api_url).stdin(Stdio::null()).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let link = String::from_utf8(output.stdout).unwrap();
    let code = link.trim().strip_prefix("https://t.me/qaida_sandbox_bot?start=").unwrap_or_else(|| panic!("{link}"));
    assert!(code.len() <= 64 && code.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_' || b == b'-'));
    code.to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_makes_one_owner_and_leaves_no_trace_of_its_code() {
    let mut seen = Vec::new();
    for database in fresh_databases().await {
        share_models(&database.url);
        let sandbox = Sandbox::start(Options { patience: PATIENCE, ..Options::default() }).await.unwrap();
        let launch = Launch {
            api_url: sandbox.api_url(),
            token: sandbox.token().to_owned(),
            database: database.url.clone(),
            folder: fresh_folder("owner"),
            webhook: false,
            port: free_port(),
        };
        let server = launch.start();
        sandbox.connected().await.unwrap();
        let people = [("Айгүл", "kk"), ("Иван", "ru"), ("Emma", "en")]
            .map(|(name, lang)| sandbox.person(Person::named(name).speaking(lang)));
        let [aigul, ivan, emma] = &people;
        let first = code(&launch, &launch.api_url);
        // Telegram is away: the name is known from the start.
        let second = code(&launch, "http://127.0.0.1:9");
        assert_ne!(first, second);

        aigul.starts(&first).await;
        aigul.next_message().await.unwrap();
        ivan.starts(&first).await;
        ivan.next_message().await.unwrap();
        ask(ivan, &format!("https://t.me/qaida_sandbox_bot?start={second}")).await;
        ivan.starts(&first).await;
        ivan.next_message().await.unwrap();
        emma.starts(&second).await;
        emma.next_message().await.unwrap();
        sandbox.idle().await.unwrap();
        assert!(server.stop().success());

        let screens: String = people.iter().map(|person| person.screen() + "\n").collect();
        seen.push(screens.replace(&first, "FIRST").replace(&second, "SECOND"));
        let log = std::fs::read_to_string(launch.log()).unwrap();
        let store = qaida::store::Store::open(&database.url).await.unwrap();
        let any = qaida::ids::QuestionId(1);
        let question = qaida::store::question::get(&mut store.read().await.unwrap(), any).await.unwrap();
        assert!(question.is_none(), "a code is no question");
        store.close().await;
        for code in [&first, &second] {
            let secret = code.strip_prefix("owner_").unwrap();
            assert!(!log.contains(secret), "the log has the code");
        }
    }
    for other in &seen[1..] {
        assert_eq!(&seen[0], other);
    }
    assert_snapshot!(seen[0], @"
    Айгүл: /start FIRST
    bot: Енді сіз осы боттың иесісіз. Нені баптай алатыныңызды /settings пәрмені көрсетеді.
    Иван: /start FIRST
    bot: Эта ссылка для владельца больше не действует: она уже использована или её срок истёк. Попросите новую у того, кто обслуживает этого бота.
    Иван: https://t.me/qaida_sandbox_bot?start=SECOND
    bot: Теперь вы владелец этого бота. Что можно настроить, покажет команда /settings.
    Иван: /start FIRST
    bot: Вы уже владелец этого бота.
    Emma: /start SECOND
    bot: This owner link no longer works: it has been used or has expired. Ask whoever runs this bot for a new one.
    ");
}
