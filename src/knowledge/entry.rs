//! The shape of knowledge: entries, departments and who succeeded whom, sources. One shape for the pack's files, the
//! database's rows and the answers.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use search::Lang;
use serde::{Deserialize, Serialize};

use crate::ids::{EntryId, Kind};
use crate::policy::Policies;

/// A value in each of the languages.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PerLang<T> {
    /// Kazakh.
    pub kk: T,
    /// Russian.
    pub ru: T,
    /// English.
    pub en: T,
}

impl<T> PerLang<T> {
    /// The value in this language.
    pub fn get(&self, lang: Lang) -> &T {
        match lang {
            Lang::Kk => &self.kk,
            Lang::Ru => &self.ru,
            Lang::En => &self.en,
        }
    }

    /// The value in this language, to be changed.
    pub fn get_mut(&mut self, lang: Lang) -> &mut T {
        match lang {
            Lang::Kk => &mut self.kk,
            Lang::Ru => &mut self.ru,
            Lang::En => &mut self.en,
        }
    }
}

/// Who says that a matter belongs to its department.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reading {
    /// The source itself.
    Source,
    /// We read the source so; the answer says it.
    Ours,
}

/// What an entry says in one language. Fields that an entry's kind has not are empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EntryText {
    /// Short title, as on buttons.
    pub name: String,
    /// The answer, plain text.
    pub body: String,
    /// What the source names and what is our reading (topics read by us).
    pub reading_note: String,
    /// Who handles it instead (decoys with a source for it).
    pub elsewhere: String,
    /// Words and phrases for it, synonyms, abbreviations.
    pub keywords: Vec<String>,
    /// Example questions.
    pub examples: Vec<String>,
}

/// A way to reach a department. Staff fill these in; qaida never invents one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contact {
    /// `phone`, `address`, `site`, `hours`.
    pub kind: String,
    /// The contact itself.
    pub value: String,
    /// The id of the source it is from.
    pub source: String,
}

/// One thing an answer can be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its id, which also says its kind.
    pub id: EntryId,
    /// Of a topic: the department that handles it. Of a former department: its successor, which a later reform may
    /// have made a former department too.
    pub department: Option<EntryId>,
    /// Of a topic: the former departments whose matter it was, where the source names them.
    pub former: Vec<EntryId>,
    /// Of a topic: who says so.
    pub reading: Option<Reading>,
    /// The id of the source; empty for decoys and smalltalk, which state no fact.
    pub source: String,
    /// When it was announced: a year or a date; empty where it does not apply.
    pub announced: String,
    /// Since when in force: a date or `unknown`.
    pub since: String,
    /// Until when in force: a date or `unknown`.
    pub until: String,
    /// When somebody has to look at it again: a date or `unknown`.
    pub review_by: String,
    /// Who in the administration keeps it true; empty until staff fill it in.
    pub owner: String,
    /// Of a decoy: an emergency, whose fixed text overrides ranking.
    pub emergency: bool,
    /// Of a decoy: whether its name is shown ("it seems to be about …").
    pub show_name: bool,
    /// Ways to reach it.
    pub contacts: Vec<Contact>,
    /// What it says, by language.
    pub texts: PerLang<EntryText>,
}

impl Entry {
    /// Its kind.
    pub fn kind(&self) -> Kind {
        self.id.kind()
    }

    /// Whether somebody was to look at it again before this day.
    pub fn is_overdue(&self, today: Date) -> bool {
        self.review_by.parse::<Date>().is_ok_and(|day| day < today)
    }

    /// Its title in this language.
    pub fn name(&self, lang: Lang) -> &str {
        &self.texts.get(lang).name
    }
}

/// Where a fact is written. What the source does not tell is empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Source {
    /// Its id in the pack.
    pub id: String,
    /// Language code of its text.
    pub language: String,
    /// Its title.
    pub title: String,
    /// Who published it.
    pub outlet: String,
    /// Where to read it.
    pub url: String,
    /// When it was published: a date.
    pub published: String,
    /// Year or date of what it announces.
    pub announced: String,
    /// Since when that is in force: a date or `unknown`.
    pub since: String,
    /// When to look at it again.
    pub review_by: String,
    /// "The reform announced in …", a noun phrase.
    pub announced_words: PerLang<String>,
    /// "Under the reform announced in …", an adverbial.
    pub in_words: PerLang<String>,
}

/// What `pack.toml` says of the whole.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PackInfo {
    /// The pack's id.
    pub id: String,
    /// Language of those of whom nothing is known.
    pub default_lang: Option<Lang>,
    /// IANA name of the city's time zone.
    pub timezone: String,
    /// The city's name.
    pub city: PerLang<String>,
    /// One sentence: what the bot knows of this city.
    pub welcome: PerLang<String>,
    /// Example questions offered at the start.
    pub starters: PerLang<Vec<String>>,
    /// What holds until the owner decides otherwise.
    pub policies: Policies,
    /// The small talk that wants a person.
    pub human: Option<EntryId>,
}

impl PackInfo {
    /// The language of those of whom nothing is known. A checked pack names it.
    pub fn lang(&self) -> Lang {
        self.default_lang.unwrap_or(Lang::Ru)
    }

    /// The time zone of the city. A checked pack names one that there is.
    pub fn zone(&self) -> TimeZone {
        TimeZone::get(&self.timezone).unwrap_or(TimeZone::UTC)
    }
}

/// All knowledge of one city's reform, checked: every id an entry refers to exists.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Knowledge {
    /// What `pack.toml` says.
    pub info: PackInfo,
    /// Sources by id.
    pub sources: BTreeMap<String, Source>,
    /// Entries by id; shared, so that answers hold them without copying.
    pub entries: BTreeMap<EntryId, Arc<Entry>>,
}

impl Knowledge {
    /// The entry with this id.
    pub fn entry(&self, id: &EntryId) -> Option<&Arc<Entry>> {
        self.entries.get(id)
    }

    /// All entries of a kind, in the order of their ids.
    pub fn of_kind(&self, kind: Kind) -> impl Iterator<Item = &Arc<Entry>> {
        self.entries.values().filter(move |entry| entry.kind() == kind)
    }

    /// The same without what only the index learns from.
    pub fn without_examples(mut self) -> Knowledge {
        for entry in self.entries.values_mut().map(Arc::make_mut) {
            for lang in Lang::ALL {
                entry.texts.get_mut(lang).examples = Vec::new();
            }
        }
        // What is left lies scattered between the examples that are gone; a copy of it lies together.
        for entry in self.entries.values_mut() {
            *entry = Arc::new(Entry::clone(entry));
        }
        self
    }
}
