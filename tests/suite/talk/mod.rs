//! Conversations as residents have them: what they type, and what they see.

mod ask;
mod browse;
mod buttons;
mod feedback;
mod odd;
mod privacy;
mod start;
