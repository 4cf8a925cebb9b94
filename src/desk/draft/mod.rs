//! A draft: a change of the knowledge that staff are writing. What is given so far, what is still needed, and the entry
//! that it makes. Where its card stands is the store's; how it looks the view's.

mod given;
mod make;
mod quoted;

use serde::{Deserialize, Serialize};

use search::Lang;

use crate::ids::{EntryId, Kind};
use crate::knowledge::entry::{Knowledge, PerLang};

pub use given::{Given, given};
pub use make::{Made, Need};
pub use quoted::quotes;

/// The most characters of a text that residents read: the answer must fit a message with all that stands around it.
pub const LONGEST: usize = 2500;
/// The most characters of an example question or a source's title.
pub const LONGEST_LINE: usize = 300;

/// What a draft does.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Aim {
    /// Makes an answer of its own.
    Fact,
    /// Makes a topic of this department.
    Topic(String),
    /// Changes the text of this entry; of a decoy: who handles it.
    Text(String),
    /// Adds example questions to this entry.
    Examples(String),
    /// Adds a way to reach this department.
    Contact(String),
    /// Says until when this entry is to be looked at again.
    Review(String),
}

/// Where it is written.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum From {
    /// Not said.
    #[default]
    Unknown,
    /// A source that is known already, by its id.
    Known(String),
    /// Something that staff named.
    New {
        /// The code of the language that its title is in.
        language: String,
        /// What it is.
        title: String,
        /// Where to read it; may be empty.
        url: String,
    },
}

/// What a reply to the card is taken for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Field {
    /// The text in Kazakh.
    Kk,
    /// The text in Russian.
    Ru,
    /// The text in English.
    En,
    /// The title in Kazakh.
    TitleKk,
    /// The title in Russian.
    TitleRu,
    /// The title in English.
    TitleEn,
    /// Where it is written.
    Source,
    /// Example questions, one a line.
    Examples,
    /// A way to reach a department.
    Contact,
    /// The date of the next look.
    Review,
}

impl Field {
    /// The text in this language.
    pub fn text(lang: Lang) -> Field {
        match lang {
            Lang::Kk => Field::Kk,
            Lang::Ru => Field::Ru,
            Lang::En => Field::En,
        }
    }

    /// The language of a title.
    pub fn title(self) -> Option<Lang> {
        match self {
            Field::TitleKk => Some(Lang::Kk),
            Field::TitleRu => Some(Lang::Ru),
            Field::TitleEn => Some(Lang::En),
            _ => None,
        }
    }

    /// The language of a text.
    pub fn lang(self) -> Option<Lang> {
        match self {
            Field::Kk => Some(Lang::Kk),
            Field::Ru => Some(Lang::Ru),
            Field::En => Some(Lang::En),
            _ => None,
        }
    }
}

/// What is being chosen on the card.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Choosing {
    /// Nothing.
    #[default]
    Nothing,
    /// What it changes.
    Target,
    /// Which department a new topic belongs to.
    Department,
}

/// A draft.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// What it does.
    pub aim: Aim,
    /// The texts that were given, else empty; the first line of a new answer is its title.
    pub texts: PerLang<String>,
    /// The titles that were given, else empty.
    pub titles: PerLang<String>,
    /// Example questions, with the language each is in.
    pub examples: Vec<(String, String)>,
    /// Where it is written.
    pub source: From,
    /// A way to reach a department: its kind and what it is.
    pub contact: Option<(String, String)>,
    /// The date of the next look, `2027-06-01`.
    pub review_by: String,
    /// The languages that were not given say the same already.
    pub same: bool,
    /// What the next reply is.
    pub awaits: Option<Field>,
    /// What is being chosen.
    pub choosing: Choosing,
    /// The entries that may be chosen.
    pub offered: Vec<String>,
    /// A source has to be named, even where there is one: the text is staff's own.
    pub asks_source: bool,
    /// What the entry was like when the draft was begun; empty: it is new.
    pub base: String,
    /// Whether somebody has seen what would change; a change of the draft takes it back.
    pub weighed: bool,
}

impl Draft {
    /// Nothing given yet.
    pub fn new(aim: Aim) -> Draft {
        let awaits = match aim {
            Aim::Examples(_) => Some(Field::Examples),
            Aim::Contact(_) => Some(Field::Contact),
            Aim::Review(_) => Some(Field::Review),
            Aim::Fact | Aim::Topic(_) | Aim::Text(_) => None,
        };
        Draft {
            aim,
            texts: PerLang::default(),
            titles: PerLang::default(),
            examples: Vec::new(),
            source: From::Unknown,
            contact: None,
            review_by: String::new(),
            same: false,
            awaits,
            choosing: Choosing::Nothing,
            offered: Vec::new(),
            asks_source: false,
            base: String::new(),
            weighed: false,
        }
    }

    /// A draft from the text it is kept as.
    pub fn read(body: &str) -> Option<Draft> {
        serde_json::from_str(body).ok()
    }

    /// The text to keep it as.
    pub fn write(&self) -> String {
        // Plain strings, numbers and lists always have a JSON form.
        serde_json::to_string(self).unwrap_or_default()
    }

    /// The entry it changes; none: it makes a new one.
    pub fn target(&self) -> Option<EntryId> {
        match &self.aim {
            Aim::Text(id) | Aim::Examples(id) | Aim::Contact(id) | Aim::Review(id) => id.parse().ok(),
            Aim::Fact | Aim::Topic(_) => None,
        }
    }

    /// The department that a new topic is of.
    pub fn department(&self) -> Option<EntryId> {
        match &self.aim {
            Aim::Topic(id) => id.parse().ok(),
            _ => None,
        }
    }

    /// Whether it writes texts that residents read.
    pub fn writes(&self) -> bool {
        matches!(self.aim, Aim::Fact | Aim::Topic(_) | Aim::Text(_))
    }

    /// Whether it makes something that there was not.
    pub fn is_new(&self) -> bool {
        matches!(self.aim, Aim::Fact | Aim::Topic(_))
    }

    /// Whether it changes what is said to questions: then somebody has to see how before it is published.
    pub fn needs_weighing(&self) -> bool {
        self.writes() || matches!(self.aim, Aim::Examples(_))
    }

    /// Whether it says the same as another state of it, whatever is being chosen or waited for on the card.
    pub fn says_what(&self, other: &Draft) -> bool {
        let bare = |draft: &Draft| Draft {
            awaits: None,
            choosing: Choosing::Nothing,
            offered: Vec::new(),
            weighed: false,
            ..draft.clone()
        };
        bare(self) == bare(other)
    }

    /// The entries that may be chosen.
    pub fn options(&self) -> Vec<EntryId> {
        self.offered.iter().filter_map(|id| id.parse().ok()).collect()
    }

    /// The same with these entries to choose from.
    #[must_use]
    pub fn offering(self, options: &[EntryId]) -> Draft {
        Draft { offered: options.iter().map(ToString::to_string).collect(), ..self }
    }

    /// The same with another aim; what was given stays.
    #[must_use]
    pub fn aimed(self, aim: Aim) -> Draft {
        let awaits = Draft::new(aim.clone()).awaits;
        let (choosing, base) = (Choosing::Nothing, String::new());
        Draft { aim, awaits, choosing, base, same: false, weighed: false, ..self }
    }
}

/// Whether the text of this entry says who handles it instead: a decoy that is no emergency.
pub fn says_elsewhere(knowledge: &Knowledge, id: &EntryId) -> bool {
    id.kind() == Kind::Decoy && knowledge.entry(id).is_some_and(|entry| !entry.emergency)
}

#[cfg(test)]
mod tests;
