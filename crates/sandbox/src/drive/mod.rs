//! The driving API: what tests, and the program that starts the sandbox, do from Rust.

pub(crate) mod actor;
pub(crate) mod channel;
mod compose;
pub(crate) mod crowd;
pub(crate) mod group;
pub(crate) mod line;
pub(crate) mod member;
mod posting;
pub(crate) mod sandbox;
mod waiting;
