//! `/setup`: makes a group the staff group, or says what it lacks.

use super::{Outcome, Scene};
use crate::bot::failure::Failure;
use crate::bot::menu;
use crate::bot::services::Services;
use crate::desk::Group;
use crate::ids::ChatId;
use crate::transport::GroupRights;
use crate::view::{Lack, Setup};

/// `/setup`, by an owner.
pub(super) async fn setup(services: Services, scene: Scene) -> Outcome {
    let setup = outcome(&services, &scene).await?;
    let lang = scene.who().lang.unwrap_or(scene.lang);
    services
        .tell_in(scene.deed.group, scene.deed.topic, &services.view.setup(lang, &setup))
        .await
        .map_err(Failure::Desk)?;
    Ok(None)
}

async fn outcome(services: &Services, scene: &Scene) -> Result<Setup, Failure> {
    let chat = scene.deed.group;
    if scene.who().is_anonymous() {
        return Ok(Setup::Anonymous);
    }
    let by = scene.who().id;
    if !services.is_owner(by).await? {
        return Ok(Setup::NotOwner);
    }
    if services.desk.fixed().is_some_and(|fixed| fixed != chat) {
        return Ok(Setup::Elsewhere);
    }
    let lacks = lacks(services.sender.group_rights(chat).await.map_err(Failure::Desk)?);
    if !lacks.is_empty() {
        return Ok(Setup::Missing(lacks));
    }
    let already = scene.group.is_some();
    services.desk.set(Group { chat, lang: scene.who().lang }, by).await?;
    let lang = scene.who().lang.unwrap_or(scene.lang);
    if let Err(error) = menu::publish_for_staff(&services.sender, &services.view, chat, lang).await {
        log::warn!("the commands of the staff group could not be set: {error}");
    }
    Ok(if already { Setup::Already } else { Setup::Done })
}

/// What the group lacks to be the staff group.
fn lacks(rights: GroupRights) -> Vec<Lack> {
    let lacks = [
        (rights.forum, Lack::Forum),
        (rights.admin, Lack::Admin),
        (rights.topics || !rights.admin, Lack::Topics),
        (rights.delete || !rights.admin, Lack::Delete),
    ];
    lacks.into_iter().filter(|(there, _)| !there).map(|(_, lack)| lack).collect()
}

/// The group became a supergroup: its id is another from now on.
pub(super) async fn moved(services: Services, scene: Scene, to: ChatId) -> Outcome {
    services.desk.moved(scene.deed.group, to).await?;
    Ok(None)
}
