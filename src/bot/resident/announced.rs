//! An announcement that a resident comes from: by "Ask about this", by a reply, or because they showed it to the bot.
//! From then on it is talked about: "and when?" means it.

use jiff::civil::Date;
use search::Lang;

use super::{Failure, seen};
use crate::announce::known::Found;
use crate::announce::plan::Plan;
use crate::answer::{Answered, Reply};
use crate::bot::services::Services;
use crate::bot::visit::Visit;
use crate::clock::Timestamp;
use crate::ids::{AnnouncementId, EntryId};
use crate::store::announcement::{self, Announcement, State};
use crate::store::channel::{self, Channel};
use crate::store::resident;
use crate::view::{Announced, Card};

/// An announcement as residents are told of it.
pub(super) struct Shown {
    id: AnnouncementId,
    date: Date,
    text: String,
    channel: Option<Channel>,
    withdrawn: bool,
    /// The entry it is linked to.
    pub(super) entry: Option<EntryId>,
}

impl Shown {
    /// The announcement with this number, if it is out, in this language or the one there is.
    pub(super) async fn of(services: &Services, id: AnnouncementId, lang: Lang) -> Result<Option<Shown>, Failure> {
        let found = announcement::get(&mut services.store.read().await?, id).await?;
        let Some(one) = found.filter(|one| one.state.is_out()) else { return Ok(None) };
        let plan = Plan::parse(&one.body);
        let text = plan.version(lang).or_else(|| plan.channel_version(lang)).map(|(_, content)| content.text.clone());
        let sent = one.started.unwrap_or(one.made);
        Ok(Some(Shown::new(services, &one, text.unwrap_or_default(), sent).await?))
    }

    /// The announcement that a text turned out to be.
    pub(super) async fn found(services: &Services, found: &Found) -> Result<Shown, Failure> {
        Shown::new(services, &found.announcement, found.text.text.clone(), found.text.at).await
    }

    async fn new(services: &Services, one: &Announcement, text: String, sent: Timestamp) -> Result<Shown, Failure> {
        Ok(Shown {
            id: one.id,
            date: services.city_time(sent).date(),
            text,
            channel: channel::get(&mut services.store.read().await?, one.channel).await?,
            withdrawn: matches!(one.state, State::Withdrawing | State::Withdrawn),
            entry: Plan::parse(&one.body).entry,
        })
    }

    /// What the view tells of it.
    pub(super) fn told(&self) -> Announced<'_> {
        Announced {
            date: self.date,
            text: &self.text,
            channel: self.channel.as_ref(),
            withdrawn: self.withdrawn,
            asked: self.entry.is_some(),
        }
    }
}

/// "Ask about this": which announcement it is, and what is known about it. None: it is not out, or there is none.
pub(super) async fn opened(services: &Services, visit: &Visit, id: AnnouncementId) -> Result<Option<Card>, Failure> {
    let Some(shown) = Shown::of(services, id, visit.lang).await? else { return Ok(None) };
    talk_about(services, visit, &shown).await?;
    let card = match shown.entry.as_ref().and_then(|entry| answer(services, entry, visit.lang)) {
        Some(about) => {
            let beside = services.beside(visit.chat, &about.reply).await?;
            Some(services.view.reply(&about, None, beside))
        }
        None => None,
    };
    Ok(Some(services.view.about_announcement(visit.lang, shown.told(), card)))
}

/// What is said of the entry that an announcement is linked to.
pub(super) fn answer(services: &Services, entry: &EntryId, lang: Lang) -> Option<Answered> {
    let told = |reply: &Reply| match reply {
        Reply::Answer(_) => true,
        Reply::Decline(decline) => decline.on_hold.is_some(),
        Reply::Ask(_) | Reply::Smalltalk(_) => false,
    };
    services.answerer.about(entry, lang).filter(|about| told(&about.reply))
}

/// The card below what the announcement says: "when?" is answered there. From now on it is talked about.
pub(super) async fn above(
    services: &Services,
    visit: &Visit,
    (id, lang): (AnnouncementId, Lang),
    card: Card,
) -> Result<Card, Failure> {
    let Some(shown) = Shown::of(services, id, lang).await? else { return Ok(card) };
    talk_about(services, visit, &shown).await?;
    Ok(services.view.about_announcement(lang, shown.told(), Some(card)))
}

/// From now on this is talked about; linked to no entry, what was talked about stays.
pub(super) async fn talk_about(services: &Services, visit: &Visit, shown: &Shown) -> Result<(), Failure> {
    let Some(entry) = shown.entry.clone() else { return Ok(()) };
    seen(services, visit).await?;
    let (chat, now, notice) = (visit.chat, visit.now, shown.id);
    let write = services
        .store
        .write(move |c| Box::pin(async move { resident::set_notice(c, chat, (notice, &entry), now).await }));
    Ok(write.await?)
}
