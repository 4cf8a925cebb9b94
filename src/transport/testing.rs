//! A store of a test's own, in a folder that goes with it.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};

use crate::store::Store;

/// A store on SQLite; the folder goes when this is dropped.
pub(crate) struct FreshStore {
    pub(crate) store: Store,
    folder: PathBuf,
}

impl FreshStore {
    pub(crate) async fn open() -> FreshStore {
        static NUMBER: AtomicU32 = AtomicU32::new(0);
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let folder = std::env::temp_dir().join(format!("qaida-transport-{}-{number}", std::process::id()));
        let store = Store::open(&format!("sqlite://{}", folder.join("qaida.db").display())).await.unwrap();
        FreshStore { store, folder }
    }
}

impl Drop for FreshStore {
    fn drop(&mut self) {
        // What cannot be removed is in the system's folder for what may be removed.
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}
