//! What is kept about people, as they read it: the policy, what is kept about one of them in numbers, and all of it as
//! a file.

use search::Lang;

use super::View;
use super::card::{Card, Press};
use super::my_data::MyData;
use super::rich::Rich;
use crate::clock::Timestamp;
use crate::store::person::Held;

/// What the file is called.
const FILE_NAME: &str = "mydata.json";

/// A file with a text below it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// What it is called.
    pub name: &'static str,
    /// Its content: JSON.
    pub json: Vec<u8>,
    /// The text below it.
    pub caption: String,
}

impl View {
    /// What is kept, how long, what for, who sees it. `days` is how long questions are kept.
    pub fn privacy(&self, lang: Lang, days: i64) -> Card {
        let long = Rich::new(&self.texts.count(lang, "privacy-long", ("days", days)));
        let text = self
            .heading(lang, "privacy-title")
            .line(self.say(lang, "privacy-version", &[]))
            .paragraph(self.say(lang, "privacy-kept", &[]))
            .paragraph(self.say(lang, "privacy-why", &[]))
            .paragraph(long)
            .paragraph(self.say(lang, "privacy-who", &[]))
            .paragraph(self.say(lang, "privacy-yours", &[]))
            .paragraph(self.say(lang, "about-unofficial", &[]));
        let rows = [("btn-my-data", Press::MyData(lang)), ("btn-forget", Press::Forget(lang))];
        Card::text(text).with(rows.map(|(id, press)| vec![self.button(lang, id, press)]).to_vec())
    }

    /// What is kept about this person in numbers, and whether to erase it.
    pub fn forget(&self, lang: Lang, held: &Held) -> Card {
        if held.is_nothing() {
            return self.kept_nothing(lang);
        }
        let number = |id, count: usize| self.say(lang, id, &[("count", &count.to_string())]);
        let chosen = held.resident.as_ref().and_then(|resident| resident.lang);
        let language = chosen.map(|chosen| {
            let name = self.get(lang, language_label(chosen));
            self.say(lang, "forget-language", &[("language", &name)])
        });
        let text = self
            .heading(lang, "forget-title")
            .line(number("forget-questions", held.questions.len()))
            .line(number("forget-votes", held.ratings.len()))
            .line(number("forget-following", held.following.len()))
            .line(number("forget-announced", held.announced.len()))
            .line(self.drafts(lang, held.drafts().count()))
            .line(language.unwrap_or_default())
            .line(self.say(lang, "forget-rest", &[]))
            .paragraph(self.say(lang, "forget-ask", &[]));
        let erase = self.button(lang, "btn-erase", Press::Erase(lang));
        let keep = self.button(lang, "btn-keep", Press::Keep(lang));
        Card::text(text).with(vec![vec![erase], vec![keep]])
    }

    /// Only who announces has any.
    fn drafts(&self, lang: Lang, count: usize) -> Rich {
        match count {
            0 => Rich::default(),
            count => self.say(lang, "forget-drafts", &[("count", &count.to_string())]),
        }
    }

    /// Nothing is kept about them.
    pub fn kept_nothing(&self, lang: Lang) -> Card {
        Card::text(self.say(lang, "forget-nothing", &[]))
    }

    /// It was erased, or, as they wished, it was not.
    pub fn forgotten(&self, lang: Lang, erased: bool) -> Card {
        Card::text(self.say(lang, if erased { "forget-done" } else { "forget-kept" }, &[]))
    }

    /// All that is kept about them, as of this moment.
    pub fn my_data(&self, lang: Lang, held: &Held, now: Timestamp) -> Document {
        // Only a map with keys that are no text could not be written, and there is none.
        let json = serde_json::to_vec_pretty(&MyData::of(held, now)).unwrap_or_default();
        Document { name: FILE_NAME, json, caption: self.get(lang, "mydata-caption") }
    }
}

fn language_label(lang: Lang) -> &'static str {
    match lang {
        Lang::Kk => "btn-lang-kk",
        Lang::Ru => "btn-lang-ru",
        Lang::En => "btn-lang-en",
    }
}
