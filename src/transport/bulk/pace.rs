//! How fast announcements go: so many a second, and fewer while many answers go out. Answers are never held up here:
//! they only take from what announcements would have had. Pure: moments are passed in.

use std::time::Duration;

use tokio::time::Instant;

/// Answers a second that announcements leave room for anyway: of the thirty messages a second that Telegram allows,
/// what the usual rate leaves.
const RESERVE: f64 = 5.0;
/// How much of a second's tokens may come together.
const BURST: f64 = 0.1;

/// A bucket of tokens, one an announcement's message, and one of answers for which nothing is taken.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pace {
    rate: f64,
    tokens: f64,
    free_answers: f64,
    /// As of when those figures are.
    at: Instant,
    held_until: Instant,
}

impl Pace {
    /// So many a second.
    pub(super) fn new(rate: u32, now: Instant) -> Pace {
        let rate = f64::from(rate.max(1));
        Pace { rate, tokens: 1.0, free_answers: RESERVE, at: now, held_until: now }
    }

    /// An answer goes out, or is tried again.
    pub(super) fn answered(&mut self, now: Instant) {
        self.refill(now);
        if self.free_answers >= 1.0 {
            self.free_answers -= 1.0;
        } else {
            // At most a second's worth is owed: however many answers there are, announcements do not stand for long.
            self.tokens = (self.tokens - 1.0).max(-self.rate);
        }
    }

    /// Nothing for so long: Telegram said so.
    pub(super) fn hold(&mut self, now: Instant, wait: Duration) {
        self.held_until = self.held_until.max(now + wait);
    }

    /// Whether Telegram said so.
    pub(super) fn is_held(&self, now: Instant) -> bool {
        now < self.held_until
    }

    /// How many messages may go now.
    pub(super) fn room(&mut self, now: Instant) -> usize {
        self.refill(now);
        if self.is_held(now) || self.tokens < 1.0 { 0 } else { self.tokens as usize }
    }

    /// So many of them go.
    pub(super) fn take(&mut self, count: usize) {
        self.tokens -= count as f64;
    }

    /// When the next one may go.
    pub(super) fn next(&mut self, now: Instant) -> Instant {
        self.refill(now);
        let missing = (1.0 - self.tokens).max(0.0) / self.rate;
        (now + Duration::from_secs_f64(missing)).max(self.held_until)
    }

    fn refill(&mut self, now: Instant) {
        let passed = now.saturating_duration_since(self.at).as_secs_f64();
        self.tokens = (self.tokens + passed * self.rate).min((self.rate * BURST).max(1.0));
        self.free_answers = (self.free_answers + passed * RESERVE).min(RESERVE);
        self.at = self.at.max(now);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// How many go within so many milliseconds, looked at every millisecond, when so many answers go at each moment.
    fn sent(pace: &mut Pace, from: Instant, millis: u64, answers: impl Fn(u64) -> usize) -> usize {
        let mut sent = 0;
        for milli in 0..millis {
            let now = from + Duration::from_millis(milli);
            (0..answers(milli)).for_each(|_| pace.answered(now));
            let room = pace.room(now);
            pace.take(room);
            sent += room;
        }
        sent
    }

    #[test]
    fn so_many_go_in_a_second_and_few_at_once() {
        let start = Instant::now();
        for rate in [1, 25, 1000] {
            let mut pace = Pace::new(rate, start);
            let ten = sent(&mut pace, start, 10_000, |_| 0);
            assert!((rate as usize * 10..=rate as usize * 10 + 1).contains(&ten), "{rate}: {ten}");
            let later = start + Duration::from_secs(100);
            assert_eq!(pace.room(later), (rate as usize / 10).max(1), "what was not used is not made up for");
        }
    }

    #[test]
    fn a_few_answers_cost_nothing_and_many_slow_it_down_but_never_stop_it() {
        let start = Instant::now();
        let every = |millis: u64| move |milli: u64| usize::from(milli.is_multiple_of(millis));
        let few = sent(&mut Pace::new(25, start), start, 10_000, every(200));
        assert!((250..=251).contains(&few), "five answers a second: {few}");
        let more = sent(&mut Pace::new(25, start), start, 10_000, every(100));
        assert!((195..=210).contains(&more), "ten answers a second take five: {more}");
        let mut pace = Pace::new(25, start);
        (0..1000).for_each(|_| pace.answered(start));
        assert!(pace.next(start) <= start + Duration::from_millis(1_050), "a second is owed at most");
    }

    #[test]
    fn it_stands_still_as_long_as_telegram_says() {
        let start = Instant::now();
        let mut pace = Pace::new(25, start);
        pace.hold(start, Duration::from_secs(30));
        let almost = start + Duration::from_secs(29);
        assert_eq!((pace.room(almost), pace.next(almost)), (0, start + Duration::from_secs(30)));
        assert_eq!(pace.room(start + Duration::from_secs(30)), 2);
    }
}
