//! Announcing: what is planned and what it says, which moment an admin names, whether a sending waits for quiet hours to
//! end, and whether a text is one of the announcements that were sent. No wording, no SQL, and the time is passed in.

pub mod compare;
pub mod content;
pub mod judge;
pub mod known;
pub mod plan;
pub mod quiet;
pub mod reach;
pub mod when;

use crate::ids::AnnouncementId;

/// What the payload of an announcement's deep link begins with; its number follows.
pub const DEEP_LINK: &str = "ann_";

/// The address that opens the bot of this name in the context of an announcement.
pub fn ask_address(bot: &str, id: AnnouncementId) -> String {
    format!("https://t.me/{bot}?start={DEEP_LINK}{}", id.0)
}
