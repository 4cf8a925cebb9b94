//! Following topics and departments: from an answer, and on the card of `/subscriptions`. Pressing twice is harmless:
//! a button says what is to hold from then on.

use search::Lang;
use teloxide::types::InlineKeyboardMarkup;

use super::{Done, Failure, Outcome, seen};
use crate::answer::{Answer, Reply};
use crate::bot::callbacks;
use crate::bot::outbox::keyboard as buttons;
use crate::bot::services::Services;
use crate::bot::visit::{Place, Visit, default_lang};
use crate::ids::{ChatId, EntryId, Kind};
use crate::store::delivery;
use crate::store::resident::{self, Resident};
use crate::store::subscription::{self, Aim};
use crate::view::{Beside, Button, Card, FollowAct, Followed, Tap, Toast, keyboard};

/// `/subscriptions`
pub(in crate::bot) async fn subscriptions(services: Services, visit: Visit) -> Outcome {
    seen(&services, &visit).await?;
    let card = list(&services, &visit, visit.lang).await?;
    services.reply(&visit, &card).await?;
    Ok(Done::Quiet)
}

impl Services {
    /// What is offered below this reply in this chat.
    pub(super) async fn beside(&self, chat: ChatId, reply: &Reply) -> Result<Beside, Failure> {
        let human = self.desk.group().await?.is_some();
        let followed = match reply {
            Reply::Answer(answer) if may_be_followed(&answer.entry.id) => {
                let aims = subscription::of_chat(&mut self.store.read().await?, chat).await?;
                aims.iter().any(|one| one.aim.as_str() == answer.entry.id.as_str())
            }
            _ => false,
        };
        Ok(Beside { human, followed })
    }
}

/// A button, under an answer or on one of the cards.
pub(in crate::bot) async fn pressed(services: Services, visit: Visit, (lang, act): (Lang, FollowAct)) -> Outcome {
    let known = |id: &EntryId| services.answerer.snapshot().knowledge.entry(id).is_some() && may_be_followed(id);
    if let FollowAct::Add(id) | FollowAct::Pick(id) | FollowAct::Department(id) = &act
        && !known(id)
    {
        return Ok(Done::Told(lang, Toast::OutOfDate));
    }
    keep(&services, &visit, lang, &act).await?;
    let card = match act {
        FollowAct::Add(id) => return turned(&services, &visit, (lang, &id), true).await,
        FollowAct::Drop(id) => return turned(&services, &visit, (lang, &id), false).await,
        FollowAct::Departments => departments(&services, &visit, lang).await?,
        FollowAct::Department(id) | FollowAct::Pick(id) | FollowAct::Unpick(id) => {
            match topics(&services, &visit, lang, &id).await? {
                Some(card) => card,
                None => list(&services, &visit, lang).await?,
            }
        }
        FollowAct::List | FollowAct::Leave(_) | FollowAct::City(_) | FollowAct::Notices(_) => {
            list(&services, &visit, lang).await?
        }
    };
    services.replace(&visit, &card).await?;
    Ok(Done::Quiet)
}

/// What is to hold from now on. Who follows something wants to hear of it, even if they wanted nothing before. Who wants
/// nothing gets nothing that is still to be sent to them; who follows less gets what they were written down for.
async fn keep(services: &Services, visit: &Visit, lang: Lang, act: &FollowAct) -> Result<(), Failure> {
    let (chat, now) = (visit.chat, visit.now);
    let follow = |aim| (Some((aim, true)), Some(false));
    let leave = |aim| (Some((aim, false)), None);
    let (aim, off) = match act {
        FollowAct::Add(id) | FollowAct::Pick(id) => follow(Aim::Entry(id.clone())),
        FollowAct::Drop(id) | FollowAct::Unpick(id) | FollowAct::Leave(id) => leave(Aim::Entry(id.clone())),
        FollowAct::City(true) => follow(Aim::City),
        FollowAct::City(false) => leave(Aim::City),
        FollowAct::Notices(wanted) => (None, Some(!wanted)),
        FollowAct::List | FollowAct::Departments | FollowAct::Department(_) => return Ok(()),
    };
    let write = services.store.write(move |c| {
        Box::pin(async move {
            resident::seen(c, chat, now).await?;
            match aim {
                Some((aim, true)) => {
                    subscription::follow(c, chat, &aim, now).await?;
                    resident::set_spoken(c, chat, lang).await?;
                }
                Some((aim, false)) => drop(subscription::unfollow(c, chat, &aim).await?),
                None => {}
            }
            if let Some(off) = off {
                resident::set_notices_off(c, chat, off).await?;
            }
            if off == Some(true) {
                delivery::take_back(c, chat).await?;
            }
            Ok(())
        })
    });
    Ok(write.await?)
}

