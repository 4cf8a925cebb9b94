//! Announcing: which moment an admin names, whether a sending waits for quiet hours to end, and whether a text is one of
//! the announcements that were sent. Pure: no Telegram, no wording, no SQL, and the time is passed in.

pub mod compare;
pub mod quiet;
pub mod when;
