//! `/setup`: makes a group the staff group, or says what it lacks.

use teloxide::payloads::{GetChat, GetChatMember, GetMe};
use teloxide::types::{ChatFullInfo, ChatFullInfoKind, ChatFullInfoPublicKind, ChatMemberKind, Recipient};

use super::{Outcome, Scene};
use crate::bot::failure::Failure;
use crate::bot::services::Services;
use crate::desk::Group;
use crate::ids::ChatId;
use crate::store::owner;
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
    let is_owner = services.owners.contains(&by) || owner::is_owner(&mut services.store.read().await?, by).await?;
    if !is_owner {
        return Ok(Setup::NotOwner);
    }
    if services.desk.fixed().is_some_and(|fixed| fixed != chat) {
        return Ok(Setup::Elsewhere);
    }
    let lacks = lacks(services, chat).await.map_err(Failure::Desk)?;
    if !lacks.is_empty() {
        return Ok(Setup::Missing(lacks));
    }
    let already = scene.group.is_some();
    services.desk.set(Group { chat, lang: scene.who().lang }, by).await?;
    Ok(if already { Setup::Already } else { Setup::Done })
}

/// What the group lacks to be the staff group.
async fn lacks(services: &Services, chat: ChatId) -> Result<Vec<Lack>, crate::transport::SendError> {
    let group = Recipient::Id(teloxide::types::ChatId(chat.0));
    let me = services.sender.call(&GetMe::new()).await?.user.id;
    let member = services.sender.call(&GetChatMember::new(group.clone(), me)).await?;
    let mut lacks = Vec::new();
    if !is_forum(&services.sender.call(&GetChat::new(group)).await?) {
        lacks.push(Lack::Forum);
    }
    match member.kind {
        ChatMemberKind::Administrator(rights) => {
            if !rights.can_manage_topics {
                lacks.push(Lack::Topics);
            }
            if !rights.can_delete_messages {
                lacks.push(Lack::Delete);
            }
        }
        _ => lacks.push(Lack::Admin),
    }
    Ok(lacks)
}

fn is_forum(chat: &ChatFullInfo) -> bool {
    let ChatFullInfoKind::Public(public) = &chat.kind else { return false };
    matches!(&public.kind, ChatFullInfoPublicKind::Supergroup(group) if group.is_forum)
}

/// The group became a supergroup: its id is another from now on.
pub(super) async fn moved(services: Services, scene: Scene, to: ChatId) -> Outcome {
    services.desk.moved(scene.deed.group, to).await?;
    Ok(None)
}
