//! Withdrawing: deleting an announcement wherever it arrived, as far as Telegram still lets it be deleted.

use super::{Done, Outcome, show};
use crate::bot::services::Services;
use crate::bot::visit::Visit;
use crate::store::announcement::{self, Announcement};
use crate::store::audit;
use crate::view::Toast;

/// Asks whether it is meant.
pub(super) async fn begin(services: &Services, visit: &Visit, one: &Announcement) -> Outcome {
    if !one.state.is_at_rest() {
        return Ok(Done::Told(visit.lang, Toast::AnnounceChanged));
    }
    services.replace(visit, &services.view.withdraw_ask(visit.lang, one)).await?;
    Ok(Done::Quiet)
}

/// It is meant.
pub(super) async fn confirm(services: &Services, visit: &Visit, one: Announcement) -> Outcome {
    if !one.state.is_at_rest() {
        show(services, visit, one.id).await?;
        return Ok(Done::Beside(visit.lang, Toast::DoneAlready));
    }
    let (id, by, now) = (one.id, visit.chat, visit.now);
    let write = services.store.write(move |c| {
        Box::pin(async move {
            let turned = announcement::withdraw(c, &one).await?;
            if turned {
                let what = format!("withdrew announcement {}", one.id.0);
                audit::add(c, now, by, &what).await?;
            }
            Ok(turned)
        })
    });
    let made = write.await?;
    show(services, visit, id).await?;
    Ok(Done::Beside(visit.lang, if made { Toast::Done } else { Toast::DoneAlready }))
}
