//! One test program: the outer world is played by the sandbox, the bot is the real one over a real database.

#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

mod abuse;
mod announcing;
mod architecture;
mod browser;
mod cli;
mod databases;
mod desk;
mod faults;
mod http;
mod kill;
mod killing;
mod operate;
mod process;
mod quiet;
mod talk;
mod understanding;
mod world;
