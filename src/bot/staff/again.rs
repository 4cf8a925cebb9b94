//! What is done for the desk by the clock: what did not get through the first time is passed on again, staff are
//! reminded of who waits, and get their digest.

use crate::bot::failure::Failure;
use crate::bot::services::Services;
use crate::clock::Timestamp;
use crate::desk::Group;
use crate::ids::TicketId;
use crate::store::ticket_message::Passing;
use crate::store::{StoreError, ticket, ticket_message};
use crate::transport::SendError;
use crate::view::Note;

/// What is younger than this is most likely being passed on at this moment, in milliseconds.
const AGE: i64 = 5 * 60_000;
/// An hour in milliseconds.
const HOUR: i64 = 60 * 60 * 1000;
/// The time between two reminders of the same wait.
const AGAIN: i64 = 24 * HOUR;

impl Services {
    /// One round. What cannot be done now is tried in the next one.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn catch_up(&self) -> Result<(), StoreError> {
        let Some(group) = self.desk.group().await? else { return Ok(()) };
        match self.round(group).await {
            Ok(()) => Ok(()),
            Err(Failure::Store(error)) => Err(error),
            Err(failure) => {
                log::warn!("the desk cannot catch up now: {failure}");
                Ok(())
            }
        }
    }

    async fn round(&self, group: Group) -> Result<(), Failure> {
        let now = self.clock.now();
        let (tickets, messages) = {
            let c = &mut self.store.read().await?;
            let before = now.plus(-AGE);
            (ticket::without_card(c, before).await?, ticket_message::undelivered(c, before).await?)
        };
        for id in tickets {
            one(id, self.shown(group, id).await.map(drop))?;
        }
        for (id, message) in messages {
            if let Some(known) = self.ticket(id).await? {
                let passed = self.pass_to_staff(group, &known, message, None, Passing::InFlight).await;
                one(id, passed.map(drop))?;
            }
        }
        for (id, since) in self.waiting().await? {
            one(id, self.remind(group, id, now.0 - since.0).await)?;
        }
        self.digest(group).await
    }

    /// The questions that staff are to be reminded of, and since when they wait: none while staff are away.
    async fn waiting(&self) -> Result<Vec<(TicketId, Timestamp)>, StoreError> {
        let now = self.clock.now();
        if self.away(now).await?.is_some() {
            return Ok(Vec::new());
        }
        let patience = self.policies().await?.remind_hours.saturating_mul(HOUR);
        ticket::waiting(&mut self.store.read().await?, now.plus(-patience), now.plus(-AGAIN)).await
    }

    /// Says in the question's topic that its resident waits. Noted first: a reminder that is lost is better than one
    /// that comes again and again.
    async fn remind(&self, group: Group, id: TicketId, millis: i64) -> Result<(), Failure> {
        let now = self.clock.now();
        self.store.write(move |c| Box::pin(ticket::reminded(c, id, now))).await?;
        let Some(known) = self.ticket(id).await? else { return Ok(()) };
        let wait = std::time::Duration::from_millis(u64::try_from(millis).unwrap_or_default());
        self.note(group, &known, &Note::Waits(self.view.duration(self.lang_of_staff(group), wait))).await
    }
}

/// What Telegram refuses of one question holds up no other.
fn one(id: TicketId, done: Result<(), Failure>) -> Result<(), Failure> {
    match done {
        Err(Failure::Desk(SendError::Refused(why))) => {
            log::warn!(ticket = id.0; "Telegram refused what was still to be done: {why}");
            Ok(())
        }
        done => done,
    }
}
