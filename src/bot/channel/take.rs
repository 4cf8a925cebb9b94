//! Takes in what an admin sends for an announcement: a text, links, an entry, topics, a moment.

use jiff::civil::{Date, DateTime};
use search::Lang;
use serde_json::Value;

use super::card;
use super::compose::{change, note};
use super::given::{Given, How};
use super::schedule;
use crate::announce::content::Content;
use crate::announce::links::{self, BadLinks};
use crate::announce::plan::{Ask, Plan};
use crate::announce::when::{self, Moment, When};
use crate::bot::announced;
use crate::bot::editing::find;
use crate::bot::failure::Failure;
use crate::bot::resident::{Done, Outcome};
use crate::bot::services::Services;
use crate::bot::visit::Visit;
use crate::ids::{EntryId, Kind};
use crate::store::announcement::{self, Announcement, State};
use crate::store::{StoreError, composing};
use crate::view::{AnnounceNote, Page};

/// What can be asked about, and what can be followed.
const ABOUT: [Kind; 4] = [Kind::Topic, Kind::Department, Kind::Former, Kind::Fact];
const FOLLOWED: [Kind; 2] = [Kind::Topic, Kind::Department];

/// What is shown after something was taken, or was not.
type Shown = (Page, Option<AnnounceNote>);

/// Takes it in.
pub(in crate::bot) async fn take(services: Services, visit: Visit, given: Result<Given, StoreError>) -> Outcome {
    let given = given?;
    let Some(row) = announcement::get(&mut services.store.read().await?, given.id).await? else {
        return Ok(Done::Quiet);
    };
    if !services.may_announce(row.channel, visit.chat).await? {
        // What they write is a question again.
        note(&services, row.id, |plan| plan.asks = None).await?;
        card::fresh(&services, row.id, Some(AnnounceNote::NotAllowed)).await?;
        return Ok(Done::Quiet);
    }
    match given.how {
        How::Part => part(&services, &given).await?,
        How::Edited if row.state.is_out() => announced::edited(&services, &visit, &row).await?,
        How::Edited => edited(&services, &row, &given).await?,
        How::Again => card::fresh(&services, row.id, None).await?,
        How::Corrected | How::Asked(Ask::Correction(_)) => {
            let id = row.id;
            if !announced::given(&services, &visit, row, (given.message, &given.content)).await? {
                card::fresh(&services, id, None).await?;
            }
        }
        How::Asked(ask) => {
            let shown = asked(&services, &visit, &row, (ask, &given)).await?;
            card::fresh_page(&services, row.id, shown).await?;
        }
    }
    Ok(Done::Quiet)
}

async fn part(services: &Services, given: &Given) -> Result<(), Failure> {
    let Some(content) = Content::read(&given.content) else { return Ok(()) };
    change(services, given.id, |plan, _| {
        plan.join(given.message, &content);
    })
    .await?;
    card::redraw(services, given.id).await
}

async fn edited(services: &Services, row: &Announcement, given: &Given) -> Result<(), Failure> {
    let Some(content) = Content::read(&given.content) else { return Ok(()) };
    if !content.fits() {
        let too_long = AnnounceNote::TooLong(content.units(), content.limit());
        return card::fresh(services, given.id, Some(too_long)).await;
    }
    rewritten(services, row, (given.message, &content)).await
}

/// One of its messages says this now. What waits for its moment is a draft again: it does not go out with another text
/// than what was confirmed.
pub(super) async fn rewritten(
    services: &Services,
    row: &Announcement,
    (message, content): (i64, &Content),
) -> Result<(), Failure> {
    let waited = row.state != State::Draft;
    if waited {
        schedule::reopen(services, row).await?;
    }
    change(services, row.id, |plan, _| {
        plan.edit(message, content.clone());
    })
    .await?;
    match waited {
        true => card::fresh(services, row.id, Some(AnnounceNote::Reopened)).await,
        false => card::redraw(services, row.id).await,
    }
}

async fn asked(
    services: &Services,
    visit: &Visit,
    row: &Announcement,
    (ask, given): (Ask, &Given),
) -> Result<Shown, Failure> {
    if let Ask::Text(lang) = ask {
        return text(services, row, (lang, given)).await;
    }
    let Some(said) = given.content["text"].as_str() else {
        return Ok((page_of(ask), Some(AnnounceNote::TextNeeded)));
    };
    match ask {
        Ask::Links => links(services, row, said).await,
        Ask::Entry => entry(services, row, said).await,
        Ask::Aims => Ok(aims(services, said)),
        Ask::When => moment(services, visit, row, said).await,
        Ask::Text(_) | Ask::Correction(_) => Ok((Page::Main, None)),
    }
}

