//! What all who wait in the sandbox share: answers to presses, and errors that show what was seen instead.

use std::time::Duration;

use anyhow::anyhow;

use super::{actor::Pressed, line::ChatLine};
use crate::{
    shared::Shared,
    world::{callbacks::Answer, calls::Outcome},
};

/// So many refused calls are told when something waited for does not come.
const SHOWN_REFUSALS: usize = 3;

pub(super) fn patience(shared: &Shared) -> Duration {
    shared.options.patience
}

/// Waits until the bot has answered a press.
pub(super) async fn answered(shared: &Shared, query: &str) -> Option<Pressed> {
    let answer = shared.within(patience(shared), |world| world.callbacks.answered(query)).await;
    answer.map(|Answer { text, alert, .. }| Pressed { text, alert })
}

/// The newest button of the bot so labelled: the message and the data.
pub(super) fn newest_button(lines: &[ChatLine], label: &str) -> Option<(i64, String)> {
    let by_bot = lines.iter().rev().filter(|line| line.from_bot);
    by_bot.into_iter().find_map(|line| Some((line.id, line.button(label)?.data.clone()?)))
}

/// An error that shows what there is to see and what the bot was refused last.
pub(super) fn failed(shared: &Shared, what: &str, screen: &str) -> anyhow::Error {
    let (pending, calls) = shared.read(|world| (world.queue.pending.len(), world.calls.since(0).0));
    let refused = calls.iter().rev().filter_map(|call| match &call.outcome {
        Outcome::Refused { description, .. } => Some(format!("\n{} was refused: {description}", call.method)),
        _ => None,
    });
    let refused: String = refused.take(SHOWN_REFUSALS).collect();
    anyhow!(
        "{what} within {:?}; {pending} updates wait for the bot;{refused}\nthe chat:\n{}",
        patience(shared),
        if screen.is_empty() { "(empty)" } else { screen }
    )
}
