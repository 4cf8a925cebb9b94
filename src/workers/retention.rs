//! Forgets who asked and in which words when a question's time is over, and what was written to staff and back. What was answered stays, as a figure.

use std::time::Duration;

use futures_util::future::BoxFuture;

use super::{Worker, horizon};
use crate::clock::{SharedClock, Timestamp};
use crate::ids::QuestionId;
use crate::knowledge::live::Live;
use crate::policy::Rulebook;
use crate::store::{Conn, Store, StoreError, question, ticket, ticket_message};

/// A day in milliseconds.
const DAY: i64 = 24 * 60 * 60 * 1000;
/// Questions forgotten in one transaction.
const AT_ONCE: i64 = 200;

/// Forgets old questions.
pub struct Retention {
    /// The database.
    pub store: Store,
    /// Says how many days they are kept, unless the owner does.
    pub live: Live,
    /// What the owner decided.
    pub rulebook: Rulebook,
    /// The time.
    pub clock: SharedClock,
}

impl Worker for Retention {
    fn name(&self) -> &'static str {
        "retention"
    }

    fn pause(&self) -> Duration {
        Duration::from_secs(3600)
    }

    fn tick(&self) -> BoxFuture<'_, Result<(), StoreError>> {
        Box::pin(async {
            // Asked anew: what is erased for an older word than the last one cannot be had back.
            let policies = self.rulebook.fresh(&self.live.snapshot().knowledge.info.policies).await?;
            let wanted = self.clock.now().plus(-policies.retention_days.saturating_mul(DAY));
            let before = horizon::advance(&self.store, self.name(), wanted).await?;
            let mut forgotten = 0;
            loop {
                // Looked for aside and then changed by number, a few at a time: nobody's answer waits for it.
                let old = question::old(&mut self.store.read().await?, before, AT_ONCE).await?;
                if old.is_empty() {
                    break;
                }
                forgotten += old.len();
                self.store.write(move |c| Box::pin(unlink(c, old))).await?;
            }
            self.store.write(move |c| Box::pin(fade(c, before))).await?;
            if forgotten > 0 {
                log::info!(questions = forgotten; "questions forgotten, their time was over");
            }
            Ok(())
        })
    }
}

/// What residents and staff wrote to each other is kept as long as questions are.
async fn fade(c: &mut Conn, before: Timestamp) -> Result<(), StoreError> {
    ticket::fade(c, before).await?;
    ticket_message::fade(c, before).await
}

async fn unlink(c: &mut Conn, questions: Vec<QuestionId>) -> Result<(), StoreError> {
    for question in questions {
        question::unlink(c, question).await?;
    }
    Ok(())
}
