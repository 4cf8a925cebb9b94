//! The texts people read: Fluent messages from `locales/`, compiled in, one bundle a language. Only the view asks
//! for them; a message that a language lacks is taken from another one and named in the log.

use std::sync::Arc;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use search::Lang;
use unic_langid::LanguageIdentifier;

/// The files of one language.
macro_rules! locale {
    ($lang:literal) => {
        [
            include_str!(concat!("../locales/", $lang, "/announcing.ftl")),
            include_str!(concat!("../locales/", $lang, "/answer.ftl")),
            include_str!(concat!("../locales/", $lang, "/buttons.ftl")),
            include_str!(concat!("../locales/", $lang, "/desk.ftl")),
            include_str!(concat!("../locales/", $lang, "/knowledge.ftl")),
            include_str!(concat!("../locales/", $lang, "/digest.ftl")),
            include_str!(concat!("../locales/", $lang, "/menu.ftl")),
            include_str!(concat!("../locales/", $lang, "/owner.ftl")),
            include_str!(concat!("../locales/", $lang, "/privacy.ftl")),
            include_str!(concat!("../locales/", $lang, "/ready.ftl")),
            include_str!(concat!("../locales/", $lang, "/resident.ftl")),
            include_str!(concat!("../locales/", $lang, "/settings.ftl")),
        ]
    };
}

/// What is inserted into a message: its name there and the text.
pub type Arg<'a> = (&'a str, &'a str);

/// All messages in all languages; cheap to clone.
#[derive(Clone)]
pub struct Texts {
    bundles: Arc<[FluentBundle<FluentResource>; 3]>,
}

/// A locale file that is no Fluent.
#[derive(Debug, thiserror::Error)]
#[error("locales/{lang}: {why}")]
pub struct BadLocale {
    lang: &'static str,
    why: String,
}

impl Texts {
    /// Reads the locales that are compiled in.
    ///
    /// # Errors
    /// When one of the files is no Fluent or names a message twice.
    pub fn load() -> Result<Texts, BadLocale> {
        let bundles =
            [bundle(Lang::Kk, locale!("kk"))?, bundle(Lang::Ru, locale!("ru"))?, bundle(Lang::En, locale!("en"))?];
        Ok(Texts { bundles: Arc::new(bundles) })
    }

