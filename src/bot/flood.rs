//! Who writes or presses faster than anybody can read what comes back is answered less, until they slow down. A bucket a
//! person, by the moments at which their updates came in; kept in memory only, and only so many of them.

use std::collections::HashMap;
use std::hash::{BuildHasher, RandomState};
use std::sync::{Mutex, PoisonError};

use search::Lang;

use crate::clock::Timestamp;
use crate::ids::{ChatId, UpdateId};
use crate::transport::RawUpdate;

/// What one update puts into the bucket, in milliseconds until it has drained again. One a second is what Telegram lets
/// a bot write to one chat: who waits for the answers never fills the bucket.
const COST: i64 = 1_000;
/// A bucket as full as this is a flood: thirty messages or presses more than one a second. A person who asks ten quick
/// questions and goes through fifteen buttons at once stays below.
const FULL: i64 = 30 * COST;
/// It gets no fuller than this, so that a minute of silence ends every flood, however long it was.
const FULLEST: i64 = 60 * COST;
/// A flood ends when the bucket has drained to this: not at the first second of silence.
const CALM: i64 = 10 * COST;
/// Emergencies heard within one flood: more are no emergency.
const EMERGENCIES: u8 = 3;
/// People in one generation of buckets; there are two. Nobody's bucket says anything a minute later, so the older
/// generation can be dropped when the younger is full. Both together take about four megabytes.
const PEOPLE: usize = 20_000;

/// The buckets of all people.
#[derive(Default)]
pub(super) struct Floods(Mutex<Generations>);

#[derive(Default)]
struct Generations {
    young: HashMap<ChatId, Bucket>,
    old: HashMap<ChatId, Bucket>,
    /// For telling texts apart without keeping them.
    hasher: RandomState,
}

/// How fast somebody is. An update that is handled again because it failed is judged as it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Speed {
    /// As people are.
    Fine,
    /// Too fast.
    TooFast,
}

#[derive(Clone, Copy)]
struct Bucket {
    level: i64,
    at: Timestamp,
    judged: UpdateId,
    speed: Speed,
    /// Of the present flood.
    flood: Flood,
}

/// What was done about a flood so far.
#[derive(Clone, Copy, Default)]
struct Flood {
    /// They were told.
    told: bool,
    /// The language they are told in, once it was looked up.
    lang: Option<Lang>,
    /// Emergencies heard.
    emergencies: u8,
    /// The text looked at last.
    text: u64,
}

impl Floods {
    /// Counts the update, and says how fast its sender is. Updates that belong to no person are always fine: they are
    /// nobody's who could be answered.
    pub(super) fn judge(&self, update: &RawUpdate) -> Speed {
        if update.chat.0 <= 0 {
            return Speed::Fine;
        }
        self.with(update.chat, |bucket| {
            let bucket = bucket.get_or_insert(Bucket::new(update));
            if bucket.judged != update.update_id {
                bucket.add(update);
            }
            bucket.speed
        })
    }

    /// Whether they are still to be told that they are too fast.
    pub(super) fn to_be_told(&self, chat: ChatId) -> bool {
        self.of_flood(chat, |flood| !flood.told)
    }

    /// They were told.
    pub(super) fn told(&self, chat: ChatId) {
        self.of_flood(chat, |flood| flood.told = true);
    }

    /// The language they are told in, if it was looked up.
    pub(super) fn lang(&self, chat: ChatId) -> Option<Lang> {
        self.of_flood(chat, |flood| flood.lang)
    }

    /// Remembers that language.
    pub(super) fn speaks(&self, chat: ChatId, lang: Lang) {
        self.of_flood(chat, |flood| flood.lang = Some(lang));
    }

    /// Whether this text may still turn out to be an emergency: it is not the one looked at last, and there were not
    /// too many in this flood.
    pub(super) fn may_be_emergency(&self, chat: ChatId, text: &str) -> bool {
        let text = self.0.lock().unwrap_or_else(PoisonError::into_inner).hasher.hash_one(text);
        self.of_flood(chat, |flood| {
            let new = std::mem::replace(&mut flood.text, text) != text;
            new && flood.emergencies < EMERGENCIES
        })
    }

    /// It was one.
    pub(super) fn was_emergency(&self, chat: ChatId) {
        self.of_flood(chat, |flood| flood.emergencies = flood.emergencies.saturating_add(1));
    }

    fn of_flood<T>(&self, chat: ChatId, look: impl FnOnce(&mut Flood) -> T) -> T {
        self.with(chat, |bucket| match bucket {
            Some(bucket) => look(&mut bucket.flood),
            None => look(&mut Flood::default()),
        })
    }

