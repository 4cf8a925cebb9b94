//! Questions in three languages, and what they come to.

use insta::assert_snapshot;

use crate::databases::fresh_databases;
use crate::world::{Way, World, ask};

/// What is seen after someone said these texts, one after the other.
async fn conversation(name: &str, language: &str, texts: &[&str]) -> String {
    World::each(async |world| {
        let person = world.resident(name, language);
        for text in texts {
            ask(&person, text).await;
        }
        person.screen()
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn answers_in_the_language_of_the_question() {
    let texts = [
        "Кто теперь занимается озеленением?",
        "Мәдениет үйіне кім жауап береді?",
        "kim zhauap beredi sportqa",
        "Who handles digital services now?",
    ];
    assert_snapshot!(conversation("Иван", "ru", &texts).await, @"
    Иван: Кто теперь занимается озеленением?
    bot: Управление реновации городской среды

         Тема: Озеленение
         Деревья, газоны, клумбы, посадки в парках — всё это озеленение. Аким говорил, что подход к нему пора менять: нужны новые правила в духе современного ландшафтного дизайна.

         По реформе, объявленной в начале 2019 года. С какого дня она действует, в источнике не сказано.
         Источник: «В акимате Астаны создают управление для модернизации сознания горожан»
         Об озеленении источник говорит сразу после рассказа об этом управлении; само озеленение, а с ним деревья и газоны, мы отнесли сюда сами.
         [Полезно] [Не то, что нужно]
         [Об управлении] [Другие варианты]
         [Получать новости]
    Иван: Мәдениет үйіне кім жауап береді?
    bot: Қоғамдық даму басқармасы
         Управление общественного развития

         Тақырып: Мәдениет
         Музей, театр, кітапхана, концерт, қалалық мерекелер, мәдениет үйіндегі үйірмелер – бәрі мәдениет мәселесі. Қала тұрғындарының мәдени деңгейін көтеру – әкім атаған мақсаттардың бірі.

         Реформаға дейін: Мәдениет және спорт басқармасы (Управление культуры и спорта)

         2019 жылдың басында жарияланған реформа бойынша. Қашан күшіне енетіні дереккөзде айтылмаған.
         Дереккөз: «В акимате Астаны создают управление для модернизации сознания горожан»
         Дереккөзде мәдениет жалпылама ғана аталады; музей, театр, кітапхана, мереке мен үйірмелерді бұған өзіміз жатқыздық.
         [Пайдалы] [Керегім бұл емес]
         [Басқарма туралы] [Басқа нұсқалар]
         [Жаңалық алып тұру]
    Иван: kim zhauap beredi sportqa
    bot: Управление общественного развития

         Тема: Спорт
         Стадионы, секции, соревнования, уличные тренажёры, городские забеги — всё это спорт. Отдельных планов по спорту в источнике нет, но одна из названных целей — здоровый образ жизни.

         До реформы: Управление культуры и спорта

         По реформе, объявленной в начале 2019 года. С какого дня она действует, в источнике не сказано.
         Источник: «В акимате Астаны создают управление для модернизации сознания горожан»
         Спорт упомянут в источнике лишь в названии прежнего управления; стадионы, секции, соревнования и тренажёры мы отнесли сюда сами.
         [Полезно] [Не то, что нужно]
         [Об управлении] [Другие варианты]
         [Получать новости]
    Иван: Who handles digital services now?
    bot: Department of Digitalization and Public Services
         Управление цифровизации и государственных услуг

         Topic: Public services
         This covers the quality of public services for residents and businesses. The akim believes that breakthrough technologies will help to improve them.

         Under the reform announced in early 2019. The source does not say when it takes effect.
         Source: “В акимате Астаны создают управление для модернизации сознания горожан”
         [This helped] [Not what I need]
         [About the department] [Other options]
         [Follow this]
    ");
}

#[tokio::test(flavor = "multi_thread")]
async fn declines_what_is_not_known() {
    let texts = ["Где получить паспорт?", "Зейнетақы қашан түседі?", "Which bus goes to the airport?"];
    assert_snapshot!(conversation("Иван", "ru", &texts).await, @"
    Иван: Где получить паспорт?
    bot: Похоже, это другая тема: удостоверение личности, паспорт и прописка

         Кто этим занимается, подсказать не могу.
         Я знаю только о новых управлениях акимата и о том, чем они занимаются.
         [Новые управления]
    Иван: Зейнетақы қашан түседі?
    bot: Бұл басқа тақырып сияқты: зейнетақы

         Онымен кім айналысатынын айта алмаймын.
         Мен әкімдіктің жаңа басқармаларын және олардың немен айналысатынын ғана білемін.
         [Жаңа басқармалар]
    Иван: Which bus goes to the airport?
    bot: This seems to be about something else: buses and other public transport

         Sorry, I cannot tell you who handles that.
         I only know about the new departments of the akimat and what they handle.
         [New departments]
    ");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_emergency_overrides_everything() {
    let texts = ["У нас в подъезде сильно пахнет газом!", "Көрші үй өртеніп жатыр, іште балалар бар"];
    assert_snapshot!(conversation("Иван", "ru", &texts).await, @"
    Иван: У нас в подъезде сильно пахнет газом!
    bot: Если пахнет газом или кто-то угорел, звоните 112 прямо сейчас: это единый номер экстренных служб. Я бот и сам вызвать помощь не могу.
    Иван: Көрші үй өртеніп жатыр, іште балалар бар
    bot: Өрт шықса немесе түтін көрінсе, дереу 112-ге қоңырау шалыңыз: бұл – шұғыл қызметтердің бірыңғай нөмірі. Мен ботпын, көмекті өзім шақыра алмаймын.
    ");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_complaint_is_not_registered_and_that_is_said() {
    let texts = ["Во дворе спилили все деревья, одни пни остались"];
    assert_snapshot!(conversation("Иван", "ru", &texts).await, @"
    Иван: Во дворе спилили все деревья, одни пни остались
    bot: Управление реновации городской среды

         Тема: Озеленение
         Деревья, газоны, клумбы, посадки в парках — всё это озеленение. Аким говорил, что подход к нему пора менять: нужны новые правила в духе современного ландшафтного дизайна.

         Жалоба не зарегистрирована: я только подсказываю, кто этим занимается.
         Телефона и адреса управления я не знаю.

         По реформе, объявленной в начале 2019 года. С какого дня она действует, в источнике не сказано.
         Источник: «В акимате Астаны создают управление для модернизации сознания горожан»
         Об озеленении источник говорит сразу после рассказа об этом управлении; само озеленение, а с ним деревья и газоны, мы отнесли сюда сами.
         [Полезно] [Не то, что нужно]
         [Об управлении] [Другие варианты]
         [Получать новости]
    ");
}

#[tokio::test(flavor = "multi_thread")]
async fn smalltalk_former_departments_facts_and_years() {
    let texts = [
        "thanks!",
        "What became of the department of finance?",
        "How much money did the akimat save in 2018?",
        "Who handled sport in 2017?",
    ];
    assert_snapshot!(conversation("Emma", "en", &texts).await, @"
    Emma: thanks!
    bot: You are welcome! If you have another question, just write it, and I will tell you which department handles it.
    Emma: What became of the department of finance?
    bot: Department of the New Economy
         Управление новой экономики

         Former department: Department of Finance (Управление финансов)
         The plan is to merge this department and the Department of Strategic and Budget Planning into one new department. The source does not say how its work will be divided up there.

         Under the reform announced in early 2019. The source does not say when it takes effect.
         Source: “В акимате Астаны создают управление для модернизации сознания горожан”
         [This helped] [Not what I need]
         [About the department] [Other options]
    Emma: How much money did the akimat save in 2018?
    bot: Savings in 2018

         In 2018 the akimat of Astana saved 27.6 billion tenge, thanks to its transformation and new ways of working. According to the akim, the first stage is already bearing fruit: money is being saved, and the state apparatus works better and more flexibly.

         The reform announced in early 2019
         Source: “В акимате Астаны создают управление для модернизации сознания горожан”
         [This helped] [Not what I need]
         [Other options]
    Emma: Who handled sport in 2017?
    bot: In 2017 this was handled by:
         Department of Culture and Sport
         Управление культуры и спорта

         Under the reform:
         Department of Public Development
         Управление общественного развития

         The plan is to merge this department with two others: Public Development Affairs, and Language Development and Archival Affairs. Raising people's cultural level and making a healthy lifestyle more popular were named among the aims.

         Under the reform announced in early 2019. The source does not say when it takes effect.
         Source: “В акимате Астаны создают управление для модернизации сознания горожан”
         [This helped] [Not what I need]
         [About the department] [Other options]
    ");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_follow_up_is_read_with_what_was_talked_about() {
    World::each(async |world| {
        let ivan = world.resident("Иван", "ru");
        ask(&ivan, "Кто отвечает за спорт?").await;
        ask(&ivan, "спасибо").await;
        ask(&ivan, "Где получить паспорт?").await;
        let before = ask(&ivan, "а кто этим занимался раньше?").await;
        assert!(before.text.contains("Управление общественного развития"), "{before}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_edited_question_is_answered_anew() {
    World::each(async |world| {
        let emma = world.resident("Emma", "en");
        let question = emma.says("Who looks after libraries?").await;
        assert!(emma.next_message().await.unwrap().text.contains("Public Development"));
        emma.edits(question, "Who plants trees in the parks?").await.unwrap();
        assert!(emma.next_message().await.unwrap().text.contains("Urban Environment Renovation"));
        assert_eq!(emma.chat().len(), 2, "the answer was edited, none was added");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_over_the_webhook() {
    for database in fresh_databases().await {
        let world = World::on(database, Way::Webhook).await;
        let emma = world.resident("Emma", "en");
        assert!(ask(&emma, "Who plants trees in the parks?").await.text.contains("Urban Environment Renovation"));
        world.stop().await;
    }
}
