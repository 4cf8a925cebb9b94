//! The work of the process that holds the lease, until nothing is left to do or it has to end. All writing is done in
//! steps, one after another; calls are on their way meanwhile, side by side.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use tokio::task::{JoinError, JoinSet};
use tokio::time::{Instant, sleep, timeout};
use tokio_util::sync::CancellationToken;

use super::Deliveries;
use super::flight::{self, How, Landed};
use super::guard::Guard;
use super::job::Job;
use super::records::Records;
use super::step::{Act, Done, Step};
use crate::ids::AnnouncementId;
use crate::store::StoreError;
use crate::store::announcement::State;
use crate::store::delivery::{self, Claimed};
use crate::transport::{Announced, NotSent};

/// How often it is looked what there is to do.
const LOOK: Duration = Duration::from_millis(300);
/// How long what is known waits for more to be kept with it.
const GATHER: Duration = Duration::from_millis(100);
/// So much is kept at once without waiting for more.
const ENOUGH: usize = 48;
/// The lease is renewed at least so often.
const RENEW: Duration = Duration::from_secs(1);
/// The shortest and the longest wait.
const WAIT: (Duration, Duration) = (Duration::from_millis(4), Duration::from_millis(100));
/// How long messages on their way are waited for at the end.
const LANDING: Duration = Duration::from_secs(5);
/// Tries to keep what is known at the end.
const TRIES: u32 = 5;

/// The work at hand.
pub(super) struct Session {
    parts: Deliveries,
    me: String,
    over: CancellationToken,
    jobs: Vec<Job>,
    /// Whose turn it is.
    turn: usize,
    sends: JoinSet<Landed>,
    amends: JoinSet<Landed>,
    flying: BTreeMap<AnnouncementId, usize>,
    records: Records,
    guard: Guard,
    looked: Option<Instant>,
    stepped: Instant,
    /// Whether a message may have gone out of which nobody told what became of it.
    doubtful: bool,
}

impl Session {
    /// The work of the process `me`, which holds the lease, until `over`.
    pub(super) fn new(parts: &Deliveries, me: String, over: CancellationToken) -> Session {
        Session {
            parts: parts.clone(),
            me,
            over,
            jobs: Vec::new(),
            turn: 0,
            sends: JoinSet::new(),
            amends: JoinSet::new(),
            flying: BTreeMap::new(),
            records: Records::default(),
            guard: Guard::new(),
            looked: None,
            stepped: Instant::now(),
            doubtful: false,
        }
    }

    /// Does it.
    pub(super) async fn run(mut self) -> Result<(), StoreError> {
        let worked = self.work().await;
        let landed = self.land().await;
        worked.and(landed)
    }

    async fn work(&mut self) -> Result<(), StoreError> {
        while !self.over.is_cancelled() {
            self.look().await?;
            self.gather();
            match self.next().await? {
                Some(act) => self.step(act).await?,
                None if self.is_due() => self.step(Act::Nothing).await?,
                None if self.jobs.is_empty() && self.flying.is_empty() && self.records.len() == 0 => return Ok(()),
                None => self.wait().await,
            }
        }
        Ok(())
    }

    /// Looks what there is to do. An announcement that stands as it did stays the job it is.
    async fn look(&mut self) -> Result<(), StoreError> {
        if self.looked.is_some_and(|at| at.elapsed() < LOOK) {
            return Ok(());
        }
        self.looked = Some(Instant::now());
        let standing = delivery::at_work(&mut self.parts.store.read().await?).await?;
        self.jobs.retain(|job| standing.contains(&job.standing));
        for one in standing {
            if !self.jobs.iter().any(|job| job.standing == one) {
                self.jobs.extend(Job::load(&self.parts, one).await?);
            }
        }
        Ok(())
    }

    /// What is done next: the announcements come in turns.
    async fn next(&mut self) -> Result<Option<Act>, StoreError> {
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
        (!job.rests(now) && many > 0 && many >= some).then(|| Act::Claim(id, job.cursor, many as i64))
    }

