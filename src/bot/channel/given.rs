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
    /// It is another part of an album.
    Part,
    /// It was taken in before, and comes again.
    Again,
    /// It is a correction that is not confirmed yet, edited, or coming again.
    Corrected,
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
    let update = raw(visit);
    let content = Arc::new(update[if edited { "edited_message" } else { "message" }].clone());
    let album = content["media_group_id"].as_str().unwrap_or_default();
    for row in announcement::made_by(&mut c, visit.chat).await? {
        if let Some(how) = belongs(&Plan::parse(&row.body), row.state, (message, edited), album) {
            return Ok(Some(Given { id: row.id, message, content, how }));
        }
    }
    if edited {
        return Ok(None);
    }
    let Some(row) = composing::awaiting(&mut c, visit.chat).await? else { return Ok(None) };
    let how = Plan::parse(&row.body).asks.filter(|ask| ask.fits(row.state)).map(How::Asked);
    Ok(how.map(|how| Given { id: row.id, message, content, how }))
}

/// How a message belongs to what was planned. One that was taken in before and comes again was not answered then: the
/// process ended, or Telegram was away.
fn belongs(plan: &Plan, state: State, (message, edited): (i64, bool), album: &str) -> Option<How> {
    // The parts of a post are numbered in its channel.
    let is_part = plan.post.is_none() && plan.parts.iter().any(|part| part.message == message);
    let of_album = !album.is_empty() && plan.texts.values().any(|text| text.album == album);
    match (edited, state) {
        _ if plan.corrected_by == Some(message) && plan.correction.is_some() => Some(How::Corrected),
        (true, _) if is_part || plan.corrected_by == Some(message) => Some(How::Edited),
        (false, State::Draft) if is_part => Some(How::Again),
        (false, State::Draft) if of_album => Some(How::Part),
        _ => None,
    }
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

#[cfg(test)]
mod tests {
    use search::Lang;

    use super::*;
    use crate::announce::content::Content;
    use crate::announce::plan::Part;

    fn told(plan: &Plan, state: State, message: i64, edited: bool) -> String {
        format!("{:?}", belongs(plan, state, (message, edited), ""))
    }

    #[test]
    fn what_was_taken_in_is_known_again_and_edits_of_it_are() {
        let parts = vec![Part { message: 7, lang: Lang::Ru }];
        let plan = Plan { parts, ..Plan::default() };
        assert_eq!(told(&plan, State::Draft, 7, false), "Some(Again)", "the process ended before it was answered");
        assert_eq!(told(&plan, State::Draft, 7, true), "Some(Edited)");
        assert_eq!(told(&plan, State::Sent, 7, true), "Some(Edited)");
        assert_eq!(told(&plan, State::Draft, 8, true), "None");
        // A post's number is one of its channel.
        let post = Plan { post: Some(7), ..plan.clone() };
        assert_eq!([told(&post, State::Draft, 7, false), told(&post, State::Draft, 7, true)], ["None", "None"]);
        let correction = Some((Lang::Ru, Content::default()));
        let corrected = Plan { correction, corrected_by: Some(9), ..plan };
        assert_eq!(told(&corrected, State::Sent, 9, false), "Some(Corrected)");
        assert_eq!(told(&corrected, State::Sent, 9, true), "Some(Corrected)");
        let confirmed = Plan { correction: None, ..corrected };
        assert_eq!(told(&confirmed, State::Sent, 9, true), "Some(Edited)");
        assert_eq!(told(&confirmed, State::Sent, 9, false), "None");
    }
}
