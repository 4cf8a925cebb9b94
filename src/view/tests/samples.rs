//! A small made-up knowledge for the tests of the views: a city that there is not.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::sync::Arc;

use search::Lang;

use crate::answer::{Answer, Answered, Reply};
use crate::ids::EntryId;
use crate::knowledge::entry::{Entry, EntryText, PackInfo, PerLang, Reading, Source};

/// One text for each language: kk, ru, en.
pub fn three(kk: &str, ru: &str, en: &str) -> PerLang<String> {
    PerLang { kk: kk.to_owned(), ru: ru.to_owned(), en: en.to_owned() }
}

/// An entry with these names and texts.
pub fn entry(id: &str, names: PerLang<String>, bodies: PerLang<String>) -> Entry {
    let text = |lang| EntryText {
        name: PerLang::<String>::get(&names, lang).clone(),
        body: bodies.get(lang).clone(),
        ..EntryText::default()
    };
    Entry {
        id: id.parse().unwrap(),
        department: None,
        former: Vec::new(),
        reading: None,
        source: String::new(),
        announced: String::new(),
        since: "unknown".to_owned(),
        until: "unknown".to_owned(),
        review_by: "unknown".to_owned(),
        owner: String::new(),
        emergency: false,
        show_name: true,
        contacts: Vec::new(),
        texts: PerLang { kk: text(Lang::Kk), ru: text(Lang::Ru), en: text(Lang::En) },
    }
}

pub fn parks() -> Arc<Entry> {
    let names = three("Саябақтар басқармасы", "Управление парков", "Department of Parks");
    Arc::new(entry("dept:parks", names, three("Саябақтарға қарайды.", "Отвечает за парки.", "Looks after parks.")))
}

pub fn gardens() -> Arc<Entry> {
    let names = three("Бақтар басқармасы", "Управление садов", "Department of Gardens");
    let mut former = entry("former:gardens", names, three("Біріктірілді.", "Объединено.", "It was merged."));
    former.department = Some(parks().id.clone());
    Arc::new(former)
}

pub fn trees() -> Arc<Entry> {
    let names = three("Ағаштар", "Деревья", "Trees");
    let bodies = three("Ағаш отырғызады.", "Сажает деревья.", "It plants trees.");
    let mut topic = entry("trees", names, bodies);
    topic.department = Some(parks().id.clone());
    topic.reading = Some(Reading::Ours);
    topic.texts.kk.reading_note = "Ағаштарды біз жатқыздық.".to_owned();
    topic.texts.ru.reading_note = "Деревья отнесли сюда мы.".to_owned();
    topic.texts.en.reading_note = "Trees belong there by our reading.".to_owned();
    Arc::new(topic)
}

pub fn fact() -> Arc<Entry> {
    let bodies = three("Мың ағаш.", "Тысяча деревьев.", "A thousand trees.");
    Arc::new(entry("fact:planted", three("Отырғызылды", "Посажено", "Planted"), bodies))
}

pub fn source() -> Source {
    Source {
        id: "article".to_owned(),
        title: "О парках".to_owned(),
        since: "unknown".to_owned(),
        announced_words: three("2019 жылғы реформа", "реформа 2019 года", "the 2019 reform"),
        in_words: three("2019 жылғы реформа бойынша", "по реформе 2019 года", "under the 2019 reform"),
        ..Source::default()
    }
}

pub fn info() -> PackInfo {
    let starters = |texts: [&str; 3]| texts.map(str::to_owned).to_vec();
    PackInfo {
        id: "nowhere".to_owned(),
        welcome: three("Саябақтар туралы білемін.", "Я знаю о парках.", "I know about parks."),
        starters: PerLang {
            kk: starters(["Ағашты кім отырғызады?", "Гүл кімде?", "Бақтар қайда?"]),
            ru: starters(["Кто сажает деревья?", "Чьи цветы?", "Где сады?"]),
            en: starters(["Who plants trees?", "Whose flowers?", "Where are the gardens?"]),
        },
        human: None,
        ..PackInfo::default()
    }
}

pub fn answer(entry: Arc<Entry>) -> Answer {
    let department = entry.department.as_ref().map(|_| parks());
    let former = if entry.id.as_str() == "former:gardens" { Vec::new() } else { vec![gardens()] };
    let topics = if department.is_none() { vec![trees()] } else { Vec::new() };
    Answer {
        entry,
        department,
        former,
        topics,
        source: Some(source()),
        complaint: false,
        as_of: None,
        also: Vec::new(),
    }
}

pub fn answered(lang: Lang, reply: Reply) -> Answered {
    Answered { lang, reply, others: vec![gardens()], confidence: 0.9 }
}

pub fn decoy(id: &str, names: PerLang<String>) -> Entry {
    let id: EntryId = id.parse().unwrap();
    entry(id.as_str(), names, three("", "", ""))
}
