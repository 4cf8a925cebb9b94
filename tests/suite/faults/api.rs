//! The Bot API: slow, gone, lying, refusing.

use std::time::Duration;

use sandbox::Fault;

use super::{QUESTION, Scene, answers, ends, eventually, is_answered};
use crate::databases::fresh_sqlite;
use crate::world::Way;

fn answer(status: u16, body: &str) -> Fault {
    Fault::Answer { status, body: body.to_owned() }
}

fn refused(code: u16, description: &str) -> Fault {
    Fault::Refused { code, description: description.to_owned() }
}

/// What may go wrong once with the sending of an answer.
fn troubles() -> Vec<(&'static str, Fault)> {
    vec![
        ("slow", Fault::Delay(Duration::from_secs(2))),
        ("resets the connection", Fault::Close),
        ("error 500", Fault::ServerError),
        ("error 502 as a page", answer(502, "<html>Bad Gateway</html>")),
        ("told to wait", Fault::TooManyRequests { retry_after: 1 }),
        ("told to wait by a page", answer(429, "<html>Too Many Requests</html>")),
        ("told to wait, not for how long", answer(429, r#"{"ok":false,"error_code":429}"#)),
        (
            "told to wait for a word",
            answer(429, r#"{"ok":false,"error_code":429,"parameters":{"retry_after":"soon"}}"#),
        ),
        ("told to wait less than nothing", answer(429, r#"{"ok":false,"parameters":{"retry_after":-5}}"#)),
        ("broken off", answer(200, r#"{"ok":true,"result":{"message_id""#)),
        ("fine, but no result", answer(200, r#"{"ok":true}"#)),
        ("of other types", answer(200, r#"{"ok":"yes","result":[]}"#)),
        ("empty", answer(200, "")),
        ("a page that says yes", answer(200, "<html>Log in to the network</html>")),
        ("401 from somebody else", answer(401, "<html>Proxy authentication</html>")),
        ("done, and the response lost", Fault::LostResponse),
        ("done, and the response garbled", Fault::Garbage),
    ]
}

#[tokio::test(flavor = "multi_thread")]
async fn whatever_happens_once_the_answer_comes_all_the_same() {
    for way in [Way::Polling, Way::Webhook] {
        let scene = Scene::new(fresh_sqlite(), way).await;
        let running = scene.start().await;
        let mut people = Vec::new();
        for (trouble, fault) in troubles() {
            let person = scene.resident(trouble);
            let twice = matches!(fault, Fault::LostResponse | Fault::Garbage);
            scene.sandbox.fail_next_in(person.id(), "sendMessage", fault);
            person.says(QUESTION).await;
            people.push((trouble, person, 1 + usize::from(twice)));
        }
        for (trouble, person, wanted) in &people {
            let seen = person.sees(|lines| answers(lines) >= *wanted).await;
            assert!(seen.is_ok(), "{trouble}: {}", person.screen());
        }
        running.stop().await;
        for (trouble, person, wanted) in &people {
            assert_eq!(answers(&person.chat()), *wanted, "{trouble}: {}", person.screen());
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_absurd_wait_holds_up_that_chat_alone_and_is_not_asked_about() {
    let scene = Scene::new(fresh_sqlite(), Way::Webhook).await;
    let process = scene.launch("absurd").start();
    scene.sandbox.connected().await.unwrap();
    let held = scene.resident("held");
    let absurd = r#"{"ok":false,"error_code":429,"parameters":{"retry_after":18446744073709551615}}"#;
    scene.sandbox.fail_times("sendMessage", Some(held.id()), 1, Fault::TooManyRequests { retry_after: 1 });
    scene.sandbox.fail_times("sendMessage", Some(held.id()), 1, answer(429, absurd));
    held.says(QUESTION).await;
    eventually("a failure", async || {
        scene.figure("qaida_handler_failures_total{then=\"again\"}").await.is_some_and(|count| count >= 2.0)
    })
    .await;
    let other = scene.resident("other");
    other.says(QUESTION).await;
    is_answered(&other).await;
    eventually("the one that is kept for later", async || scene.figure("qaida_inbox_pending").await == Some(1.0)).await;
    let asked = scene.sandbox.calls_of("sendMessage").iter().filter(|call| call.chat() == Some(held.id())).count();
    assert_eq!(asked, 2, "Telegram is not asked again before the time");
    assert!(process.stop().success());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_revoked_while_it_runs_ends_it_with_a_sentence_and_loses_nothing() {
    for way in [Way::Polling, Way::Webhook] {
        let scene = Scene::new(fresh_sqlite(), way).await;
        let person = scene.resident("A");
        let (code, said) = ends(&scene, "revoked", async |scene| {
            scene.sandbox.connected().await.expect("started");
            scene.sandbox.fail_times("sendMessage", None, 1, refused(401, "Unauthorized"));
            person.says(QUESTION).await;
        })
        .await;
        assert_eq!(code, Some(1));
        assert_eq!(
            said,
            "error: the bot token is not valid any more; get the current one from @BotFather and set QAIDA_TOKEN"
        );
        assert_eq!(answers(&person.chat()), 0);
        let running = scene.start().await;
        is_answered(&person).await;
        running.stop().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_that_is_not_valid_is_told_at_start() {
    let scene = Scene::new(fresh_sqlite(), Way::Polling).await;
    for fault in [refused(401, "Unauthorized"), refused(404, "Not Found")] {
        scene.sandbox.fail_next("getMe", fault);
        let (code, said) = ends(&scene, "unknown-token", async |_| {}).await;
        assert_eq!(code, Some(1));
        assert!(said.starts_with("error: the bot token is not valid any more"), "{said}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refused_webhook_names_the_setting() {
    let scene = Scene::new(fresh_sqlite(), Way::Webhook).await;
    scene.sandbox.fail_next("setWebhook", refused(400, "Bad Request: bad webhook: IP address 10.0.0.1 is reserved"));
    let (code, said) = ends(&scene, "webhook", async |_| {}).await;
    assert_eq!(code, Some(1));
    assert!(said.starts_with("error: the webhook could not be set; check QAIDA_PUBLIC_URL: "), "{said}");
    assert!(said.contains("IP address 10.0.0.1 is reserved"), "{said}");
}

#[tokio::test(flavor = "multi_thread")]
async fn trouble_at_the_start_is_waited_out() {
    let scene = Scene::new(fresh_sqlite(), Way::Webhook).await;
    scene.sandbox.fail_next("getMe", Fault::Close);
    scene.sandbox.fail_next("getMe", answer(200, r#"{"ok":true,"result":{"id":"seven"}}"#));
    scene.sandbox.fail_times("setMyCommands", None, 100, refused(400, "Bad Request: too many commands"));
    scene.sandbox.fail_times("setMyDescription", None, 100, answer(404, "<html>no</html>"));
    scene.sandbox.fail_next("setWebhook", Fault::ServerError);
    let running = scene.start().await;
    let person = scene.resident("A");
    person.says(QUESTION).await;
    is_answered(&person).await;
    running.stop().await;
}
