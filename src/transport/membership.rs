//! Who is in a group, by Telegram's own word: asked, and believed for a minute at most.

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

/// What Telegram said of whom.
pub struct Membership {
    clock: SharedClock,
    known: Mutex<HashMap<(ChatId, ChatId), (bool, Timestamp)>>,
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
        let now = self.clock.now();
        let known = self.with(|known| known.get(&(group, person)).copied());
        if let Some((is_in, at)) = known
            && (0..GOOD_FOR).contains(&(now.0 - at.0))
        {
            return Ok(is_in);
        }
        let Ok(id) = u64::try_from(person.0) else { return Ok(false) };
        let ask = GetChatMember::new(Recipient::Id(teloxide::types::ChatId(group.0)), UserId(id));
        let is_in = match sender.call(&ask).await {
            Ok(member) => member.is_present(),
            Err(SendError::Refused(_) | SendError::Blocked) => false,
            Err(error) => return Err(error),
        };
        self.with(|known| {
            if known.len() >= KEPT {
                known.retain(|_, (_, at)| now.0 - at.0 < GOOD_FOR);
            }
            known.insert((group, person), (is_in, now));
        });
        Ok(is_in)
    }

    /// Their membership has changed: ask again.
    pub fn changed(&self, group: ChatId, person: ChatId) {
        self.with(|known| known.remove(&(group, person)));
    }

    fn with<T>(&self, look: impl FnOnce(&mut HashMap<(ChatId, ChatId), (bool, Timestamp)>) -> T) -> T {
        look(&mut self.known.lock().unwrap_or_else(PoisonError::into_inner))
    }
}
