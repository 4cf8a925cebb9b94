//! The card of an announcement on its way to the chat: edited in place, or sent anew below whatever came after it. There
//! is one: when it is sent anew the old one goes.

use std::time::Instant;

use teloxide::payloads::{DeleteMessage, EditMessageReplyMarkup};
use teloxide::types::{MessageId, Recipient};

use crate::announce::plan::Plan;
use crate::announce::quiet::Quiet;
use crate::bot::announced;
use crate::bot::failure::Failure;
use crate::bot::services::Services;
use crate::bot::visit::{Visit, default_lang};
use crate::clock::Timestamp;
use crate::ids::{AnnouncementId, ChatId};
use crate::store::StoreError;
use crate::store::announcement::{self, Announcement};
use crate::store::channel::{self, Channel};
use crate::store::delivery::{self, Reach};
use crate::transport::{Refusal, SendError};
use crate::view::{AnnounceCard, AnnounceNote, Card, Hush, Page};

/// What is known of an announcement at this moment.
pub(super) struct Look {
    pub(super) row: Announcement,
    pub(super) plan: Plan,
    pub(super) channel: Option<Channel>,
    pub(super) people: i64,
    /// In seconds.
    pub(super) lasts: i64,
    pub(super) quiet: Option<Hush>,
    several: bool,
}

impl Look {
    /// Looks at an announcement. None: there is none of this number.
    pub(super) async fn at(services: &Services, id: AnnouncementId) -> Result<Option<Look>, Failure> {
        let found = announcement::get(&mut services.store.read().await?, id).await?;
        match found {
            Some(row) => Ok(Some(Look::of(services, row).await?)),
            None => Ok(None),
        }
    }

    pub(super) async fn of(services: &Services, row: Announcement) -> Result<Look, StoreError> {
        let plan = Plan::parse(&row.body);
        let at = services.answerer.snapshot();
        let reach = plan.reach(row.channel, &at.knowledge);
        let quiet_hours = services.policies().await?.quiet_hours;
        let channels = channel::all(&mut services.store.read().await?).await?;
        // Who has it by now is known otherwise.
        let people = if row.state.is_out() { 0 } else { count(services, reach).await? };
        let rate = services.sender.announce_rate().max(1);
        let lasts = (people + rate - 1) / rate;
        let start = row.due.unwrap_or_else(|| services.clock.now());
        let zone = at.knowledge.info.zone();
        let quiet = quiet_hours.and_then(|span| {
            let held = Quiet::of(span).held(&zone, start, lasts * 1000);
            match held {
                Some(_) if plan.loud => Some(Hush::Loud(span)),
                Some(until) => Some(Hush::Held(span, until)),
                None => span.covers(start, &zone).then_some(Hush::Short(span)),
            }
        });
        let several = channels.iter().filter(|channel| channel.is_linked()).count() > 1;
        let channel = channels.into_iter().find(|channel| channel.chat == row.channel);
        Ok(Look { row, plan, channel, people, lasts, quiet, several })
    }

    /// Until when quiet hours hold it back, if they do.
    pub(super) fn held(&self) -> Option<Timestamp> {
        match self.quiet {
            Some(Hush::Held(_, until)) => Some(until),
            _ => None,
        }
    }

    /// Its card, for this reader. Once it is confirmed, it tells how it stands.
    async fn card(
        &self,
        services: &Services,
        (reader, lang): (ChatId, search::Lang),
        (page, note): (&Page, Option<&AnnounceNote>),
    ) -> Result<Card, Failure> {
        if self.row.state.is_out() {
            return services.standing((reader, lang), &self.row, 0.0).await;
        }
        let at = services.answerer.snapshot();
        let card = AnnounceCard {
            row: &self.row,
            plan: &self.plan,
            channel: self.channel.as_ref(),
            knowledge: &at.knowledge,
            people: self.people,
            lasts: self.lasts,
            quiet: self.quiet,
            own: self.row.chat == reader,
            several: self.several,
            page,
            note,
            zone: &at.knowledge.info.zone(),
        };
        Ok(services.view.announce_card(lang, card))
    }

    fn own_lang(&self, services: &Services) -> search::Lang {
        self.plan.spoken.unwrap_or_else(|| default_lang(services))
    }
}

