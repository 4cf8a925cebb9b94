//! What the city's reform is, as data: the pack's format and check, its way into the database and back, the live
//! index. Knows no wording of its own and no Telegram.

pub mod entry;
