//! "Is this from the akimat?" A forwarded message, a link to a post, or a text that is nearly one of the announcements
//! that were sent. Whatever else is written is a question, and an emergency that is no announcement always is.

use super::announced::{self, Shown};
use super::{Done, Failure, Outcome, ask, misc, seen};
use crate::announce::foreign::foreign;
use crate::announce::judge::Finding;
use crate::announce::known::Found;
use crate::announce::plan::Plan;
use crate::answer::{Asking, Reply};
use crate::bot::link::{self, Leads, Named, Post};
use crate::bot::reading::What;
use crate::bot::reading::passed::Origin;
use crate::bot::services::Services;
use crate::bot::visit::Visit;
use crate::ids::{AnnouncementId, ChatId};
use crate::knowledge::compare::Piece;
use crate::store::channel::{self, Channel};
use crate::store::meta;
use crate::store::owner::OwnerCode;
use crate::view::{Card, PassedBy};

/// Words that a text must have to be taken for an announcement, and to be taken for a part of one.
const WORDS: usize = 5;
const WORDS_OF_PART: usize = 10;
/// Words in a row that are written besides.
const WORDS_BESIDES: usize = 3;
/// With more words beside it a link is not what a text is about.
const WORDS_BESIDE_LINK: usize = 8;

/// A message of somebody else's that is passed on, but for what makes an owner.
pub(in crate::bot) fn forwards(visit: Visit, what: What) -> Option<Origin> {
    let passed = visit.passed?;
    let fits = matches!(what, What::Text(_) | What::Notice(_) | What::Album(_));
    let origin = passed.origin.clone().filter(|_| fits)?;
    OwnerCode::find(&passed.text).is_none().then_some(origin)
}

/// Says what it is.
pub(in crate::bot) async fn forwarded(services: Services, visit: Visit, what: What, origin: Origin) -> Outcome {
    if let What::Album(album) = &what
        && !services.recent.is_new_album(visit.chat, album)
    {
        return Ok(Done::Quiet);
    }
    let text = visit.passed.as_ref().map(|passed| passed.text.clone()).unwrap_or_default();
    let channels = channels(&services).await?;
    let found = match &origin {
        Origin::Channel { chat, post, .. } if channels.iter().any(|known| known.chat == *chat) => {
            at_post(&services, &visit, &text, (*chat, *post)).await?
        }
        _ => services.known.find(&text, visit.now).await?,
    };
    if let Some(mut found) = found {
        if found.finding == Finding::Other && matches!(what, What::Album(_)) {
            // The words stand below another of its pictures.
            found.finding = Finding::Part;
        }
        let by = passed_by(&services, &channels, &origin).await?;
        return told(&services, &visit, &found, by).await;
    }
    let linked = channels.iter().find(|known| matches!(&origin, Origin::Channel { chat, .. } if *chat == known.chat));
    match what {
        _ if is_emergency(&services, &text) => ask::question(services, visit, text).await,
        _ if let Some(channel) = linked.filter(|known| known.is_linked()) => {
            say(&services, &visit, services.view.posted_otherwise(visit.lang, channel)).await
        }
        // There is nothing in it to be compared.
        What::Notice(notice) => misc::notice(services, visit, notice).await,
        What::Album(_) => misc::notice(services, visit, crate::view::Notice::Picture).await,
        _ => unknown(&services, &visit, &channels).await,
    }
}

/// A text: what it is of an announcement, or the answer to it.
pub(in crate::bot) async fn or_asked(services: Services, visit: Visit, text: String) -> Outcome {
    let passed = visit.passed.as_deref();
    let compared = passed.map_or_else(|| text.clone(), |passed| passed.text.clone());
    let words = compared.split_whitespace().count();
    let opened = passed.into_iter().flat_map(|passed| &passed.buttons);
    let all = opened.fold(compared.clone(), |all, button| format!("{all} {}", button.url));
    let leads = Some(&all).filter(|_| words <= WORDS_BESIDE_LINK + 1).and_then(|all| link::leads(all));
    let leads = leads.filter(|_| !is_emergency(&services, &compared));
    if let Some(Leads::To(post)) = &leads {
        return linked(&services, &visit, post).await;
    }
    if words >= WORDS
        && let Some(found) = services.known.find(&compared, visit.now).await?
        && is_it(&found, words)
    {
        return match urgent(&services, &found, &compared) {
            Some(urgent) => ask::question(services, visit, urgent).await,
            None => told(&services, &visit, &found, PassedBy::Ourselves).await,
        };
    }
    match leads {
        Some(_) => unknown(&services, &visit, &channels(&services).await?).await,
        None => ask::question(services, visit, text).await,
    }
}

/// Whether a text that was typed or pasted means the announcement that was found, and is no question.
fn is_it(found: &Found, words: usize) -> bool {
    match found.finding {
        Finding::Same | Finding::Changed(_) | Finding::Outdated(Some(_)) => true,
        Finding::Part | Finding::Outdated(None) => words >= WORDS_OF_PART,
        Finding::Other => false,
    }
}

