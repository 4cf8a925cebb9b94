//! From what an admin chose to whom it reaches: aims with what belongs to them, languages, the channel.

use std::collections::BTreeSet;

use search::Lang;

use super::plan::{People, Plan};
use crate::ids::{AnnouncementId, ChatId, EntryId, Kind};
use crate::knowledge::entry::Knowledge;
use crate::store::delivery::{Reach, Whom};

/// What those follow who want every notice of the city.
pub const CITY: &str = "city";

impl Plan {
    /// Whom it reaches, made in the name of this channel.
    pub fn reach(&self, channel: ChatId, knowledge: &Knowledge) -> Reach {
        let audience = &self.audience;
        let in_channel = audience.channel && self.post.is_none() && channel.0 != 0;
        let wanted = |lang: &Lang| audience.lang.is_none_or(|only| only == *lang);
        let served = |lang: &Lang| self.version(*lang).is_some();
        Reach {
            channel: in_channel.then_some(channel),
            people: match audience.people {
                People::Nobody => Whom::Nobody,
                People::Followers => Whom::Followers,
                People::All => Whom::All,
            },
            aims: self.aims(knowledge),
            langs: Lang::ALL.into_iter().filter(wanted).filter(served).collect(),
            default: knowledge.info.lang(),
        }
    }

    /// What somebody may follow to get it; nothing: whatever it is.
    fn aims(&self, knowledge: &Knowledge) -> Vec<String> {
        let chosen = match self.audience.aims.as_slice() {
            [] => self.entry.as_slice(),
            aims => aims,
        };
        if chosen.is_empty() {
            return Vec::new();
        }
        let mut aims: BTreeSet<String> = chosen.iter().flat_map(|aim| related(aim, knowledge)).collect();
        aims.insert(CITY.to_owned());
        aims.into_iter().collect()
    }

    /// The address that asks this bot about it; none: it is linked to no entry, or nobody knows the bot's name yet.
    pub fn ask_url(&self, id: AnnouncementId, bot: &str) -> Option<String> {
        let known = self.entry.is_some() && !bot.is_empty();
        known.then(|| format!("https://t.me/{bot}?start=ann_{}", id.0))
    }
}

/// An aim, and what its followers follow who follow more than it or a part of it.
fn related(aim: &EntryId, knowledge: &Knowledge) -> Vec<String> {
    let above = knowledge.entry(aim).and_then(|entry| entry.department.clone());
    let below = knowledge.of_kind(Kind::Topic).filter(|topic| topic.department.as_ref() == Some(aim));
    let below = below.map(|topic| topic.id.clone());
    std::iter::once(aim.clone()).chain(above).chain(below).map(String::from).collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use super::*;
    use crate::announce::content::Content;
    use crate::announce::plan::Audience;
    use crate::knowledge::fixture;

    fn plan(entry: Option<&str>, aims: &[&str]) -> Plan {
        let aims = aims.iter().map(|aim| aim.parse().unwrap()).collect();
        Plan {
            texts: [(Lang::Kk, Content { text: "x".to_owned(), ..Content::default() })].into(),
            entry: entry.map(|entry| entry.parse().unwrap()),
            audience: Audience { aims, ..Audience::default() },
            ..Plan::default()
        }
    }

    #[test]
    fn a_topic_reaches_its_departments_followers_and_a_department_those_of_its_topics() {
        let live = fixture::live();
        let knowledge = &live.snapshot().knowledge;
        let topic = knowledge.of_kind(Kind::Topic).next().unwrap().clone();
        let department = topic.department.clone().unwrap();
        let of_topic = plan(Some(topic.id.as_str()), &[]).reach(ChatId(-7), knowledge);
        assert!(
            [topic.id.as_str(), department.as_str(), CITY].iter().all(|aim| of_topic.aims.iter().any(|a| a == aim))
        );
        assert_eq!((of_topic.aims.len(), of_topic.channel), (3, Some(ChatId(-7))));
        let of_department = plan(Some(topic.id.as_str()), &[department.as_str()]).reach(ChatId(-7), knowledge);
        assert!(of_department.aims.iter().any(|aim| aim == topic.id.as_str()), "{:?}", of_department.aims);
        assert_eq!(plan(None, &[]).reach(ChatId(-7), knowledge).aims, Vec::<String>::new());
    }

    #[test]
    fn who_has_no_version_is_not_reached_when_it_is_strict() {
        let live = fixture::live();
        let knowledge = &live.snapshot().knowledge;
        assert_eq!(plan(None, &[]).reach(ChatId(-7), knowledge).langs, Lang::ALL);
        let strict = Plan { strict: true, post: Some(3), ..plan(None, &[]) };
        let reach = strict.reach(ChatId(-7), knowledge);
        assert_eq!((reach.langs, reach.channel), (vec![Lang::Kk], None));
    }

    #[test]
    fn the_address_that_asks_names_the_announcement() {
        let linked = plan(Some("trees"), &[]);
        assert_eq!(linked.ask_url(AnnouncementId(7), "a_bot").unwrap(), "https://t.me/a_bot?start=ann_7");
        assert_eq!(
            (linked.ask_url(AnnouncementId(7), ""), plan(None, &[]).ask_url(AnnouncementId(7), "b")),
            (None, None)
        );
    }
}
