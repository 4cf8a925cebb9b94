//! What the bot does with an update: read it, find the person, run the tree, answer. The tree is the table of
//! contents; its handlers stand in `resident/`, `owner/`, `channel/` and, with a tree of their own, in `staff/`. Wording is the view's, sending the transport's, SQL the store's.

mod announced;
pub mod callbacks;
mod channel;
mod deeplink;
mod editing;
mod failure;
mod flood;
mod flooded;
#[cfg(any(test, feature = "fuzzing"))]
pub(crate) mod fuzzing;
mod handler;
mod link;
pub mod menu;
mod number;
mod outbox;
mod owner;
mod passing;
mod reading;
mod recent;
mod resident;
mod schema;
mod services;
mod staff;
#[cfg(test)]
mod tests;
mod visit;

pub use announced::Progress;
pub use handler::Handler;
pub use services::Services;
