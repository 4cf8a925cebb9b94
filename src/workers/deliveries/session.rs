//! The work of the process that holds the lease, until nothing is left to do or it has to end. All writing is done in
//! steps, one after another; calls are on their way meanwhile, side by side. What is taken up next stands in `turns`, how
//! calls end in `landing`.

mod landing;
mod turns;

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use tokio::task::JoinSet;
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;

use super::Deliveries;
use super::flight::{self, Landed};
use super::guard::Guard;
use super::job::Job;
use super::records::Records;
use super::step::{Act, Done, Step};
use crate::ids::AnnouncementId;
use crate::store::StoreError;
use crate::store::delivery::{self, Claimed};

/// How often it is looked what there is to do.
const LOOK: Duration = Duration::from_millis(300);
/// How long what is known waits for more to be kept with it.
const GATHER: Duration = Duration::from_millis(100);
/// So much is kept at once without waiting for more.
const ENOUGH: usize = 48;
/// The lease is renewed at least so often.
const RENEW: Duration = Duration::from_secs(1);

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
}
