//! What is posted in a linked channel by its admins themselves is offered to them for sending to followers: a draft
//! that says what the post says, and does not go to the channel again.

use search::{Lang, Query};
use serde_json::Value;

use super::card;
use super::compose::change;
use super::confirm::admins_known;
use crate::announce::content::Content;
use crate::announce::plan::{Audience, Plan};
use crate::bot::failure::Failure;
use crate::bot::services::Services;
use crate::bot::visit::default_lang;
use crate::ids::{ChatId, UpdateId};
use crate::store::announcement::{self, Announcement, NewAnnouncement};
use crate::store::channel::{self, Channel};
use crate::store::{composing, received};

/// Offers a post.
pub(super) async fn offered(services: &Services, update: UpdateId, post: &Value) -> Result<(), Failure> {
    let Some((channel, message, content)) = read(post) else { return Ok(()) };
    let known = channel::get(&mut services.store.read().await?, channel).await?;
    if !known.is_some_and(|known| Channel::is_linked(&known)) {
        return Ok(());
    }
    if received::of_post(&mut services.store.read().await?, channel, message).await?.is_some() {
        return Ok(());
    }
    if joined(services, channel, (message, &content)).await? {
        return Ok(());
    }
    let spoken = spoken(services, &content);
    let author = post["author_signature"].as_str().unwrap_or_default();
    for (admin, lang) in admins_known(services, channel).await? {
        let mut plan = Plan {
            audience: Audience { channel: false, ..Audience::default() },
            post: Some(message),
            spoken: Some(lang),
            ..Plan::default()
        };
        plan.give(spoken, message, content.clone());
        let by_name = if author.is_empty() { services.view.anonymous(lang) } else { author.to_owned() };
        let new = NewAnnouncement { update, chat: admin, by_name, channel, body: plan.to_body(), post: message };
        let now = services.clock.now();
        let draft =
            services.store.write(move |c| Box::pin(async move { announcement::add(c, &new, now).await })).await?;
        services.composers.began(&services.store, admin).await?;
        if draft.card == 0 {
            // That one of them cannot be reached is no reason not to ask the others.
            if let Err(failure) = card::fresh(services, draft.id, None).await {
                log::warn!("a post could not be offered to one of the admins: {failure}");
            }
        }
    }
    Ok(())
}

/// A post was edited: drafts made of it say what it says now.
pub(super) async fn edited(services: &Services, post: &Value) -> Result<(), Failure> {
    let Some((channel, message, content)) = read(post) else { return Ok(()) };
    let is_of = |plan: &Plan| plan.parts.iter().any(|part| part.message == message);
    for draft in drafts(services, channel, is_of).await? {
        change(services, draft.id, |plan, _| {
            plan.edit(message, content.clone());
        })
        .await?;
        redrawn(services, &draft).await;
    }
    Ok(())
}

/// Another picture of an album that was offered already. False: it is none.
async fn joined(services: &Services, channel: ChatId, (message, content): (i64, &Content)) -> Result<bool, Failure> {
    if content.album.is_empty() {
        return Ok(false);
    }
    let is_of = |plan: &Plan| plan.texts.values().any(|text| text.album == content.album);
    let drafts = drafts(services, channel, is_of).await?;
    for draft in &drafts {
        change(services, draft.id, |plan, _| {
            plan.join(message, content);
        })
        .await?;
        redrawn(services, draft).await;
    }
    Ok(!drafts.is_empty())
}

/// The drafts of this channel that were made of a post, and fit.
async fn drafts(
    services: &Services,
    channel: ChatId,
    fits: impl Fn(&Plan) -> bool,
) -> Result<Vec<Announcement>, Failure> {
    let all = composing::drafts_of(&mut services.store.read().await?, channel).await?;
    let of_post = |draft: &Announcement| {
        let plan = Plan::parse(&draft.body);
        plan.post.is_some() && fits(&plan)
    };
    Ok(all.into_iter().filter(of_post).collect())
}

async fn redrawn(services: &Services, draft: &Announcement) {
    if let Err(failure) = card::redraw(services, draft.id).await {
        log::warn!("the card of a post could not be drawn anew: {failure}");
    }
}

/// The channel, the number, and what it says; none: nothing that could be sent on.
fn read(post: &Value) -> Option<(ChatId, i64, Content)> {
    let content = Content::read(post)?;
    Some((ChatId(post["chat"]["id"].as_i64()?), post["message_id"].as_i64()?, content))
}

/// The language it is written in, as far as that can be told.
fn spoken(services: &Services, content: &Content) -> Lang {
    let hint = Some(default_lang(services));
    services.answerer.snapshot().index.ask(&Query { text: &content.text, hint, ..Query::default() }).lang.lang
}