    fn with<T>(&self, chat: ChatId, look: impl FnOnce(&mut Option<Bucket>) -> T) -> T {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let mut bucket = all.young.get(&chat).or_else(|| all.old.get(&chat)).copied();
        let seen = look(&mut bucket);
        if let Some(bucket) = bucket {
            if all.young.len() >= PEOPLE && !all.young.contains_key(&chat) {
                all.old = std::mem::take(&mut all.young);
            }
            all.young.insert(chat, bucket);
        }
        seen
    }
}

impl Bucket {
    fn new(update: &RawUpdate) -> Bucket {
        let judged = UpdateId(update.update_id.0.wrapping_sub(1));
        Bucket { level: 0, at: update.received, judged, speed: Speed::Fine, flood: Flood::default() }
    }

    fn add(&mut self, update: &RawUpdate) {
        // A clock that was set back drains nothing; it does not fill anything either.
        let passed = update.received.0.saturating_sub(self.at.0).max(0);
        let drained = self.level.saturating_sub(passed).max(0);
        if self.speed == Speed::TooFast && drained <= CALM {
            (self.speed, self.flood) = (Speed::Fine, Flood::default());
        }
        self.level = (drained + COST).min(FULLEST);
        if self.level > FULL {
            self.speed = Speed::TooFast;
        }
        (self.at, self.judged) = (update.received, update.update_id);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn update(id: i64, chat: i64, received: i64) -> RawUpdate {
        let (update_id, chat, received) = (UpdateId(id), ChatId(chat), Timestamp(received));
        RawUpdate { update_id, chat, raw: "".into(), received, resident: None }
    }

    /// How many of so many updates, one every `pause` milliseconds, are fine.
    fn fine(floods: &Floods, from: i64, count: i64, pause: i64) -> usize {
        let judged = (0..count).map(|n| floods.judge(&update(from + n, 7, from * 1_000_000 + n * pause)));
        judged.filter(|speed| *speed == Speed::Fine).count()
    }

    #[test]
    fn people_are_never_too_fast_and_floods_are() {
        for (count, pause, heard) in [(10, 0, 10), (25, 200, 25), (1_000, 1_000, 1_000), (1_000, 0, 30)] {
            assert_eq!(fine(&Floods::default(), 1, count, pause), heard, "{count} updates, {pause} ms apart");
        }
    }

    #[test]
    fn a_flood_ends_with_silence_and_not_before() {
        let floods = Floods::default();
        assert_eq!(fine(&floods, 1, 1_000, 0), 30);
        let later = |id, seconds: i64| floods.judge(&update(id, 7, 1_000_000 + seconds * 1_000));
        assert_eq!(later(2_000, 20), Speed::TooFast);
        assert_eq!(later(2_001, 30), Speed::TooFast);
        floods.told(ChatId(7));
        assert_eq!(later(2_002, 120), Speed::Fine);
        assert!(floods.to_be_told(ChatId(7)), "the next flood is told of again");
        assert_eq!(floods.judge(&update(1, 8, 0)), Speed::Fine, "nobody else is too fast");
    }

    #[test]
    fn what_is_handled_again_is_judged_as_it_was() {
        let floods = Floods::default();
        for _ in 0..1_000 {
            assert_eq!(floods.judge(&update(5, 7, 0)), Speed::Fine);
        }
        assert_eq!(fine(&floods, 6, 25, 0), 25);
    }

    #[test]
    fn a_clock_set_back_makes_no_flood() {
        let floods = Floods::default();
        assert_eq!(fine(&floods, 9, 10, 0), 10);
        assert_eq!(floods.judge(&update(50, 7, 1_000)), Speed::Fine);
    }

    #[test]
    fn a_million_senders_take_no_more_room_and_hide_no_flood() {
        let floods = Floods::default();
        let mut heard = 0;
        for n in 1..=1_000_000 {
            floods.judge(&update(n, 1_000 + n, 0));
            heard += usize::from(n % 1_000 == 0 && floods.judge(&update(n, 7, 0)) == Speed::Fine);
        }
        assert_eq!(heard, 30);
        let generations = floods.0.lock().unwrap_or_else(PoisonError::into_inner);
        assert!(generations.young.len() <= PEOPLE && generations.old.len() <= PEOPLE);
    }

    #[test]
    fn few_and_different_texts_are_looked_at_for_emergencies() {
        let floods = Floods::default();
        floods.judge(&update(1, 7, 0));
        let may = |text: &str| floods.may_be_emergency(ChatId(7), text);
        assert!(may("gas") && !may("gas") && may("fire") && may("gas"));
        (0..EMERGENCIES).for_each(|_| floods.was_emergency(ChatId(7)));
        assert!(!may("smoke"));
    }
}
