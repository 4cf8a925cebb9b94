//! Who is too fast: answered less, told once, and heard again after a while.

use search::Lang;

use super::town::Town;

/// So many are answered at once.
const AT_ONCE: usize = 30;

#[tokio::test]
async fn a_flood_is_answered_less_told_once_and_forgotten_after_a_silence() {
    for (lang, told) in [(Lang::Kk, "kk"), (Lang::Ru, "ru"), (Lang::En, "en")] {
        let town = Town::new().await;
        let (ann, bob) = (town.person(told), town.person("ru"));
        for _ in 0..60 {
            ann.actor.says("Who plants trees?").await;
        }
        let sentence = format!("bot: {}", town.text(lang, "notice-too-fast"));
        assert_eq!(ann.last().await, sentence);
        assert_eq!(ann.heard(), AT_ONCE + 1);
        let question = ann.actor.says("Who plants trees?").await;
        ann.actor.edits(question, "Who?").await.unwrap();
        ann.says("/start").await;
        ann.actor.sends_sticker().await;
        assert_eq!(ann.last().await, sentence);
        assert_eq!(ann.heard(), AT_ONCE + 1);
        assert!(bob.says("Кто сажает деревья?").await.contains("Town Department"), "others are answered");
        town.clock.advance(60_000);
        assert!(ann.says("Who plants trees?").await.contains("Town Department"));
        assert_eq!(ann.heard(), AT_ONCE + 2);
    }
}

#[tokio::test]
async fn every_press_of_a_flood_is_answered_and_nothing_else_happens() {
    let town = Town::new().await;
    let ann = town.person("ru");
    ann.says("/language").await;
    ann.presses("English").await;
    ann.says("Кто сажает деревья?").await;
    let yes = town.ru("btn-useful");
    for _ in 0..AT_ONCE {
        ann.presses(&yes).await;
    }
    let too_fast = town.en("toast-too-fast");
    assert_eq!(ann.presses(&town.ru("btn-not-useful")).await, Some(too_fast.clone()), "in the language they chose");
    assert_eq!(ann.actor.presses_data(1, "forged").await.unwrap().text, Some(too_fast));
    assert!(ann.last().await.contains(&format!("[{yes} ✓]")), "the vote stays as it was");
}

#[tokio::test]
async fn an_emergency_is_heard_in_a_flood() {
    let town = Town::new().await;
    let ann = town.person("ru");
    for _ in 0..40 {
        ann.actor.says("Кто сажает деревья?").await;
    }
    let told = ann.last().await;
    let emergency = ann.says("Пожар, помогите").await;
    assert_ne!(emergency, told);
    let heard = ann.heard();
    ann.says("Пожар, помогите").await;
    assert_eq!(ann.heard(), heard, "the same once more");
}
