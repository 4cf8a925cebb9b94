//! How fast the bot may send to one chat, when the sandbox is asked to be strict about that.

use std::{
    collections::BTreeMap,
    time::{Duration, Instant},
};

/// Messages a chat takes at once before the pace counts; Telegram allows short bursts too.
const BURST: f64 = 3.0;
/// Messages a second in one chat.
const A_SECOND: f64 = 1.0;

/// A bucket a chat.
#[derive(Debug)]
pub(crate) struct Pace {
    strict: bool,
    chats: BTreeMap<i64, (f64, Instant)>,
}

impl Pace {
    pub(crate) fn new(strict: bool) -> Self {
        Self { strict, chats: BTreeMap::new() }
    }

    /// Takes one message from the chat's bucket, or says how many seconds to wait.
    pub(crate) fn take(&mut self, chat: i64, now: Instant) -> Result<(), u64> {
        if !self.strict {
            return Ok(());
        }
        let (left, since) = self.chats.entry(chat).or_insert((BURST, now));
        *left = (*left + now.saturating_duration_since(*since).as_secs_f64() * A_SECOND).min(BURST);
        *since = now;
        if *left < 1.0 {
            return Err(Duration::from_secs_f64((1.0 - *left) / A_SECOND).as_secs() + 1);
        }
        *left -= 1.0;
        Ok(())
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
}
