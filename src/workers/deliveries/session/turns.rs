//! What is taken up next: announcements come in turns, and of each just as much as can go now.

use tokio::time::Instant;

use super::super::flight;
use super::super::job::Job;
use super::super::step::Act;
use super::Session;
use crate::store::announcement::State;
use crate::store::{StoreError, delivery};

impl Session {
    /// What is done next: the announcements come in turns.
    pub(super) async fn next(&mut self) -> Result<Option<Act>, StoreError> {
        for _ in 0..self.jobs.len() {
            self.turn = (self.turn + 1) % self.jobs.len();
            let act = match self.jobs[self.turn].standing.state {
                State::Freezing => Some(self.jobs[self.turn].freeze()),
                State::Sending => self.send_next(self.turn),
                _ => self.amend_next(self.turn).await?,
            };
            if act.is_some() {
                return Ok(act);
            }
        }
        Ok(None)
    }

    fn send_next(&self, at: usize) -> Option<Act> {
        let (job, now) = (&self.jobs[at], Instant::now());
        let id = job.standing.id;
        if job.is_refused() {
            return Some(Act::Pause(id, "refused"));
        }
        if job.empty {
            return (!self.flying.contains_key(&id)).then_some(Act::Finish(id));
        }
        let (room, free) = (self.parts.sender.room(), self.free(now));
        // At a high rate a few are taken together, so that there are not more commits than the disk takes.
        let some = self.parts.sender.together().min(if free > 1 { usize::MAX } else { 1 });
        let many = room.min(free);
        (!job.rests(now) && many > 0 && many >= some).then_some(Act::Claim(id, job.cursor, many as i64))
    }

    /// Changes or deletes messages: nothing is marked for that, because doing it twice is no harm.
    async fn amend_next(&mut self, at: usize) -> Result<Option<Act>, StoreError> {
        let now = Instant::now();
        let (mut many, id) = (self.parts.sender.room().min(self.free(now)), self.jobs[at].standing.id);
        let (job, flying) = (&mut self.jobs[at], self.flying.contains_key(&id));
        if std::mem::take(&mut job.to_keep) {
            return Ok(Some(Act::Keep(job.texts.clone())));
        }
        // An older text that lands after a newer one would stay.
        job.begun |= !flying;
        if job.empty {
            return Ok((!flying).then(|| job.amended()));
        }
        if many == 0 || !job.begun || job.rests(now) {
            return Ok(None);
        }
        // Whoever stops it is heard here, before anything more goes out.
        if delivery::standing(&mut self.parts.store.read().await?, id).await? != Some(job.standing) {
            self.looked = None;
            return Ok(None);
        }
        while many > 0 && !job.rests(now) && !job.empty {
            let Some((had, parts)) = job.queue.pop_front() else {
                job.fill(&self.parts).await?;
                continue;
            };
            let sender = self.parts.sender.clone();
            sender.take_room(1);
            many -= 1;
            *self.flying.entry(id).or_default() += 1;
            match job.standing.state {
                State::Correcting => {
                    let call = job.calls.to(had.chat, had.lang);
                    self.amends.spawn(flight::correct(sender, id, had, call, job.standing.version));
                }
                _ => drop(self.amends.spawn(flight::withdraw(sender, id, had, parts))),
            }
        }
        Ok(None)
    }

    pub(super) fn free(&self, now: Instant) -> usize {
        self.guard.slots(now).saturating_sub(self.sends.len() + self.amends.len())
    }
}

impl Job {
    fn freeze(&self) -> Act {
        Act::Freeze(self.standing.id, self.reach.clone(), self.cursor, self.texts.clone())
    }

    /// All that could be changed is.
    fn amended(&self) -> Act {
        match self.standing.state {
            State::Correcting => Act::Corrected(self.standing.id),
            _ => Act::Withdrawn(self.standing.id),
        }
    }
}
