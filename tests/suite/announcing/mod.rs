//! Announcing, as the people around it see it.

mod follow;
mod rows;
mod verify;
