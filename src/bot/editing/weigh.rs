//! What a draft would change is found out beside all else: it takes seconds, and nobody's message waits for it.

use std::collections::HashSet;
use std::sync::{Arc, Mutex, PoisonError};

use super::{Outcome, Side, draft as cards};
use crate::bot::failure::Failure;
use crate::bot::services::Services;
use crate::desk::draft::Draft;
use crate::desk::impact::{self, Trial};
use crate::ids::DraftId;
use crate::knowledge::stored;
use crate::store::draft::{self as drafts, DraftRow};
use crate::store::question;
use crate::view::{Card, Toast};

/// How far back residents' questions are tried again, in milliseconds, and how many at most.
const LATELY: i64 = 28 * 24 * 60 * 60 * 1000;
const RECENT: i64 = 2_000;

/// Drafts that are being tried out.
#[derive(Default)]
pub(in crate::bot) struct Weighing(Mutex<HashSet<DraftId>>);

impl Weighing {
    fn begin(self: &Arc<Self>, id: DraftId) -> Option<Held> {
        let is_new = self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(id);
        is_new.then(|| Held(Arc::clone(self), id))
    }
}

/// A draft that is being tried out, for as long as this lives.
struct Held(Arc<Weighing>, DraftId);

impl Drop for Held {
    fn drop(&mut self) {
        self.0.0.lock().unwrap_or_else(PoisonError::into_inner).remove(&self.1);
    }
}

/// Has it found out; the answer comes as a message of its own.
pub(super) async fn begin(services: &Services, side: &Side, row: &DraftRow, draft: &Draft) -> Outcome {
    let needs = draft.needs(&services.answerer.snapshot().knowledge);
    if !needs.is_empty() {
        cards::redraw(services, side, row.id).await?;
        return Ok(Some(Toast::Missing));
    }
    let Some(held) = services.weighing.begin(row.id) else { return Ok(Some(Toast::Working)) };
    let message = services.show(side, &services.view.weighing(side.lang)).await?;
    let (services, side, row) = (services.clone(), side.clone(), row.clone());
    tokio::spawn(async move {
        let _held = held;
        if let Err(failure) = tell(&services, &side, &row, message).await {
            log::error!(draft = row.id.0; "what a draft would change could not be told: {failure}");
        }
    });
    Ok(Some(Toast::Working))
}

async fn tell(services: &Services, side: &Side, row: &DraftRow, message: i64) -> Result<(), Failure> {
    let card = match weighed(services, side, row).await {
        Ok(card) => card,
        Err(failure) => {
            log::error!(draft = row.id.0; "a draft could not be tried out: {failure}");
            Some(services.view.not_weighed(side.lang))
        }
    };
    if let Some(card) = card {
        services.swap(side.chat, message, &card).await?;
    }
    cards::redraw(services, side, row.id).await
}

async fn weighed(services: &Services, side: &Side, row: &DraftRow) -> Result<Option<Card>, Failure> {
    let Some(draft) = Draft::read(&row.body) else { return Ok(None) };
    let at = services.answerer.snapshot();
    let stored = stored::load(&services.store).await?;
    let made = match draft.make(&stored.knowledge, services.city_time(side.now).date()) {
        Ok(made) => made,
        Err(needs) => return Ok(Some(services.view.draft_needs(side.lang, &needs))),
    };
    let own = services.ticket(row.ticket).await?.map(|known| known.text).filter(|text| !text.is_empty());
    let recent = question::recent(&mut services.store.read().await?, side.now.plus(-LATELY), RECENT).await?;
    let trial = Trial { labelled: services.labelled.clone(), recent, own };
    let impact = impact::weigh(services.answerer.live(), stored, &made, trial).await?;
    mark(services, row, draft).await?;
    Ok(Some(services.view.impact(side.lang, row.id, &impact, &at.knowledge)))
}

/// Notes that somebody may see it now; a draft that says something else by now has to be tried again.
async fn mark(services: &Services, row: &DraftRow, weighed: Draft) -> Result<(), Failure> {
    let id = row.id;
    let write = services.store.write(move |c| {
        Box::pin(async move {
            let Some(row) = drafts::get(c, id).await? else { return Ok(()) };
            match Draft::read(&row.body).filter(|now| now.says_what(&weighed)) {
                Some(now) => {
                    drafts::keep_body(c, id, &Draft { weighed: true, ..now }.write(), &row.body).await.map(drop)
                }
                None => Ok(()),
            }
        })
    });
    Ok(write.await?)
}
