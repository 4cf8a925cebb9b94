//! Announcing: what is planned and what it says, which moment an admin names, whether a sending waits for quiet hours to
//! end, and whether a text is one of the announcements that were sent. No wording, no SQL, and the time is passed in.

pub mod compare;
pub mod content;
pub mod foreign;
pub mod judge;
pub mod known;
pub mod links;
pub mod plan;
pub mod quiet;
pub mod reach;
pub mod when;
