//! The first message, the language, help.

use insta::assert_snapshot;

use crate::world::{World, ask};

#[tokio::test(flavor = "multi_thread")]
async fn greets_in_the_language_of_their_telegram() {
    let seen = World::each(async |world| {
        let people = [("Айгүл", "kk"), ("Иван", "ru"), ("Emma", "en-GB")];
        let people = people.map(|(name, language)| world.resident(name, language));
        for person in &people {
            person.starts("").await;
            person.next_message().await.unwrap();
        }
        people.map(|person| person.screen())
    })
    .await;
    assert_snapshot!(seen[0], @"
    Айгүл: /start
    bot: Сәлеметсіз бе!
         2019 жылдың басында жарияланған реформа бойынша Астана әкімдігінде қандай басқармалар құрылатынын білемін. Мәселеңізбен солардың қайсысы айналысатынын айта аламын.

         Сұрағыңызды өз сөзіңізбен қазақша, орысша не ағылшынша жаза беріңіз. Болмаса мына сұрақтардың бірінен бастаңыз:
         [Мәдениет үйіне кім жауап береді?]
         [Көгалдандырумен қай басқарма айналысады?]
         [Цифрлық қызметтер кімнің қарауында?]
         [Қазақша] [Русский] [English]
    ");
    assert_snapshot!(seen[1], @"
    Иван: /start
    bot: Здравствуйте!
         Я знаю, какие управления решили создать в акимате Астаны по реформе, объявленной в начале 2019 года, и подскажу, к какому из них относится ваш вопрос.

         Просто напишите свой вопрос обычными словами: по-казахски, по-русски или по-английски. Или начните с одного из этих:
         [Кто теперь занимается озеленением?]
         [Кто отвечает за дома культуры?]
         [Что стало с управлением финансов?]
         [Қазақша] [Русский] [English]
    ");
    assert_snapshot!(seen[2], @"
    Emma: /start
    bot: Hello!
         I know which departments the akimat of Astana is to have under the reform announced in early 2019, and I can tell you which of them your issue belongs to.

         Just write your question in your own words, in Kazakh, Russian or English. Or start with one of these:
         [Who handles digital services now?]
         [Which department looks after tree planting?]
         [What became of the Department of Culture and Sport?]
         [Қазақша] [Русский] [English]
    ");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_chosen_language_stays() {
    let seen = World::each(async |world| {
        let ivan = world.resident("Иван", "ru");
        ivan.starts("").await;
        ivan.next_message().await.unwrap();
        ivan.presses("Қазақша").await.unwrap();
        ivan.sees(|chat| chat[1].text.starts_with("Сәлеметсіз бе")).await.unwrap();
        ivan.clears();
        for text in ["/help", "English", "/about", "/language"] {
            ask(&ivan, text).await;
        }
        ivan.screen()
    })
    .await;
    assert_snapshot!(seen, @"
    Иван: /help
    bot: Қалай сұрауға болады
         Ауызша айтқандай жаза беріңіз: «аулаға ағашты кім отырғызады?» Астына сұрақ жазылған сурет те жарайды. Сұрақ қай тілде болса, сол тілде жауап беремін; хабарламаңызды түзетсеңіз, қайта оқимын.

         /departments – жаңа басқармалар және олардың істері
         /former – бұрынғы басқармалардың істері кімге өтті
         /subscriptions – жазылған хабарландыруларыңыз
         /language – қазақша, русский, English
         /help – қалай сұрауға болады
         /about – мұны қайдан білемін
         /privacy – сіз туралы нені сақтаймын
         /mydata – деректеріңізді файлмен алу
         /forget – деректеріңізді өшіру

         Хабарландырудың рас екеніне күмәндансаңыз, оны маған қайта жіберіңіз немесе сілтемесін салыңыз: осы бот таратқандармен салыстырып беремін.

         Мен шағым тіркемеймін, өтініш қабылдамаймын және құжаттарыңызды көре алмаймын.
    Иван: English
    bot: Good, I will write in English. If you ask in Kazakh or Russian, I will answer in that language.
         [Қазақша] [Русский] [English ✓]
    Иван: /about
    bot: About this bot
         I know which departments the akimat of Astana is to have under the reform announced in early 2019, and I can tell you which of them your issue belongs to.

         I am an information bot, not an official service of the akimat.

         What I know about the reform comes from this text:
         Source: “В акимате Астаны создают управление для модернизации сознания горожан”
         It is about the reform announced in early 2019. I do not know about any later changes.
         The text does not say when it was published or when the changes take effect.

         The source does not mention every issue. Where we decided ourselves which department an issue belongs to, the answer says so. Department names in Kazakh and English are our own translations.

         I do not register complaints or take applications, and I do not know how your case is going. I give a phone number or address only if the department's staff have added one.

         I keep your questions for 90 days so that my answers get better. Long numbers, such as an IIN, phone or card number, are hidden first.
    Иван: /language
    bot: Which language do you prefer?
         [Қазақша] [Русский] [English ✓]
    ");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_starter_is_asked_by_a_press() {
    let seen = World::each(async |world| {
        let emma = world.resident("Emma", "en");
        emma.starts("").await;
        let start = emma.next_message().await.unwrap();
        let starter = start.all_buttons().find(|button| button.label.ends_with('?')).unwrap().label.clone();
        emma.presses(&starter).await.unwrap();
        emma.next_message().await.unwrap().to_string()
    })
    .await;
    assert_snapshot!(seen, @"
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
async fn a_deep_link_opens_an_entry() {
    World::each(async |world| {
        let emma = world.resident("Emma", "en");
        emma.starts("greening").await;
        assert!(emma.next_message().await.unwrap().text.contains("Department of Urban Environment Renovation"));
        emma.starts("no-such-thing").await;
        assert!(emma.next_message().await.unwrap().text.starts_with("Hello"));
    })
    .await;
}
