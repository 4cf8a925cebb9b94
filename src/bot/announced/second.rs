//! A correction that another admin has to confirm, where the owner wants that.

use search::Lang;

use super::is_card;
use crate::announce::plan::Plan;
use crate::bot::channel::preview;
use crate::bot::failure::Failure;
use crate::bot::services::Services;
use crate::bot::visit::Visit;
use crate::ids::ChatId;
use crate::store::announcement::Announcement;

/// Shows somebody else who may announce there a correction that waits for them.
pub(in crate::bot) async fn propose(
    services: &Services,
    (admin, spoken): (ChatId, Lang),
    one: &Announcement,
) -> Result<(), Failure> {
    let Some((lang, plan)) = Plan::parse(&one.body).with_correction() else { return Ok(()) };
    preview::send(services, admin, (one.id, &plan), lang).await?;
    services.show_anew(admin, &services.view.correct_propose(spoken, one)).await?;
    Ok(())
}

/// Tells its maker that so many others were asked to confirm it.
pub(in crate::bot) async fn proposed(
    services: &Services,
    visit: &Visit,
    one: &Announcement,
    asked: usize,
) -> Result<(), Failure> {
    is_card(services, visit, one).await?;
    services.replace(visit, &services.view.correct_asked(visit.lang, one.id, asked)).await?;
    Ok(())
}
