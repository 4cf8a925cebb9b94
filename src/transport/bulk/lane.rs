//! The lane's pace, shared by all who send, and what those ask of it who decide what goes next.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use tokio::time::Instant;

use super::pace::Pace;
use crate::transport::sender::Sender;

/// The lane for what goes to many.
pub(in crate::transport) struct Lane(Mutex<Pace>);

impl Lane {
    /// A lane for so many messages a second.
    pub(in crate::transport) fn new(rate: u32) -> Lane {
        Lane(Mutex::new(Pace::new(rate, Instant::now())))
    }

    /// An answer goes out in the other lane.
    pub(in crate::transport) fn answered(&self) {
        self.with(|pace, now| pace.answered(now));
    }

    pub(super) fn hold(&self, wait: Duration) {
        self.with(|pace, now| pace.hold(now, wait));
    }

    pub(super) fn is_held(&self) -> bool {
        self.with(|pace, now| pace.is_held(now))
    }

    fn with<T>(&self, look: impl FnOnce(&mut Pace, Instant) -> T) -> T {
        look(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner), Instant::now())
    }
}

impl Sender {
    /// How many messages may go to many now; none: until [`Sender::next_room`].
    pub fn room(&self) -> usize {
        self.lane().with(|pace, now| pace.room(now))
    }

    /// So many of them go.
    pub fn take_room(&self, count: usize) {
        self.lane().with(|pace, _| pace.take(count));
    }

    /// How many are best begun together: a fiftieth of a second's, so that keeping the books costs little.
    pub fn together(&self) -> usize {
        (self.rules().announce_rate as usize / 50).clamp(1, 32)
    }

    /// How long until there is room for one.
    pub fn next_room(&self) -> Duration {
        self.lane().with(|pace, now| pace.next(now).saturating_duration_since(now))
    }
}
