//! What is posted in a linked channel by its admins themselves is offered to them for sending to followers: a draft
//! that says what the post says, and does not go to the channel again.

use search::{Lang, Query};
use serde_json::Value;

use super::card;
use super::compose::change;
use super::confirm::admins_known;
use super::take::rewritten;
use crate::announce::content::Content;
use crate::announce::plan::{Audience, Plan};
use crate::bot::announced;
use crate::bot::failure::Failure;
use crate::bot::services::Services;
use crate::bot::visit::default_lang;
use crate::ids::{ChatId, UpdateId};
use crate::store::announcement::{self, Announcement, NewAnnouncement, State};
use crate::store::{composing, received};

/// Offers a post of a linked channel.
pub(super) async fn offered(services: &Services, update: UpdateId, post: &Value) -> Result<(), Failure> {
    let Some((channel, message, content)) = read(post) else { return Ok(()) };
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

/// A post was edited: what was made of it and is not out says what it says now, once its admin confirms that; of what is
/// out its admin is told that it does not.
pub(super) async fn edited(services: &Services, post: &Value) -> Result<(), Failure> {
    let Some((channel, message, content)) = read(post) else { return Ok(()) };
    let is_of = |plan: &Plan| plan.parts.iter().any(|part| part.message == message);
    for row in made(services, channel, is_of).await? {
        let done = match row.state.is_out() {
            true => announced::post_edited(services, &row).await,
            false => rewritten(services, &row, (message, &content)).await,
        };
        match done {
            Err(Failure::Store(error)) => return Err(error.into()),
            Err(failure) => log::warn!("of an edited post its admin could not be told: {failure}"),
            Ok(()) => {}
        }
    }
    Ok(())
}

/// Another picture of an album that was offered already. False: it is none.
async fn joined(services: &Services, channel: ChatId, (message, content): (i64, &Content)) -> Result<bool, Failure> {
    if content.album.is_empty() {
        return Ok(false);
    }
    let is_of = |plan: &Plan| plan.texts.values().any(|text| text.album == content.album);
    let made = made(services, channel, is_of).await?;
    let drafts = made.iter().filter(|row| row.state == State::Draft);
    for draft in drafts {
        change(services, draft.id, |plan, _| {
            plan.join(message, content);
        })
        .await?;
        redrawn(services, draft).await;
    }
    Ok(!made.is_empty())
}

/// What was made of posts of this channel, and fits.
async fn made(
    services: &Services,
    channel: ChatId,
    fits: impl Fn(&Plan) -> bool,
) -> Result<Vec<Announcement>, Failure> {
    let all = composing::of_posts(&mut services.store.read().await?, channel).await?;
    Ok(all.into_iter().filter(|row| fits(&Plan::parse(&row.body))).collect())
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
