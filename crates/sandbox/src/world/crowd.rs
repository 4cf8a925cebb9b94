//! Many people at once, who are there to be written to: each has a chat as everybody has, but nobody waits for what comes
//! there, and the page tells of them in one line.

use std::ops::Range;

use super::{
    World,
    chat::{Chat, Kind, Private},
};
use crate::cast::Person;

/// What is told of all of them together.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    /// How many they are.
    pub(crate) people: usize,
    /// How many messages they got.
    pub(crate) messages: usize,
    /// How many have the same text twice.
    pub(crate) doubled: usize,
}

impl World {
    /// People with ids from the first on, who pressed START before anybody looked. Who has one of these ids stays.
    pub(crate) fn add_crowd(&mut self, ids: Range<i64>, language: &str) {
        let language_code = Some(language.to_owned()).filter(|language| !language.is_empty());
        for (id, number) in ids.zip(1..) {
            if self.chats.contains_key(&id) {
                continue;
            }
            self.next_person = self.next_person.max(id) + 1;
            let name = format!("Follower {number}");
            let person = Person { id: Some(id), language_code: language_code.clone(), ..Person::named(name) };
            self.people.insert(id, person);
            let private = Private { started: true, in_crowd: true, ..Private::default() };
            self.chats.insert(id, Chat::new(id, Kind::Private(private), self.first_id));
        }
    }

    /// So many ids in a row that nobody has.
    pub(crate) fn free_ids(&self, count: i64) -> Range<i64> {
        self.next_person..self.next_person + count
    }

    /// Chats that are looked at one by one, and the tally of the others.
    pub(crate) fn in_sight(&self) -> (Vec<&Chat>, Tally) {
        let mut tally = Tally::default();
        let mut seen = Vec::new();
        for chat in self.chats.values() {
            if chat.in_crowd() {
                tally.people += 1;
                tally.messages += chat.received;
                tally.doubled += usize::from(has_twice(chat));
            } else {
                seen.push(chat);
            }
        }
        (seen, tally)
    }
}

/// Whether two messages of the bot say the same.
fn has_twice(chat: &Chat) -> bool {
    let texts = || chat.messages.iter().filter(|message| message.by_bot()).map(|message| &message.rich.text);
    texts().enumerate().any(|(at, text)| !text.is_empty() && texts().skip(at + 1).any(|other| other == text))
}
