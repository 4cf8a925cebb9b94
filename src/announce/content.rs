//! What an announcement says, as people post in Telegram: a text with its formatting, pictures, videos, documents.
//! Read from the raw message, so that nothing that is newer than this program is lost on the way.

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// The most UTF-16 units of a text.
pub const MAX_TEXT: usize = 4096;
/// The most UTF-16 units of a caption.
pub const MAX_CAPTION: usize = 1024;
/// The most pictures and the like of an album.
const MAX_MEDIA: usize = 10;

/// One version of an announcement, in one language.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Content {
    /// The text, or the caption of what is in `media`.
    pub text: String,
    /// Its formatting, as Telegram names it; offsets and lengths in UTF-16 units.
    pub entities: Vec<Value>,
    /// Pictures and the like; several are an album.
    pub media: Vec<Media>,
    /// How the preview of a link looks, as Telegram names it; null: as Telegram wants.
    pub preview: Value,
    /// The album it came as; empty: none.
    pub album: String,
    /// Whether its file took the place of another one after it was sent: then every correction brings the file, too.
    pub replaced: bool,
}

/// A picture, a video or a document.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Media {
    /// What it is.
    pub kind: MediaKind,
    /// Telegram's id of the file, good for this bot.
    pub file: String,
    /// Whether it is hidden until it is tapped.
    #[serde(default)]
    pub spoiler: bool,
}

/// What a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum MediaKind {
    /// A picture.
    Photo,
    /// A video.
    Video,
    /// An animation without sound.
    Animation,
    /// Music.
    Audio,
    /// Any other file.
    Document,
}

impl MediaKind {
    /// All of them. An animation also has a `document`: it comes first.
    pub(crate) const ALL: [MediaKind; 5] =
        [MediaKind::Animation, MediaKind::Photo, MediaKind::Video, MediaKind::Audio, MediaKind::Document];

    /// Its name in the Bot API.
    pub fn name(self) -> &'static str {
        match self {
            MediaKind::Photo => "photo",
            MediaKind::Video => "video",
            MediaKind::Animation => "animation",
            MediaKind::Audio => "audio",
            MediaKind::Document => "document",
        }
    }
}

impl Content {
    /// What a message says, as the Bot API gives it; none: nothing of it can be sent on.
    pub fn read(message: &Value) -> Option<Content> {
        let text = |name: &str| message[name].as_str().unwrap_or_default().to_owned();
        let list = |name: &str| message[name].as_array().cloned().unwrap_or_default();
        let media: Vec<Media> = MediaKind::ALL.into_iter().find_map(|kind| media(message, kind)).into_iter().collect();
        let (text, entities) = match media.is_empty() {
            true => (text("text"), list("entities")),
            false => (text("caption"), list("caption_entities")),
        };
        let album = message["media_group_id"].as_str().unwrap_or_default().to_owned();
        let preview = message["link_preview_options"].clone();
        let content = Content { text, entities, media, preview, album, replaced: false };
        (!content.is_empty()).then_some(content)
    }

    /// Takes another message of the same album in. False: it belongs to another one, or is there already.
    pub fn join(&mut self, other: &Content) -> bool {
        let same = !self.album.is_empty() && self.album == other.album;
        let known = other.media.iter().all(|media| self.media.contains(media));
        if !same || known || self.media.len() + other.media.len() > MAX_MEDIA {
            return false;
        }
        self.media.extend(other.media.iter().cloned());
        if self.text.is_empty() {
            self.text.clone_from(&other.text);
            self.entities.clone_from(&other.entities);
        }
        true
    }

    /// What this says after a correction: the text that was given, or one file for one file, whose caption, when there is
    /// none, stays. None: Telegram cannot make that of it.
    pub fn corrected(&self, given: Content) -> Option<Content> {
        let alone = given.album.is_empty() && given.media.len() == 1 && self.media.len() == 1;
        let (media, album) = (self.media.clone(), self.album.clone());
        match given.media.is_empty() {
            _ if given.is_empty() => None,
            true => Some(Content { media, album, replaced: self.replaced, ..given }),
            false if alone && given.text.trim().is_empty() => {
                Some(Content { media: given.media, replaced: true, ..self.clone() })
            }
            false => alone.then_some(Content { replaced: true, ..given }),
        }
    }

    /// Whether people see the same.
    pub fn looks_like(&self, other: &Content) -> bool {
        (&self.text, &self.entities, &self.media) == (&other.text, &other.entities, &other.media)
    }

    /// Whether there is nothing.
    pub fn is_empty(&self) -> bool {
        self.text.trim().is_empty() && self.media.is_empty()
    }

    /// Whether it is an album: Telegram lets no buttons stand below one.
    pub fn is_album(&self) -> bool {
        self.media.len() > 1
    }

    /// The most UTF-16 units its text may have.
    pub fn limit(&self) -> usize {
        if self.media.is_empty() { MAX_TEXT } else { MAX_CAPTION }
    }

    /// How many UTF-16 units its text has.
    pub fn units(&self) -> usize {
        self.text.encode_utf16().count()
    }

    /// Whether Telegram takes a text so long.
    pub fn fits(&self) -> bool {
        self.units() <= self.limit()
    }

