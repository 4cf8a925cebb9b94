//! A channel is unlinked by whoever may post there, or by an owner; owners hear of every channel that is linked.

use super::{heard, name};
use crate::bot::failure::Failure;
use crate::bot::resident::{Done, Outcome};
use crate::bot::services::Services;
use crate::bot::visit::Visit;
use crate::ids::ChatId;
use crate::store::channel::{self, Channel};
use crate::store::{announcement, audit};
use crate::view::Toast;

/// The button. What goes out in the name of the channel stands still; drafts stay.
pub(super) async fn pressed(services: &Services, visit: &Visit, chat: ChatId) -> Outcome {
    let posts = services.posts_in(chat, visit.chat).await?;
    if !posts && !services.is_owner(visit.chat).await? {
        return Ok(Done::Told(visit.lang, Toast::NotAdmin));
    }
    let Some(known) = channel::get(&mut services.store.read().await?, chat).await? else {
        return Ok(Done::Told(visit.lang, Toast::OutOfDate));
    };
    let (now, by) = (visit.now, visit.chat);
    let unlinking = services.store.write(move |c| {
        Box::pin(async move {
            if channel::unlink(c, chat).await? {
                announcement::halt(c, chat, now).await?;
                audit::add(c, now, by, &format!("unlinked the channel {}", chat.0)).await?;
            }
            Ok(())
        })
    });
    unlinking.await?;
    heard::drafts_say_so(services, chat).await?;
    services.replace(visit, &services.view.unlinked(visit.lang, &known, posts)).await?;
    Ok(Done::Quiet)
}

/// Tells the owners, but for who did it, that a channel was linked. That one cannot be told keeps nothing from happening.
pub(super) async fn tell_owners(services: &Services, visit: &Visit, channel: &Channel) -> Result<(), Failure> {
    for owner in services.all_owners().await?.into_iter().filter(|owner| *owner != visit.chat) {
        let lang = services.lang_of_chat(owner).await?;
        let told = services.view.link_told(lang, channel, &name(services, visit));
        if let Err(error) = services.tell(owner, &told).await {
            log::warn!("an owner could not be told of a linked channel: {error}");
        }
    }
    Ok(())
}
