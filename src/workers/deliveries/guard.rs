//! What is done when Telegram does not answer: with each message it would only be known of one more that nobody knows
//! whether it came, and changing messages would only add to its trouble. So after a few such in a row one at a time is
//! tried, and between tries is a pause that grows. Pure: moments are passed in.

use std::time::Duration;

use tokio::time::Instant;

/// Messages on their way at once.
pub(super) const SLOTS: usize = 64;
/// So many in a row of which nobody knows are an outage.
const OUTAGE: u32 = 3;
/// The first pause; it doubles.
const FIRST: Duration = Duration::from_secs(1);
/// The longest one.
const LONGEST: Duration = Duration::from_secs(60);

/// Watches how tries end.
#[derive(Clone, Copy, Debug)]
pub(super) struct Guard {
    unknown: u32,
    pause: Duration,
    until: Option<Instant>,
}

impl Guard {
    pub(super) fn new() -> Guard {
        Guard { unknown: 0, pause: Duration::ZERO, until: None }
    }

    /// Telegram answered.
    pub(super) fn answered(&mut self) {
        *self = Guard::new();
    }

    /// It may have arrived.
    pub(super) fn unknown(&mut self, now: Instant) {
        self.unknown += 1;
        if self.unknown >= OUTAGE {
            self.wait(now);
        }
    }

    /// No connection could be made.
    pub(super) fn unreachable(&mut self, now: Instant) {
        self.wait(now);
    }

    fn wait(&mut self, now: Instant) {
        // What ends within a pause was begun before it, and tells nothing new.
        if self.until.is_none_or(|until| now >= until) {
            self.pause = (self.pause * 2).clamp(FIRST, LONGEST);
            self.until = Some(now + self.pause);
        }
    }

    /// How many may be on their way at once now.
    pub(super) fn slots(&self, now: Instant) -> usize {
        match self.until {
            None => SLOTS,
            Some(until) if now < until => 0,
            Some(_) => 1,
        }
    }

    /// How long until one may go.
    pub(super) fn pause(&self, now: Instant) -> Duration {
        self.until.map_or(Duration::ZERO, |until| until.saturating_duration_since(now))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_outage_costs_few_messages_and_ends_with_the_first_answer() {
        let (mut guard, mut now) = (Guard::new(), Instant::now());
        guard.unknown(now);
        guard.unknown(now);
        assert_eq!(guard.slots(now), SLOTS, "two may be chance");
        let mut pauses = Vec::new();
        for _ in 0..8 {
            guard.unknown(now);
            guard.unknown(now);
            assert_eq!(guard.slots(now), 0);
            pauses.push(guard.pause(now).as_secs());
            now += guard.pause(now);
            assert_eq!(guard.slots(now), 1);
        }
        assert_eq!(pauses, [1, 2, 4, 8, 16, 32, 60, 60]);
        guard.answered();
        assert_eq!((guard.slots(now), guard.pause(now)), (SLOTS, Duration::ZERO));
    }

    #[test]
    fn without_a_connection_it_waits_at_once() {
        let (mut guard, now) = (Guard::new(), Instant::now());
        guard.unreachable(now);
        assert_eq!((guard.slots(now), guard.pause(now)), (0, FIRST));
    }
}
