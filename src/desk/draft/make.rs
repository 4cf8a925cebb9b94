//! From a draft to the entry it makes, or to what is still needed.

use search::Lang;

use super::{Aim, Draft, Field, From, says_elsewhere};
use crate::ids::{EntryId, Kind};
use crate::knowledge::edit;
use crate::knowledge::entry::{Contact, Entry, Knowledge, PerLang, Reading, Source};

/// The most characters of a title.
pub(super) const TITLE: usize = 80;
/// The most characters of an id before its number.
const SLUG: usize = 34;
/// When a new answer is to be looked at again, in months.
const REVIEW: i32 = 12;

/// What is still needed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Need {
    /// This part.
    Field(Field),
    /// The other language's text, or the word that it says the same already.
    Parity(Lang),
    /// Any change at all.
    Nothing,
    /// The entry it changes is gone.
    Gone,
    /// What the check of the pack says against it.
    Check(String),
}

/// What a draft makes.
#[derive(Clone, Debug, PartialEq)]
pub struct Made {
    /// The entry.
    pub entry: Entry,
    /// A source that there was not.
    pub source: Option<Source>,
}

impl Draft {
    /// What it makes of this knowledge, which must hold the example questions of the entry that it changes. `today` is
    /// the date in the city.
    ///
    /// # Errors
    /// What is still needed.
    pub fn make(&self, knowledge: &Knowledge, today: jiff::civil::Date) -> Result<Made, Vec<Need>> {
        let before = match self.target() {
            Some(id) => Some(knowledge.entry(&id).ok_or_else(|| vec![Need::Gone])?),
            None => None,
        };
        let mut needs = self.needs(knowledge);
        let source = self.new_source(knowledge);
        let source_id = match &self.source {
            From::Known(id) => id.clone(),
            From::New { .. } => source.as_ref().map(|source| source.id.clone()).unwrap_or_default(),
            From::Unknown => String::new(),
        };
        let mut entry = match before {
            Some(entry) => Entry::clone(entry),
            None => self.blank(knowledge, today)?,
        };
        self.fill(&mut entry, knowledge, &source_id);
        if needs.is_empty() && before.is_some_and(|before| **before == entry) {
            needs.push(Need::Nothing);
        }
        if !needs.is_empty() {
            return Err(needs);
        }
        let checked = edit::checked(knowledge.clone().without_examples(), &entry, source.as_ref());
        let entry = checked.map_err(|errors| errors.into_iter().map(Need::Check).collect::<Vec<_>>())?;
        Ok(Made { entry, source })
    }

    /// What is not there yet, by this knowledge, with or without its example questions.
    pub fn needs(&self, knowledge: &Knowledge) -> Vec<Need> {
        let mut needs = Vec::new();
        let now = self.target().and_then(|id| knowledge.entry(&id)).map(|entry| self.slot(knowledge, entry));
        if self.writes() {
            let given = |lang| !self.texts.get(lang).is_empty();
            for lang in Lang::ALL.into_iter().filter(|lang| !given(*lang)) {
                let is_empty = now.as_ref().is_none_or(|now| now.get(lang).is_empty());
                let other = if lang == Lang::Kk { Lang::Ru } else { Lang::Kk };
                match (is_empty, lang) {
                    (true, _) => needs.push(Need::Field(Field::text(lang))),
                    (false, Lang::Kk | Lang::Ru) if given(other) && !self.same => needs.push(Need::Parity(lang)),
                    _ => {}
                }
            }
        }
        if self.needs_source(knowledge) {
            needs.push(Need::Field(Field::Source));
        }
        match &self.aim {
            Aim::Examples(_) if self.examples.is_empty() => needs.push(Need::Field(Field::Examples)),
            Aim::Contact(_) if self.contact.is_none() => needs.push(Need::Field(Field::Contact)),
            Aim::Review(_) if self.review_by.is_empty() => needs.push(Need::Field(Field::Review)),
            _ => {}
        }
        needs
    }

    /// Whether a source has to be named: for whatever is new, and where there is none.
    fn needs_source(&self, knowledge: &Knowledge) -> bool {
        let has_one = || self.target().and_then(|id| knowledge.entry(&id)).is_some_and(|e| !e.source.is_empty());
        let states_fact = match &self.aim {
            Aim::Fact | Aim::Topic(_) | Aim::Contact(_) => return self.source == From::Unknown,
            Aim::Text(id) => !id.parse::<EntryId>().is_ok_and(|id| id.kind() == Kind::Smalltalk),
            Aim::Examples(_) | Aim::Review(_) => false,
        };
        states_fact && self.source == From::Unknown && (self.asks_source || !has_one())
    }

    /// The texts that it changes, as they are.
    pub fn slot(&self, knowledge: &Knowledge, entry: &Entry) -> PerLang<String> {
        let elsewhere = says_elsewhere(knowledge, &entry.id);
        let mut texts = PerLang::default();
        for lang in Lang::ALL {
            let text = entry.texts.get(lang);
            *texts.get_mut(lang) = if elsewhere { text.elsewhere.clone() } else { text.body.clone() };
        }
        texts
    }

