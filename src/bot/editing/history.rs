//! The history of an entry, with what each revision changed, and going back to one.

use std::sync::Arc;

use super::{Outcome, Side};
use crate::bot::services::Services;
use crate::ids::EntryId;
use crate::knowledge::edit::{self, Edit};
use crate::knowledge::{compare, pack, stored};
use crate::store::revision::{self, Revision};
use crate::view::{Toast, Version};

/// How many revisions are shown.
const SHOWN: usize = 6;

/// Shows it.
pub(super) async fn show(services: &Services, side: &Side, id: &EntryId) -> Outcome {
    let at = services.answerer.snapshot();
    let Some(entry) = at.knowledge.entry(id) else { return Ok(Some(Toast::OutOfDate)) };
    // One more, for what the oldest of them changed.
    let read = i64::try_from(SHOWN + 1).unwrap_or(i64::MAX);
    let all = revision::list(&mut services.store.read().await?, id, read).await?;
    let versions: Vec<Version> = (0..all.len().min(SHOWN)).map(|place| version(services, &all, place)).collect();
    services.show(side, &services.view.history(side.lang, entry, &versions)).await?;
    Ok(None)
}

/// The revision at this place of the list, beside the one before it.
fn version(services: &Services, all: &[Revision], place: usize) -> Version {
    let (it, earlier) = (&all[place], all.get(place + 1));
    let read = |revision: &Revision| pack::read_alone(&revision.entry, &revision.body);
    let changes = match (earlier, read(it)) {
        (Some(earlier), Some(entry)) => compare::entries(read(earlier).as_ref(), &entry),
        _ => Vec::new(),
    };
    let at = services.city_time(it.at).strftime("%Y-%m-%d %H:%M").to_string();
    Version { id: it.id, at, author: it.author.clone(), changes }
}

/// An entry is to be as it was.
pub(super) async fn revert(services: &Services, side: &Side, number: i64) -> Outcome {
    let Some(wanted) = revision::get(&mut services.store.read().await?, number).await? else {
        return Ok(Some(Toast::OutOfDate));
    };
    let stored = stored::load(&services.store).await?;
    let before = stored.knowledge.entry(&wanted.entry).cloned();
    let entry = match edit::of_revision(&stored.knowledge, &wanted) {
        Ok(entry) if before.as_ref().is_some_and(|before| **before == entry) => return Ok(Some(Toast::OutOfDate)),
        Ok(entry) => entry,
        Err(errors) => {
            services.show(side, &services.view.not_reverted(side.lang, &errors)).await?;
            return Ok(None);
        }
    };
    let id = entry.id.clone();
    let edit = Arc::new(Edit {
        entry,
        before,
        source: None,
        by: (side.by, side.name.clone()),
        reason: format!("back to revision {number}"),
    });
    let (now, generation) = (side.now, stored.generation);
    let saved = services.store.write(move |c| {
        let edit = Arc::clone(&edit);
        Box::pin(async move {
            match edit::claim(c, generation).await? {
                true => edit::save(c, &edit, now).await.map(Some),
                false => Ok(None),
            }
        })
    });
    if saved.await?.is_none() {
        return Ok(Some(Toast::Changed));
    }
    services.answerer.live().refresh(&services.store).await?;
    if let Err(failure) = show(services, side, &id).await {
        log::warn!("an entry is as it was, which could not be told: {failure}");
    }
    Ok(Some(Toast::Done))
}
