//! Working hours, and the other policies of the desk: what residents are told at night, reminders, opening again, and
//! how long answers usually take.

use sandbox::Group;

use super::desk::{HOUR, office, stored};
use super::town::{Someone, Town};
use crate::ids::ChatId;
use crate::policy::{Decision, Policy};
use crate::store::ticket;

/// The town's clock begins on a Wednesday at 4:13 in the morning there; the milliseconds to eight in the evening of the
/// Friday after.
const TO_FRIDAY_EVENING: i64 = (2 * 24 + 16) * HOUR;

async fn decide(town: &Town, policy: Policy, text: &str) {
    let decision = Decision::parse(policy, text).unwrap();
    let defaults = &town.services.answerer.snapshot().knowledge.info.policies;
    town.services.rulebook.decide(decision, ChatId(1), defaults).await.unwrap();
}

/// They ask what the bot does not know, and for a person; what they are told.
async fn passed_on(town: &Town, person: &Someone<'_>) -> String {
    person.says("Когда придёт пенсия?").await;
    person.presses("Спросить человека").await;
    let told = person.last().await;
    assert!(told.contains(&town.ru("ticket-opened")), "{told}");
    told
}

#[tokio::test]
async fn who_is_passed_on_at_night_is_told_when_staff_are_back() {
    let town = Town::new().await;
    let _group = office(&town).await;
    decide(&town, Policy::WorkingHours, "mon-fri 09:00-18:00").await;
    let back = |day: &str| format!("Сотрудники на месте: пн–пт 9:00–18:00. Ваш вопрос они увидят {day} в 9:00.");
    let (ann, bob, eve) = (town.person("ru"), town.person("ru"), town.person("ru"));
    let told = passed_on(&town, &ann).await;
    assert!(told.contains(&back("сегодня")), "{told}");
    town.clock.advance(TO_FRIDAY_EVENING);
    let told = passed_on(&town, &bob).await;
    assert!(told.contains(&back("в понедельник")), "{told}");
    town.clock.advance((2 * 24 + 16) * HOUR);
    let told = passed_on(&town, &eve).await;
    assert!(!told.contains("Сотрудники на месте"), "{told}");
    decide(&town, Policy::WorkingHours, "always").await;
    town.clock.advance(12 * HOUR);
    assert!(!passed_on(&town, &town.person("ru")).await.contains("Сотрудники на месте"));
}

/// What stands in the topic of the first question besides its card.
fn notes(group: &Group) -> Vec<String> {
    let topic = group.topics()[0].id;
    group.lines(Some(topic)).into_iter().skip(1).map(|line| line.text).collect()
}

#[tokio::test]
async fn staff_are_reminded_in_working_hours_and_as_early_as_the_owner_says() {
    let town = Town::new().await;
    let group = office(&town).await;
    decide(&town, Policy::WorkingHours, "mon-fri 09:00-18:00").await;
    decide(&town, Policy::RemindHours, "2").await;
    stored(&town).await;
    // From 4:13 to 7:13, 8:13 and 9:13.
    for hours in [3, 1] {
        town.clock.advance(hours * HOUR);
        town.services.catch_up().await.unwrap();
        assert_eq!(notes(&group), [""; 0]);
    }
    town.clock.advance(HOUR);
    town.services.catch_up().await.unwrap();
    assert_eq!(notes(&group), ["The resident has been waiting for an answer for about 5 hours"]);
}

#[tokio::test]
async fn a_closed_question_can_be_opened_again_for_as_long_as_the_owner_says() {
    let town = Town::new().await;
    let _group = office(&town).await;
    let ann = town.person("ru");
    passed_on(&town, &ann).await;
    let all = ticket::of_chat(&mut town.services.store.read().await.unwrap(), ann.chat()).await.unwrap();
    let (known, now) = (all[0].clone(), crate::clock::Clock::now(&*town.clock));
    let close = town.services.store.write({
        let known = known.clone();
        move |c| Box::pin(async move { ticket::close(c, &known, ChatId(1), "", now).await })
    });
    assert!(close.await.unwrap());
    decide(&town, Policy::ReopenHours, "24").await;
    town.clock.advance(25 * HOUR);
    let again = format!("1x{}", known.id.0);
    ann.actor.presses_data(1, &again).await.unwrap();
    assert!(ann.last().await.contains(&town.ru("ticket-reopen-late")));
    decide(&town, Policy::ReopenHours, "48").await;
    ann.actor.presses_data(1, &again).await.unwrap();
    assert!(ann.last().await.contains(&town.ru("ticket-reopened")));
}

/// Staff answer the question that was passed on last.
async fn answer_last(town: &Town) {
    let now = crate::clock::Clock::now(&*town.clock);
    let answer = town.services.store.write(move |c| {
        Box::pin(async move {
            let known = ticket::unanswered(c).await?;
            for ticket in &known {
                ticket::answered(c, ticket.id, (ChatId(2), "Aida"), now).await?;
            }
            Ok(known.len())
        })
    });
    assert_eq!(answer.await.unwrap(), 1);
}

#[tokio::test]
async fn residents_are_told_how_long_an_answer_usually_takes() {
    let town = Town::new().await;
    let _group = office(&town).await;
    // Minutes until the first answer; the median is 40.
    for minutes in [10, 300, 40, 20, 55] {
        let told = passed_on(&town, &town.person("ru")).await;
        assert!(!told.contains("Первый ответ"), "too little is known: {told}");
        town.clock.advance(minutes * 60_000);
        answer_last(&town).await;
    }
    let usually = "Первый ответ обычно приходит примерно через 40 минут.";
    let told = passed_on(&town, &town.person("ru")).await;
    assert!(told.contains(usually), "{told}");
    decide(&town, Policy::WorkingHours, "mon-fri 03:00-04:00").await;
    let told = passed_on(&town, &town.person("ru")).await;
    assert!(told.contains("увидят завтра в 3:00") && !told.contains("Первый ответ"), "{told}");
}