/// What cannot wait in a text that is nearly an announcement: all of it, where the announcement itself tells of no
/// emergency, or what they wrote besides. A word exchanged for another is not written besides.
fn urgent(services: &Services, found: &Found, text: &str) -> Option<String> {
    let Finding::Changed(pieces) = &found.finding else { return None };
    let besides = pieces.iter().filter_map(|piece| match piece {
        Piece::New(new) if new.split_whitespace().count() >= WORDS_BESIDES => Some(new.as_str()),
        _ => None,
    });
    let besides = besides.collect::<String>();
    if is_emergency(services, &besides) {
        return Some(besides.trim().to_owned());
    }
    let urgent = is_emergency(services, text) && !is_emergency(services, &found.text.text);
    urgent.then(|| text.to_owned())
}

fn is_emergency(services: &Services, text: &str) -> bool {
    let answered = services.answerer.answer(&Asking { text, hint: None, after: None });
    !text.is_empty() && matches!(&answered.reply, Reply::Decline(decline) if decline.emergency)
}

/// What a text is that stands in this post.
async fn at_post(
    services: &Services,
    visit: &Visit,
    text: &str,
    (channel, post): (ChatId, i64),
) -> Result<Option<Found>, Failure> {
    let beside = match services.known.of_post(channel, post).await? {
        Some(id) => services.known.beside(text, id).await?,
        None => None,
    };
    match beside {
        Some(found) => Ok(Some(found)),
        None => Ok(services.known.find(text, visit.now).await?),
    }
}

/// A link to a post.
async fn linked(services: &Services, visit: &Visit, post: &Post) -> Outcome {
    let channels = channels(services).await?;
    let named = |known: &&Channel| match &post.channel {
        Named::Name(name) => known.username.eq_ignore_ascii_case(name),
        Named::Id(id) => known.chat == *id,
    };
    let Some(channel) = channels.iter().find(named) else { return unknown(services, visit, &channels).await };
    match services.known.of_post(channel.chat, post.post).await? {
        Some(id) => link_to(services, visit, id).await,
        None if channel.is_linked() => say(services, visit, services.view.posted_otherwise(visit.lang, channel)).await,
        None => unknown(services, visit, &channels).await,
    }
}

async fn link_to(services: &Services, visit: &Visit, id: AnnouncementId) -> Outcome {
    let Some(shown) = Shown::of(services, id, visit.lang).await? else {
        return unknown(services, visit, &channels(services).await?).await;
    };
    announced::talk_about(services, visit, &shown).await?;
    say(services, visit, services.view.linked_post(visit.lang, shown.told())).await
}

/// What was found, and from now on it is talked about.
async fn told(services: &Services, visit: &Visit, found: &Found, by: PassedBy<'_>) -> Outcome {
    let shown = Shown::found(services, found).await?;
    announced::talk_about(services, visit, &shown).await?;
    let finding = with_buttons(services, visit, found).await?;
    say(services, visit, services.view.verified(visit.lang, &finding, shown.told(), by)).await
}

/// What was found, seen with the buttons below what they passed on.
async fn with_buttons(services: &Services, visit: &Visit, found: &Found) -> Result<Finding, Failure> {
    let finding = found.finding.clone();
    let Some(passed) = visit.passed.as_ref().filter(|passed| !passed.buttons.is_empty()) else { return Ok(finding) };
    let bot = meta::get(&mut services.store.read().await?, meta::USERNAME).await?.unwrap_or_default();
    let plan = Plan::parse(&found.announcement.body);
    let lines = foreign(&passed.buttons, &plan, found.announcement.id, &bot);
    Ok(finding.with_foreign(&passed.text, &found.text.text, &lines))
}

async fn unknown(services: &Services, visit: &Visit, channels: &[Channel]) -> Outcome {
    let linked: Vec<Channel> = channels.iter().filter(|known| known.is_linked()).cloned().collect();
    let human = services.desk.group().await?.is_some();
    say(services, visit, services.view.unverified(visit.lang, &linked, human)).await
}

async fn say(services: &Services, visit: &Visit, card: Card) -> Outcome {
    seen(services, visit).await?;
    services.reply(visit, &card).await?;
    Ok(Done::Quiet)
}

/// Whether somebody else passed it on: another channel, or a person that is not this bot.
async fn passed_by<'a>(services: &Services, channels: &[Channel], origin: &'a Origin) -> Result<PassedBy<'a>, Failure> {
    Ok(match origin {
        Origin::Channel { chat, .. } if channels.iter().any(|known| known.chat == *chat && known.is_linked()) => {
            PassedBy::Ourselves
        }
        Origin::Channel { title, .. } => PassedBy::Channel(title),
        Origin::Somebody(from) => {
            let bot = meta::bot(&mut services.store.read().await?).await?;
            if from.is_some_and(|from| Some(from.0) == bot) { PassedBy::Ourselves } else { PassedBy::Somebody }
        }
    })
}

async fn channels(services: &Services) -> Result<Vec<Channel>, Failure> {
    Ok(channel::all(&mut services.store.read().await?).await?)
}
