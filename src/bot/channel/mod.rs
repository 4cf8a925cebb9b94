//! What channel admins do in private with the bot: link a channel, write an announcement on one card, preview and
//! confirm it, now or for later. Who may is Telegram's to say, and asked at every act, at most a minute ago.
//!
//! ```text
//! /announce ─ compose ─▶ draft ◀─ given (next messages), acts (buttons), native (posts of the channel)
//!                          └─ confirm ─▶ freezing, or scheduled ─ schedule ─▶ freezing
//! ```

mod acts;
pub(super) mod card;
mod choices;
mod compose;
pub(super) mod confirm;
mod given;
mod heard;
mod link;
mod list;
mod memory;
mod native;
pub(super) mod preview;
mod schedule;
mod take;
mod unlink;

use serde_json::Value;

use super::failure::Failure;
use super::resident::{Done, Outcome};
use super::services::Services;
use super::visit::Visit;
use crate::ids::ChatId;
use crate::store::channel::{self, Channel};
use crate::store::resident;
use crate::view::{ChannelAct, Press, Toast};

pub(super) use compose::{announce, others_are_silent};
pub(super) use given::{awaited, linked_by_forward, take_forward};
pub(super) use heard::{hear, read};
pub(super) use link::link;
pub(super) use list::announcements;
pub(super) use memory::Composers;
pub(super) use take::take;

/// Whether a press has to do with channels and announcements.
pub(super) fn concerns(press: &Press) -> bool {
    matches!(press, Press::Announce(..) | Press::AnnounceTo(..) | Press::Channel(..))
}

/// A button that has.
pub(super) async fn pressed(services: Services, visit: Visit, press: Press) -> Outcome {
    match press {
        Press::Announce(act, id) => acts::act(&services, &visit, act, id).await,
        Press::AnnounceTo(id, choice) => choices::choose(&services, &visit, id, choice).await,
        Press::Channel(ChannelAct::Link, channel) => link::pressed(&services, &visit, channel).await,
        Press::Channel(ChannelAct::Unlink, channel) => unlink::pressed(&services, &visit, channel).await,
        Press::Channel(ChannelAct::Announce, channel) => compose::pressed(&services, &visit, channel).await,
        _ => Ok(Done::Told(visit.lang, Toast::OutOfDate)),
    }
}

impl Services {
    /// Notes that they wrote: whoever announces can be reached.
    async fn saw(&self, visit: &Visit) -> Result<(), Failure> {
        let (chat, now) = (visit.chat, visit.now);
        self.store.write(move |c| Box::pin(resident::seen(c, chat, now))).await?;
        Ok(())
    }

    /// Whether this person may announce in this channel: it is linked, the bot may post there, and so may they.
    pub(super) async fn may_announce(&self, channel: ChatId, person: ChatId) -> Result<bool, Failure> {
        let known = channel::get(&mut self.store.read().await?, channel).await?;
        match known.filter(Channel::is_linked) {
            Some(_) => self.posts_in(channel, person).await,
            None => Ok(false),
        }
    }

    /// The linked channels in which this person may announce.
    pub(super) async fn channels_of(&self, person: ChatId) -> Result<Vec<Channel>, Failure> {
        let all = channel::all(&mut self.store.read().await?).await?;
        let mut theirs = Vec::new();
        for channel in all.into_iter().filter(Channel::is_linked) {
            if self.posts_in(channel.chat, person).await? {
                theirs.push(channel);
            }
        }
        Ok(theirs)
    }

    /// Whether this person may post in this channel, by Telegram's word.
    async fn posts_in(&self, channel: ChatId, person: ChatId) -> Result<bool, Failure> {
        self.membership.may_post(&self.sender, channel, person).await.map_err(Failure::Channel)
    }
}

/// The update as JSON: formatting and files are passed on as they came, whatever kinds there are.
fn raw(visit: &Visit) -> Value {
    serde_json::from_str(&visit.raw).unwrap_or_default()
}

/// The name of who did it, as others read it.
pub(super) fn name(services: &Services, visit: &Visit) -> String {
    let raw = raw(visit);
    let places = ["/message/from", "/edited_message/from", "/callback_query/from"];
    let from = places.into_iter().find_map(|place| raw.pointer(place));
    let part = |field: &str| from.and_then(|from| from[field].as_str()).unwrap_or_default();
    let name = format!("{} {}", part("first_name"), part("last_name"));
    match name.trim() {
        "" => services.view.anonymous(visit.lang),
        name => name.to_owned(),
    }
}
