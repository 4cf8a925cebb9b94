//! A bucket a chat: three messages at once, then one a second, because Telegram allows about one a second in one chat.
//! A group has no bucket but a window: it allows twenty messages a minute, however they come.
//! There is no bucket for all chats together: answers are never held back by an overall pace.

use std::collections::{HashMap, VecDeque};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use tokio::time::{Instant, sleep_until};

use super::place::aside;
use crate::ids::ChatId;

/// Messages to a group in one window.
const IN_WINDOW: usize = 20;
/// A window, in intervals.
const WINDOW: u32 = 60;
/// Buckets kept before the idle ones are thrown away.
const KEPT: usize = 10_000;

/// When each chat may be written to.
pub(super) struct Paces {
    burst: u32,
    interval: Duration,
    state: Mutex<State>,
}

struct State {
    buckets: HashMap<ChatId, Bucket>,
    /// When the last messages went to each group, at most as many as fit into one window.
    groups: HashMap<ChatId, VecDeque<Instant>>,
    sweep_at: usize,
}

/// A leaky bucket as two moments: when it will be empty again, and until when Telegram told to wait.
#[derive(Clone, Copy)]
struct Bucket {
    empty_at: Instant,
    held_until: Instant,
}

impl Paces {
    pub(super) fn new(burst: u32, interval: Duration) -> Paces {
        Paces {
            burst: burst.max(1),
            interval,
            state: Mutex::new(State { buckets: HashMap::new(), groups: HashMap::new(), sweep_at: KEPT }),
        }
    }

    /// Waits for a message's turn in its chat. A 429 that came meanwhile for the same chat is waited out as well.
    pub(super) async fn turn(&self, chat: ChatId) {
        let now = Instant::now();
        let turn = self.reserve(chat, now);
        if turn > now {
            aside(sleep_until(turn)).await;
        }
        while let Some(until) = self.held(chat, Instant::now()) {
            aside(sleep_until(until)).await;
        }
    }

    /// Takes a message's turn in its chat if it is now. False: it is not, and none was taken.
    pub(super) fn take_turn(&self, chat: ChatId) -> bool {
        let now = Instant::now();
        let waits = self.with(|state| {
            let bucket = state.buckets.get(&chat);
            let slack = self.interval * (self.burst - 1);
            let busy = bucket.is_some_and(|bucket| bucket.held_until > now || bucket.empty_at > now + slack);
            let last = state.groups.get(&chat).filter(|last| last.len() >= IN_WINDOW);
            let full = last.and_then(|last| last.front()).is_some_and(|at| *at + self.interval * WINDOW > now);
            busy || full
        });
        if !waits {
            self.reserve(chat, now);
        }
        !waits
    }

    /// Nothing goes to this chat for so long.
    pub(super) fn hold(&self, chat: ChatId, wait: Duration) {
        let until = Instant::now() + wait;
        self.with(|state| {
            let bucket = state.buckets.entry(chat).or_insert(Bucket { empty_at: until, held_until: until });
            bucket.held_until = bucket.held_until.max(until);
        });
    }

    /// How much longer nothing goes to this chat because Telegram said so.
    pub(super) fn held_for(&self, chat: ChatId) -> Duration {
        let now = Instant::now();
        self.held(chat, now).map_or(Duration::ZERO, |until| until - now)
    }

    fn held(&self, chat: ChatId, now: Instant) -> Option<Instant> {
        self.with(|state| state.buckets.get(&chat).map(|bucket| bucket.held_until).filter(|until| *until > now))
    }

    /// Takes a place in the chat's bucket and tells when it comes.
    fn reserve(&self, chat: ChatId, now: Instant) -> Instant {
        // Groups have negative ids.
        if chat.0 < 0 {
            return self.reserve_in_group(chat, now);
        }
        let slack = self.interval * (self.burst - 1);
        self.with(|state| {
            state.sweep(now);
            let bucket = state.buckets.entry(chat).or_insert(Bucket { empty_at: now, held_until: now });
            let start = bucket.empty_at.checked_sub(slack).unwrap_or(now);
            let at = now.max(start).max(bucket.held_until);
            bucket.empty_at = bucket.empty_at.max(at) + self.interval;
            at
        })
    }

