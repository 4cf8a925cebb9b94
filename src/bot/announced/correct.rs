//! Correcting what was sent: the new text, or the new picture or file, is the admin's next message, is shown as it will
//! look, and then changes everywhere.

use search::Lang;
use serde_json::Value;

use super::{Done, Outcome, show};
use crate::announce::content::Content;
use crate::announce::plan::{Ask, Plan};
use crate::bot::channel::{confirm as consent, name, others_are_silent, preview};
use crate::bot::failure::Failure;
use crate::bot::services::Services;
use crate::bot::visit::Visit;
use crate::store::announcement::{self, Announcement};
use crate::store::{StoreError, audit, composing, delivery};
use crate::view::{Correction, Toast};

/// Asks which version is wrong, or at once for the new text when there is one alone.
pub(super) async fn begin(services: &Services, visit: &Visit, one: Announcement) -> Outcome {
    // What is written next is looked for with its maker alone.
    if !one.state.is_at_rest() || one.chat != visit.chat {
        return Ok(Done::Told(visit.lang, Toast::AnnounceChanged));
    }
    let plan = Plan::parse(&one.body);
    let langs: Vec<Lang> = plan.texts.keys().copied().collect();
    match langs.as_slice() {
        [only] => ask(services, visit, one, *only).await,
        _ => {
            services.replace(visit, &services.view.correct_which(visit.lang, one.id, &langs)).await?;
            Ok(Done::Quiet)
        }
    }
}

/// The next message is what it is to say in this language.
pub(super) async fn ask(services: &Services, visit: &Visit, one: Announcement, lang: Lang) -> Outcome {
    let mut plan = Plan::parse(&one.body);
    if !one.state.is_at_rest() || one.chat != visit.chat || !plan.texts.contains_key(&lang) {
        return Ok(Done::Told(visit.lang, Toast::AnnounceChanged));
    }
    plan.asks = Some(Ask::Correction(lang));
    plan.correction = None;
    let card = services.view.correct_how(visit.lang, one.id);
    if !keep(services, one, &plan, true).await? {
        return Ok(Done::Told(visit.lang, Toast::AnnounceChanged));
    }
    services.replace(visit, &card).await?;
    Ok(Done::Quiet)
}

/// The new text. False: none is waited for.
pub(in crate::bot) async fn given(
    services: &Services,
    visit: &Visit,
    one: Announcement,
    (number, message): (i64, &Value),
) -> Result<bool, Failure> {
    let mut plan = Plan::parse(&one.body);
    let lang = match (plan.asks, &plan.correction) {
        _ if !one.state.is_at_rest() => return Ok(false),
        (Some(Ask::Correction(lang)), _) => lang,
        (_, Some((lang, _))) if plan.corrected_by == Some(number) => *lang,
        _ => return Ok(false),
    };
    let Some(before) = plan.texts.get(&lang) else { return Ok(false) };
    let after = match judged(services, &one, before, message).await? {
        Ok(after) => after,
        Err(wrong) => {
            services.show_anew(visit.chat, &services.view.correct_wrong(visit.lang, one.id, wrong)).await?;
            return Ok(true);
        }
    };
    (plan.asks, plan.correction, plan.corrected_by) = (None, Some((lang, after)), Some(number));
    let card = services.view.correct_check(visit.lang, &one);
    let id = one.id;
    let body = plan.to_body();
    let proposing = services.store.write(move |c| Box::pin(async move { composing::propose(c, &one, &body).await }));
    if !proposing.await? {
        return Ok(false);
    }
    if let Some((lang, shown)) = plan.with_correction() {
        preview::send(services, visit.chat, (id, &shown), lang).await?;
    }
    services.show_anew(visit.chat, &card).await?;
    Ok(true)
}

/// What it says after this correction; or why it cannot be.
async fn judged(
    services: &Services,
    one: &Announcement,
    before: &Content,
    message: &Value,
) -> Result<Result<Content, Correction>, Failure> {
    let Some(after) = Content::read(message).and_then(|given| before.corrected(given)) else {
        return Ok(Err(Correction::Media));
    };
    if !after.fits() {
        return Ok(Err(Correction::Long(after.units(), after.limit())));
    }
    if after.looks_like(before) && !is_behind(services, one).await? {
        return Ok(Err(Correction::Same));
    }
    Ok(Ok(after))
}

