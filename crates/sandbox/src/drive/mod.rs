//! The driving API: what tests, and the program that starts the sandbox, do from Rust.

pub(crate) mod actor;
pub(crate) mod line;
pub(crate) mod sandbox;