    /// The text with the address behind each linked word written out beside it: what two texts are compared by.
    pub fn compared(&self) -> String {
        let mut units: Vec<u16> = self.text.encode_utf16().collect();
        let number = |entity: &Value, name: &str| entity[name].as_u64().and_then(|n| usize::try_from(n).ok());
        let mut links: Vec<(usize, &str)> = self
            .entities
            .iter()
            .filter_map(|entity| {
                let end = number(entity, "offset")?.checked_add(number(entity, "length")?)?;
                Some((end, entity["url"].as_str()?))
            })
            .collect();
        links.sort_unstable();
        for (end, url) in links.into_iter().rev().filter(|(end, _)| *end <= self.units()) {
            units.splice(end..end, format!(" ({url})").encode_utf16());
        }
        String::from_utf16_lossy(&units)
    }
}

fn media(message: &Value, kind: MediaKind) -> Option<Media> {
    let found = &message[kind.name()];
    // Of a picture the sizes are listed, smallest first.
    let found = found.as_array().map_or(Some(found), |sizes| sizes.last())?;
    let file = found["file_id"].as_str()?.to_owned();
    Some(Media { kind, file, spoiler: message["has_media_spoiler"].as_bool().unwrap_or_default() })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    #[test]
    fn texts_and_files_are_read_with_their_formatting() {
        let bold = json!([{"type": "brand_new", "offset": 0, "length": 3}]);
        let text = Content::read(&json!({"text": "abc", "entities": bold})).unwrap();
        assert_eq!((text.text.as_str(), text.limit()), ("abc", MAX_TEXT));
        assert_eq!(json!(text.entities), bold);
        let sizes = json!([{"file_id": "small"}, {"file_id": "large"}]);
        let photo = Content::read(&json!({"photo": sizes, "caption": "c", "has_media_spoiler": true})).unwrap();
        assert_eq!(photo.media, [Media { kind: MediaKind::Photo, file: "large".into(), spoiler: true }]);
        assert_eq!((photo.text.as_str(), photo.limit()), ("c", MAX_CAPTION));
        let moving = Content::read(&json!({"document": {"file_id": "d"}, "animation": {"file_id": "a"}})).unwrap();
        assert_eq!(moving.media[0].kind, MediaKind::Animation);
        for nothing in [json!({"sticker": {"file_id": "s"}}), json!({"text": " "}), json!({}), json!(7)] {
            assert_eq!(Content::read(&nothing), None);
        }
    }

    #[test]
    fn an_album_comes_together_once() {
        let part = |file: &str, group: &str| {
            Content::read(&json!({"video": {"file_id": file}, "media_group_id": group, "caption": file})).unwrap()
        };
        let mut album = part("1", "g");
        assert!(album.join(&part("2", "g")) && album.is_album());
        assert!(!album.join(&part("2", "g")) && !album.join(&part("3", "h")));
        assert_eq!((album.media.len(), album.text.as_str()), (2, "1"));
        assert!(!part("1", "").join(&part("2", "")));
    }

    #[test]
    fn a_correction_brings_a_text_or_one_file_for_one_file() {
        let text = |text: &str| Content { text: text.to_owned(), ..Content::default() };
        let with = |files: &[&str], caption: &str| {
            let media = |file: &&str| Media { kind: MediaKind::Photo, file: (*file).to_owned(), spoiler: false };
            Content { media: files.iter().map(media).collect(), ..text(caption) }
        };
        let replaced = |content: Content| Content { replaced: true, ..content };
        let album = |content: Content| Content { album: "g".to_owned(), ..content };
        let table = [
            (text("a"), text("b"), Some(text("b"))),
            (with(&["1"], "a"), text("b"), Some(with(&["1"], "b"))),
            (replaced(with(&["1"], "a")), text("b"), Some(replaced(with(&["1"], "b")))),
            (album(with(&["1", "2"], "a")), text("b"), Some(album(with(&["1", "2"], "b")))),
            (with(&["1"], "a"), with(&["2"], "b"), Some(replaced(with(&["2"], "b")))),
            (with(&["1"], "a"), with(&["2"], " "), Some(replaced(with(&["2"], "a")))),
            (with(&["1"], "a"), album(with(&["2"], "b")), None),
            (with(&["1"], "a"), with(&["2", "3"], "b"), None),
            (with(&["1", "2"], "a"), with(&["2"], "b"), None),
            (text("a"), with(&["1"], "b"), None),
            (text("a"), text(" "), None),
        ];
        for (before, given, after) in table {
            assert_eq!(before.corrected(given.clone()), after, "{given:?} for {before:?}");
        }
        assert!(with(&["1"], "a").looks_like(&replaced(with(&["1"], "a"))));
        assert!(!with(&["1"], "a").looks_like(&with(&["2"], "a")));
    }

    #[test]
    fn addresses_behind_words_are_written_out() {
        let link = |offset: u32, length: u32, url: &str| json!({"type": "text_link", "offset": offset, "length": length, "url": url});
        let entities = vec![link(0, 2, "https://a"), link(3, 1, "https://b"), link(90, 9, "https://c"), json!(null)];
        let content = Content { text: "🌳 b".into(), entities, ..Content::default() };
        assert_eq!(content.compared(), "🌳 (https://a) b (https://b)");
    }

    proptest! {
        #[test]
        fn whatever_a_message_holds_it_is_read(text in ".*", offset in any::<u64>(), length in any::<u64>(), url in ".*") {
            let entities = json!([{"offset": offset, "length": length, "url": url}]);
            if let Some(content) = Content::read(&json!({"text": text, "entities": entities})) {
                prop_assert!(content.compared().len() >= text.len());
            }
        }
    }
}
