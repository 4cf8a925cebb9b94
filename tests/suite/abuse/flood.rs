//! Somebody floods: told once, then silence; others are answered as ever.

use insta::assert_snapshot;

use crate::world::{World, ask};

#[tokio::test(flavor = "multi_thread")]
async fn a_thousand_presses_texts_and_edits_get_one_sentence() {
    let seen = World::each(async |world| {
        let (ivan, emma) = (world.resident("Иван", "ru"), world.resident("Emma", "en"));
        let answer = ask(&ivan, "Кто сажает деревья в парке?").await;
        let useful = answer.button("Полезно").unwrap().data.clone().unwrap();
        let mut told = Vec::new();
        for _ in 0..40 {
            told.push(ivan.presses_data(answer.id, &useful).await.unwrap().text.unwrap());
        }
        told.dedup();
        ivan.clears();
        for _ in 0..300 {
            let said = ivan.says("Кто отвечает за спорт?").await;
            ivan.edits(said, "Кто отвечает за школы?").await.unwrap();
            ivan.starts("").await;
        }
        assert!(ask(&emma, "Who plants trees in the parks?").await.text.contains("Urban Environment Renovation"));
        while world.running.app.inbox.pending().await.unwrap() > 0 {
            tokio::task::yield_now().await;
        }
        let sentences: Vec<_> = ivan.chat().iter().filter(|line| line.from_bot).map(|line| line.text.clone()).collect();
        format!("{}\n---\n{}", told.join("\n"), sentences.join("\n"))
    })
    .await;
    assert_snapshot!(seen, @"
    Спасибо! Рад, что помог.
    Слишком быстро. Продолжу через минуту.
    ---
    Вы пишете быстрее, чем я успеваю читать. Ничего из написанного раньше не пропало; продолжу через минуту. До тех пор на новые сообщения не отвечаю.
    ");
}