    /// Changes or deletes messages: nothing is marked for that, because doing it twice is no harm.
    async fn amend_next(&mut self, at: usize) -> Result<Option<Act>, StoreError> {
        let now = Instant::now();
        let (mut many, id) = (self.parts.sender.room().min(self.free(now)), self.jobs[at].standing.id);
        let job = &mut self.jobs[at];
        if std::mem::take(&mut job.to_keep) {
            return Ok(Some(Act::Keep(job.texts.clone())));
        }
        if job.empty {
            return Ok((!self.flying.contains_key(&id)).then(|| job.amended()));
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

    fn free(&self, now: Instant) -> usize {
        self.guard.slots(now).saturating_sub(self.sends.len() + self.amends.len())
    }

    /// Whether what is known is to be kept now, or the lease to be renewed.
    fn is_due(&self) -> bool {
        let waited = self.records.since().is_some_and(|since| since.elapsed() >= GATHER);
        let last = self.records.len() > 0 && self.flying.is_empty();
        waited || last || self.records.len() >= ENOUGH || self.stepped.elapsed() >= RENEW
    }

    async fn step(&mut self, act: Act) -> Result<(), StoreError> {
        let marked = Instant::now();
        let done = self.commit(act.clone()).await?;
        self.stepped = marked;
        match (done, act) {
            (Done::Lost, _) => {
                log::warn!("another process sends announcements now");
                self.over.cancel();
                // What is on its way is the other one's to judge.
                self.records = Records::default();
            }
            (Done::Claimed(claimed), Act::Claim(_, _, limit)) => self.send(claimed, limit as usize, marked),
            (Done::Frozen(border), _) => self.jobs[self.turn].cursor = border,
            (Done::Changed, Act::Freeze(..)) => {
                self.jobs.remove(self.turn);
                // It goes out now.
                self.looked = None;
            }
            (Done::Changed, _) | (_, Act::Finish(_) | Act::Pause(..) | Act::Corrected(_) | Act::Withdrawn(_)) => {
                self.jobs.remove(self.turn);
            }
            _ => {}
        }
        Ok(())
    }

    /// Makes a step with all that is known by now. If it fails, that stays known.
    async fn commit(&mut self, act: Act) -> Result<Done, StoreError> {
        let records = Arc::new(std::mem::take(&mut self.records));
        let step = Step { me: self.me.clone(), records: records.clone(), act, now: self.parts.clock.now() };
        let made = self.parts.store.write(move |c| Box::pin(step.make(c))).await;
        if made.is_err() {
            self.records = Records::clone(&records);
        }
        made
    }

    fn send(&mut self, claimed: Vec<Claimed>, limit: usize, marked: Instant) {
        self.parts.sender.take_room(claimed.len());
        let job = &mut self.jobs[self.turn];
        job.advance(&claimed, limit);
        let (id, version) = (job.standing.id, job.standing.version);
        for one in claimed {
            *self.flying.entry(id).or_default() += 1;
            let (sender, call) = (self.parts.sender.clone(), job.calls.to(one.chat, one.lang));
            self.sends.spawn(flight::send(sender, (id, version, one.chat), call, marked));
        }
    }

    /// Waits until something has landed, or there may be room.
    async fn wait(&mut self) {
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
    fn gather(&mut self) {
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
            How::Sent(_, Announced::NotSent(NotSent::NoConnection)) => self.guard.unreachable(now),
            How::Sent(_, Announced::NotSent(_)) => {}
            How::Sent(..) => self.guard.answered(),
            How::Corrected(..) | How::Withdrawn(_) => {}
        }
        let Some(job) = job else { return };
        match &landed.how {
            How::Sent(_, Announced::Sent(_)) => job.was_sent(),
            How::Sent(_, Announced::Refused(why)) => {
                log::warn!(announcement = landed.id.0; "Telegram refused a message of an announcement: {why}");
                job.was_refused();
            }
            How::Sent(_, Announced::NotSent(_)) | How::Corrected(_, false) | How::Withdrawn(None) => job.is_put_off(),
            _ => {}
        }
    }

    /// Waits for the messages on their way, keeps what is known and gives the lease back.
    async fn land(&mut self) -> Result<(), StoreError> {
        self.amends.abort_all();
        let landing = async {
            while let Some(landed) = self.sends.join_next().await {
                self.landed(landed);
            }
        };
        if timeout(LANDING, landing).await.is_err() {
            self.doubtful = true;
            self.sends.abort_all();
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
