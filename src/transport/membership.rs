//! Who is in a group or may post in a channel, by Telegram's own word: asked, and believed for a minute at most.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use teloxide::payloads::GetChatMember;
use teloxide::types::{Recipient, UserId};

use super::refusal::SendError;
use super::sender::Sender;
use crate::clock::{SharedClock, Timestamp};
use crate::ids::ChatId;

/// How long an answer is believed, in milliseconds.
const GOOD_FOR: i64 = 60_000;
/// Answers kept before those that are too old are thrown away.
const KEPT: usize = 1_000;

/// What somebody is in a chat.
#[derive(Clone, Copy, Default)]
struct Standing {
    is_in: bool,
    posts: bool,
}

/// What Telegram said of whom.
pub struct Membership {
    clock: SharedClock,
    known: Mutex<HashMap<(ChatId, ChatId), (Standing, Timestamp)>>,
}

impl Membership {
    /// Nothing is known yet.
    pub fn new(clock: SharedClock) -> Membership {
        Membership { clock, known: Mutex::default() }
    }

    /// Whether this person is in this group.
    ///
    /// # Errors
    /// When Telegram could not be asked. That it knows of no such member is no error.
    pub async fn is_in(&self, sender: &Sender, group: ChatId, person: ChatId) -> Result<bool, SendError> {
        Ok(self.standing(sender, group, person).await?.is_in)
    }

    /// Whether this person may post in this channel.
    ///
    /// # Errors
    /// When Telegram could not be asked. That it tells nothing, because the bot is no administrator there, is no error:
    /// then nobody may.
    pub async fn may_post(&self, sender: &Sender, channel: ChatId, person: ChatId) -> Result<bool, SendError> {
        Ok(self.standing(sender, channel, person).await?.posts)
    }

    async fn standing(&self, sender: &Sender, chat: ChatId, person: ChatId) -> Result<Standing, SendError> {
        let now = self.clock.now();
        let known = self.with(|known| known.get(&(chat, person)).copied());
        if let Some((standing, at)) = known
            && (0..GOOD_FOR).contains(&(now.0 - at.0))
        {
            return Ok(standing);
        }
        let Ok(id) = u64::try_from(person.0) else { return Ok(Standing::default()) };
        let ask = GetChatMember::new(Recipient::Id(teloxide::types::ChatId(chat.0)), UserId(id));
        let standing = match sender.call(&ask).await {
            Ok(member) => Standing { is_in: member.is_present(), posts: member.can_post_messages() },
            Err(SendError::Refused(_) | SendError::Blocked) => Standing::default(),
            Err(error) => return Err(error),
        };
        self.with(|known| {
            if known.len() >= KEPT {
                known.retain(|_, (_, at)| now.0 - at.0 < GOOD_FOR);
            }
            known.insert((chat, person), (standing, now));
        });
        Ok(standing)
    }

    /// Their membership has changed: ask again.
    pub fn changed(&self, chat: ChatId, person: ChatId) {
        self.with(|known| known.remove(&(chat, person)));
    }

    /// What the bot may ask there has changed: ask about everybody again.
    pub fn all_changed(&self, chat: ChatId) {
        self.with(|known| known.retain(|(of, _), _| *of != chat));
    }

    fn with<T>(&self, look: impl FnOnce(&mut HashMap<(ChatId, ChatId), (Standing, Timestamp)>) -> T) -> T {
        look(&mut self.known.lock().unwrap_or_else(PoisonError::into_inner))
    }
}
