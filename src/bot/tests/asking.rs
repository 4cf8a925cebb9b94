//! Questions: answered, followed up, edited, declined; kept masked and once.

use super::town::Town;
use crate::bot::reading;
use crate::bot::visit::Visit;
use crate::store::{question, resident};
use crate::transport::testing::taken_up;

#[tokio::test]
async fn a_question_gets_one_answer_with_buttons() {
    let town = Town::new().await;
    let ann = town.person("ru");
    let answer = ann.says("Кто сажает деревья?").await;
    assert!(answer.starts_with("bot: Town Department ru\n"), "{answer}");
    let (topic, former) = (town.ru("answer-topic") + "Trees ru", town.ru("answer-former") + "Parks Department ru");
    for part in [topic, former, "«Новость»".into(), town.ru("btn-useful"), town.ru("btn-department")] {
        assert!(answer.contains(&part), "{part} in {answer}");
    }
    assert_eq!(ann.heard(), 1);
    let id = town.questions().await[0];
    let mut c = town.services.store.read().await.unwrap();
    let kept = question::get(&mut c, id).await.unwrap().unwrap();
    assert_eq!((kept.text.as_str(), kept.outcome.as_str()), ("Кто сажает деревья?", "answer"));
    let known = resident::get(&mut c, ann.chat()).await.unwrap().unwrap();
    assert_eq!(known.after.unwrap().as_str(), "trees");
}

#[tokio::test]
async fn the_answer_speaks_the_questions_language() {
    let town = Town::new().await;
    let ann = town.person("ru");
    let answer = ann.says("Who plants trees in our street, please?").await;
    assert!(answer.starts_with("bot: Town Department\n     Town Department ru\n"), "{answer}");
    assert!(ann.says("Ағаш отырғызу керек еді, кім көмектеседі").await.starts_with("bot: Town Department kk\n"));
}

#[tokio::test]
async fn what_is_kept_is_masked_and_the_same_update_is_kept_once() {
    let town = Town::new().await;
    let raw = |text: &str| {
        serde_json::json!({"update_id": 9, "message": {"message_id": 5, "date": 1, "text": text,
            "chat": {"id": 77, "type": "private", "first_name": "A"}, "from": {"id": 77, "is_bot": false, "first_name": "A"}}})
        .to_string()
    };
    let person = sandbox::Person { id: Some(77), ..sandbox::Person::named("A") };
    let ann = town.sandbox.person(person);
    ann.starts("").await;
    town.sandbox.idle().await.unwrap();
    for _ in 0..2 {
        town.handle(&raw("Кто сажает деревья? ИИН 900101300123")).await.unwrap();
    }
    let ids = town.questions().await;
    assert_eq!(ids.len(), 1);
    let mut c = town.services.store.read().await.unwrap();
    let kept = question::get(&mut c, ids[0]).await.unwrap().unwrap();
    assert!(kept.text.contains('•') && !kept.text.contains("9001"), "{}", kept.text);
    let buttons = |line: sandbox::ChatLine| line.all_buttons().map(|button| button.data.clone()).collect::<Vec<_>>();
    let answers: Vec<_> = ann.chat().into_iter().filter(|line| line.from_bot).skip(1).map(buttons).collect();
    assert_eq!(answers[0], answers[1], "the buttons of an answer that went out before a crash live on");
}

#[tokio::test]
async fn an_edited_question_changes_its_answer() {
    let town = Town::new().await;
    let ann = town.person("ru");
    let asked = ann.actor.says("Кто сажает деревья?").await;
    let first = ann.last().await;
    ann.actor.edits(asked, "Когда откроют стадион?").await.unwrap();
    let second = ann.last().await;
    assert!(first.contains("Trees ru") && second.contains("(edited)") && second.contains("Sport ru"), "{second}");
    assert_eq!(ann.heard(), 1);
}

#[tokio::test]
async fn what_is_not_ours_is_declined_and_emergencies_come_first() {
    let town = Town::new().await;
    let ann = town.person("ru");
    let declined = ann.says("Когда придёт пенсия?").await;
    assert!(declined.contains(&(town.ru("decline-matter") + "pensions ru")), "{declined}");
    assert_eq!(ann.says("Пожар, помогите, горит квартира!").await, "bot: fire текст");
    assert!(ann.says("🌳🌳").await.contains(&town.ru("oddity-no-letters")));
    assert!(ann.says("木を植えるのは誰ですか").await.contains(&town.ru("oddity-foreign-script")));
    assert!(ann.says("\u{200b}\u{2060}").await.contains(&town.ru("oddity-empty")));
    assert!(ann.says(&"дерево ".repeat(585)).await.starts_with("bot: "));
    assert_eq!(ann.says("Здравствуйте").await, "bot: greeting текст");
}

#[tokio::test]
async fn a_question_may_refer_back_for_half_an_hour() {
    let town = Town::new().await;
    let ann = town.person("ru");
    ann.says("Кто сажает деревья?").await;
    let raw = format!(
        r#"{{"update_id":9,"message":{{"message_id":5,"date":1,"text":"?","chat":{{"id":{},"type":"private"}}}}}}"#,
        ann.actor.id()
    );
    let deed = reading::read(&raw).unwrap();
    let after = async || Visit::of(&town.services, &taken_up(&town.services.store, &raw).await, &deed).after;
    town.clock.advance(29 * 60 * 1000);
    assert_eq!(after().await.unwrap().as_str(), "trees");
    town.clock.advance(2 * 60 * 1000);
    assert_eq!(after().await, None);
}

#[tokio::test]
async fn a_text_with_an_entity_of_the_future_is_answered() {
    let town = Town::new().await;
    let ann = town.person("ru");
    ann.actor.starts("").await;
    town.sandbox.idle().await.unwrap();
    let id = ann.actor.id();
    town.sandbox.inject(serde_json::json!({"message": {"message_id": 500, "date": 1, "text": "Кто сажает деревья?",
        "entities": [{"type": "brand_new", "offset": 0, "length": 3}],
        "chat": {"id": id, "type": "private", "first_name": "A"}, "from": {"id": id, "is_bot": false, "first_name": "A"}}}));
    assert!(ann.last().await.contains("Trees ru"));
}
