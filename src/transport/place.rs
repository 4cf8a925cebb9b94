//! Places at work. A chat being handled takes one, but not while it only waits for its own turn to be written to: else
//! a few dozen people who write without a pause would hold all places, and everybody else would wait with them.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use tokio::sync::Notify;

/// Chats at work side by side.
const CHATS: usize = 64;
/// Chats that may stand aside besides. Each holds an update or a few in memory.
const ASIDE: usize = 1024;

tokio::task_local! {
    /// The places of which the work at hand takes one.
    static PLACES: Places;
}

/// The places of a runner. Cloning shares them.
#[derive(Clone, Default)]
pub(super) struct Places(Arc<Inner>);

#[derive(Default)]
struct Inner {
    aside: AtomicUsize,
    freed: Notify,
}

impl Places {
    /// Does work that takes a place. Whatever it waits for with [`aside`] frees the place meanwhile.
    pub(super) async fn taken_by<T>(&self, work: impl Future<Output = T>) -> T {
        PLACES.scope(self.clone(), work).await
    }

    /// How many more chats may be taken when so many are held, those aside included.
    pub(super) fn room(&self, held: usize) -> usize {
        let at_work = held.saturating_sub(self.0.aside.load(Ordering::SeqCst));
        CHATS.saturating_sub(at_work).min((CHATS + ASIDE).saturating_sub(held))
    }

    /// Comes back when somebody has stepped aside.
    pub(super) async fn freed(&self) {
        self.0.freed.notified().await;
    }
}

/// Waits without taking a place. For who returns there is always one: it may be one too many for a moment.
pub(super) async fn aside<T>(wait: impl Future<Output = T>) -> T {
    let _stepped = PLACES.try_with(Stepped::aside).ok();
    wait.await
}

/// Held while standing aside.
struct Stepped(Places);

impl Stepped {
    fn aside(places: &Places) -> Stepped {
        places.0.aside.fetch_add(1, Ordering::SeqCst);
        places.0.freed.notify_one();
        Stepped(places.clone())
    }
}

impl Drop for Stepped {
    fn drop(&mut self) {
        self.0.0.aside.fetch_sub(1, Ordering::SeqCst);
    }
}

#[cfg(test)]
mod tests {
    use futures_util::FutureExt;

    use super::*;

    #[test]
    fn who_stands_aside_takes_no_place() {
        let places = Places::default();
        assert_eq!((places.room(0), places.room(CHATS), places.room(CHATS + 5)), (CHATS, 0, 0));
        let mut waiting = Box::pin(places.taken_by(aside(std::future::pending::<()>())));
        assert!((&mut waiting).now_or_never().is_none());
        assert_eq!(places.room(CHATS), 1);
        assert_eq!(places.room(CHATS + ASIDE), 0);
        drop(waiting);
        assert_eq!(places.room(CHATS), 0);
    }
}
