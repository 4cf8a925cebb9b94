//! How fast the bot may send to one chat, when the sandbox is asked to be strict about that.

use std::{
    collections::{BTreeMap, VecDeque},
    time::{Duration, Instant},
};

/// Messages a chat takes at once before the pace counts; Telegram allows short bursts too.
const BURST: f64 = 3.0;
/// Messages a second in one chat.
const A_SECOND: f64 = 1.0;

/// Messages a group takes in a minute.
const A_MINUTE: usize = 20;
const MINUTE: Duration = Duration::from_secs(60);

/// A bucket a chat, and for a group its last minute.
#[derive(Debug)]
pub(crate) struct Pace {
    strict: bool,
    chats: BTreeMap<i64, (f64, Instant)>,
    groups: BTreeMap<i64, VecDeque<Instant>>,
}

impl Pace {
    pub(crate) fn new(strict: bool) -> Self {
        Self { strict, chats: BTreeMap::new(), groups: BTreeMap::new() }
    }

    /// Takes one message from the chat's bucket, or says how many seconds to wait.
    pub(crate) fn take(&mut self, chat: i64, now: Instant) -> Result<(), u64> {
        if !self.strict {
            return Ok(());
        }
        let is_group = chat < 0;
        if is_group {
            self.minute(chat, now)?;
        }
        let (left, since) = self.chats.entry(chat).or_insert((BURST, now));
        *left = (*left + now.saturating_duration_since(*since).as_secs_f64() * A_SECOND).min(BURST);
        *since = now;
        if *left < 1.0 {
            return Err(Duration::from_secs_f64((1.0 - *left) / A_SECOND).as_secs() + 1);
        }
        *left -= 1.0;
        if is_group {
            self.groups.entry(chat).or_default().push_back(now);
        }
        Ok(())
    }

    /// Whether a group has room for one more in this minute.
    fn minute(&mut self, group: i64, now: Instant) -> Result<(), u64> {
        let sent = self.groups.entry(group).or_default();
        let age = |at: &Instant| now.saturating_duration_since(*at);
        while sent.front().is_some_and(|at| age(at) >= MINUTE) {
            sent.pop_front();
        }
        match sent.front() {
            Some(oldest) if sent.len() >= A_MINUTE => Err(MINUTE.saturating_sub(age(oldest)).as_secs() + 1),
            _ => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_burst_then_one_a_second() {
        let start = Instant::now();
        let mut pace = Pace::new(true);
        let after = |millis| start + Duration::from_millis(millis);
        assert_eq!([0, 0, 0, 0].map(|at| pace.take(7, after(at)).is_ok()), [true, true, true, false]);
        assert_eq!(pace.take(8, after(0)), Ok(()), "another chat has its own pace");
        assert_eq!(pace.take(7, after(500)), Err(1));
        assert_eq!(pace.take(7, after(1000)), Ok(()));
    }

    #[test]
    fn a_group_takes_twenty_a_minute() {
        let start = Instant::now();
        let mut pace = Pace::new(true);
        let at = |seconds| start + Duration::from_secs(seconds);
        for second in 0..20 {
            assert_eq!(pace.take(-7, at(second)), Ok(()));
        }
        assert_eq!(pace.take(-7, at(20)), Err(41));
        assert_eq!(pace.take(-8, at(20)), Ok(()), "another group has its own minute");
        assert_eq!(pace.take(-7, at(60)), Ok(()));
        assert_eq!(pace.take(-7, at(60)), Err(2), "the second of the twenty left a second later");
    }
}
