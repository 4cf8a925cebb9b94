//! Announcing.

mod engine;