async fn count(services: &Services, reach: Reach) -> Result<i64, StoreError> {
    let now = services.clock.now();
    if let Some(count) = services.composers.counted(&reach, now) {
        return Ok(count);
    }
    let since = Instant::now();
    let count = delivery::count(&mut services.store.read().await?, &reach).await?;
    services.composers.count(reach, now, (count, since.elapsed()));
    Ok(count)
}

/// Shows it to who acted, in place of what they acted on. The author's own card follows when somebody else acted.
pub(in crate::bot) async fn show(
    services: &Services,
    visit: &Visit,
    id: AnnouncementId,
    (page, note): (Page, Option<AnnounceNote>),
) -> Result<(), Failure> {
    let Some(look) = Look::at(services, id).await? else { return Ok(()) };
    if look.row.chat == visit.chat {
        return put(services, &look, (&page, note.as_ref())).await;
    }
    let card = look.card(services, (visit.chat, visit.lang), (&page, note.as_ref())).await?;
    services.replace(visit, &card).await?;
    Ok(())
}

/// Sends it to somebody else who may announce there; or the correction of it that waits for them.
pub(super) async fn hand(services: &Services, to: (ChatId, search::Lang), id: AnnouncementId) -> Result<(), Failure> {
    let Some(look) = Look::at(services, id).await? else { return Ok(()) };
    if look.row.state.is_at_rest() && look.plan.correction.is_some() && look.row.approved_by.is_some() {
        return announced::propose(services, to, &look.row).await;
    }
    let card = look.card(services, to, (&Page::Main, None)).await?;
    services.put(to.0, None, &card).await.map(drop).map_err(Failure::Channel)
}

/// Draws its author's card as it is now.
pub(super) async fn redraw(services: &Services, id: AnnouncementId) -> Result<(), Failure> {
    let Some(look) = Look::at(services, id).await? else { return Ok(()) };
    match put(services, &look, (&Page::Main, None)).await {
        Err(Failure::Send(error)) => Err(Failure::Channel(error)),
        done => done,
    }
}

/// Sends its author's card anew, below all that came after it.
pub(super) async fn fresh(services: &Services, id: AnnouncementId, note: Option<AnnounceNote>) -> Result<(), Failure> {
    fresh_page(services, id, (Page::Main, note)).await
}

/// The same with another page of it.
pub(super) async fn fresh_page(
    services: &Services,
    id: AnnouncementId,
    (page, note): (Page, Option<AnnounceNote>),
) -> Result<(), Failure> {
    let Some(look) = Look::at(services, id).await? else { return Ok(()) };
    let lang = look.own_lang(services);
    let card = look.card(services, (look.row.chat, lang), (&page, note.as_ref())).await?;
    let sent = services.put(look.row.chat, None, &card).await?;
    moved(services, &look.row, sent).await
}

async fn put(services: &Services, look: &Look, shown: (&Page, Option<&AnnounceNote>)) -> Result<(), Failure> {
    let (chat, lang) = (look.row.chat, look.own_lang(services));
    let card = look.card(services, (chat, lang), shown).await?;
    let old = MessageId(i32::try_from(look.row.card).unwrap_or_default());
    let sent = services.put(chat, Some(old).filter(|old| old.0 != 0), &card).await?;
    if sent == old { Ok(()) } else { moved(services, &look.row, sent).await }
}

/// The card is another message now: the old one goes, or at least its buttons.
pub(in crate::bot) async fn moved(services: &Services, row: &Announcement, sent: MessageId) -> Result<(), Failure> {
    let id = row.id;
    services.store.write(move |c| Box::pin(announcement::set_card(c, id, i64::from(sent.0)))).await?;
    let old = MessageId(i32::try_from(row.card).unwrap_or_default());
    if old.0 == 0 || old == sent {
        return Ok(());
    }
    let chat = || Recipient::Id(teloxide::types::ChatId(row.chat.0));
    let gone = services.sender.call(&DeleteMessage::new(chat(), old)).await;
    if matches!(gone, Err(SendError::Refused(ref refusal)) if *refusal != Refusal::ChatNotFound) {
        let bare = services.sender.edit(row.chat, &EditMessageReplyMarkup::new(chat(), old)).await;
        if let Err(error) = bare {
            log::debug!("an old card keeps its buttons: {error}");
        }
    }
    Ok(())
}
