//! Whom an announcement is about to reach: what is chosen, spelt out. Who follows a topic also follows its department's
//! news, and the other way round.

use super::plan::{People, Plan};
use crate::ids::{ChatId, EntryId, Kind};
use crate::knowledge::entry::Knowledge;
use crate::store::audience::{People as Those, Reach};

/// What those follow who want every notice of the city.
pub const CITY: &str = "city";

impl Plan {
    /// Whom it reaches when it is made in the name of this channel.
    pub fn reach(&self, channel: ChatId, knowledge: &Knowledge) -> Reach {
        // What was made of a post stands there already.
        let posted = self.audience.channel && self.post.is_none();
        let people = match self.audience.people {
            People::Nobody => Those::Nobody,
            People::Followers => Those::Followers,
            People::All => Those::All,
        };
        Reach {
            channel: posted.then_some(channel),
            people,
            aims: self.aims(knowledge),
            lang: self.audience.lang,
            default: knowledge.info.lang(),
        }
    }

    /// What its followers follow: the chosen aims, else the linked entry, with what belongs to them, and the city; empty
    /// when it is about nothing.
    pub fn aims(&self, knowledge: &Knowledge) -> Vec<String> {
        let chosen: Vec<&EntryId> = match &self.audience.aims[..] {
            [] => self.entry.iter().collect(),
            aims => aims.iter().collect(),
        };
        let mut aims: Vec<String> = Vec::new();
        for entry in chosen {
            let related = match entry.kind() {
                Kind::Department => topics_of(entry, knowledge),
                _ => knowledge.entry(entry).and_then(|known| known.department.clone()).into_iter().collect(),
            };
            aims.extend(std::iter::once(entry.clone()).chain(related).map(|aim| aim.to_string()));
        }
        if !aims.is_empty() {
            aims.push(CITY.to_owned());
        }
        aims.sort();
        aims.dedup();
        aims
    }
}

fn topics_of(department: &EntryId, knowledge: &Knowledge) -> Vec<EntryId> {
    let topics = knowledge.of_kind(Kind::Topic).filter(|topic| topic.department.as_ref() == Some(department));
    topics.map(|topic| topic.id.clone()).collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use super::*;
    use crate::knowledge::fixture;

    fn aims(entry: Option<&str>, chosen: &[&str]) -> Vec<String> {
        let id = |id: &str| id.parse().unwrap();
        let mut plan = Plan { entry: entry.map(id), ..Plan::default() };
        plan.audience.aims = chosen.iter().map(|chosen| id(chosen)).collect();
        plan.aims(&fixture::knowledge())
    }

    #[test]
    fn a_topic_reaches_its_department_and_a_department_its_topics() {
        assert_eq!(aims(None, &[]), Vec::<String>::new());
        assert_eq!(aims(Some("trees"), &[]), ["city", "dept:town", "trees"]);
        assert!(aims(Some("dept:town"), &[]).contains(&"trees".to_owned()));
        assert_eq!(aims(Some("trees"), &["nothing-like-this"]), ["city", "nothing-like-this"]);
    }

    #[test]
    fn what_stands_in_the_channel_is_not_posted_again() {
        let knowledge = fixture::knowledge();
        assert_eq!(Plan::default().reach(ChatId(-1), &knowledge).channel, Some(ChatId(-1)));
        let of_post = Plan { post: Some(7), ..Plan::default() };
        assert_eq!(of_post.reach(ChatId(-1), &knowledge).channel, None);
    }
}
