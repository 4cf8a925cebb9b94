//! Whether a message belongs to an announcement: it is what was asked for, a part of an album, or an edited text.

use std::sync::Arc;

use serde_json::Value;

use super::link;
use super::raw;
use crate::announce::plan::{Ask, Plan};
use crate::bot::reading::What;
use crate::bot::resident::Outcome;
use crate::bot::services::Services;
use crate::bot::visit::{Place, Visit};
use crate::ids::{AnnouncementId, ChatId};
use crate::store::announcement::{self, State};
use crate::store::owner::OwnerCode;
use crate::store::{StoreError, composing};

/// A message that belongs to an announcement.
#[derive(Clone, Debug)]
pub(in crate::bot) struct Given {
    pub(super) id: AnnouncementId,
    /// Its number in the chat.
    pub(super) message: i64,
    /// As the Bot API tells it.
    pub(super) content: Arc<Value>,
    pub(super) how: How,
}

/// How it belongs to it.
#[derive(Clone, Copy, Debug)]
pub(super) enum How {
    /// It was asked for.
    Asked(Ask),
    /// It is another part of an album, or was taken in before.
    Part,
    /// A text that was given is edited.
    Edited,
}

/// The announcement that this message belongs to. A database that cannot be asked is no reason to take it for a question.
pub(in crate::bot) async fn awaited(services: Services, visit: Visit, what: What) -> Option<Result<Given, StoreError>> {
    let Place::Message { id, edited } = visit.place else { return None };
    match &what {
        What::Text(text) => {
            let pressed =
                !edited && services.recent.typed(visit.chat, text).is_some_and(|press| super::concerns(&press));
            if pressed || OwnerCode::find(text).is_some() {
                return None;
            }
        }
        What::Notice(_) | What::Album(_) => {}
        _ => return None,
    }
    match services.composers.may_have(&services.store, visit.chat).await {
        Ok(true) => find(&services, &visit, (i64::from(id.0), edited)).await.transpose(),
        Ok(false) => None,
        Err(error) => Some(Err(error)),
    }
}

async fn find(services: &Services, visit: &Visit, (message, edited): (i64, bool)) -> Result<Option<Given>, StoreError> {
    let mut c = services.store.read().await?;
    let asked = match edited {
        true => None,
        false => composing::awaiting(&mut c, visit.chat).await?,
    };
    let update = raw(visit);
    let content = Arc::new(update[if edited { "edited_message" } else { "message" }].clone());
    let album = content["media_group_id"].as_str().unwrap_or_default();
    if edited || !album.is_empty() {
        for row in announcement::made_by(&mut c, visit.chat).await? {
            let plan = Plan::parse(&row.body);
            let is_part = plan.parts.iter().any(|part| part.message == message);
            let of_album = !album.is_empty() && plan.texts.values().any(|text| text.album == album);
            let how = match (edited, row.state) {
                (true, _) if is_part => How::Edited,
                (false, State::Draft) if of_album => How::Part,
                _ => continue,
            };
            return Ok(Some(Given { id: row.id, message, content, how }));
        }
    }
    let Some(row) = asked else { return Ok(None) };
    let how = Plan::parse(&row.body).asks.filter(|ask| ask.fits(row.state)).map(How::Asked);
    Ok(how.map(|how| Given { id: row.id, message, content, how }))
}

/// The channel of a post that was forwarded just after `/link`.
pub(in crate::bot) fn linked_by_forward(services: Services, visit: Visit, what: What) -> Option<ChatId> {
    let said = matches!(what, What::Text(_) | What::Notice(_) | What::Album(_));
    if !said || visit.edit.is_some() || !services.composers.is_linking(visit.chat, visit.now) {
        return None;
    }
    let update = raw(&visit);
    let origin = &update["message"]["forward_origin"];
    let channel = origin["chat"]["id"].as_i64().filter(|_| origin["type"] == "channel");
    channel.map(ChatId)
}

/// Links it.
pub(in crate::bot) async fn take_forward(services: Services, visit: Visit, channel: ChatId) -> Outcome {
    link::forwarded(&services, &visit, channel).await
}
