//! Announcing.

mod engine;
mod replicas;
