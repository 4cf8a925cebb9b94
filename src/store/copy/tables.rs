//! The one list of what a backup holds.

/// Every table of ours, each after those it refers to. A migration that makes a table adds it here: a test reads the
/// schema and names what is missing.
pub(super) const TABLES: &[&str] = &[
    "meta",
    "counter",
    "source",
    "source_text",
    "entry",
    "entry_text",
    "entry_former",
    "contact",
    "succession",
    "example",
    "revision",
    "resident",
    "question",
    "feedback",
    "answer_feedback",
    "feedback_count",
    "inbox",
    "lane",
    "owner",
    "owner_link",
    "audit",
    "ticket",
    "ticket_message",
    "mute",
    "draft",
    "on_hold",
    "canned",
    "subscription",
    "channel",
    "announcement",
    "announcement_text",
    "delivery",
    "delivery_part",
    "lease",
];

/// Where sqlx notes which migrations have run; made by running them, never copied.
pub(super) const MIGRATIONS_TABLE: &str = "_sqlx_migrations";
