//! What came of an announcement: the deliveries as a file, those of whom nobody knows, and pinning the channel's post.

use std::fmt::Write;

use teloxide::payloads::PinChatMessage;
use teloxide::types::{MessageId, Recipient};

use super::{Done, Outcome};
use crate::bot::services::Services;
use crate::bot::visit::Visit;
use crate::ids::ChatId;
use crate::store::announcement::Announcement;
use crate::store::delivery::{self, Exported, Fate, TextVersion};
use crate::transport::{File, SendError};
use crate::view::Toast;

/// Deliveries that are read at once.
const PAGE: i64 = 10_000;
/// Deliveries that one file holds; when there are more it has those alone that did not arrive or
/// have an old text.
const WHOLE: i64 = 300_000;
/// Who has what it says now.
const SENT: &str = "sent";
/// Lines of a file in all.
const LINES: usize = 500_000;

/// The deliveries as a file.
pub(super) async fn csv(services: &Services, visit: &Visit, one: &Announcement) -> Outcome {
    let all = one.tally.total <= WHOLE;
    let mut text = String::from("recipient,language,outcome,version\n");
    let (mut after, mut lines) = (ChatId(i64::MIN), 0);
    loop {
        let page = delivery::export(&mut services.store.read().await?, one.id, after, PAGE).await?;
        let Some(last) = page.last() else { break };
        after = last.chat;
        for delivery in &page {
            let outcome = outcome(delivery, one.version);
            if all || outcome != SENT {
                lines += 1;
                if lines <= LINES {
                    line(services, &mut text, delivery, outcome);
                }
            }
        }
    }
    let name = format!("announcement-{}.csv", one.id.0);
    let file = File { name, mime: "text/csv", bytes: text.into_bytes() };
    services.sender.send_file(visit.chat, &file, &services.view.csv_caption(visit.lang, all)).await?;
    Ok(Done::Quiet)
}

/// Nobody is named: a code is made of the chat's id with the bot's token, and is the same in every file.
fn line(services: &Services, text: &mut String, delivery: &Exported, outcome: &str) {
    let code = match delivery.chat.0 {
        channel if channel < 0 => "channel".to_owned(),
        person => format!("{:016x}", services.sender.stamp(&person.to_be_bytes())),
    };
    let lang = delivery.lang.map_or("", search::Lang::code);
    let (before, version) = match delivery.version {
        TextVersion::Has(version) => ("", version),
        TextVersion::Before(version) => ("<", version),
    };
    // A String takes everything.
    let _ = writeln!(text, "{code},{lang},{outcome},{before}{version}");
}

/// What became of a delivery, as the file calls it, when this is the newest version.
fn outcome(delivery: &Exported, newest: i64) -> &'static str {
    match delivery.fate {
        Fate::ToDo | Fate::AtWork => "not_sent",
        Fate::Sent if delivery.version.is_old(newest) => "old_text",
        Fate::Sent => SENT,
        Fate::Blocked => "unreachable",
        Fate::Refused => "refused",
        Fate::Unknown => "unclear",
        Fate::Withdrawn => "withdrawn",
        Fate::TooOld => "too_old_to_withdraw",
    }
}

/// Pins the post in the channel.
pub(super) async fn pin(services: &Services, visit: &Visit, one: &Announcement) -> Outcome {
    let post = delivery::message(&mut services.store.read().await?, one.id, one.channel).await?;
    let post = post.or(crate::announce::plan::Plan::parse(&one.body).post).and_then(|id| i32::try_from(id).ok());
    let Some(post) = post.filter(|id| *id != 0) else { return Ok(Done::Told(visit.lang, Toast::AnnounceChanged)) };
    let pin = PinChatMessage::new(Recipient::Id(teloxide::types::ChatId(one.channel.0)), MessageId(post));
    let toast = match services.sender.call(&pin).await {
        Ok(_) => Toast::AnnouncePinned,
        Err(SendError::Refused(_) | SendError::Blocked) => Toast::AnnounceNotPinned,
        Err(error) => return Err(error.into()),
    };
    Ok(Done::Told(visit.lang, toast))
}
