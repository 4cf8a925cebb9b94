//! The one world behind a lock, and the bell that rings whenever it changes: whoever waits, waits for a
//! condition on the world and never for a time.

use std::{
    sync::{Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use tokio::sync::watch;

use crate::{options::Options, world::World};

/// What all parts of a sandbox hold.
pub(crate) struct Shared {
    world: Mutex<World>,
    bell: watch::Sender<u64>,
    pub(crate) options: Options,
}

impl Shared {
    pub(crate) fn new(options: Options) -> Self {
        Self { world: Mutex::new(World::new(&options)), bell: watch::Sender::new(0), options }
    }

    /// Changes the world and wakes everybody who waits for it to be different.
    pub(crate) fn change<T>(&self, with: impl FnOnce(&mut World) -> T) -> T {
        let (result, revision) = {
            let mut world = self.lock();
            world.revision += 1;
            (with(&mut world), world.revision)
        };
        self.bell.send_replace(revision);
        result
    }

    /// Looks at the world.
    pub(crate) fn read<T>(&self, with: impl FnOnce(&World) -> T) -> T {
        with(&self.lock())
    }

    /// Rings at every change from now on.
    pub(crate) fn bell(&self) -> watch::Receiver<u64> {
        self.bell.subscribe()
    }

    /// Waits until `ready` finds what it looks for. It may take it out of the world, which wakes nobody.
    pub(crate) async fn until<T>(&self, mut ready: impl FnMut(&mut World) -> Option<T>) -> T {
        let mut bell = self.bell();
        loop {
            if let Some(found) = ready(&mut self.lock()) {
                return found;
            }
            // The sender lives in `self`: it cannot be gone.
            let _ = bell.changed().await;
        }
    }

    /// The same with a time limit.
    pub(crate) async fn within<T>(&self, limit: Duration, ready: impl FnMut(&mut World) -> Option<T>) -> Option<T> {
        tokio::time::timeout(limit, self.until(ready)).await.ok()
    }

    /// Like `within`, for conditions that come from outside: they are looked at after every change, without the
    /// lock, so that they may ask the sandbox whatever they like.
    pub(crate) async fn eventually<T>(&self, limit: Duration, mut ready: impl FnMut() -> Option<T>) -> Option<T> {
        let mut bell = self.bell();
        let found = async {
            loop {
                if let Some(found) = ready() {
                    return found;
                }
                let _ = bell.changed().await;
            }
        };
        tokio::time::timeout(limit, found).await.ok()
    }

    /// A panic under the lock leaves the world as it was at that moment; a test then fails by its own error.
    fn lock(&self) -> MutexGuard<'_, World> {
        self.world.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