/// It changes everywhere, once everybody has confirmed it who has to.
pub(super) async fn confirm(services: &Services, visit: &Visit, one: Announcement) -> Outcome {
    let Some((_, plan)) = Plan::parse(&one.body).with_correction().filter(|_| one.state.is_at_rest()) else {
        show(services, visit, one.id).await?;
        return Ok(Done::Beside(visit.lang, Toast::DoneAlready));
    };
    if !consent::is_agreed(services, visit, &one).await? {
        // Its maker confirms it first: what others were shown may have been another correction.
        return match one.chat == visit.chat {
            true => consent::first(services, visit, &one).await,
            false => Ok(Done::Told(visit.lang, Toast::AnnounceChanged)),
        };
    }
    let (id, by, now, body) = (one.id, visit.chat, visit.now, plan.to_body());
    let write = services.store.write(move |c| {
        Box::pin(async move {
            let made = announcement::correct(c, &one, &body).await?;
            if made {
                audit::add(c, now, by, &format!("corrected announcement {}", one.id.0)).await?;
            }
            Ok(made)
        })
    });
    let made = write.await?;
    show(services, visit, id).await?;
    Ok(Done::Beside(visit.lang, if made { Toast::Done } else { Toast::DoneAlready }))
}

/// Its maker edited the message that it was made of: what went out is not changed by that.
pub(in crate::bot) async fn edited(services: &Services, visit: &Visit, one: &Announcement) -> Result<(), Failure> {
    services.reply(visit, &services.view.edited_after(visit.lang, one)).await?;
    Ok(())
}

/// The post that it was made of was edited in the channel, which changes nothing for those who have it.
pub(in crate::bot) async fn post_edited(services: &Services, one: &Announcement) -> Result<(), Failure> {
    let lang = services.lang_of_chat(one.chat).await?;
    services.tell(one.chat, &services.view.edited_after(lang, one)).await.map_err(Failure::Channel)
}

/// It changes nowhere any more: whom the correction has not reached keeps what they have.
pub(super) async fn stop(services: &Services, visit: &Visit, one: &Announcement) -> Outcome {
    let (id, by, now) = (one.id, visit.chat, visit.now);
    let write = services.store.write(move |c| {
        Box::pin(async move {
            let stopped = delivery::all_corrected(c, id).await?;
            if stopped {
                audit::add(c, now, by, &format!("stopped the correction of announcement {}", id.0)).await?;
            }
            Ok(stopped)
        })
    });
    let made = write.await?;
    show(services, visit, id).await?;
    Ok(Done::Beside(visit.lang, if made { Toast::CorrectionStopped } else { Toast::DoneAlready }))
}

/// Nothing is corrected or withdrawn after all. Whose correction somebody else does not want is told.
pub(super) async fn leave(services: &Services, visit: &Visit, one: Announcement) -> Outcome {
    let (id, maker, mut plan) = (one.id, one.chat, Plan::parse(&one.body));
    let proposed = plan.correction.take().is_some();
    let kept = (plan.asks.take().is_some() | proposed) && keep(services, one, &plan, false).await?;
    show(services, visit, id).await?;
    if kept && proposed && maker != visit.chat {
        let lang = services.lang_of_chat(maker).await?;
        let told = services.view.correct_left(lang, id, &name(services, visit));
        if let Err(error) = services.tell(maker, &told).await {
            log::warn!("an admin could not be told of a correction that was not made: {error}");
        }
    }
    Ok(Done::Quiet)
}

/// Whether somebody has an older text than the newest: then the same text once more is worth sending.
async fn is_behind(services: &Services, one: &Announcement) -> Result<bool, StoreError> {
    Ok(delivery::count_older(&mut services.store.read().await?, one.id, one.version).await? > 0)
}

/// Keeps a plan, and whether the next message is waited for. False: the announcement is not as it was read.
async fn keep(services: &Services, one: Announcement, plan: &Plan, waits: bool) -> Result<bool, Failure> {
    let body = plan.to_body();
    let write = services.store.write(move |c| {
        Box::pin(async move {
            if waits {
                others_are_silent(c, one.chat, one.id).await?;
            }
            composing::note(c, &one, &body, waits).await
        })
    });
    Ok(write.await?)
}
