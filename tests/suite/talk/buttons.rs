//! Pressing: useful or not, other candidates, being asked back, old and forged buttons.

use insta::assert_snapshot;

use crate::world::{World, ask};

#[tokio::test(flavor = "multi_thread")]
async fn a_vote_marks_its_button_and_may_be_pressed_twice() {
    let seen = World::each(async |world| {
        let emma = world.resident("Emma", "en");
        ask(&emma, "Who plants trees in the parks?").await;
        let told = emma.presses("This helped").await.unwrap().text.unwrap();
        let marked = emma.next_message().await.unwrap();
        let data = marked.all_buttons().next().unwrap().data.clone().unwrap();
        emma.presses_data(marked.id, &data).await.unwrap();
        emma.presses_data(marked.id, &data).await.unwrap();
        [told, emma.screen()]
    })
    .await;
    assert_snapshot!(seen[0], @"Thank you, glad it helped!");
    assert_snapshot!(seen[1], @"
    Emma: Who plants trees in the parks?
    bot: Department of Urban Environment Renovation
         Управление реновации городской среды

         Topic: Trees and green spaces
         This covers trees, lawns, flower beds and planting in parks. The akim said that the approach to greening had to change, with new rules that keep up with modern landscape design.

         Under the reform announced in early 2019. The source does not say when it takes effect.
         Source: “В акимате Астаны создают управление для модернизации сознания горожан”
         The source speaks of greening straight after this department; it is our interpretation that this department is to handle it, trees and lawns included.
         [This helped ✓] [Not what I need]
         [About the department] [Other options]
         [Follow this]
    ");
}

#[tokio::test(flavor = "multi_thread")]
async fn asked_back_and_chosen_by_number() {
    let seen = World::each(async |world| {
        let ivan = world.resident("Иван", "ru");
        ask(&ivan, "архив или бюджет").await;
        ask(&ivan, "2").await;
        ivan.screen()
    })
    .await;
    assert_snapshot!(seen, @"
    Иван: архив или бюджет
    bot: Управление новой экономики

         Тема: Планирование бюджета города
         Речь о том, сколько и на что закладывают в городской бюджет. По замыслу планирование бюджета и финансы окажутся в одних руках. Сумм и статей расходов в источнике нет.

         До реформы: Управление стратегического и бюджетного планирования

         Жалоба не зарегистрирована: я только подсказываю, кто этим занимается.
         Телефона и адреса управления я не знаю.

         По реформе, объявленной в начале 2019 года. С какого дня она действует, в источнике не сказано.
         Источник: «В акимате Астаны создают управление для модернизации сознания горожан»
         [Полезно] [Не то, что нужно]
         [Об управлении] [Другие варианты]
         [Получать новости]
    Иван: 2
    bot: В этом сообщении нет слов. Напишите вопрос так, как сказали бы вслух.
    ");
}

#[tokio::test(flavor = "multi_thread")]
async fn other_candidates_by_a_press() {
    let seen = World::each(async |world| {
        let ivan = world.resident("Иван", "ru");
        ask(&ivan, "Кто строит новые спортивные площадки?").await;
        ivan.presses("Другие варианты").await.unwrap();
        ivan.next_message().await.unwrap().to_string()
    })
    .await;
    assert_snapshot!(seen, @"
    bot: Управление реновации городской среды

         Тема: Строительство соцобъектов
         Строительство социальных объектов аким назвал важной задачей. Вести его хотят по проектному принципу: акимат должен быть активным заказчиком и работать вместе со всеми, кого касается стройка. О конкретных стройках и сроках в источнике не сказано.

         До реформы: Управление строительства и жилищной политики

         По реформе, объявленной в начале 2019 года. С какого дня она действует, в источнике не сказано.
         Источник: «В акимате Астаны создают управление для модернизации сознания горожан»
         Источник говорит о социальных объектах; строительство школ, детских садов и больниц мы отнесли сюда сами.
         [Полезно] [Не то, что нужно]
         [Об управлении]
         [Получать новости]
         [Озеленение]
         [Спорт]
    ");
}

#[tokio::test(flavor = "multi_thread")]
async fn other_candidates_can_be_typed_and_leave_out_what_is_shown() {
    World::each(async |world| {
        let ivan = world.resident("Иван", "ru");
        let trees = ask(&ivan, "Кто теперь занимается озеленением?").await;
        ask(&ivan, "Кто отвечает за спорт?").await;
        // The button of the older answer, after another question.
        let others = trees.button("Другие варианты").unwrap().data.clone().unwrap();
        ivan.presses_data(trees.id, &others).await.unwrap();
        let shown = ivan.next_message().await.unwrap();
        assert!(shown.button("Озеленение").is_none(), "what is answered is no other option:\n{shown}");
        let first = shown.all_buttons().find(|button| trees.button(&button.label).is_none()).unwrap().label.clone();
        ask(&ivan, "спасибо").await;
        let typed = ask(&ivan, "1").await;
        assert!(typed.text.contains(&first), "{first}, by its number:\n{typed}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn more_about_the_department() {
    let seen = World::each(async |world| {
        let ivan = world.resident("Иван", "ru");
        ask(&ivan, "Кто теперь занимается озеленением?").await;
        ivan.presses("Об управлении").await.unwrap();
        ivan.next_message().await.unwrap().to_string()
    })
    .await;
    assert_snapshot!(seen, @"
    bot: Управление реновации городской среды

         Здесь собираются объединить три прежних управления: строительства и жилищной политики, регенерации городской среды, охраны окружающей среды и природопользования. Важной задачей аким назвал строительство социальных объектов и жилья: для него нужен проектный подход, а акимат должен быть активным заказчиком. По его словам, озеленять город пора по новым правилам; нужна и концепция сохранения окружающей среды.

         Прежние управления в его составе: Управление строительства и жилищной политики; Управление охраны окружающей среды и природопользования; Управление регенерации городской среды

         По реформе, объявленной в начале 2019 года. С какого дня она действует, в источнике не сказано.
         Источник: «В акимате Астаны создают управление для модернизации сознания горожан»
         [Строительство соцобъектов]
         [Охрана окружающей среды]
         [Озеленение]
         [Жильё]
         [Обновление старых кварталов]
         [← Назад]
    ");
}

#[tokio::test(flavor = "multi_thread")]
async fn forged_and_foreign_buttons_get_an_answer() {
    let seen = World::each(async |world| {
        let emma = world.resident("Emma", "en");
        let ivan = world.resident("Иван", "ru");
        let message = ask(&emma, "Who plants trees in the parks?").await;
        let vote = message.button("This helped").unwrap().data.clone().unwrap();
        for forged in ["", "x", "1", "9:nothing:here", "\u{0}", "1:o:former:../../etc", &"я".repeat(30)] {
            emma.presses_data(message.id, forged).await.unwrap();
        }
        // Somebody else's vote: answered, not counted.
        ivan.starts("").await;
        ivan.next_message().await.unwrap();
        ivan.presses_data(message.id, &vote).await.unwrap().text.unwrap()
    })
    .await;
    assert_snapshot!(seen, @"Эта кнопка устарела. Напишите, пожалуйста, вопрос ещё раз.");
}
