//! Who lives in a sandbox: people, the groups and channels they may be in, and the ready-made ones. Fixed ids stay, so that what a
//! bot keeps about them outlives a restart.

/// Someone with a private chat with the bot.
#[derive(Debug, Clone, Default)]
pub struct Person {
    /// First name.
    pub name: String,
    /// Last name.
    pub last_name: Option<String>,
    /// Public name, without the @.
    pub username: Option<String>,
    /// What their Telegram is set to, as a client sends it: `kk`, `ru`, `en-GB`, or nothing.
    pub language_code: Option<String>,
    /// Whether forwards of their messages tell their name only, as a setting of Telegram has it.
    pub hidden_in_forwards: bool,
    /// Their user id, and so the id of their chat; taken from a counter when absent.
    pub id: Option<i64>,
}

impl Person {
    /// Someone with a first name only.
    pub fn named(name: impl Into<String>) -> Self {
        Self { name: name.into(), ..Self::default() }
    }

    /// The same person with Telegram set to a language.
    pub fn speaking(self, language_code: impl Into<String>) -> Self {
        Self { language_code: Some(language_code.into()), ..self }
    }
}

/// A supergroup with topics that is there from the start. Everybody in it came before anybody looked: the bot, an
/// administrator with all rights, is told nothing of it.
#[derive(Debug, Clone)]
pub struct Forum {
    /// Its id, which has to be that of a supergroup: below -1000000000000.
    pub id: i64,
    /// Its title.
    pub title: String,
    /// Whose it is.
    pub owner: i64,
    /// The others in it.
    pub members: Vec<i64>,
}

/// A channel that is there from the start, with the bot as an administrator with all rights, who is told nothing of it.
#[derive(Debug, Clone)]
pub struct Broadcast {
    /// Its id, which has to be that of a channel: below -1000000000000.
    pub id: i64,
    /// Its title.
    pub title: String,
    /// Its public name, without the @.
    pub username: Option<String>,
    /// Whose it is.
    pub owner: i64,
    /// Who reads it.
    pub subscribers: Vec<i64>,
}

/// The owner of the staff group.
const OWNER: i64 = 1101;
/// The owner of the city's channel.
const EDITOR: i64 = 1201;
/// The ready-made channel.
const CITY_CHANNEL: i64 = -1_002_000_001_201;
/// The ready-made staff group.
const STAFF_GROUP: i64 = -1_002_000_001_101;

/// Three residents, one a language.
pub fn personas() -> Vec<Person> {
    cast(1001, [("Айгүл", "aigul", "kk"), ("Иван", "ivan", "ru"), ("Emma", "emma", "en")]).into()
}

/// Three who work for the town: the first owns their group.
pub fn staff() -> Vec<Person> {
    cast(OWNER, [("Олжас", "olzhas", "ru"), ("Аида", "aida", "kk"), ("Борис", "boris", "ru")]).into()
}

/// The group of the staff, in which a bot can be set up.
pub fn staff_group() -> Forum {
    let members = staff().into_iter().filter_map(|person| person.id).filter(|id| *id != OWNER).collect();
    Forum { id: STAFF_GROUP, title: "Қызметкерлер · Staff".to_owned(), owner: OWNER, members }
}

/// The owner of the city's channel.
pub fn channel_admin() -> Person {
    let [person] = cast(EDITOR, [("Дана", "dana", "ru")]);
    person
}

/// The channel of the city, read by the residents.
pub fn city_channel() -> Broadcast {
    Broadcast {
        id: CITY_CHANNEL,
        title: "Қала жаңалықтары · City news".to_owned(),
        username: Some("qala_news".to_owned()),
        owner: EDITOR,
        subscribers: personas().into_iter().filter_map(|person| person.id).collect(),
    }
}

/// People with ids from the first on.
fn cast<const N: usize>(first: i64, people: [(&str, &str, &str); N]) -> [Person; N] {
    let mut id = first - 1;
    people.map(|(name, username, language)| {
        id += 1;
        Person { username: Some(username.to_owned()), id: Some(id), ..Person::named(name).speaking(language) }
    })
}
