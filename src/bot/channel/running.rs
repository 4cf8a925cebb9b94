//! Announcements that go out or went out: what can be done with them.

use serde_json::Value;

use crate::bot::resident::{Done, Outcome};
use crate::bot::services::Services;
use crate::bot::visit::Visit;
use crate::store::announcement::Announcement;
use crate::view::{AnnounceAct, Toast};

/// A button of the card of one that is out.
pub(super) async fn pressed(_: &Services, visit: &Visit, _: AnnounceAct, _: &Announcement) -> Outcome {
    Ok(Done::Told(visit.lang, Toast::OutOfDate))
}

/// What it is to say instead.
pub(super) async fn corrected(_: &Services, _: &Visit, _: &Announcement, _: &Value) -> Outcome {
    Ok(Done::Quiet)
}
