//! What a round starts for at once, and what waits a moment for company: a commit costs everybody the same, so it is not
//! made for each message of somebody who sends many a second, nor for each mark of what was handled.

use std::collections::{HashMap, HashSet};
use std::mem;
use std::time::{Duration, Instant};

use crate::ids::ChatId;

/// How long what is in no hurry waits for company.
pub(super) const COMPANY: Duration = Duration::from_millis(10);
/// More deliveries of one chat than this within a second or two are many.
const MANY: u32 = 8;
/// A generation of counts; there are two.
const GENERATION: Duration = Duration::from_secs(1);

/// Counts who sends how much, and says what is in a hurry.
pub(super) struct Hurry {
    young: HashMap<ChatId, u32>,
    old: HashMap<ChatId, u32>,
    since: Instant,
    /// Chats at work for which more came in meanwhile.
    more: HashSet<ChatId>,
    now: bool,
}

impl Hurry {
    pub(super) fn new(since: Instant) -> Hurry {
        Hurry { young: HashMap::new(), old: HashMap::new(), since, more: HashSet::new(), now: false }
    }

    /// Something came in for a chat, which may be at work.
    pub(super) fn came(&mut self, chat: ChatId, at_work: bool, at: Instant) {
        if at.duration_since(self.since) >= GENERATION {
            self.old = mem::take(&mut self.young);
            self.since = at;
        }
        *self.young.entry(chat).or_default() += 1;
        self.now |= !self.sends_many(chat);
        if at_work {
            self.more.insert(chat);
        }
    }

    /// A chat's update was handled. There is a hurry if the next one is there already.
    pub(super) fn handled(&mut self, chat: ChatId) {
        self.now |= self.more.remove(&chat) && !self.sends_many(chat);
    }

    /// Something else cannot wait.
    pub(super) fn now(&mut self) {
        self.now = true;
    }

    /// Whether there is a hurry. Asking ends it.
    pub(super) fn take(&mut self) -> bool {
        mem::take(&mut self.now)
    }

    fn sends_many(&self, chat: ChatId) -> bool {
        let count = |counts: &HashMap<ChatId, u32>| counts.get(&chat).copied().unwrap_or_default();
        count(&self.young) + count(&self.old) > MANY
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_are_in_a_hurry_and_who_sends_many_is_not() {
        let begun = Instant::now();
        let mut hurry = Hurry::new(begun);
        for _ in 0..MANY {
            hurry.came(ChatId(1), false, begun);
            assert!(hurry.take());
        }
        hurry.came(ChatId(1), true, begun);
        assert!(!hurry.take());
        hurry.handled(ChatId(1));
        assert!(!hurry.take());
        hurry.came(ChatId(2), false, begun);
        assert!(hurry.take());
        hurry.came(ChatId(3), false, begun + GENERATION);
        hurry.take();
        hurry.came(ChatId(1), false, begun + 2 * GENERATION);
        assert!(hurry.take(), "a pause ends it");
    }

    #[test]
    fn a_mark_waits_unless_the_next_message_does() {
        let begun = Instant::now();
        let mut hurry = Hurry::new(begun);
        hurry.came(ChatId(1), false, begun);
        hurry.take();
        hurry.handled(ChatId(1));
        assert!(!hurry.take());
        hurry.came(ChatId(1), true, begun);
        hurry.take();
        hurry.handled(ChatId(1));
        assert!(hurry.take());
    }
}
