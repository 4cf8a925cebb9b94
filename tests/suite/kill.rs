//! What got its 200 is answered, whatever happens to the process: `kill -9` in the middle of a stream of questions.

use sandbox::{Options, Person, Sandbox};

use crate::databases::{TestDatabase, fresh_postgres, fresh_sqlite};
use crate::process::{Launch, free_port, fresh_folder};
use crate::world::{PATIENCE, share_models};

/// Questions in the stream; each comes from a person of their own, so that every answer can be told apart.
const QUESTIONS: usize = 300;

/// Chats that the bot handles side by side: so many answers may be on their way when it is killed.
const IN_FLIGHT: usize = 64;

/// The process is killed each time so many people have their answer.
async fn every_question_is_answered(database: TestDatabase, webhook: bool, killed_at: &[usize]) {
    share_models(&database.url);
    let sandbox = Sandbox::start(Options { patience: PATIENCE, ..Options::default() }).await.unwrap();
    let launch = Launch {
        api_url: sandbox.api_url(),
        token: sandbox.token().to_owned(),
        database: database.url.clone(),
        folder: fresh_folder("kill"),
        webhook,
        port: free_port(),
    };
    let mut process = launch.start();
    sandbox.connected().await.unwrap();

    let people: Vec<_> =
        (0..QUESTIONS).map(|n| sandbox.person(Person::named(format!("Resident {n}")).speaking("ru"))).collect();
    for person in &people {
        person.says("Кто сажает деревья в парке?").await;
    }
    let answered = || people.iter().filter(|person| person.chat().iter().any(|line| line.from_bot)).count();
    for &wanted in killed_at {
        sandbox.until(|| answered() >= wanted).await.unwrap();
        process.kill();
        process = launch.start();
    }
    for person in &people {
        person.sees(|lines| lines.iter().any(|line| line.from_bot)).await.unwrap();
    }
    sandbox.idle().await.unwrap();
    let sent: usize = people.iter().map(|person| person.chat().iter().filter(|line| line.from_bot).count()).sum();
    // A double is allowed for what was in flight at a kill. Were nothing marked as done, each start would answer all
    // that had been answered before: many more than this.
    let anew: usize = killed_at.iter().sum();
    let allowed = killed_at.len() * IN_FLIGHT;
    assert!(allowed < anew, "too few questions to tell");
    assert!(sent <= QUESTIONS + allowed, "{sent} answers to {QUESTIONS} questions");
    assert!(process.stop().success(), "see {}", launch.log().display());
}

#[tokio::test(flavor = "multi_thread")]
async fn webhook_on_sqlite() {
    every_question_is_answered(fresh_sqlite(), true, &[20, 90, 160, 240]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn polling_on_sqlite() {
    every_question_is_answered(fresh_sqlite(), false, &[20, 90, 160, 240]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn webhook_on_postgres() {
    let Some(database) = fresh_postgres().await else { return };
    every_question_is_answered(database, true, &[100, 200]).await;
}
