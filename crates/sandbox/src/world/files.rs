//! Files that the bot uploaded or that people sent, bounded by their number and size. Whatever has a file id can be sent
//! again by it; bytes are there only for what the bot itself uploaded.

use std::collections::{BTreeMap, VecDeque};

use serde_json::Value;

use super::message::Media;

/// Bytes kept in all; the oldest files go first.
const KEPT_BYTES: usize = 128 * 1024 * 1024;
/// Pictures, videos and files that can be sent again; the oldest are forgotten first.
const KEPT_MEDIA: usize = 10_000;

/// A file.
#[derive(Debug, Clone)]
pub(crate) struct File {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) bytes: axum::body::Bytes,
}

/// The files.
#[derive(Debug)]
pub(crate) struct Files {
    kept: VecDeque<File>,
    bytes: usize,
    count: u64,
    media: BTreeMap<String, Media>,
    order: VecDeque<String>,
}

impl Files {
    /// None yet. Ids begin where those of messages do, so that a bot that kept some does not meet them again.
    pub(crate) fn starting_at(first_id: i64) -> Self {
        Self {
            kept: VecDeque::new(),
            bytes: 0,
            count: first_id.unsigned_abs(),
            media: BTreeMap::new(),
            order: VecDeque::new(),
        }
    }

    /// Keeps a file; the id under which the bot may send it again.
    pub(crate) fn add(&mut self, name: &str, bytes: axum::body::Bytes) -> String {
        let id = self.next_id();
        self.bytes += bytes.len();
        self.kept.push_back(File { id: id.clone(), name: name.to_owned(), bytes });
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

    /// What a file id stands for.
    pub(crate) fn media(&self, id: &str) -> Option<&Media> {
        self.media.get(id)
    }

    /// What a person sends: it gets a file id of its own, unless it was sent before.
    pub(crate) fn received(&mut self, mut media: Media) -> Media {
        let known = media.file_id().is_none_or(|id| self.media.contains_key(id));
        if !known {
            let id = self.next_id();
            for file in media.files_mut() {
                for field in ["file_id", "file_unique_id"] {
                    file.insert(field.to_owned(), Value::String(id.clone()));
                }
            }
            self.remember(media.clone());
        }
        media
    }

    /// From now on this can be sent again by its id.
    pub(crate) fn remember(&mut self, media: Media) {
        let Some(id) = media.file_id().map(str::to_owned) else { return };
        self.order.push_back(id.clone());
        self.media.insert(id, media);
        while self.order.len() > KEPT_MEDIA
            && let Some(oldest) = self.order.pop_front()
        {
            self.media.remove(&oldest);
        }
    }

    fn next_id(&mut self) -> String {
        self.count += 1;
        format!("sandbox-file-{}", self.count)
    }
}
