//! Shows staff what could not be shown at once: questions without a topic, and messages that did not get through.

use std::time::Duration;

use futures_util::future::BoxFuture;

use super::Worker;
use crate::bot::Services;
use crate::store::{StoreError, ticket, ticket_message};

/// What is younger than this is most likely being passed on at this moment, in milliseconds.
const AGE: i64 = 60_000;

/// Catches up.
pub struct Desk {
    /// All that passing on needs.
    pub services: Services,
}

impl Worker for Desk {
    fn name(&self) -> &'static str {
        "desk"
    }

    fn pause(&self) -> Duration {
        Duration::from_secs(30)
    }

    fn tick(&self) -> BoxFuture<'_, Result<(), StoreError>> {
        Box::pin(async {
            let Some(group) = self.services.desk.group().await? else { return Ok(()) };
            let before = self.services.clock.now().plus(-AGE);
            let (tickets, messages) = {
                let c = &mut self.services.store.read().await?;
                (ticket::without_card(c, before).await?, ticket_message::undelivered(c, before).await?)
            };
            for id in tickets {
                if let Err(why) = self.services.show_again(group, id).await {
                    log::warn!(ticket = id.0; "a question can still not be shown to staff: {why}");
                    return Ok(());
                }
            }
            for (id, message) in messages {
                if let Err(why) = self.services.pass_again(group, id, message).await {
                    log::warn!(ticket = id.0; "a message can still not be passed on to staff: {why}");
                    return Ok(());
                }
            }
            Ok(())
        })
    }
}
