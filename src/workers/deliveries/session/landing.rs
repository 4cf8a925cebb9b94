//! How calls end: what is learnt from each, and what is done with those on their way when the work is over.

use std::time::Duration;

use tokio::task::JoinError;
use tokio::time::{Instant, sleep, sleep_until};

use super::super::flight::{How, Landed};
use super::super::step::Act;
use super::{LOOK, RENEW, Session};
use crate::store::StoreError;
use crate::transport::{Amended, Announced, NotSent};

/// The shortest and the longest wait.
const WAIT: (Duration, Duration) = (Duration::from_millis(4), Duration::from_millis(100));
/// How long messages on their way are waited for at the end.
const LANDING: Duration = Duration::from_secs(5);
/// Tries to keep what is known at the end.
const TRIES: u32 = 5;

impl Session {
    /// Waits until something has landed, or there may be room.
    pub(super) async fn wait(&mut self) {
        let now = Instant::now();
        let room = self.parts.sender.next_room().max(self.guard.pause(now)).clamp(WAIT.0, WAIT.1);
        tokio::select! {
            () = self.over.cancelled() => {}
            () = sleep(room) => {}
            Some(landed) = self.sends.join_next() => self.landed(landed),
            Some(landed) = self.amends.join_next() => self.landed(landed),
        }
    }

    /// Takes in what has landed by now.
    pub(super) fn gather(&mut self) {
        while let Some(landed) = self.sends.try_join_next().or_else(|| self.amends.try_join_next()) {
            self.landed(landed);
        }
    }

    fn landed(&mut self, landed: Result<Landed, JoinError>) {
        let Ok(landed) = landed else {
            // It panicked, and nobody knows when.
            self.doubtful = true;
            return self.over.cancel();
        };
        if let Some(flying) = self.flying.get_mut(&landed.id) {
            *flying -= 1;
            if *flying == 0 {
                self.flying.remove(&landed.id);
            }
        }
        self.judge(&landed);
        self.records.add(landed);
    }

    fn judge(&mut self, landed: &Landed) {
        let now = Instant::now();
        let job = self.jobs.iter_mut().find(|job| job.standing.id == landed.id);
        match &landed.how {
            How::Sent(_, Announced::Unknown(why)) => {
                log::warn!("of a message of an announcement nobody knows whether it came: {why}");
                self.guard.unknown(now);
            }
            How::Corrected(_, Amended::Unknown(why)) | How::Withdrawn(Amended::Unknown(why)) => {
                log::warn!("changing or deleting a message of an announcement is tried again: {why}");
                self.guard.unknown(now);
            }
            How::Sent(_, Announced::NotSent(why))
            | How::Corrected(_, Amended::Later(why))
            | How::Withdrawn(Amended::Later(why)) => {
                if *why == NotSent::NoConnection {
                    self.guard.unreachable(now);
                }
            }
            How::Sent(..) | How::Corrected(..) | How::Withdrawn(_) => self.guard.answered(),
        }
        let Some(job) = job else { return };
        match &landed.how {
            How::Sent(_, Announced::Sent(_)) => job.was_sent(),
            How::Sent(_, Announced::Refused(why)) => {
                log::warn!(announcement = landed.id.0; "Telegram refused a message of an announcement: {why}");
                job.was_refused();
            }
            How::Sent(_, Announced::NotSent(_)) => job.is_put_off(),
            How::Corrected(_, amended) | How::Withdrawn(amended) if amended.is_for_later() => job.is_put_off(),
            How::Corrected(_, Amended::Refused(why)) | How::Withdrawn(Amended::Refused(why)) => {
                log::debug!(announcement = landed.id.0; "Telegram refused to change or delete a message: {why}");
            }
            _ => {}
        }
    }

    /// Waits for the messages on their way, holding the lease meanwhile, keeps what is known and gives the lease back.
    pub(super) async fn land(&mut self) -> Result<(), StoreError> {
        self.amends.abort_all();
        let until = Instant::now() + LANDING;
        while !self.sends.is_empty() {
            let due = self.stepped + RENEW;
            tokio::select! {
                Some(landed) = self.sends.join_next() => self.landed(landed),
                () = sleep_until(until) => {
                    self.doubtful = true;
                    self.sends.abort_all();
                    break;
                }
                // Another process would take over meanwhile, and tell of all these that nobody knows whether they came.
                () = sleep_until(due) => if let Err(error) = self.step(Act::Nothing).await {
                    log::warn!("what became of messages could not be kept yet: {error}");
                    self.stepped = Instant::now();
                }
            }
        }
        let mut tries = 0;
        loop {
            tries += 1;
            match self.commit(Act::End { doubtful: self.doubtful }).await {
                Err(error) if tries >= TRIES => return Err(error),
                Err(_) => sleep(LOOK * tries).await,
                Ok(_) => return Ok(()),
            }
        }
    }
}
