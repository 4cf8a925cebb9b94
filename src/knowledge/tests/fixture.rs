//! A small pack of an invented town, for unit tests: two reforms, four topics, one decoy, an emergency, small talk.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use crate::knowledge::cache::Cache;
use crate::knowledge::entry::Knowledge;
use crate::knowledge::live::Live;
use crate::knowledge::pack::{Files, Pack};

/// The files of the pack.
pub(crate) fn files() -> Files {
    let dated = |announced: &str| format!("announced = \"{announced}\"\nsince = \"unknown\"\nuntil = \"unknown\"\n");
    let entry = |keys: &str, name: &str, examples: [&str; 3]| {
        let [kk, ru, en] = examples.map(|lines| lines.replace('/', "\n"));
        format!(
            "{keys}review_by = \"unknown\"\nowner = \"\"\n\n[name]\nkk = \"{name} kk\"\nru = \"{name} ru\"\nen = \"{name}\"\n\n\
             [text]\nkk = \"{name} мәтін\"\nru = \"{name} текст\"\nen = \"{name} text\"\n\n\
             [examples]\nkk = \"\"\"\n{kk}\n\"\"\"\nru = \"\"\"\n{ru}\n\"\"\"\nen = \"\"\"\n{en}\n\"\"\"\n"
        )
    };
    let sourced = |keys: &str| format!("source = \"news\"\n{keys}");
    let topic = |department: &str, former: &str| {
        sourced(&format!("department = \"{department}\"\nformer = [{former}]\nreading = \"source\"\n"))
    };
    let list = [
        ("pack.toml", MANIFEST.to_owned()),
        (
            "departments/town.toml",
            entry(
                &sourced(&dated("2019")),
                "Town Department",
                [
                    "Қала басқармасы немен айналысады",
                    "Чем занимается городское управление",
                    "What does the town department do",
                ],
            ),
        ),
        (
            "departments/people.toml",
            entry(
                &sourced(&dated("2022-05-01")),
                "People Department",
                [
                    "Халық басқармасы не істейді",
                    "Чем занимается народное управление",
                    "What does the people department do",
                ],
            ),
        ),
        (
            "former/parks.toml",
            entry(
                &sourced(&format!("successor = \"town\"\n{}", dated("2019"))),
                "Parks Department",
                [
                    "Саябақ басқармасы қайда кетті",
                    "Куда делось управление парков",
                    "What became of the parks department",
                ],
            ),
        ),
        (
            "former/games.toml",
            entry(
                &sourced(&format!("successor = \"leisure\"\n{}", dated("2019"))),
                "Games Department",
                ["Ойын басқармасы қайда кетті", "Куда делось управление игр", "What became of the games department"],
            ),
        ),
        (
            "former/leisure.toml",
            entry(
                &sourced(&format!("successor = \"people\"\n{}", dated("2022-05-01"))),
                "Leisure Department",
                [
                    "Демалыс басқармасы қайда кетті",
                    "Куда делось управление досуга",
                    "What became of the leisure department",
                ],
            ),
        ),
        (
            "topics/trees.toml",
            entry(
                &topic("town", "\"parks\""),
                "Trees",
                [
                    "Ағаш отырғызу керек/Ағашты кім кесті/Ауладағы теректі кім кеседі",
                    "Кто сажает деревья/Во дворе спилили дерево/Кто пилит тополя",
                    "Who plants trees/A tree was felled/Who cuts the poplars",
                ],
            ),
        ),
        (
            "topics/sport.toml",
            entry(
                &topic("people", "\"games\", \"leisure\""),
                "Sport",
                [
                    "Стадион қашан ашылады/Футбол секциясы керек/Жүзу бассейні",
                    "Когда откроют стадион/Нужна секция футбола/Где бассейн для плавания",
                    "When does the stadium open/I need a football section/Where is the swimming pool",
                ],
            ),
        ),
        (
            "facts/savings.toml",
            entry(
                &sourced(""),
                "Savings",
                ["Қанша теңге үнемделді", "Сколько тенге сэкономили", "How many tenge were saved"],
            ),
        ),
        (
            "decoys/pensions.toml",
            entry(
                "",
                "pensions",
                [
                    "Зейнетақы қашан келеді/Зейнетке шығу жасы",
                    "Когда придёт пенсия/Какой пенсионный возраст",
                    "When is my pension paid/What is the pension age",
                ],
            )
            .replace("[text]\nkk = \"pensions мәтін\"\nru = \"pensions текст\"\nen = \"pensions text\"\n\n", ""),
        ),
        (
            "decoys/fire.toml",
            entry(
                "source = \"number\"\nemergency = true\n",
                "fire",
                [
                    "Өрт шықты көмектесіңіз/Үй жанып жатыр",
                    "Пожар помогите/Горит квартира",
                    "Fire help/The flat is burning",
                ],
            ),
        ),
        (
            "smalltalk/greeting.toml",
            entry("", "greeting", ["Сәлеметсіз бе/Қайырлы күн", "Здравствуйте/Добрый день", "Hello/Good day"]),
        ),
    ];
    let texts = list.into_iter().map(|(path, text)| (path.to_owned(), text)).collect();
    Files { root: "knowledge/town".to_owned(), texts, questions: QUESTIONS.to_owned() }
}

/// What the pack says.
pub(crate) fn knowledge() -> Knowledge {
    let pack = Pack::parse(&files());
    assert_eq!(pack.errors().count(), 0, "{:#?}", pack.findings);
    pack.knowledge
}

/// The pack in force, without a cache.
pub(crate) fn live() -> Live {
    Live::from_pack(knowledge(), Cache::none())
}

const QUESTIONS: &str = r#"{"q": "Кто посадит деревья у школы?", "id": "trees"}
{"q": "When will the new stadium open?", "id": "sport"}
{"q": "Где моя пенсия?", "id": "none"}
"#;

const MANIFEST: &str = r#"format = 1
id = "town"
default_lang = "ru"
timezone = "Asia/Almaty"

[city]
kk = "Қала"
ru = "Город"
en = "Town"

[welcome]
kk = "Қала туралы."
ru = "О городе."
en = "About the town."

[starters]
kk = ["Ағашты кім кесті", "Стадион қашан ашылады", "Қанша теңге үнемделді"]
ru = ["Кто сажает деревья", "Когда откроют стадион", "Сколько тенге сэкономили"]
en = ["Who plants trees", "When does the stadium open", "How many tenge were saved"]

[source.news]
language = "ru"
title = "Новость"
announced = "2019"
since = "unknown"
review_by = "2027-06-01"

[source.news.announced_words]
kk = "реформа"
ru = "реформа"
en = "the reform"

[source.news.in_words]
kk = "реформа бойынша"
ru = "по реформе"
en = "under the reform"

[source.number]
language = "kk"
title = "112"

[policies]
retention_days = 90
"#;