/// The button under an answer says the opposite from now on.
async fn turned(services: &Services, visit: &Visit, (lang, id): (Lang, &EntryId), followed: bool) -> Outcome {
    let now = services.view.follow_button(lang, id, followed);
    let before = services.view.follow_button(lang, id, !followed);
    if let (Some(now), Some(before)) = (now, before) {
        let rows = vec![vec![now]];
        if let Place::Button { keyboard: Some(keyboard), message: Some(_) } = &visit.place {
            let changed = swapped(keyboard, &before.tap, &rows);
            if changed != *keyboard {
                services.change_keyboard(visit, changed).await?;
            }
        }
        services.recent.also_showed(visit.chat, &rows);
    }
    Ok(Done::Told(lang, if followed { Toast::Followed } else { Toast::Unfollowed }))
}

/// The keyboard with the one button of these rows in place of the one that did this.
fn swapped(keyboard: &InlineKeyboardMarkup, before: &Tap, rows: &[Vec<Button>]) -> InlineKeyboardMarkup {
    let Tap::Press(before) = before else { return keyboard.clone() };
    match buttons(rows).inline_keyboard.first().and_then(|row| row.first()) {
        Some(button) => keyboard::swapped(keyboard, &callbacks::encode(before), button),
        None => keyboard.clone(),
    }
}

/// What they follow.
async fn list(services: &Services, visit: &Visit, lang: Lang) -> Result<Card, Failure> {
    let (known, aims) = followed(services, visit).await?;
    let entries: Vec<EntryId> = entries(&aims);
    let spoken = known.as_ref().and_then(|known| known.lang.or(known.spoken));
    let snapshot = services.answerer.snapshot();
    let followed = Followed {
        entries: &entries,
        city: aims.contains(&Aim::City),
        off: known.is_some_and(|known| known.notices_off),
        lang: spoken.unwrap_or_else(|| default_lang(services)),
        knowledge: &snapshot.knowledge,
    };
    Ok(services.view.subscriptions(lang, followed))
}

async fn departments(services: &Services, visit: &Visit, lang: Lang) -> Result<Card, Failure> {
    let (_, aims) = followed(services, visit).await?;
    Ok(services.view.follow_departments(lang, &services.answerer.departments(), &entries(&aims)))
}

/// The department of this entry with its topics.
async fn topics(services: &Services, visit: &Visit, lang: Lang, id: &EntryId) -> Result<Option<Card>, Failure> {
    let (_, aims) = followed(services, visit).await?;
    let answer = |id: &EntryId| match services.answerer.about(id, lang)?.reply {
        Reply::Answer(answer) => Some(*answer),
        Reply::Ask(_) | Reply::Decline(_) | Reply::Smalltalk(_) => None,
    };
    let department = answer(id).and_then(|about| match &about.department {
        Some(department) => answer(&department.id),
        None => Some(about),
    });
    let card = |of: Answer| services.view.follow_topics(lang, &of.entry, &of.topics, &entries(&aims));
    Ok(department.map(card))
}

async fn followed(services: &Services, visit: &Visit) -> Result<(Option<Resident>, Vec<Aim>), Failure> {
    let mut c = services.store.read().await?;
    let aims = subscription::of_chat(&mut c, visit.chat).await?;
    Ok((resident::get(&mut c, visit.chat).await?, aims.into_iter().map(|one| one.aim).collect()))
}

fn entries(aims: &[Aim]) -> Vec<EntryId> {
    let entry = |aim: &Aim| match aim {
        Aim::Entry(id) => Some(id.clone()),
        Aim::City => None,
    };
    aims.iter().filter_map(entry).collect()
}

fn may_be_followed(id: &EntryId) -> bool {
    matches!(id.kind(), Kind::Topic | Kind::Department)
}
