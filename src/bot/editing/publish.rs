//! Puts a draft in force: at once, and by a second person where the owner wants that.

use super::{Outcome, Side, draft as cards, weigh};
use crate::bot::failure::Failure;
use crate::bot::services::Services;
use crate::desk::draft::{Draft, Made};
use crate::knowledge::edit::{self, Edit};
use crate::knowledge::stored::{self, Stored};
use crate::store::StoreError;
use crate::store::draft::{self as drafts, DraftRow};
use crate::view::{DraftNote, Toast};

/// How often it is tried while others change the knowledge at the same moment.
const TRIES: usize = 3;

/// The button that publishes.
pub(super) async fn publish(services: &Services, side: &Side, row: &DraftRow, draft: &Draft) -> Outcome {
    let today = services.city_time(side.now).date();
    for _ in 0..TRIES {
        let stored = stored::load(&services.store).await?;
        let made = match draft.make(&stored.knowledge, today) {
            Ok(made) => made,
            Err(needs) => {
                cards::redraw_needing(services, side, row.id, &needs).await?;
                return Ok(Some(Toast::Missing));
            }
        };
        if let Some(held) = held_up(services, side, row, (draft, &stored, &made)).await? {
            return Ok(Some(held));
        }
        match save(services, side, row, (stored, made)).await? {
            Saved::As(revision) => {
                log::info!(draft = row.id.0, revision = revision; "a draft was published");
                services.answerer.live().refresh(&services.store).await?;
                // It is in force: that it cannot be told is no failure of it.
                if let Err(failure) = tell(services, side, row, draft).await {
                    log::warn!(draft = row.id.0; "that a draft is published could not be told: {failure}");
                }
                return Ok(Some(Toast::Published));
            }
            Saved::Outdated => {}
            Saved::Over => {
                cards::redraw(services, side, row.id).await?;
                return Ok(Some(Toast::OutOfDate));
            }
        }
    }
    Ok(Some(Toast::Changed))
}

async fn tell(services: &Services, side: &Side, row: &DraftRow, draft: &Draft) -> Result<(), Failure> {
    cards::redraw(services, side, row.id).await?;
    services.show(side, &services.view.published(side.lang, row.id, draft.is_new())).await.map(drop)
}

/// What became of saving.
enum Saved {
    /// It is this revision.
    As(i64),
    /// The knowledge has changed meanwhile.
    Outdated,
    /// The draft is done with, or has changed.
    Over,
}

/// Why it is not published yet: the entry has changed, nobody has seen what would change, or a second person is needed.
async fn held_up(
    services: &Services,
    side: &Side,
    row: &DraftRow,
    (draft, stored, made): (&Draft, &Stored, &Made),
) -> Result<Option<Toast>, Failure> {
    let before = stored.knowledge.entry(&made.entry.id).filter(|_| !draft.is_new());
    let base = before.map(|entry| edit::fingerprint(entry)).unwrap_or_default();
    if base != draft.base {
        cards::set(services, side, row.id, Draft { base, weighed: false, ..draft.clone() }).await?;
        return Ok(Some(Toast::Changed));
    }
    if draft.needs_weighing() && !draft.weighed {
        let begun = weigh::begin(services, side, row, draft).await?;
        return Ok(Some(begun.filter(|toast| *toast != Toast::Working).unwrap_or(Toast::WeighFirst)));
    }
    if !services.needs_second().await? {
        return Ok(None);
    }
    let is_second = row.approved_by.0 != 0 && row.approved_by != side.by && side.by.0 != 0;
    if is_second {
        return Ok(None);
    }
    if side.by.0 != 0 {
        let (approved, by) = (row.clone(), side.by);
        services.store.write(move |c| Box::pin(async move { drafts::approve(c, &approved, by).await })).await?;
        // Also when they press again: the server may have stopped in between.
        hand_over(services, side, row).await?;
    }
    Ok(Some(Toast::SecondPerson))
}

async fn save(
    services: &Services,
    side: &Side,
    row: &DraftRow,
    (stored, made): (Stored, Made),
) -> Result<Saved, StoreError> {
    let edit = Edit {
        before: stored.knowledge.entry(&made.entry.id).cloned(),
        entry: made.entry,
        source: made.source,
        by: (side.by, side.name.clone()),
        reason: format!("draft {}", row.id.0),
    };
    let (row, now, generation) = (row.clone(), side.now, stored.generation);
    let write = services.store.write(move |c| {
        Box::pin(async move {
            if !edit::claim(c, generation).await? {
                return Ok(Saved::Outdated);
            }
            match drafts::close(c, &row, "published").await? {
                true => edit::save(c, &edit, now).await.map(Saved::As),
                false => Ok(Saved::Over),
            }
        })
    });
    write.await
}

/// A second person has to see the draft: one that was begun in private goes into the staff group.
async fn hand_over(services: &Services, side: &Side, row: &DraftRow) -> Result<(), Failure> {
    let Some(group) = services.desk.group().await?.filter(|group| group.chat != row.chat) else {
        return cards::redraw(services, side, row.id).await;
    };
    let there = Side { chat: group.chat, topic: None, lang: services.lang_of_staff(group), ..side.clone() };
    // The new card comes first: one too many is better than none.
    let Some(row) = services.draft(side, row.id).await? else { return Ok(()) };
    let card = services.show(&there, &cards::card(services, &there, &row, &[])).await?;
    let (id, place) = (row.id, (group.chat, card));
    services.store.write(move |c| Box::pin(drafts::move_to(c, id, place))).await?;
    services.swap(row.chat, row.card, &services.view.draft_note(side.lang, id, DraftNote::Moved)).await
}

impl Services {
    /// Whether the owner wants a second person to agree.
    async fn needs_second(&self) -> Result<bool, StoreError> {
        // Asked anew: what an owner has just decided counts on every machine.
        Ok(self.rulebook.fresh(&self.answerer.snapshot().knowledge.info.policies).await?.second_approval)
    }
}
