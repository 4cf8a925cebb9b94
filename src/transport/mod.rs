//! Telegram without wording: what comes in is stored and handed on in order, what goes out is paced and retried.
//! Which handler runs and what a message says is decided elsewhere.

mod account;
mod api;
mod body;
mod bulk;
mod channel;
mod document;
mod group;
mod handler;
mod inbox;
mod inspect;
mod membership;
mod pace;
mod place;
pub mod polling;
mod ready_made;
mod refusal;
mod runner;
pub mod sender;
#[cfg(test)]
pub(crate) mod testing;
mod update;

pub use account::Account;
pub use body::File;
pub use bulk::{Amended, Announced, NotSent};
pub use channel::{ChannelInfo, ChannelRights};
pub use group::GroupRights;
pub use handler::{Handler, HandlerError, Kept};
pub use inbox::Inbox;
pub use inspect::{Switches, WebhookInfo};
pub use membership::Membership;
pub use polling::PollingError;
pub use refusal::{Refusal, SendError};
pub use runner::Runner;
pub use sender::{Edited, Rules, Sender};
pub use update::{ALLOWED_UPDATES, Head, NoUpdate, RawUpdate};