    fn new_source(&self, knowledge: &Knowledge) -> Option<Source> {
        let From::New { language, title, url } = &self.source else { return None };
        let id = (1..)
            .map(|number| format!("{}{number}", edit::STAFF_SOURCE))
            .find(|id| !knowledge.sources.contains_key(id))?;
        let (language, title, url) = (language.clone(), title.clone(), url.clone());
        Some(Source { id, language, title, url, ..Source::default() })
    }

    fn fill(&self, entry: &mut Entry, knowledge: &Knowledge, source: &str) {
        let elsewhere = says_elsewhere(knowledge, &entry.id);
        for lang in Lang::ALL.into_iter().filter(|_| self.writes()) {
            let given = self.texts.get(lang);
            let text = entry.texts.get_mut(lang);
            if given.is_empty() {
                continue;
            }
            if self.is_new() {
                (text.name, text.body) = titled(given);
            } else if elsewhere {
                given.clone_into(&mut text.elsewhere);
            } else {
                given.clone_into(&mut text.body);
            }
        }
        for lang in Lang::ALL.into_iter().filter(|lang| self.writes() && !self.titles.get(*lang).is_empty()) {
            self.titles.get(lang).clone_into(&mut entry.texts.get_mut(lang).name);
        }
        for (lang, example) in &self.examples {
            let list = Lang::parse(lang).map(|lang| &mut entry.texts.get_mut(lang).examples);
            if let Some(list) = list.filter(|list| !list.contains(example)) {
                list.push(example.clone());
            }
        }
        match (&self.aim, &self.contact) {
            (Aim::Contact(_), Some((kind, value))) => {
                entry.contacts.retain(|contact| contact.kind != *kind);
                entry.contacts.push(Contact { kind: kind.clone(), value: value.clone(), source: source.to_owned() });
            }
            (Aim::Contact(_), None) => {}
            _ if self.writes() && !source.is_empty() => source.clone_into(&mut entry.source),
            _ => {}
        }
        if !self.review_by.is_empty() {
            self.review_by.clone_into(&mut entry.review_by);
        }
    }

    /// A new entry, before anything is filled in.
    fn blank(&self, knowledge: &Knowledge, today: jiff::civil::Date) -> Result<Entry, Vec<Need>> {
        let (kind, department) = match self.department() {
            Some(department) => (Kind::Topic, Some(department)),
            None => (Kind::Fact, None),
        };
        let review = today.checked_add(jiff::Span::new().months(REVIEW)).unwrap_or(today);
        Ok(Entry {
            id: self.new_id(kind, knowledge)?,
            reading: department.as_ref().map(|_| Reading::Source),
            department,
            former: Vec::new(),
            source: String::new(),
            announced: String::new(),
            since: String::new(),
            until: String::new(),
            review_by: review.to_string(),
            owner: String::new(),
            emergency: false,
            show_name: true,
            contacts: Vec::new(),
            texts: PerLang::default(),
        })
    }

    /// An id that nothing has, by the English title.
    fn new_id(&self, kind: Kind, knowledge: &Knowledge) -> Result<EntryId, Vec<Need>> {
        let (title, _) = titled(self.texts.get(Lang::En));
        let words = title.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
        let mut slug = words.map(str::to_ascii_lowercase).collect::<Vec<_>>().join("-");
        slug.truncate(SLUG);
        let slug = match slug.trim_end_matches('-') {
            "" => "answer",
            slug => slug,
        };
        let numbered = (2..).map(|number| format!("{slug}-{number}"));
        let ids = std::iter::once(slug.to_owned()).chain(numbered).take(1000);
        let mut ids = ids.filter_map(|bare| EntryId::new(kind, &bare).ok());
        let free = ids.find(|id| knowledge.entry(id).is_none());
        free.ok_or_else(|| vec![Need::Check(format!("there are too many entries called {slug}"))])
    }
}

/// The title and the text of a new answer: the first line is the title when it is short and something follows, else
/// the text's first words are.
pub(super) fn titled(text: &str) -> (String, String) {
    let text = text.trim();
    if let Some((first, rest)) = text.split_once('\n') {
        let (first, rest) = (first.trim().trim_end_matches([':', '.']), rest.trim());
        if !first.is_empty() && !rest.is_empty() && first.chars().count() <= TITLE {
            return (first.to_owned(), rest.to_owned());
        }
    }
    let sentence = text.split(['.', '!', '?', '\n', ':', ';']).next().unwrap_or(text).trim();
    // A greeting is no title, nor is the 1 of "1.".
    if sentence.chars().count() <= TITLE / 2 && (sentence.contains(' ') || sentence == text) {
        return (sentence.to_owned(), text.to_owned());
    }
    let mut title = String::new();
    let words = if sentence.contains(' ') { sentence } else { text };
    for word in words.split_whitespace() {
        if title.chars().count() + word.chars().count() >= TITLE / 2 && !title.is_empty() {
            break;
        }
        if !title.is_empty() {
            title.push(' ');
        }
        title.push_str(word);
    }
    let title: String = title.trim_end_matches([',', '–', '—', '-', ' ']).chars().take(TITLE).collect();
    (format!("{title}…"), text.to_owned())
}
