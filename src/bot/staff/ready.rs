//! Ready answers: `/ready` in a question's topic offers them, a press sends one to the resident in their language;
//! anywhere in the group they are listed, added and deleted.

use super::relay::{self, of_topic};
use super::{Outcome, Scene};
use crate::bot::failure::Failure;
use crate::bot::services::Services;
use crate::desk::ready::{self, MOST, Request};
use crate::ids::TicketId;
use crate::store::canned::{self, Added, Canned};
use crate::store::meta;
use crate::store::ticket::Ticket;
use crate::view::{Card, Note, Ready, Rich, Toast};

/// `/ready`, with what was written behind it.
pub(super) async fn command(services: Services, scene: Scene, text: String) -> Outcome {
    let said = match ready::read(&text) {
        Request::List => match of_topic(&services, &scene).await? {
            Some(known) => return offer(&services, &scene, &known).await,
            None => Ready::List(all(&services).await?),
        },
        Request::Show(id) => one(&services, id).await?.map_or(Ready::NoSuch(id), Ready::Whole),
        Request::Add(texts) => add(&services, &scene, texts).await?,
        Request::Incomplete(langs) => Ready::Missing(langs),
        Request::TooLong(langs) => Ready::TooLong(langs),
        Request::Delete(id) => delete(&services, &scene, id).await?,
        Request::Unclear => Ready::Unclear,
    };
    tell(&services, &scene, &services.view.ready(scene.lang, &said)).await
}

/// Those that there are, each a button that sends it.
async fn offer(services: &Services, scene: &Scene, known: &Ticket) -> Outcome {
    if !known.open {
        return closed(services, scene, known).await;
    }
    let all = all(services).await?;
    tell(services, scene, &services.view.ready_choice(scene.lang, known.id, &all)).await
}

/// A ready answer was chosen for a question: it goes out as if the one who pressed had written it.
pub(super) async fn pressed(services: Services, scene: Scene, (id, answer): (TicketId, i64)) -> Outcome {
    let found = services.ticket(id).await?;
    let Some(known) = found.filter(|known| known.group == scene.deed.group && known.topic != 0) else {
        return Ok(Some(Toast::OutOfDate));
    };
    if !known.open {
        return closed(&services, &scene, &known).await;
    }
    let Some(canned) = one(&services, answer).await? else { return Ok(Some(Toast::OutOfDate)) };
    let text = canned.text(services.lang_of_resident(&known));
    let message = posted(&services, &scene, &known, text).await?;
    relay::deliver(&services, &scene, &known, (message, text)).await?;
    Ok(Some(Toast::Done))
}

/// Puts the text into the topic, where all see it; its number. A press that is handled again after a crash finds the
/// message it became: the updates of a group are handled in their order, so that only the last press can come again.
async fn posted(services: &Services, scene: &Scene, known: &Ticket, text: &str) -> Result<i64, Failure> {
    let query = scene.deed.query.as_ref().map_or("", |query| query.0.as_str());
    let last = meta::get(&mut services.store.read().await?, meta::READY_PRESS).await?;
    let last = last.as_deref().and_then(|last| last.split_once(' ')).filter(|(press, _)| *press == query);
    if let Some(message) = last.and_then(|(_, message)| message.parse().ok()) {
        return Ok(message);
    }
    let card = Card::text(Rich::new(text));
    let sent = services.tell_in(known.group, Some(known.topic), &card).await.map_err(Failure::Desk)?;
    let mark = format!("{query} {}", sent.0);
    services.store.write(move |c| Box::pin(async move { meta::set(c, meta::READY_PRESS, &mark).await })).await?;
    Ok(i64::from(sent.0))
}

async fn closed(services: &Services, scene: &Scene, known: &Ticket) -> Outcome {
    if let Some(group) = scene.group {
        services.note(group, known, &Note::ClosedTopic).await?;
    }
    Ok(None)
}

async fn add(services: &Services, scene: &Scene, texts: [String; 3]) -> Result<Ready, Failure> {
    let by = (scene.who().id, scene.now);
    let added = services
        .store
        .write(move |c| Box::pin(async move { canned::add(c, texts.each_ref().map(String::as_str), MOST, by).await }));
    Ok(match added.await? {
        Added::New(id) => Ready::Added(id),
        Added::There(id) => Ready::There(id),
        Added::Full => Ready::Full,
    })
}

async fn delete(services: &Services, scene: &Scene, id: i64) -> Result<Ready, Failure> {
    let by = (scene.who().id, scene.now);
    let removed = services.store.write(move |c| Box::pin(canned::remove(c, id, by))).await?;
    Ok(if removed { Ready::Deleted(id) } else { Ready::NoSuch(id) })
}

async fn all(services: &Services) -> Result<Vec<Canned>, Failure> {
    Ok(canned::all(&mut services.store.read().await?).await?)
}

async fn one(services: &Services, id: i64) -> Result<Option<Canned>, Failure> {
    Ok(canned::get(&mut services.store.read().await?, id).await?)
}

async fn tell(services: &Services, scene: &Scene, card: &Card) -> Outcome {
    services.tell_in(scene.deed.group, scene.deed.topic, card).await.map_err(Failure::Desk)?;
    Ok(None)
}
