//! `/kb`: finding an entry by its name, its id, or by a question about it; without words, what needs somebody.

use search::{Lang, Query};

use super::{Outcome, Side};
use crate::bot::failure::Failure;
use crate::bot::services::Services;
use crate::ids::{EntryId, Kind};
use crate::knowledge::live::Snapshot;
use crate::store::on_hold;
use crate::view::Found;

/// The most entries that are offered.
const MOST: usize = 8;
/// How many of the search's own candidates are offered.
const CANDIDATES: usize = 4;

/// `/kb`, with what they look for.
pub(in crate::bot) async fn kb(services: &Services, side: &Side, query: &str) -> Outcome {
    let query = query.trim();
    let at = services.answerer.snapshot();
    if query.is_empty() {
        let found = needed(services, side, &at).await?;
        services.show(side, &services.view.found(side.lang, &found, &at.knowledge)).await?;
        return Ok(None);
    }
    match &find(&at, query)[..] {
        [only] => super::entry::open(services, side, only).await,
        entries => {
            let found = Found { query: query.to_owned(), entries: entries.to_vec(), ..Found::default() };
            services.show(side, &services.view.found(side.lang, &found, &at.knowledge)).await?;
            Ok(None)
        }
    }
}

async fn needed(services: &Services, side: &Side, at: &Snapshot) -> Result<Found, Failure> {
    let on_hold = on_hold::all(&mut services.store.read().await?).await?;
    let today = services.city_time(side.now).date();
    let overdue = at.knowledge.entries.values().filter(|entry| entry.is_overdue(today));
    Ok(Found { on_hold, overdue: overdue.take(MOST).map(|entry| entry.id.clone()).collect(), ..Found::default() })
}

/// Entries that fit these words, best first: one alone when it is named exactly.
pub(in crate::bot) fn find(at: &Snapshot, query: &str) -> Vec<EntryId> {
    let knowledge = &at.knowledge;
    let folded = search::fold(query);
    let names = |id: &EntryId| Lang::ALL.map(|lang| knowledge.entry(id).map(|e| search::fold(e.name(lang))));
    let is_named = |id: &&EntryId| id.as_str() == query || names(id).into_iter().flatten().any(|name| name == folded);
    if let Some(exact) = knowledge.entries.keys().find(is_named) {
        return vec![exact.clone()];
    }
    let holds = |id: &&EntryId| {
        let by_name = names(id).into_iter().flatten().any(|name| !folded.is_empty() && name.contains(&folded));
        by_name || id.as_str().contains(&query.to_lowercase())
    };
    let mut found = guessed(at, query);
    for id in knowledge.entries.keys().filter(holds) {
        if !found.contains(id) {
            found.push(id.clone());
        }
    }
    found.truncate(MOST);
    found
}

/// What the search makes of a text as a question: the best entries, and the decoy or small talk it is taken for.
pub(super) fn guessed(at: &Snapshot, text: &str) -> Vec<EntryId> {
    let got = at.with_fresh(text, at.index.ask(&Query { text, ..Query::default() }));
    let matter = got.matter.iter().chain(&got.smalltalk).cloned();
    let candidates = got.candidates.iter().take(CANDIDATES).map(|candidate| candidate.id.clone());
    let ids = matter.chain(candidates).filter_map(|id| id.parse::<EntryId>().ok());
    let mut found: Vec<EntryId> = Vec::new();
    for id in ids.filter(|id| at.knowledge.entry(id).is_some()) {
        if !found.contains(&id) {
            found.push(id);
        }
    }
    found
}

/// The departments of today.
pub(super) fn departments(at: &Snapshot) -> Vec<EntryId> {
    at.knowledge.of_kind(Kind::Department).map(|entry| entry.id.clone()).collect()
}
