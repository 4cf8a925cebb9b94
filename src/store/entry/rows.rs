//! The rows of an entry. Ids and dates are plain text here, and what is absent is empty.

use sqlx::FromRow;

/// An entry's own columns.
#[derive(Clone, Debug, Default, PartialEq, Eq, FromRow)]
pub struct EntryRow {
    /// Its whole id.
    pub id: String,
    /// Its kind, as the pack's folder is called.
    pub kind: String,
    /// The department that handles it.
    pub department: String,
    /// Who says so.
    pub reading: String,
    /// The source's id.
    pub source: String,
    /// When it was announced.
    pub announced: String,
    /// Since when it is in force.
    pub since: String,
    /// Until when.
    pub until: String,
    /// When somebody has to look at it again.
    pub review_by: String,
    /// Who keeps it true.
    pub owner: String,
    /// Of a decoy: an emergency.
    pub emergency: bool,
    /// Of a decoy: whether its name is shown.
    pub show_name: bool,
    /// The hash of what the pack shipped; empty when it is not from a pack.
    pub pack_hash: String,
    /// Whether staff changed it: then it no longer follows the pack.
    pub edited: bool,
}

/// What an entry says in one language.
#[derive(Clone, Debug, Default, PartialEq, Eq, FromRow)]
pub struct TextRow {
    /// Language code.
    pub lang: String,
    /// Short title.
    pub name: String,
    /// The answer.
    pub body: String,
    /// What is our reading.
    pub reading_note: String,
    /// Who handles it instead.
    pub elsewhere: String,
    /// One a line.
    pub keywords: String,
}

/// A way to reach a department.
#[derive(Clone, Debug, Default, PartialEq, Eq, FromRow)]
pub struct ContactRow {
    /// `phone`, `address`, `site`, `hours`.
    pub kind: String,
    /// The contact itself.
    pub value: String,
    /// The source's id.
    pub source: String,
}

/// One line of the ledger: who took this department over.
#[derive(Clone, Debug, Default, PartialEq, Eq, FromRow)]
pub struct SuccessionRow {
    /// The department that took it over.
    #[sqlx(rename = "successor_id")]
    pub successor: String,
    /// When that was announced.
    pub announced: String,
    /// Since when it is in force.
    pub since: String,
    /// The source's id.
    pub source: String,
}

/// An example question.
#[derive(Clone, Debug, Default, PartialEq, Eq, FromRow)]
pub struct ExampleRow {
    /// Language code.
    pub lang: String,
    /// As people write it.
    pub text: String,
    /// As the search folds it.
    pub folded: String,
}

/// An entry with all its parts, each list in its order (examples in their order within a language).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EntryRows {
    /// Its own columns.
    pub entry: EntryRow,
    /// Its texts.
    pub texts: Vec<TextRow>,
    /// Ids of former departments whose matter it was.
    pub former: Vec<String>,
    /// Ways to reach it.
    pub contacts: Vec<ContactRow>,
    /// Who took it over.
    pub successions: Vec<SuccessionRow>,
    /// Example questions.
    pub examples: Vec<ExampleRow>,
}

/// What an upgrade has to know of an entry.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct Mark {
    /// Its whole id.
    pub id: String,
    /// The hash of what the pack shipped.
    pub pack_hash: String,
    /// Whether staff changed it.
    pub edited: bool,
}
