//! Files that the bot uploaded or that people sent, bounded by their number and size.

use std::collections::VecDeque;

/// Bytes kept in all; the oldest files go first.
const KEPT_BYTES: usize = 128 * 1024 * 1024;

/// A file.
#[derive(Debug, Clone)]
pub(crate) struct File {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) mime: String,
    pub(crate) bytes: axum::body::Bytes,
}

/// The files.
#[derive(Debug, Default)]
pub(crate) struct Files {
    kept: VecDeque<File>,
    bytes: usize,
    count: u64,
}

impl Files {
    /// Keeps a file; the id under which the bot may send it again.
    pub(crate) fn add(&mut self, name: &str, mime: &str, bytes: axum::body::Bytes) -> String {
        self.count += 1;
        let id = format!("sandbox-file-{}", self.count);
        self.bytes += bytes.len();
        self.kept.push_back(File { id: id.clone(), name: name.to_owned(), mime: mime.to_owned(), bytes });
        while self.bytes > KEPT_BYTES
            && let Some(oldest) = self.kept.pop_front()
        {
            self.bytes -= oldest.bytes.len();
        }
        id
    }

    pub(crate) fn get(&self, id: &str) -> Option<&File> {
        self.kept.iter().find(|file| file.id == id)
    }
}
