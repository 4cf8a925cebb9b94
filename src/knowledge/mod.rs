//! What the city's reform is, as data: the pack's format and check, its way into the database and back, the live
//! index. Knows no wording of its own and no Telegram.

pub mod apprentice; // training in a process of its own
pub mod cache; // trained indexes on disk
pub mod compare; // what a revision changed, word by word
pub mod corpus; // knowledge → what the index learns from
pub mod diff; // what staff changed
pub mod edit; // staff change an entry
pub mod entry; // the shape of it all
pub mod export; // knowledge → a pack's folder
pub mod import; // a pack → the database
pub mod labelled; // questions whose answer is known
pub mod live; // the state in force and its index
pub mod pack; // a folder of text files
pub mod rows; // entries ↔ the store's rows
pub mod stored; // what the database holds
pub mod succession; // who took over from whom
#[cfg(test)]
mod tests;
#[cfg(test)]
pub(crate) use tests::fixture;
