//! What is no question and no choice: messages without text, unknown commands, old buttons, leaving and coming back.

use super::{Done, Outcome, seen};
use crate::bot::services::Services;
use crate::bot::visit::Visit;
use crate::store::resident;
use crate::view::{Notice, Toast};

/// A message that cannot be read: what to do instead.
pub(in crate::bot) async fn notice(services: Services, visit: Visit, notice: Notice) -> Outcome {
    seen(&services, &visit).await?;
    services.reply(&visit, &services.view.notice(visit.lang, notice)).await?;
    Ok(Done::Quiet)
}

/// Nothing is to be said of it.
pub(in crate::bot) async fn nothing() -> Outcome {
    Ok(Done::Quiet)
}

/// A picture of an album without a caption. The album is spoken of once, however many pictures it has.
pub(in crate::bot) async fn album(services: Services, visit: Visit, album: String) -> Outcome {
    if !services.recent.is_new_album(visit.chat, &album) {
        return Ok(Done::Quiet);
    }
    notice(services, visit, Notice::Picture).await
}

/// A command that there is not.
pub(in crate::bot) async fn unknown_command(services: Services, visit: Visit) -> Outcome {
    notice(services, visit, Notice::UnknownCommand).await
}

/// A button that means nothing any more, or never did.
pub(in crate::bot) async fn stale(visit: Visit) -> Outcome {
    Ok(Done::Told(visit.lang, Toast::OutOfDate))
}

/// They blocked the bot, or let it in again.
pub(in crate::bot) async fn membership(services: Services, visit: Visit, blocked: bool) -> Outcome {
    let chat = visit.chat;
    services.store.write(move |c| Box::pin(resident::set_blocked(c, chat, blocked))).await?;
    Ok(Done::Quiet)
}
