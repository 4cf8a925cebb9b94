//! Many people to write to, counted rather than looked at.

use std::{collections::BTreeMap, fmt, ops::Range, sync::Arc, time::Duration};

use anyhow::anyhow;

use super::sandbox::{Running, Sandbox};
use crate::{
    shared::Shared,
    world::{World, chat::Chat, incoming::Sent, message::Author},
};

/// People who have started the bot, with ids in a row. Thousands of them are cheap. One of them can be looked at with
/// `Sandbox::known_person`; nobody waits for what they get, so `next_message` finds nothing.
#[derive(Clone)]
pub struct Crowd {
    shared: Arc<Shared>,
    ids: Range<i64>,
    /// The sandbox lives as long as anybody in it is held.
    _alive: Arc<Running>,
}

impl fmt::Debug for Crowd {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Crowd({:?})", self.ids)
    }
}

impl Sandbox {
    /// So many people with ids from the first on, whose Telegram is set to a language, or does not tell it when that is
    /// empty. They pressed START before anybody looked: the bot is told nothing, see `Crowd::start`.
    pub fn crowd(&self, count: usize, first_id: i64, language: &str) -> Crowd {
        let ids = first_id..first_id.saturating_add(i64::try_from(count).unwrap_or(i64::MAX));
        self.shared.change(|world| world.add_crowd(ids.clone(), language));
        Crowd { shared: self.shared.clone(), ids, _alive: self.running.clone() }
    }
}

impl Crowd {
    /// Their ids, which are the ids of their chats too.
    pub fn ids(&self) -> Range<i64> {
        self.ids.clone()
    }

    /// Everybody presses START, one after another, so that the bot hears of them.
    pub async fn start(&self) {
        for id in self.ids() {
            let start = Sent { text: "/start".to_owned(), ..Sent::default() };
            self.shared.change(|world| world.say(id, Author::Person(id), start));
        }
    }

    /// These have blocked the bot, when it was not looking: it learns of it when it writes to them.
    pub fn block(&self, ids: impl IntoIterator<Item = i64>) {
        self.shared.change(|world| {
            for id in ids {
                if let Some(private) = world.chats.get_mut(&id).and_then(Chat::private_mut) {
                    private.blocked = true;
                }
            }
        });
    }

    /// How many messages each got so far, or since `forget`; those deleted since count too.
    pub fn received(&self) -> BTreeMap<i64, usize> {
        self.shared.read(|world| self.chats(world).map(|chat| (chat.id, chat.received)).collect())
    }

    /// Who has not blocked the bot and got nothing.
    pub fn missed(&self) -> Vec<i64> {
        self.those(|chat| chat.received == 0 && !blocked(chat))
    }

    /// Who got more than one message.
    pub fn doubled(&self) -> Vec<i64> {
        self.those(|chat| chat.received > 1)
    }

    /// Who has blocked the bot.
    pub fn blocked(&self) -> Vec<i64> {
        self.those(blocked)
    }

    fn those(&self, fit: impl Fn(&Chat) -> bool) -> Vec<i64> {
        self.shared.read(|world| self.chats(world).filter(|chat| fit(chat)).map(|chat| chat.id).collect())
    }

    /// Counting begins anew, and what they have is deleted.
    pub fn forget(&self) {
        self.shared.change(|world| {
            for (_, chat) in world.chats.range_mut(self.ids()) {
                chat.messages.clear();
                chat.received = 0;
            }
        });
    }

    /// Waits until everybody who has not blocked the bot got something.
    pub async fn served_within(&self, limit: Duration) -> anyhow::Result<()> {
        let mut waiting = self.missed();
        let served = self.shared.within(limit, |world| {
            // Each is left behind once, however often it is looked.
            while waiting
                .last()
                .is_some_and(|id| world.chats.get(id).is_none_or(|chat| chat.received > 0 || blocked(chat)))
            {
                waiting.pop();
            }
            waiting.is_empty().then_some(())
        });
        served.await.ok_or_else(|| anyhow!("{} got nothing within {limit:?}", self.missed().len()))
    }

    fn chats<'a>(&self, world: &'a World) -> impl Iterator<Item = &'a Chat> {
        world.chats.range(self.ids()).map(|(_, chat)| chat)
    }
}

fn blocked(chat: &Chat) -> bool {
    chat.private().is_some_and(|private| private.blocked)
}
