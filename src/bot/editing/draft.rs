//! Drafts: begun, shown, aimed at something, asked for what is missing, thrown away.

use super::{Outcome, Side, find, publish, weigh};
use crate::bot::failure::Failure;
use crate::bot::services::Services;
use crate::desk::draft::{Aim, Choosing, Draft, Field, Need};
use crate::ids::{DraftId, EntryId, TicketId};
use crate::knowledge::edit;
use crate::knowledge::stored;
use crate::store::draft::{self as drafts, DraftRow, NewDraft};
use crate::view::{Aim as To, Card, DraftAct, DraftCard, Toast};

/// Keeps a new draft and shows its card. `from` is the question and the answer of staff it is made from.
pub(super) async fn begin(services: &Services, side: &Side, draft: Draft, from: (TicketId, i64)) -> Outcome {
    let draft = based(services, draft).await?;
    let (body, now) = (draft.write(), side.now);
    let new = NewDraft {
        chat: side.chat,
        topic: side.topic.unwrap_or_default(),
        from,
        by: (side.by, side.name.clone()),
        body,
    };
    let id = services.store.write(move |c| Box::pin(async move { drafts::add(c, &new, now).await })).await?;
    show(services, side, id).await?;
    Ok(None)
}

/// The draft with a note of what the entry it changes is like now.
async fn based(services: &Services, draft: Draft) -> Result<Draft, Failure> {
    let Some(id) = draft.target() else { return Ok(draft) };
    let stored = stored::load(&services.store).await?;
    let base = stored.knowledge.entry(&id).map(|entry| edit::fingerprint(entry)).unwrap_or_default();
    Ok(Draft { base, ..draft })
}

/// Sends the card of a draft: it stands below all others then.
pub(super) async fn show(services: &Services, side: &Side, id: DraftId) -> Result<(), Failure> {
    let Some(row) = services.draft(side, id).await? else { return Ok(()) };
    let card = card(services, side, &row, &[]);
    let sent = services.show(side, &card).await?;
    services.store.write(move |c| Box::pin(drafts::set_card(c, id, sent))).await?;
    Ok(())
}

/// Draws the card as the draft is now.
pub(super) async fn redraw(services: &Services, side: &Side, id: DraftId) -> Result<(), Failure> {
    redraw_needing(services, side, id, &[]).await
}

/// The same, with what only trying has shown to be missing.
pub(super) async fn redraw_needing(
    services: &Services,
    side: &Side,
    id: DraftId,
    needs: &[Need],
) -> Result<(), Failure> {
    let found = drafts::get(&mut services.store.read().await?, id).await?;
    match found.filter(|row| row.card != 0) {
        Some(row) => services.swap(row.chat, row.card, &card(services, side, &row, needs)).await,
        None => Ok(()),
    }
}

/// Its card, as the draft is now.
pub(super) fn card(services: &Services, side: &Side, row: &DraftRow, tried: &[Need]) -> Card {
    let at = services.answerer.snapshot();
    // Only what this program wrote is read here; were it not, it is an empty draft.
    let draft = Draft::read(&row.body).unwrap_or_else(|| Draft::new(Aim::Fact));
    let mut needs = draft.needs(&at.knowledge);
    if needs.is_empty() {
        needs.extend_from_slice(tried);
    }
    let options = match draft.choosing {
        Choosing::Department => find::departments(&at),
        _ => draft.options(),
    };
    let shown = DraftCard { row, draft: &draft, needs: &needs, options: &options, knowledge: &at.knowledge };
    services.view.draft(side.lang, shown)
}

/// A button of the card.
pub(super) async fn act(services: &Services, side: &Side, act: DraftAct, id: DraftId) -> Outcome {
    let Some(row) = services.draft(side, id).await? else {
        // Its card may still look alive, when the server stopped right after publishing.
        redraw(services, side, id).await?;
        return Ok(Some(Toast::OutOfDate));
    };
    let Some(draft) = Draft::read(&row.body) else { return Ok(Some(Toast::OutOfDate)) };
    let changed = match act {
        DraftAct::Impact => return weigh::begin(services, side, &row, &draft).await,
        DraftAct::Publish => return publish::publish(services, side, &row, &draft).await,
        DraftAct::Drop => return drop_it(services, side, &row).await,
        DraftAct::Target => Draft { choosing: Choosing::Target, awaits: None, ..draft.clone() },
        DraftAct::Under => Draft { choosing: Choosing::Department, awaits: None, ..draft.clone() },
        DraftAct::Back => Draft { choosing: Choosing::Nothing, ..draft.clone() },
        DraftAct::New => draft.clone().aimed(Aim::Fact),
        DraftAct::Same => Draft { same: true, weighed: false, ..draft.clone() },
        DraftAct::Kk => awaiting(&draft, Field::Kk),
        DraftAct::Ru => awaiting(&draft, Field::Ru),
        DraftAct::En => awaiting(&draft, Field::En),
        DraftAct::Source => awaiting(&draft, Field::Source),
        DraftAct::Examples => awaiting(&draft, Field::Examples),
    };
    set(services, side, id, changed).await
}

fn awaiting(draft: &Draft, field: Field) -> Draft {
    Draft { awaits: Some(field), choosing: Choosing::Nothing, ..draft.clone() }
}

/// What it changes was chosen.
pub(super) async fn aim(services: &Services, side: &Side, id: DraftId, (to, entry): (To, EntryId)) -> Outcome {
    let Some(row) = services.draft(side, id).await? else { return Ok(Some(Toast::OutOfDate)) };
    let known = services.answerer.snapshot().knowledge.entry(&entry).is_some();
    let Some(draft) = Draft::read(&row.body).filter(|_| known) else { return Ok(Some(Toast::OutOfDate)) };
    let name = entry.to_string();
    let aimed = draft.aimed(match to {
        To::Text => Aim::Text(name),
        To::Examples => Aim::Examples(name),
        To::Under => Aim::Topic(name),
    });
    let aimed = based(services, aimed).await?;
    set(services, side, id, aimed).await
}

/// Keeps the draft as it is now, and draws it. Whoever has agreed to it does no longer when it says something else.
pub(super) async fn set(services: &Services, side: &Side, id: DraftId, draft: Draft) -> Outcome {
    let set = services.store.write(move |c| {
        Box::pin(async move {
            let Some(row) = drafts::get(c, id).await? else { return Ok(false) };
            let (body, same) = (draft.write(), Draft::read(&row.body).is_some_and(|before| before.says_what(&draft)));
            match same {
                true => drafts::keep_body(c, id, &body, &row.body).await,
                false => drafts::set_body(c, id, &body).await,
            }
        })
    });
    if !set.await? {
        return Ok(Some(Toast::OutOfDate));
    }
    redraw(services, side, id).await?;
    Ok(None)
}

async fn drop_it(services: &Services, side: &Side, row: &DraftRow) -> Outcome {
    let closing = row.clone();
    services.store.write(move |c| Box::pin(async move { drafts::close(c, &closing, "dropped").await })).await?;
    redraw(services, side, row.id).await?;
    Ok(Some(Toast::Done))
}

/// A draft of an answer of its own that begins with this text.
pub(super) fn answer(lang: search::Lang, text: &str, options: &[EntryId]) -> Draft {
    let mut draft = Draft::new(Aim::Fact);
    text.trim().clone_into(draft.texts.get_mut(lang));
    draft.offering(options)
}
