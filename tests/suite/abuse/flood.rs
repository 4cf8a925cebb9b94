//! Somebody floods: told once, then silence until they have paused; others are answered as ever.

use std::sync::Arc;

use insta::assert_snapshot;
use qaida::clock::{Clock, ManualClock, SystemClock};

use crate::databases::fresh_sqlite;
use crate::world::{Way, World, ask};

#[tokio::test(flavor = "multi_thread")]
async fn a_thousand_presses_texts_and_edits_get_one_sentence_each_and_a_pause_ends_it() {
    // All of it within one moment, however long this machine takes.
    let clock = Arc::new(ManualClock::at(SystemClock.now()));
    let world = World::at(fresh_sqlite(), Way::Polling, clock.clone()).await;
    let (ivan, emma) = (world.resident("Иван", "ru"), world.resident("Emma", "en"));
    let answer = ask(&ivan, "Кто сажает деревья в парке?").await;
    let useful = answer.button("Полезно").expect("a button").data.clone().expect("its data");
    let mut toasts = Vec::new();
    for _ in 0..40 {
        toasts.push(ivan.presses_data(answer.id, &useful).await.expect("an answer").text.expect("a toast"));
    }
    toasts.dedup();
    ivan.clears();
    for _ in 0..300 {
        let said = ivan.says("Кто отвечает за спорт?").await;
        ivan.edits(said, "Кто отвечает за школы?").await.expect("an edit");
        ivan.starts("").await;
    }
    assert!(ask(&emma, "Who plants trees in the parks?").await.text.contains("Urban Environment Renovation"));
    while world.running.app.inbox.pending().await.expect("a count") > 0 {
        tokio::task::yield_now().await;
    }
    let chat = ivan.chat();
    let replies: Vec<&str> = chat.iter().filter(|line| line.from_bot).map(|line| line.text.as_str()).collect();
    let during = format!("{}\n---\n{}", toasts.join("\n"), replies.join("\n"));
    ivan.clears();
    clock.advance(60_000);
    let after = ask(&ivan, "Кто отвечает за спорт?").await;
    assert!(after.text.contains("Управление общественного развития"), "{after}");
    world.stop().await;
    assert_snapshot!(during, @"
    Спасибо! Рад, что помог.
    Слишком быстро. Продолжу через минуту.
    ---
    Вы пишете быстрее, чем я успеваю читать. Ничего из написанного раньше не пропало; продолжу через минуту. До тех пор на новые сообщения не отвечаю.
    ");
}
