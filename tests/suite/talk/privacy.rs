//! What is kept about people: told, handed out as a file, erased on their word.

use std::time::Duration;

use insta::assert_snapshot;
use qaida::ids::ChatId;
use qaida::store::resident;
use sandbox::{Actor, ChatLine};
use serde_json::Value;

use crate::world::{World, ask};

/// The file that the bot sent last.
async fn file(person: &Actor) -> (ChatLine, Value) {
    let line = person.next_message().await.unwrap();
    let file = person.downloads(line.id).unwrap();
    assert_eq!(file.name, "mydata.json");
    (line, serde_json::from_slice(&file.bytes).unwrap())
}

/// The file without what differs from run to run.
fn settled(mut data: Value) -> String {
    fn settle(value: &mut Value) {
        match value {
            Value::Object(fields) => {
                for (name, value) in fields {
                    match value {
                        Value::String(time) if name.ends_with("_at") => {
                            assert!(time.len() == 20 && time.ends_with('Z'), "{name}: {time}");
                            *time = "(time)".to_owned();
                        }
                        Value::Number(_) if ["confidence", "chat_number", "number"].contains(&name.as_str()) => {
                            *value = Value::from("(number)")
                        }
                        other => settle(other),
                    }
                }
            }
            Value::Array(items) => items.iter_mut().for_each(settle),
            _ => {}
        }
    }
    settle(&mut data);
    serde_json::to_string_pretty(&data).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_policy_in_three_languages() {
    let seen = World::each(async |world| {
        let people = [("Айгүл", "kk"), ("Иван", "ru"), ("Emma", "en")];
        let people = people.map(|(name, language)| world.resident(name, language));
        for person in &people {
            ask(person, "/privacy").await;
        }
        people.map(|person| person.screen())
    })
    .await;
    assert_snapshot!(seen[0], @"
    Айгүл: /privacy
    bot: Сіз туралы нені сақтаймын
         4-нұсқа, 2026 жылғы 28 қараша

         Telegram-дағы чатымыздың нөмірі, таңдаған тіліңіз, сұрақтарыңыз бен оларға не деп жауап бергенім, жауаптарға қойған бағаңыз және осының бәрінің уақыты сақталады. Бұған қоса жазылымдарыңыз бен сізге қандай хабарландырулар жіберілгені сақталады. ЖСН, телефон не карта нөмірі сияқты ұзын сандар сұрақ сақталмай тұрып жасырылады. Атыңызды, суретіңізді, дауыстық хабарламаңыз бен файлыңызды сақтамаймын. Хабарламаның өзі жауап бергенімше ғана тұрады.

         Не үшін: өз тіліңізде жауап беру, алдыңғысын нақтылайтын сұрақты түсіну, жауаптарды жақсарту және хабарландыруды оған жазылғандарға жіберу үшін.

         Сұрақтар 90 күн сақталады. Содан кейін олардың саны ғана қалады: мәтіні де, кім сұрағаны да өшіріледі. Чаттың нөмірін, тілді, жазылымдарды және сізге жіберілген хабарландырулар тізімін өзіңіз өшіргенше сақтаймын.

         Кім көреді: осы ботты жүргізетін адамдар. Жауаптарды жақсарту үшін сұрақтарды қызметкерлер де көреді, бірақ кім сұрағанын білмейді. Адамнан сұрауды таңдасаңыз, ботқа оралғанша жазғаныңыздың бәрін қызметкерлер Telegram-дағы өз тобында көреді; олармен жазысқан хабарламаларыңыз да сұрақтармен бірдей мерзім сақталады. Кез келген ботпен жазысқандағыдай, мұнда жазылғанды Telegram да көреді.

         Бәрін көру: /mydata. Бәрін өшіру: /forget. Өшірілген деректер сақтық көшірмелерде олар жаңарғанша қалуы мүмкін.

         Бұл – анықтамалық бот, әкімдіктің ресми қызметі емес.
         [Деректерімді алу]
         [Деректерімді өшіру]
    ");
    assert_snapshot!(seen[1], @"
    Иван: /privacy
    bot: Что я храню о вас
         Версия 4 от 28 ноября 2026 года

         Я храню номер нашего чата в Telegram, выбранный вами язык, ваши вопросы и то, что я на них ответил, ваши оценки ответов и время всего этого. А ещё ваши подписки и то, какие объявления вам отправлены. Длинные номера (ИИН, телефона, карты) скрываются ещё до записи. Имя, фото, голосовые сообщения и файлы я не храню. Само сообщение лежит у меня, только пока я на него не отвечу.

         Зачем: чтобы отвечать на вашем языке, понимать уточняющие вопросы, отвечать всё лучше и присылать объявления тем, кто на них подписан.

         Вопросы хранятся 90 дней. Потом от них остаётся только счёт: ни текста, ни того, кто спросил. Номер чата, язык, подписки и список отправленных вам объявлений хранятся, пока вы их не удалите.

         Кто это видит: те, кто ведёт этого бота. Чтобы улучшать ответы, сотрудники видят также вопросы, но не узнают, кто их задал. Если вы попросили передать вопрос человеку, всё, что вы после этого пишете, видят сотрудники в своей группе в Telegram, пока вы не вернётесь к боту; ваша переписка с ними хранится столько же, сколько вопросы. Как и в любом чате с ботом, написанное здесь видит и сам Telegram.

         Посмотреть всё: /mydata. Удалить всё: /forget. В резервных копиях удалённое может остаться, пока их не заменят новые.

         Это справочный бот, а не официальная служба акимата.
         [Получить мои данные]
         [Удалить мои данные]
    ");
    assert_snapshot!(seen[2], @"
    Emma: /privacy
    bot: What I keep about you
         Version 4, 28 November 2026

         I keep the number of our chat in Telegram, the language you chose, your questions with what I answered, your ratings of my answers, and the times of all this; also what you follow, and which announcements you were sent. Long numbers, such as an IIN, phone or card number, are hidden before a question is saved. I do not keep your name, photos, recordings or files. A message itself stays with me only until I have answered it.

         What for: to answer in your language, to understand follow-up questions, to get better at answering, and to send announcements to those who follow them.

         Questions are kept for 90 days. After that they are only counted: neither the text nor who asked remains. The chat number, the language, what you follow and which announcements you were sent stay until you erase them.

         Who sees it: the people who run this bot. To improve the answers, the staff also see questions, but not who asked them. If you ask for a person, the staff see what you write after that in their Telegram group, until you go back to the bot; what you and they write is kept for as long as questions are. As in any chat with a bot, Telegram also sees what is written here.

         To see everything: /mydata. To erase everything: /forget. Backup copies may still hold erased data until they are replaced.

         I am an information bot, not an official service of the akimat.
         [Get my data]
         [Erase my data]
    ");
}

#[tokio::test(flavor = "multi_thread")]
async fn all_data_as_a_file() {
    let seen = World::each(async |world| {
        let ivan = world.resident("Иван", "ru");
        ask(&ivan, "По-русски").await;
        ask(&ivan, "Мой ИИН 870101 300-123, кто сажает деревья в парке?").await;
        ivan.presses("Полезно").await.unwrap();
        ivan.next_message().await.unwrap();
        let photo = ivan.sends_photo("Кто отвечает за спорт? Тел. +7 (701) 123-45-67").await;
        ivan.next_message().await.unwrap();
        ivan.edits(photo, "Кто теперь занимается озеленением? Тел. 8-701-123-45-67").await.unwrap();
        ivan.next_message().await.unwrap();
        ivan.says("/mydata").await;
        let (line, data) = file(&ivan).await;
        assert_eq!(data["chat_number"], ivan.id());
        (line.to_string(), settled(data))
    })
    .await;
    assert_snapshot!(seen.0, @"bot: <document> Всё, что я о вас храню. Удалить это: /forget");
    assert_snapshot!(seen.1, @r#"
    {
      "about_you": {
        "blocked_the_bot": false,
        "chosen_language": "ru",
        "first_wrote_at": "(time)",
        "last_spoken_to_in": "ru",
        "last_wrote_at": "(time)",
        "talked_about_last": "greening",
        "talked_about_last_at": "(time)",
        "wants_no_announcements": false
      },
      "announcements_sent_to_you": [],
      "announcements_you_made": [],
      "chat_number": "(number)",
      "questions": [
        {
          "answered_with": "greening",
          "asked_at": "(time)",
          "confidence": "(number)",
          "language": "ru",
          "number": "(number)",
          "outcome": "answer",
          "text": "Мой ИИН •••••• •••-•••, кто сажает деревья в парке?",
          "update_number": 2,
          "your_ratings": [
            {
              "given_at": "(time)",
              "of_answer": "greening",
              "useful": true,
              "what_was_wrong": null
            }
          ]
        },
        {
          "answered_with": "sport",
          "asked_at": "(time)",
          "confidence": "(number)",
          "language": "ru",
          "number": "(number)",
          "outcome": "answer",
          "text": "Кто отвечает за спорт? Тел. +• (•••) •••-••-••",
          "update_number": 4,
          "your_ratings": []
        },
        {
          "answered_with": "greening",
          "asked_at": "(time)",
          "confidence": "(number)",
          "language": "ru",
          "number": "(number)",
          "outcome": "answer",
          "text": "Кто теперь занимается озеленением? Тел. •-•••-•••-••-••",
          "update_number": 5,
          "your_ratings": []
        }
      ],
      "recent_updates": [
        {
          "number": "(number)",
          "received_at": "(time)"
        },
        {
          "number": "(number)",
          "received_at": "(time)"
        },
        {
          "number": "(number)",
          "received_at": "(time)"
        },
        {
          "number": "(number)",
          "received_at": "(time)"
        },
        {
          "number": "(number)",
          "received_at": "(time)"
        },
        {
          "number": "(number)",
          "received_at": "(time)"
        }
      ],
      "subscriptions": [],
      "talks_with_staff": [],
      "written_at": "(time)"
    }
    "#);
}

#[tokio::test(flavor = "multi_thread")]
async fn erased_on_their_word_and_a_new_start() {
    let seen = World::each(async |world| {
        let emma = world.resident("Emma", "en");
        ask(&emma, "По-русски").await;
        let answer = ask(&emma, "Who plants trees in the parks?").await;
        emma.presses("This helped").await.unwrap();
        emma.next_message().await.unwrap();
        emma.clears();
        ask(&emma, "/forget").await;
        emma.presses("Нет, оставить").await.unwrap();
        emma.next_message().await.unwrap();
        let card = ask(&emma, "/forget").await;
        let erase = card.button("Да, удалить всё").unwrap().data.clone().unwrap();
        emma.presses("Да, удалить всё").await.unwrap();
        emma.next_message().await.unwrap();
        emma.presses_data(card.id, &erase).await.unwrap();
        ask(&emma, "/mydata").await;
        ask(&emma, "/forget").await;
        let vote = answer.button("Not what I need").unwrap().data.clone().unwrap();
        let others = answer.button("Other options").unwrap().data.clone().unwrap();
        let old = [emma.presses_data(answer.id, &vote).await, emma.presses_data(answer.id, &others).await];
        let old = old.map(|pressed| pressed.unwrap().text.unwrap());
        ask(&emma, "And sports?").await;
        emma.says("/mydata").await;
        let (_, data) = file(&emma).await;
        let asked: Vec<_> = data["questions"].as_array().unwrap().iter().map(|q| q["text"].clone()).collect();
        (emma.screen(), old, asked, data["about_you"]["chosen_language"].clone())
    })
    .await;
    assert_snapshot!(seen.0, @"
    Emma: /forget
    bot (edited): Хорошо, ничего не удаляю.
    Emma: /forget
    bot (edited): Всё, что я хранил о вас, удалено; напишете снова – начнём с чистого листа.
    Emma: /mydata
    bot: I keep nothing about you.
    Emma: /forget
    bot: I keep nothing about you.
    Emma: And sports?
    bot: Department of Public Development
         Управление общественного развития

         Former department: Department of Culture and Sport (Управление культуры и спорта)
         The plan is to merge this department with two others: Public Development Affairs, and Language Development and Archival Affairs. Raising people's cultural level and making a healthy lifestyle more popular were named among the aims.

         Under the reform announced in early 2019. The source does not say when it takes effect.
         Source: “В акимате Астаны создают управление для модернизации сознания горожан”
         [This helped] [Not what I need]
         [About the department] [Other options]
    Emma: /mydata
    bot: <document> Everything I keep about you. To erase it: /forget
    ");
    assert_snapshot!(seen.1.join("\n"), @"
    This button is out of date. Please write your question again.
    This button is out of date. Please write your question again.
    ");
    assert_eq!(seen.2, ["And sports?"]);
    assert_eq!(seen.3, Value::Null);
}

#[tokio::test(flavor = "multi_thread")]
async fn buttons_and_typed_answers_do_the_same() {
    let seen = World::each(async |world| {
        let (aigul, emma) = (world.resident("Айгүл", "kk"), world.resident("Emma", "en"));
        for person in [&aigul, &emma] {
            ask(person, "/privacy").await;
        }
        ask(&aigul, "Саябаққа ағашты кім отырғызады?").await;
        ask(&emma, "Who plants trees in the parks?").await;
        for person in [&aigul, &emma] {
            person.clears();
            ask(person, "/privacy").await;
        }
        emma.presses("Get my data").await.unwrap();
        file(&emma).await;
        aigul.presses("Деректерімді өшіру").await.unwrap();
        aigul.next_message().await.unwrap();
        ask(&aigul, "Иә, бәрін өшір").await;
        ask(&emma, "erase my data").await;
        ask(&emma, "no, keep it").await;
        let cut = |person: &Actor| person.chat()[2..].iter().map(ToString::to_string).collect::<Vec<_>>().join("\n");
        [cut(&aigul), cut(&emma)]
    })
    .await;
    assert_snapshot!(seen[0], @"
    bot: Сіз туралы сақталғаны
         Сұрақтар: 1
         Жауаптарға қойған бағалар: 0
         Жазылымдар: 0
         Сізге жіберілген хабарландырулар: 0
         Оған қоса чатымыздың нөмірі мен хабарламаларыңыздың уақыты.

         Осының бәрін біржола өшірейін бе? Неше сұрақ қойылғаны сияқты, сізге апармайтын жалпы сандар ғана қалады. Чаттың өзі Telegram-да сақталады, оны сол жерден өшіре аласыз.
         [Иә, бәрін өшір]
         [Жоқ, қала берсін]
    Айгүл: Иә, бәрін өшір
    bot: Сіз туралы сақталғанның бәрі өшірілді; қайта жазсаңыз, бәрін басынан бастаймыз.
    ");
    assert_snapshot!(seen[1], @"
    bot: <document> Everything I keep about you. To erase it: /forget
    Emma: erase my data
    bot: What I keep about you
         Questions: 1
         Ratings of answers: 0
         Subscriptions: 0
         Announcements sent to you: 0
         And the number of our chat and the times of your messages.

         Shall I erase all this for good? Only general figures will remain that do not lead to you, such as how many questions were asked. Our chat itself is kept by Telegram: you can delete it there.
         [Yes, erase it all]
         [No, keep it]
    Emma: no, keep it
    bot: All right, I am not erasing anything.
    ");
}

#[tokio::test(flavor = "multi_thread")]
async fn who_blocks_and_lets_back_in_is_remembered() {
    World::each(async |world| {
        let known = async |person: &Actor| {
            let mut database = world.running.app.store.read().await.unwrap();
            resident::get(&mut database, ChatId(person.id())).await.unwrap().map(|resident| resident.blocked)
        };
        let (ivan, emma) = (world.resident("Иван", "ru"), world.resident("Emma", "en"));
        ask(&ivan, "/help").await;
        for (blocked, person) in [(true, &ivan), (true, &emma), (false, &ivan)] {
            match blocked {
                true => person.blocks().await,
                false => person.unblocks().await,
            }
            while known(&ivan).await != Some(blocked) {
                tokio::time::sleep(Duration::from_millis(10)).await;
            }
        }
        ask(&ivan, "/help").await;
        assert_eq!((known(&ivan).await, known(&emma).await), (Some(false), None), "who never wrote is not kept");
    })
    .await;
}
