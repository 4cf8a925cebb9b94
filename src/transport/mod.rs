//! Telegram without wording: what comes in is stored and handed on in order, what goes out is paced and retried.
//! Which handler runs and what a message says is decided elsewhere.

mod api;
mod pace;
mod refusal;
pub mod sender;
mod update;

pub use refusal::{Refusal, SendError};
pub use sender::{Edited, Rules, Sender};
pub use update::{ALLOWED_UPDATES, Head, NoUpdate, RawUpdate};
