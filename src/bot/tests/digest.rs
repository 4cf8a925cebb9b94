//! The digest, by the clock.

use insta::assert_snapshot;
use sandbox::Group;

use super::desk::office;
use super::town::Town;

const MINUTE: i64 = 60_000;
const HOUR: i64 = 60 * MINUTE;
/// From the hour at which the town's clock begins (13 minutes past four) to nine.
const TO_NINE: i64 = 4 * HOUR + 46 * MINUTE + 40_000;

/// The time passes, and the desk has its round.
async fn passes(town: &Town, millis: i64) {
    town.clock.advance(millis);
    town.services.catch_up().await.unwrap();
}

/// How many digests stand in General.
fn told(group: &Group) -> usize {
    group.lines(None).len()
}

/// The address or data of every button.
fn taps(group: &Group) -> Vec<String> {
    let digest = group.lines(None).pop().unwrap();
    let tap = |button: &sandbox::Button| button.url.clone().or(button.data.clone()).unwrap_or_default();
    digest.buttons.iter().flatten().map(tap).collect()
}

#[tokio::test]
async fn staff_are_told_at_nine_once_a_day_what_happened_and_what_is_to_be_done() {
    let town = Town::new().await;
    let group = office(&town).await;
    passes(&town, 0).await;
    let (ann, bob) = (town.person("en"), town.person("en"));
    ann.says("Who plants trees").await;
    ann.presses("Not what I need").await;
    ann.says("Hello").await;
    for (person, question) in [(&bob, "When is my pension paid"), (&ann, "when will my pension be paid?")] {
        town.clock.advance(MINUTE);
        person.says(question).await;
    }
    ann.presses("Ask a person").await;
    passes(&town, TO_NINE - 3 * MINUTE).await;
    assert_eq!(told(&group), 0, "it is not nine yet");
    for _ in 0..2 {
        passes(&town, MINUTE).await;
    }
    assert_eq!(told(&group), 1);
    assert_snapshot!(group.screen(None), @"
    bot: Daily digest
         08.11, 09:00 – 15.11, 09:00

         Questions: 3
         Answered: 1, asked to clarify: 0, no answer: 2
         Greetings and small talk, not counted: 1
         Ratings: “This helped” – 0, “Not what I need” – 1

         Lowest-rated answers
         1. Trees – “Not what I need”: 1 of 1

         Questions the bot could not answer
         2. when will my pension be paid? – 2 times

         Waiting for the staff
         3. Question 1 · when will my pension be paid? – waiting about 5 hours
         [Improve 1]
         [Write an answer for 2]
         [Open 3 → https://t.me/c/2000005001/3]
    ");
    let (topic, chat) = (group.topics()[0].id, group.id().to_string());
    let question = town.questions().await.pop().unwrap();
    let gap = crate::bot::callbacks::encode(&crate::view::Press::Gap(question));
    let address = format!("https://t.me/c/{}/{topic}", chat.strip_prefix("-100").unwrap());
    assert_eq!(taps(&group), ["1kottrees".to_owned(), gap, address]);

    // Who still waits is told of again, and nothing else.
    passes(&town, 23 * HOUR).await;
    assert_eq!(told(&group), 1);
    passes(&town, HOUR).await;
    assert_snapshot!(group.lines(None)[1], @"
    bot: Daily digest
         15.11, 09:00 – 16.11, 09:01

         Questions: 0

         Waiting for the staff
         1. Question 1 · when will my pension be paid? – waiting about 29 hours
         [Open 1 → https://t.me/c/2000005001/3]
    ");
}

#[tokio::test]
async fn when_nothing_happens_nothing_is_said() {
    let town = Town::new().await;
    let group = office(&town).await;
    for _ in 0..48 {
        passes(&town, HOUR).await;
    }
    assert_eq!(told(&group), 0);
    // A question at night is of the next morning, however long nothing was said.
    town.person("ru").says("Кто сажает деревья").await;
    for _ in 0..24 {
        passes(&town, HOUR).await;
    }
    assert_eq!(told(&group), 1);
    passes(&town, 24 * HOUR).await;
    assert_eq!(told(&group), 1);
}

#[tokio::test]
async fn what_could_not_be_sent_is_told_the_next_day() {
    let town = Town::new().await;
    let group = office(&town).await;
    passes(&town, 0).await;
    town.person("ru").says("Кто сажает деревья").await;
    town.sandbox.fail_next("sendMessage", sandbox::Fault::ServerError);
    passes(&town, TO_NINE).await;
    passes(&town, HOUR).await;
    assert_eq!(told(&group), 0, "one of a day is tried once");
    passes(&town, 24 * HOUR).await;
    assert_eq!(told(&group), 1);
    assert!(group.screen(None).contains("Questions: 1"), "{}", group.screen(None));
}
