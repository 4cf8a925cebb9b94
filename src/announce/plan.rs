//! What is planned: what an announcement says in each language, whom it goes to and when. The body of an announcement
//! in the store is a plan as JSON.

use std::collections::BTreeMap;

use search::Lang;
use serde::{Deserialize, Serialize};

use super::content::Content;
use crate::ids::EntryId;
use crate::store::announcement::State;

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
    /// The message that the last correction came as.
    pub corrected_by: Option<i64>,
    /// The messages that its texts came as, in the order in which their pictures stand.
    pub parts: Vec<Part>,
    /// The language that the card speaks.
    pub spoken: Option<Lang>,
    /// The day that was named without an hour, as it is read.
    pub day: Option<String>,
    /// Whether the last step has been shown of it as it is.
    pub shown: bool,
}

/// A message that a text, or a part of an album, came as.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// Its number in its chat.
    pub message: i64,
    /// The language that it was given for.
    pub lang: Lang,
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

impl Ask {
    /// Whether this can be given to an announcement in this state.
    pub fn fits(self, state: State) -> bool {
        match self {
            Ask::When => matches!(state, State::Draft | State::Scheduled | State::Late),
            Ask::Correction(_) => state.is_at_rest(),
            _ => state == State::Draft,
        }
    }
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

    /// Takes a message in as what is said in this language, in place of what was said before.
    pub fn give(&mut self, lang: Lang, message: i64, content: Content) {
        self.parts.retain(|part| part.lang != lang);
        self.parts.push(Part { message, lang });
        self.texts.insert(lang, content);
    }

    /// Says nothing in this language any more, unless that is all it says.
    pub fn remove(&mut self, lang: Lang) {
        if self.texts.len() > 1 {
            self.texts.remove(&lang);
            self.parts.retain(|part| part.lang != lang);
        }
    }

    /// As it is once the correction that waits is made, with its language; none: there is none.
    pub fn with_correction(mut self) -> Option<(Lang, Plan)> {
        let (lang, content) = self.correction.take()?;
        self.texts.insert(lang, content);
        Some((lang, self))
    }

    /// Takes another part of an album in. False: it belongs to none, or is there already.
    pub fn join(&mut self, message: i64, content: &Content) -> bool {
        let known = self.parts.iter().any(|part| part.message == message);
        let album = self.texts.iter_mut().find(|(_, text)| !text.album.is_empty() && text.album == content.album);
        let Some((lang, text)) = album.filter(|_| !known) else { return false };
        let joined = text.join(content);
        if joined {
            self.parts.push(Part { message, lang: *lang });
        }
        joined
    }

    /// Takes in what a message says after it was edited. False: it is not one of its messages.
    pub fn edit(&mut self, message: i64, content: Content) -> bool {
        let Some(lang) = self.parts.iter().find(|part| part.message == message).map(|part| part.lang) else {
            return false;
        };
        let of_lang = self.parts.iter().filter(|part| part.lang == lang);
        let place = of_lang.clone().position(|part| part.message == message).unwrap_or_default();
        let Some(text) = self.texts.get_mut(&lang) else { return false };
        if !text.is_album() {
            *text = content;
            return true;
        }
        // Whoever edits a picture of an album edits its own caption, if it has the one that is shown.
        if place == 0 || !content.text.is_empty() {
            (text.text, text.entities) = (content.text, content.entities);
        }
        if let (Some(old), Some(new)) = (text.media.get_mut(place), content.media.into_iter().next()) {
            *old = new;
        }
        true
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
            corrected_by: Some(11),
            parts: vec![Part { message: 5, lang: Lang::Kk }],
            spoken: Some(Lang::Ru),
            day: Some("2026-11-28".into()),
            shown: true,
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