/// The page on which it is asked for.
fn page_of(ask: Ask) -> Page {
    match ask {
        Ask::Entry => Page::Link(Vec::new()),
        Ask::Aims => Page::Aims(Vec::new()),
        Ask::When => Page::When,
        Ask::Text(_) | Ask::Links | Ask::Correction(_) => Page::Main,
    }
}

async fn text(services: &Services, row: &Announcement, (lang, given): (Lang, &Given)) -> Result<Shown, Failure> {
    let content: &Value = &given.content;
    let Some(content) = Content::read(content) else { return Ok((Page::Main, Some(AnnounceNote::NotSendable))) };
    if !content.fits() {
        return Ok((Page::Main, Some(AnnounceNote::TooLong(content.units(), content.limit()))));
    }
    change(services, row.id, |plan, _| {
        plan.give(lang, given.message, content.clone());
        plan.asks = None;
    })
    .await?;
    Ok((Page::Main, None))
}

async fn links(services: &Services, row: &Announcement, said: &str) -> Result<Shown, Failure> {
    match links::read(said) {
        Ok(links) => {
            change(services, row.id, |plan, _| {
                plan.links.clone_from(&links);
                plan.asks = None;
            })
            .await?;
            Ok((Page::Main, None))
        }
        Err(BadLinks::Line(line)) => Ok((Page::Main, Some(AnnounceNote::BadLink(line)))),
        Err(BadLinks::TooMany) => Ok((Page::Main, Some(AnnounceNote::TooManyLinks(links::MOST)))),
    }
}

async fn entry(services: &Services, row: &Announcement, said: &str) -> Result<Shown, Failure> {
    let options = found(services, said, &ABOUT);
    match &options[..] {
        [] => Ok((Page::Link(Vec::new()), Some(AnnounceNote::NothingFound))),
        [only] => {
            change(services, row.id, |plan, _| {
                plan.entry = Some(only.clone());
                plan.asks = None;
            })
            .await?;
            Ok((Page::Main, None))
        }
        _ => Ok((Page::Link(options), None)),
    }
}

fn aims(services: &Services, said: &str) -> Shown {
    let options = found(services, said, &FOLLOWED);
    let note = options.is_empty().then_some(AnnounceNote::NothingFound);
    (Page::Aims(options), note)
}

fn found(services: &Services, said: &str, kinds: &[Kind]) -> Vec<EntryId> {
    let mut found = find::find(&services.answerer.snapshot(), said.trim());
    found.retain(|id| kinds.contains(&id.kind()));
    found
}

async fn moment(services: &Services, visit: &Visit, row: &Announcement, said: &str) -> Result<Shown, Failure> {
    let refused = |note| Ok((Page::When, Some(note)));
    match read(services, visit, &Plan::parse(&row.body), said) {
        When::At(Moment { at, .. }) if row.state == State::Draft => {
            change(services, row.id, |plan, _| {
                plan.due = Some(at.0);
                (plan.day, plan.asks) = (None, None);
            })
            .await?;
            Ok((Page::Main, None))
        }
        When::At(Moment { at, .. }) => {
            let plan = Plan { due: Some(at.0), day: None, asks: None, ..Plan::parse(&row.body) };
            let (row, body) = (row.clone(), plan.to_body());
            let moving =
                services.store.write(move |c| Box::pin(async move { composing::move_to(c, &row, &body, at).await }));
            moving.await?;
            Ok((Page::Main, None))
        }
        When::NoTime(day) => {
            note(services, row.id, |plan| plan.day = day.map(|day| day.to_string())).await?;
            refused(AnnounceNote::NoTime(day.map(at_noon)))
        }
        When::Past => refused(AnnounceNote::Past),
        When::TooFar => refused(AnnounceNote::TooFar),
        When::Contradiction => refused(AnnounceNote::Contradiction),
        When::NotUnderstood => refused(AnnounceNote::NotUnderstood),
    }
}

/// An hour alone is that of the day that was named before.
fn read(services: &Services, visit: &Visit, plan: &Plan, said: &str) -> When {
    let zone = services.answerer.snapshot().knowledge.info.zone();
    if let Some(day) = &plan.day
        && let at @ When::At(_) = when::read(&format!("{day} {said}"), visit.now, &zone)
    {
        return at;
    }
    when::read(said, visit.now, &zone)
}

fn at_noon(day: Date) -> DateTime {
    day.at(12, 0, 0, 0)
}