    /// The message in this language with these texts inserted; of another language, or its bare id, where it is missing.
    pub fn fill(&self, lang: Lang, id: &str, args: &[Arg<'_>]) -> String {
        let mut values = FluentArgs::new();
        for (name, text) in args {
            values.set(*name, FluentValue::from(*text));
        }
        self.told(lang, id, &values)
    }

    /// The message in this language that speaks of a number, in the right grammatical form.
    pub fn count(&self, lang: Lang, id: &str, (name, number): (&str, i64)) -> String {
        let mut values = FluentArgs::new();
        values.set(name, FluentValue::from(number));
        self.told(lang, id, &values)
    }

    /// The message in this language, nothing inserted.
    pub fn get(&self, lang: Lang, id: &str) -> String {
        self.fill(lang, id, &[])
    }

    fn told(&self, lang: Lang, id: &str, values: &FluentArgs<'_>) -> String {
        if let Some(text) = self.format(lang, id, values) {
            return text;
        }
        log::error!("text {id} is missing in {}", lang.code());
        Lang::ALL.into_iter().find_map(|other| self.format(other, id, values)).unwrap_or_else(|| id.to_owned())
    }

    fn format(&self, lang: Lang, id: &str, values: &FluentArgs<'_>) -> Option<String> {
        let bundle = &self.bundles[position(lang)];
        let pattern = bundle.get_message(id)?.value()?;
        let mut errors = Vec::new();
        let text = bundle.format_pattern(pattern, Some(values), &mut errors).into_owned();
        if !errors.is_empty() {
            log::error!("text {id} in {}: {errors:?}", lang.code());
        }
        Some(text)
    }
}

fn bundle(lang: Lang, files: [&str; 12]) -> Result<FluentBundle<FluentResource>, BadLocale> {
    let mut bundle = FluentBundle::new_concurrent(vec![lang.code().parse::<LanguageIdentifier>().unwrap_or_default()]);
    // Isolating marks are invisible characters around what is inserted: they would shift the entities' offsets.
    bundle.set_use_isolating(false);
    for file in files {
        let bad = |why: String| BadLocale { lang: lang.code(), why };
        let resource = FluentResource::try_new(file.to_owned()).map_err(|(_, errors)| bad(format!("{errors:?}")))?;
        bundle.add_resource(resource).map_err(|errors| bad(format!("{errors:?}")))?;
    }
    Ok(bundle)
}

fn position(lang: Lang) -> usize {
    match lang {
        Lang::Kk => 0,
        Lang::Ru => 1,
        Lang::En => 2,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use std::collections::{BTreeMap, BTreeSet};

    use super::*;

    type Messages = BTreeMap<String, (String, BTreeSet<String>)>;

    /// Every message of a language: its text and the names of its variables.
    fn messages(files: &[&str]) -> Messages {
        let mut found = Messages::new();
        let mut current = String::new();
        for line in files.iter().flat_map(|file| file.lines()).filter(|line| !line.starts_with('#')) {
            let start = line.split_once(" =").filter(|(id, _)| id.starts_with(|c: char| c.is_ascii_lowercase()));
            if let Some((id, _)) = start {
                current = id.to_owned();
                assert!(!found.contains_key(id), "{id} twice");
            }
            let text = start.map_or(line, |(_, text)| text).trim();
            let entry = found.entry(current.clone()).or_default();
            entry.0 = format!("{}\n{text}", entry.0).trim().to_owned();
            entry.1.extend(
                text.split('$').skip(1).map(|rest| {
                    rest.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '-').collect::<String>()
                }),
            );
        }
        found.remove("");
        found
    }

    fn all() -> [(Lang, Messages); 3] {
        [
            (Lang::Kk, messages(&locale!("kk"))),
            (Lang::Ru, messages(&locale!("ru"))),
            (Lang::En, messages(&locale!("en"))),
        ]
    }

    #[test]
    fn the_languages_have_the_same_messages_with_the_same_variables() {
        let [(_, first), rest @ ..] = all();
        assert!(first.len() > 50);
        for (lang, other) in rest {
            let ids = |of: &BTreeMap<String, _>| of.keys().cloned().collect::<Vec<_>>();
            assert_eq!(ids(&first), ids(&other), "kk and {lang:?}");
            for (id, (_, variables)) in &first {
                assert_eq!(variables, &other[id].1, "{id} in kk and {lang:?}");
            }
        }
    }

    #[test]
    fn a_button_is_one_line_that_starts_with_plain_text() {
        for (lang, messages) in all() {
            for (id, (text, variables)) in messages.iter().filter(|(id, _)| id.starts_with("btn-")) {
                assert!(!text.contains('\n') && !text.is_empty() && !text.starts_with('{'), "{id} in {lang:?}");
                assert!(variables.len() <= 1 && (variables.is_empty() || text.ends_with('}')), "{id} in {lang:?}");
            }
        }
    }

    #[test]
    fn every_message_is_told_whole_and_without_isolating_marks() {
        let texts = Texts::load().unwrap();
        for (lang, messages) in all() {
            for (id, (_, variables)) in &messages {
                let args: Vec<Arg<'_>> = variables.iter().map(|name| (name.as_str(), "абв")).collect();
                let text = texts.fill(lang, id, &args);
                assert!(!text.contains('{') && !text.contains(['\u{2068}', '\u{2069}']), "{id}: {text}");
                assert_ne!(&text, id);
            }
        }
    }

    #[test]
    fn an_unknown_message_is_its_id() {
        assert_eq!(Texts::load().unwrap().get(Lang::En, "no-such-text"), "no-such-text");
    }
}
