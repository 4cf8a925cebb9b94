//! What was sent, in each language and version: whether a text is one of our announcements is told from it.

use search::Lang;
use sqlx::FromRow;

use super::db::{Conn, Sql, args, statements};
use super::error::StoreError;
use crate::clock::Timestamp;
use crate::ids::AnnouncementId;

statements! {
    ADD = Sql::both("
        INSERT INTO announcement_text (announcement_id, version, lang, sent_at, text, fingerprint, sketch)
        VALUES ($1, $2, $3, $4, $5, $6, $7)
            ON CONFLICT (announcement_id, version, lang) DO NOTHING");

    RECENT = Sql::both("
        SELECT announcement_id, version, lang, fingerprint, sketch
          FROM announcement_text
         ORDER BY announcement_id DESC, version DESC, lang
         LIMIT $1");

    NEWEST = Sql::both("
        SELECT announcement_id, version, lang
          FROM announcement_text
         ORDER BY sent_at DESC, announcement_id DESC, version DESC, lang DESC
         LIMIT 1");

    OF_ANNOUNCEMENT = Sql::both("
        SELECT version, lang, sent_at, text
          FROM announcement_text
         WHERE announcement_id = $1
         ORDER BY version DESC, lang");
}

/// A text that goes out.
#[derive(Clone, Debug)]
pub struct NewText {
    /// Of which announcement.
    pub announcement: AnnouncementId,
    /// Of which of its versions: 0 before the first correction.
    pub version: i64,
    /// In which language.
    pub lang: Lang,
    /// When it began to go out.
    pub at: Timestamp,
    /// The text as it is compared: with the addresses behind words written out.
    pub text: String,
    /// Its fingerprint.
    pub fingerprint: String,
    /// Its sketch.
    pub sketch: String,
}

/// By what a text is recognised.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct Trace {
    /// Of which announcement.
    #[sqlx(rename = "announcement_id", try_from = "i64")]
    pub announcement: AnnouncementId,
    /// Of which of its versions.
    pub version: i64,
    /// In which language, as a code.
    pub lang: String,
    /// Its fingerprint.
    pub fingerprint: String,
    /// Its sketch.
    pub sketch: String,
}

/// A text that went out.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct SentText {
    /// Of which version.
    pub version: i64,
    /// In which language, as a code.
    pub lang: String,
    /// When it began to go out.
    #[sqlx(rename = "sent_at", try_from = "i64")]
    pub at: Timestamp,
    /// The text as it is compared.
    pub text: String,
}

/// Keeps what goes out. Done twice it changes nothing.
///
/// # Errors
/// When the database fails.
pub async fn add(c: &mut Conn, new: &NewText) -> Result<(), StoreError> {
    let NewText { announcement, version, lang, at, text, fingerprint, sketch } = new;
    c.run(ADD, args![*announcement, *version, *lang, *at, text, fingerprint, sketch]).await.map(drop)
}

/// By what the newest texts are recognised, newest announcement first and of each the newest version.
///
/// # Errors
/// When the database fails.
pub async fn recent(c: &mut Conn, most: i64) -> Result<Vec<Trace>, StoreError> {
    c.all(RECENT, args![most]).await
}

/// Which text of the newest announcement came last: another one says that there is something new.
///
/// # Errors
/// When the database fails.
pub async fn newest(c: &mut Conn) -> Result<Option<(i64, i64, String)>, StoreError> {
    c.opt(NEWEST, args![]).await
}

/// All texts of an announcement, newest version first.
///
/// # Errors
/// When the database fails.
pub async fn of_announcement(c: &mut Conn, id: AnnouncementId) -> Result<Vec<SentText>, StoreError> {
    c.all(OF_ANNOUNCEMENT, args![id]).await
}
