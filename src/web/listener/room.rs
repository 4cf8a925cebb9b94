//! Places for connections. When all are taken, a new one is let in all the same, and the one that has waited longest
//! for its first answer goes; if all have had one, the one whose last answer is oldest. So those who only hold
//! connections open push each other out, not those who are served.

use std::collections::HashMap;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::Context;

use tokio::time::Instant;
use tokio_util::sync::{CancellationToken, WaitForCancellationFutureOwned};

/// All places.
pub(super) struct Room {
    most: usize,
    held: Mutex<Held>,
}

#[derive(Default)]
struct Held {
    last: u64,
    places: HashMap<u64, State>,
}

struct State {
    /// Whether anything was answered on it, and when last; else when it began. Ordered by who is to go first.
    use_of_it: (bool, Instant),
    gone: CancellationToken,
}

/// The place of one connection; given back when dropped.
pub(super) struct Place {
    number: u64,
    room: Arc<Room>,
    gone: Pin<Box<WaitForCancellationFutureOwned>>,
}

impl Room {
    pub(super) fn of(most: usize) -> Arc<Room> {
        Arc::new(Room { most, held: Mutex::default() })
    }

    /// A place, if need be that of another.
    pub(super) fn enter(self: &Arc<Room>) -> Place {
        let gone = CancellationToken::new();
        let mut held = self.held();
        if held.places.len() >= self.most {
            let first = held.places.iter().min_by_key(|(_, state)| state.use_of_it).map(|(number, _)| *number);
            if let Some(state) = first.and_then(|number| held.places.remove(&number)) {
                state.gone.cancel();
            }
        }
        held.last += 1;
        let number = held.last;
        held.places.insert(number, State { use_of_it: (false, Instant::now()), gone: gone.clone() });
        Place { number, room: self.clone(), gone: Box::pin(gone.cancelled_owned()) }
    }

    fn held(&self) -> MutexGuard<'_, Held> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Place {
    /// Something was answered on this connection.
    pub(super) fn answered(&self) {
        if let Some(state) = self.room.held().places.get_mut(&self.number) {
            state.use_of_it = (true, Instant::now());
        }
    }

    /// Whether the place went to another. If not, the task is woken when it does.
    pub(super) fn poll_gone(&mut self, context: &mut Context<'_>) -> bool {
        self.gone.as_mut().poll(context).is_ready()
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.room.held().places.remove(&self.number);
    }
}
