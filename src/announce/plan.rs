//! What is planned: what an announcement says in each language, whom it goes to and when. The body of an announcement
//! in the store is a plan as JSON.

use std::collections::BTreeMap;

use search::Lang;
use serde::{Deserialize, Serialize};

use super::content::Content;
use crate::ids::EntryId;

/// The languages in which people are given a version when there is none in theirs, in this order.
const INSTEAD: [Lang; 3] = [Lang::Ru, Lang::Kk, Lang::En];

/// All that an admin has said so far.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Plan {
    /// What it says, by language; at least one before it can be sent.
    pub texts: BTreeMap<Lang, Content>,
    /// Buttons below it that open an address.
    pub links: Vec<Link>,
    /// The entry that people can ask about.
    pub entry: Option<EntryId>,
    /// Whom it goes to.
    pub audience: Audience,
    /// When, in milliseconds since 1970; none: as soon as it is confirmed.
    pub due: Option<i64>,
    /// What the next message gives.
    pub asks: Option<Ask>,
    /// Whether it goes out in quiet hours too, however long it takes.
    pub loud: bool,
    /// Whether people for whose language there is no version get none.
    pub strict: bool,
    /// The post of the channel that it was made from: it stands there already.
    pub post: Option<i64>,
    /// What it is to say instead in this language, seen and not yet confirmed.
    pub correction: Option<(Lang, Content)>,
}

/// A button that opens an address.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// What stands on it.
    pub label: String,
    /// Where it leads.
    pub url: String,
}

/// What the next message of an admin gives to a plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Ask {
    /// What it says, in this language.
    Text(Lang),
    /// The buttons below it, one a line.
    Links,
    /// The entry it is linked to.
    Entry,
    /// The topics or departments whose followers get it.
    Aims,
    /// When it goes out.
    When,
    /// What it is to say instead, after it was sent, in this language.
    Correction(Lang),
}

/// Whom an announcement goes to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Audience {
    /// Whether it is posted in the channel.
    pub channel: bool,
    /// Who gets it in private.
    pub people: People,
    /// The topics and departments whose followers get it; none: of the linked entry, or without one those who follow
    /// anything.
    pub aims: Vec<EntryId>,
    /// Only those who are spoken to in this language.
    pub lang: Option<Lang>,
}

impl Default for Audience {
    fn default() -> Audience {
        Audience { channel: true, people: People::Followers, aims: Vec::new(), lang: None }
    }
}

/// Who gets an announcement in private.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum People {
    /// Nobody.
    Nobody,
    /// Those who follow what it is about.
    #[default]
    Followers,
    /// Everybody who ever wrote, did not block the bot and wants notices.
    All,
}

impl Plan {
    /// Reads a plan as kept. What cannot be read is an empty one: it says nothing and goes to nobody unasked.
    pub fn parse(body: &str) -> Plan {
        serde_json::from_str(body).unwrap_or_default()
    }

    /// As it is kept.
    pub fn to_body(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// What somebody who is spoken to in this language gets: their version, or another one unless the plan is strict.
    /// With its language.
    pub fn version(&self, lang: Lang) -> Option<(Lang, &Content)> {
        let own = self.texts.get_key_value(&lang);
        let instead = || INSTEAD.into_iter().find_map(|other| self.texts.get_key_value(&other));
        let found = if self.strict { own } else { own.or_else(instead) };
        found.map(|(lang, content)| (*lang, content))
    }

    /// What the channel gets: the version in the language of the city, or another one.
    pub fn channel_version(&self, lang: Lang) -> Option<(Lang, &Content)> {
        let own = self.texts.get_key_value(&lang);
        let found = own.or_else(|| INSTEAD.into_iter().find_map(|other| self.texts.get_key_value(&other)));
        found.map(|(lang, content)| (*lang, content))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use super::*;

    fn plan(langs: &[Lang]) -> Plan {
        let content = |lang: &Lang| (*lang, Content { text: lang.code().to_owned(), ..Content::default() });
        Plan { texts: langs.iter().map(content).collect(), ..Plan::default() }
    }

    #[test]
    fn a_plan_comes_back_as_it_was_kept() {
        let full = Plan {
            links: vec![Link { label: "a".into(), url: "https://b".into() }],
            entry: Some("dept:town".parse().unwrap()),
            audience: Audience { channel: false, people: People::All, aims: Vec::new(), lang: Some(Lang::Kk) },
            due: Some(7),
            asks: Some(Ask::Correction(Lang::En)),
            loud: true,
            strict: true,
            post: Some(9),
            correction: Some((Lang::Ru, Content::default())),
            ..plan(&Lang::ALL)
        };
        assert_eq!(Plan::parse(&full.to_body()), full);
        assert_eq!(Plan::parse(""), Plan::default());
        assert_eq!(Plan::parse("{}"), Plan::default());
    }

    #[test]
    fn who_has_no_version_gets_another_one_unless_it_is_strict() {
        let kk = plan(&[Lang::Kk]);
        assert_eq!(kk.version(Lang::En).unwrap().0, Lang::Kk);
        let strict = Plan { strict: true, ..kk };
        assert_eq!(strict.version(Lang::En), None);
        assert_eq!(strict.channel_version(Lang::Ru).unwrap().0, Lang::Kk);
        assert_eq!(plan(&[Lang::Kk, Lang::Ru]).version(Lang::En).unwrap().0, Lang::Ru);
        assert_eq!(Plan::default().version(Lang::Ru), None);
    }
}
