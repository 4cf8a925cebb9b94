//! qaida tells residents which department of a reorganised city administration handles what.
//!
//! The rooms, from the outside in: `cli`, `lifecycle` → `app` → `bot`, `web`, `workers` → `view`, `transport` →
//! `desk`, `announce`, `answer`, `knowledge`, `policy` → `store`. `docs/architecture.md` says who may use whom.

pub mod announce;
pub mod answer;
pub mod app;
pub mod bot;
pub mod cli;
pub mod clock;
pub mod config;
pub mod desk;
#[cfg(any(test, feature = "fuzzing"))]
pub mod fuzzing;
pub mod i18n;
pub mod ids;
pub mod knowledge;
pub mod lifecycle;
pub mod policy;
pub mod store;
pub mod telemetry;
pub mod transport;
pub mod view;
pub mod web;
pub mod workers;
