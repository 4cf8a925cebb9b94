//! What an operator does, through the real binary.

mod backup;
mod doctor;
mod following;
mod owner;
