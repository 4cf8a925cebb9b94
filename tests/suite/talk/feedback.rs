//! Useful or not, and what was wrong: pressed, changed, typed; counted once an answer.

use insta::assert_snapshot;
use sandbox::Actor;

use crate::http;
use crate::world::{World, ask};

/// The keyboard of the bot's last message, a row a line.
fn keyboard(person: &Actor) -> String {
    let chat = person.chat();
    let last = chat.iter().rev().find(|line| line.from_bot).expect("a message");
    last.to_string().lines().map(str::trim).filter(|line| line.starts_with('[')).collect::<Vec<_>>().join("\n")
}

/// Presses and waits for the keyboard to change; what flew by, and the keyboard.
async fn press(person: &Actor, label: &str) -> String {
    let told = person.presses(label).await.unwrap().text.unwrap_or_default();
    format!("« {told} »\n{}", keyboard(person))
}

/// What `/metrics` says of feedback, as it changes with what people say.
async fn figures(world: &World) -> String {
    let all = http::get(world.running.address(), "/metrics").await;
    let mut lines: Vec<_> = all.lines().filter(|line| line.starts_with("qaida_feedback")).collect();
    lines.sort_unstable();
    lines.join("\n")
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_wrong_is_asked_in_place_and_can_be_changed() {
    let seen = World::each(async |world| {
        let ivan = world.resident("Иван", "ru");
        ask(&ivan, "Кто строит новые спортивные площадки?").await;
        let mut seen = vec![press(&ivan, "Не то, что нужно").await, press(&ivan, "Не то управление").await];
        // Once more: nothing changes.
        assert!(press(&ivan, "Не то, что нужно ✓").await.contains("[Не то управление ✓]"));
        seen.push(press(&ivan, "Вопрос был о другом").await);
        seen.push(press(&ivan, "Полезно").await);
        seen.push(press(&ivan, "Не то, что нужно").await);
        let messages = ivan.chat().len();
        seen.push(press(&ivan, "Спорт").await);
        assert_eq!(ivan.chat().len(), messages, "the candidate is answered in place");
        ivan.clears();
        seen
    })
    .await;
    assert_snapshot!(seen.join("\n\n"), @"
    « Спасибо, что сказали. Что было не так? »
    [Полезно] [Не то, что нужно ✓]
    [Не то управление]
    [Вопрос был о другом]
    [Непонятно или устарело]
    [Об управлении]
    [Получать новости]
    [Озеленение]
    [Спорт]

    « Спасибо, учту. Можно спросить и другими словами. »
    [Полезно] [Не то, что нужно ✓]
    [Не то управление ✓]
    [Вопрос был о другом]
    [Непонятно или устарело]
    [Об управлении]
    [Получать новости]
    [Озеленение]
    [Спорт]

    « Спасибо, учту. Можно спросить и другими словами. »
    [Полезно] [Не то, что нужно ✓]
    [Не то управление]
    [Вопрос был о другом ✓]
    [Непонятно или устарело]
    [Об управлении]
    [Получать новости]
    [Озеленение]
    [Спорт]

    « Спасибо! Рад, что помог. »
    [Полезно ✓] [Не то, что нужно]
    [Об управлении]
    [Получать новости]
    [Озеленение]
    [Спорт]

    « Спасибо, что сказали. Что было не так? »
    [Полезно] [Не то, что нужно ✓]
    [Не то управление]
    [Вопрос был о другом]
    [Непонятно или устарело]
    [Об управлении]
    [Получать новости]
    [Озеленение]
    [Спорт]

    «  »
    [Полезно] [Не то, что нужно]
    [Об управлении] [Другие варианты]
    [Получать новости]
    ");
}

#[tokio::test(flavor = "multi_thread")]
async fn in_kazakh_and_english() {
    let seen = World::each(async |world| {
        let aigul = world.resident("Айгүл", "kk");
        ask(&aigul, "Саябаққа ағашты кім отырғызады?").await;
        let mut seen = vec![press(&aigul, "Керегім бұл емес").await, press(&aigul, "Түсініксіз не ескірген").await];
        let emma = world.resident("Emma", "en");
        ask(&emma, "Who plants trees in the parks?").await;
        seen.push(press(&emma, "Not what I need").await);
        seen.push(press(&emma, "I asked something else").await);
        seen
    })
    .await;
    assert_snapshot!(seen.join("\n\n"), @"
    « Айтқаныңызға рақмет. Не дұрыс болмады? »
    [Пайдалы] [Керегім бұл емес ✓]
    [Басқарма дұрыс емес]
    [Басқа нәрсе сұрадым]
    [Түсініксіз не ескірген]
    [Басқарма туралы]
    [Жаңалық алып тұру]
    [Ол кездегі қала әкімі]
    [Қала бюджетін жоспарлау]

    « Рақмет, ескеремін. Басқа сөзбен де сұрап көре аласыз. »
    [Пайдалы] [Керегім бұл емес ✓]
    [Басқарма дұрыс емес]
    [Басқа нәрсе сұрадым]
    [Түсініксіз не ескірген ✓]
    [Басқарма туралы]
    [Жаңалық алып тұру]
    [Ол кездегі қала әкімі]
    [Қала бюджетін жоспарлау]

    « Thank you for telling me. What was wrong? »
    [This helped] [Not what I need ✓]
    [Wrong department]
    [I asked something else]
    [Unclear or out of date]
    [About the department]
    [Follow this]
    [City budget planning]
    [Department of Strategic and Budget Planning]

    « Thank you, noted. You can also ask in different words. »
    [This helped] [Not what I need ✓]
    [Wrong department]
    [I asked something else ✓]
    [Unclear or out of date]
    [About the department]
    [Follow this]
    [City budget planning]
    [Department of Strategic and Budget Planning]
    ");
}

#[tokio::test(flavor = "multi_thread")]
async fn every_label_can_be_typed() {
    let seen = World::each(async |world| {
        let emma = world.resident("Emma", "en");
        ask(&emma, "Who plants trees in the parks?").await;
        emma.clears();
        for typed in ["not what i need", "Wrong department", "Not what I need", "this helped"] {
            ask(&emma, typed).await;
        }
        emma.screen()
    })
    .await;
    assert_snapshot!(seen, @"
    Emma: not what i need
    bot: Thank you for telling me. What was wrong?
         [This helped] [Not what I need ✓]
         [Wrong department]
         [I asked something else]
         [Unclear or out of date]
         [City budget planning]
         [Department of Strategic and Budget Planning]
    Emma: Wrong department
    bot: Thank you, noted. You can also ask in different words.
    Emma: Not what I need
    bot: Thank you for telling me. What was wrong?
         [This helped] [Not what I need ✓]
         [Wrong department ✓]
         [I asked something else]
         [Unclear or out of date]
         [City budget planning]
         [Department of Strategic and Budget Planning]
    Emma: this helped
    bot: Thank you, glad it helped!
    ");
}

#[tokio::test(flavor = "multi_thread")]
async fn it_is_counted_once_a_person_and_answer() {
    let seen = World::each(async |world| {
        let (emma, ivan) = (world.resident("Emma", "en"), world.resident("Иван", "ru"));
        ask(&emma, "Who plants trees in the parks?").await;
        for _ in 0..3 {
            emma.presses("This helped").await.ok();
        }
        let answer = ask(&ivan, "Кто строит новые спортивные площадки?").await;
        press(&ivan, "Не то, что нужно").await;
        press(&ivan, "Не то управление").await;
        press(&ivan, "Вопрос был о другом").await;
        press(&ivan, "Спорт").await;
        // The better answer has a word of its own.
        press(&ivan, "Полезно").await;
        // Somebody else's buttons.
        let wrong = answer.button("Не то, что нужно").unwrap().data.clone().unwrap();
        let told = emma.presses_data(1, &wrong).await.unwrap().text.unwrap();
        format!("{told}\n{}", figures(world).await)
    })
    .await;
    assert_snapshot!(seen, @r#"
    This button is out of date. Please write your question again.
    qaida_feedback_reasons{reason="other_question"} 1
    qaida_feedback_reasons{reason="unclear"} 0
    qaida_feedback_reasons{reason="wrong_department"} 0
    qaida_feedback{vote="not_useful"} 1
    qaida_feedback{vote="useful"} 2
    "#);
}
