//! What was announced, in each language and version, kept so that it can be told whether a text is one of ours. How
//! texts are compared is the room `announce`'s.

use search::Lang;
use sqlx::FromRow;

use super::db::{Conn, Sql, args, statements};
use super::error::StoreError;
use super::values::MaybeLang;
use crate::clock::Timestamp;
use crate::ids::AnnouncementId;

statements! {
    ADD = Sql::both("
        INSERT INTO announcement_text (announcement_id, version, lang, sent_at, text, fingerprint, sketch)
        VALUES ($1, $2, $3, $4, $5, $6, $7)
            ON CONFLICT (announcement_id, version, lang) DO NOTHING");

    RECENT = Sql::both("
        SELECT announcement_id, version, lang, sent_at, text, fingerprint, sketch
          FROM announcement_text
         ORDER BY announcement_id DESC, version DESC, lang
         LIMIT $1");
}

/// A text that was announced.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnnouncedText {
    /// In which announcement.
    pub announcement: AnnouncementId,
    /// How many corrections it had had.
    pub version: i64,
    /// In which language; none: one that this program does not speak.
    pub lang: Option<Lang>,
    /// When it began to go out.
    pub sent: Timestamp,
    /// The text, with the address behind each linked word written out.
    pub text: String,
    /// The same for texts that differ only in typography.
    pub fingerprint: String,
    /// By which texts like it are found.
    pub sketch: String,
}

#[derive(FromRow)]
struct Row {
    announcement_id: i64,
    version: i64,
    #[sqlx(try_from = "String")]
    lang: MaybeLang,
    sent_at: i64,
    text: String,
    fingerprint: String,
    sketch: String,
}

impl From<Row> for AnnouncedText {
    fn from(row: Row) -> AnnouncedText {
        AnnouncedText {
            announcement: AnnouncementId(row.announcement_id),
            version: row.version,
            lang: row.lang.0,
            sent: Timestamp(row.sent_at),
            text: row.text,
            fingerprint: row.fingerprint,
            sketch: row.sketch,
        }
    }
}

/// Keeps a text. Of one announcement, version and language there is one: the first.
///
/// # Errors
/// When the database fails.
pub async fn add(c: &mut Conn, new: &AnnouncedText) -> Result<(), StoreError> {
    let lang = new.lang.map_or("", Lang::code);
    let args = args![new.announcement, new.version, lang, new.sent, &new.text, &new.fingerprint, &new.sketch];
    c.run(ADD, args).await.map(drop)
}

/// The newest texts, newest first.
///
/// # Errors
/// When the database fails.
pub async fn recent(c: &mut Conn, limit: i64) -> Result<Vec<AnnouncedText>, StoreError> {
    let rows: Vec<Row> = c.all(RECENT, args![limit]).await?;
    Ok(rows.into_iter().map(AnnouncedText::from).collect())
}