    fn reserve_in_group(&self, chat: ChatId, now: Instant) -> Instant {
        self.with(|state| {
            let held = state.buckets.get(&chat).map_or(now, |bucket| bucket.held_until);
            let last = state.groups.entry(chat).or_default();
            let oldest = last.len().checked_sub(IN_WINDOW).and_then(|at| last.get(at));
            let at = oldest.map_or(now, |oldest| *oldest + self.interval * WINDOW).max(now).max(held);
            last.push_back(at);
            if last.len() > IN_WINDOW {
                last.pop_front();
            }
            at
        })
    }

    fn with<T>(&self, look: impl FnOnce(&mut State) -> T) -> T {
        look(&mut self.state.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl State {
    /// Throws away the buckets that no longer say anything, once there are many.
    fn sweep(&mut self, now: Instant) {
        if self.buckets.len() < self.sweep_at {
            return;
        }
        self.buckets.retain(|_, bucket| bucket.empty_at > now || bucket.held_until > now);
        self.groups.retain(|_, last| last.back().is_some_and(|at| *at + Duration::from_secs(3600) > now));
        self.sweep_at = KEPT.max(self.buckets.len() * 2);
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use super::*;

    const SECOND: Duration = Duration::from_secs(1);

    #[test]
    fn three_at_once_then_one_a_second() {
        let paces = Paces::new(3, SECOND);
        let now = Instant::now();
        let waits: Vec<u64> = (0..6).map(|_| (paces.reserve(ChatId(1), now) - now).as_secs()).collect();
        assert_eq!(waits, [0, 0, 0, 1, 2, 3]);
        assert_eq!(paces.reserve(ChatId(2), now), now, "another chat has its own bucket");
    }

    #[test]
    fn a_group_takes_twenty_in_any_minute() {
        let paces = Paces::new(3, SECOND);
        let now = Instant::now();
        let wait = |at: Instant| (paces.reserve(ChatId(-1), at) - now).as_secs();
        assert!((0..20).all(|_| wait(now) == 0));
        assert_eq!([wait(now), wait(now + SECOND * 90)], [60, 90]);
    }

    #[test]
    fn a_bucket_drains_with_time() {
        let paces = Paces::new(3, SECOND);
        let now = Instant::now();
        for _ in 0..3 {
            paces.reserve(ChatId(1), now);
        }
        let later = now + SECOND * 10;
        let waits: Vec<u64> = (0..4).map(|_| (paces.reserve(ChatId(1), later) - later).as_secs()).collect();
        assert_eq!(waits, [0, 0, 0, 1]);
    }

    #[test]
    fn a_chat_told_to_wait_waits_alone() {
        let paces = Paces::new(3, SECOND);
        paces.hold(ChatId(1), SECOND * 30);
        let now = Instant::now();
        assert!(paces.reserve(ChatId(1), now) > now + SECOND * 29);
        assert!(paces.held(ChatId(1), now).is_some());
        assert_eq!(paces.reserve(ChatId(2), now), now);
    }

    #[test]
    fn whose_turn_is_not_now_takes_none() {
        let paces = Paces::new(3, SECOND * 60);
        assert_eq!(
            [1, 1, 1, 1, 1, 2].map(|chat| paces.take_turn(ChatId(chat))),
            [true, true, true, false, false, true]
        );
        let now = Instant::now();
        assert!(paces.reserve(ChatId(1), now) <= now + SECOND * 60, "the two that were refused took no place");
        paces.hold(ChatId(3), SECOND);
        assert!(!paces.take_turn(ChatId(3)));
        assert_eq!((0..25).filter(|_| paces.take_turn(ChatId(-1))).count(), IN_WINDOW);
    }

    #[test]
    fn idle_buckets_are_forgotten() {
        let paces = Paces::new(3, SECOND);
        let now = Instant::now();
        for chat in 0..KEPT as i64 {
            paces.reserve(ChatId(chat), now);
        }
        paces.reserve(ChatId(KEPT as i64), now + SECOND * 60);
        assert_eq!(paces.with(|state| state.buckets.len()), 1);
    }
}
