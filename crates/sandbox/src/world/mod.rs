//! All that the sandbox knows: people, chats, the bot's settings, updates on their way. In memory and bounded.
//! No HTTP here: the Bot API, the page and the driving API all act on this.

pub(crate) mod callbacks;
pub(crate) mod calls;
mod channels;
pub(crate) mod chat;
pub(crate) mod crowd;
pub(crate) mod entities;
pub(crate) mod files;
pub(crate) mod forward;
pub(crate) mod group;
mod hearing;
pub(crate) mod incoming;
mod membership;
pub(crate) mod menu;
pub(crate) mod message;
pub(crate) mod pace;
mod pins;
pub(crate) mod played;
pub(crate) mod queue;
pub(crate) mod standing;
mod tell;
mod topics;
pub(crate) mod witness;

use std::{
    collections::BTreeMap,
    time::{SystemTime, UNIX_EPOCH},
};

use crate::{cast::Person, fault::Faults, options::Options};

/// The first id given to people who bring none: beyond 32 bits, as Telegram's newer ones are, and found nowhere else.
const FIRST_PERSON: i64 = 7_000_005_001;

/// Where the ids of albums begin: they are as long as Telegram's.
const FIRST_ALBUM: u64 = 13_900_000_000_000_000;

/// The world.
pub(crate) struct World {
    /// Grows with every change; messages carry the revision that touched them last.
    pub(crate) revision: u64,
    /// When this world began: a page that outlived the last one sees the difference.
    pub(crate) born: u64,
    pub(crate) bot_id: i64,
    /// Everybody, by their id, which is the id of their private chat too.
    pub(crate) people: BTreeMap<i64, Person>,
    pub(crate) chats: BTreeMap<i64, chat::Chat>,
    pub(crate) queue: queue::Queue,
    pub(crate) menu: menu::Menu,
    pub(crate) callbacks: callbacks::Callbacks,
    pub(crate) files: files::Files,
    pub(crate) calls: calls::Calls,
    pub(crate) faults: Faults,
    pub(crate) pace: pace::Pace,
    first_id: i64,
    next_person: i64,
    next_group: i64,
    next_supergroup: i64,
    albums: u64,
}

impl World {
    pub(crate) fn new(options: &Options) -> Self {
        let mut world = Self {
            revision: 0,
            born: SystemTime::now()
                .duration_since(UNIX_EPOCH)
                .map_or(0, |since| since.as_micros().try_into().unwrap_or(0)),
            bot_id: bot_id(&options.token),
            people: BTreeMap::new(),
            chats: BTreeMap::new(),
            queue: queue::Queue::starting_at(options.first_id),
            menu: menu::Menu::default(),
            callbacks: callbacks::Callbacks::default(),
            files: files::Files::starting_at(options.first_id),
            calls: calls::Calls::default(),
            faults: Faults::default(),
            pace: pace::Pace::new(options.strict_pace),
            first_id: options.first_id,
            next_person: FIRST_PERSON,
            next_group: membership::FIRST_GROUP,
            next_supergroup: membership::FIRST_SUPERGROUP,
            albums: FIRST_ALBUM + options.first_id.unsigned_abs(),
        };
        for person in options.people.clone() {
            world.add_person(person);
        }
        for forum in options.groups.clone() {
            world.add_forum(forum);
        }
        for broadcast in options.channels.clone() {
            world.add_broadcast(broadcast);
        }
        world
    }

    /// Gives a person a private chat with the bot; someone with the same id is replaced. Returns the id.
    pub(crate) fn add_person(&mut self, person: Person) -> i64 {
        let id = person.id.unwrap_or(self.next_person);
        self.next_person = self.next_person.max(id) + 1;
        let private = chat::Kind::Private(chat::Private::default());
        self.chats.insert(id, chat::Chat::new(id, private, self.first_id));
        self.people.insert(id, person);
        id
    }

    /// What the messages of a new album share.
    pub(crate) fn next_album(&mut self) -> u64 {
        self.albums += 1;
        self.albums
    }

    /// What a person's Telegram is set to.
    pub(crate) fn language_of(&self, person: i64) -> &str {
        self.people.get(&person).and_then(|person| person.language_code.as_deref()).unwrap_or_default()
    }

    /// The command menu that a person sees in their private chat or in a group.
    pub(crate) fn menu_of(&self, person: i64, chat: i64) -> Vec<(String, String)> {
        let group = self.chats.get(&chat).and_then(chat::Chat::group);
        let scopes = match group {
            Some(group) => menu::in_group(chat, person, group.standing(person).is_admin()),
            None => menu::in_private(chat),
        };
        menu::pairs(&self.menu.narrowest(&scopes, self.language_of(person)))
    }
}

/// Real tokens are `<bot id>:<secret>`, and programs read the id from there.
fn bot_id(token: &str) -> i64 {
    token.split(':').next().and_then(|digits| digits.parse().ok()).unwrap_or(1)
}

/// Seconds since 1970, as the Bot API dates everything.
pub(crate) fn now() -> i64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs().try_into().unwrap_or(i64::MAX))
}
