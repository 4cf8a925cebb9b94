//! An announcement at work, and how far it has come.

use std::collections::VecDeque;
use std::sync::Arc;
use std::time::Duration;

use tokio::time::Instant;

use super::Deliveries;
use super::calls::{Calls, texts};
use crate::announce::plan::Plan;
use crate::ids::ChatId;
use crate::store::announcement::{self, State};
use crate::store::announcement_text::NewText;
use crate::store::delivery::{self, Claimed, Had, Reach, Standing};
use crate::store::{StoreError, meta};

/// Before everybody, channels included.
pub(super) const START: ChatId = ChatId(i64::MIN);
/// So many refusals in a row are no matter of those recipients: it is the announcement.
const REFUSALS: u32 = 20;
/// The pause before those are tried again whose turn it was not.
const AGAIN: Duration = Duration::from_millis(250);
/// The pause before messages are tried again that could not be changed for now.
const LATER: Duration = Duration::from_secs(5);
/// Messages to be changed that are read at once.
const PAGE: i64 = 256;

/// An announcement at work.
pub(super) struct Job {
    pub(super) standing: Standing,
    pub(super) calls: Calls,
    pub(super) reach: Arc<Reach>,
    pub(super) texts: Arc<[NewText]>,
    /// Whether its texts still have to be kept.
    pub(super) to_keep: bool,
    /// Whether the first message was looked for: not before all has landed that went out for what was done before.
    pub(super) begun: bool,
    /// The last recipient who was taken up on this lap.
    pub(super) cursor: ChatId,
    /// Whether this lap found nobody.
    pub(super) empty: bool,
    /// Messages to be changed.
    pub(super) queue: VecDeque<(Had, Vec<i64>)>,
    album: bool,
    /// Whether somebody is to be tried again on the next lap.
    again: bool,
    rest: Option<Instant>,
    refused: u32,
}

impl Job {
    /// Reads it; none: it is gone.
    pub(super) async fn load(parts: &Deliveries, standing: Standing) -> Result<Option<Job>, StoreError> {
        let c = &mut parts.store.read().await?;
        let Some(one) = announcement::get(c, standing.id).await? else { return Ok(None) };
        let bot = meta::get(c, meta::USERNAME).await?.unwrap_or_default();
        let plan = Plan::parse(&one.body);
        let reach = plan.reach(one.channel, &parts.live.snapshot().knowledge);
        let correcting = standing.state == State::Correcting;
        let cursor = match standing.state {
            State::Freezing => delivery::frozen_to(c, standing.id).await?,
            _ => START,
        };
        Ok(Some(Job {
            standing,
            calls: Calls::new(&parts.view, &one, &plan, reach.default, &bot, correcting),
            reach: Arc::new(reach),
            texts: texts(&parts.view, &one, &plan, &bot, parts.clock.now()).into(),
            to_keep: correcting,
            begun: false,
            cursor,
            empty: false,
            queue: VecDeque::new(),
            album: plan.texts.values().any(|content| content.is_album()),
            again: false,
            rest: None,
            refused: 0,
        }))
    }

    /// Whether Telegram refuses it whoever the recipient is.
    pub(super) fn is_refused(&self) -> bool {
        self.refused >= REFUSALS
    }

    /// Whether it waits.
    pub(super) fn rests(&self, now: Instant) -> bool {
        self.rest.is_some_and(|until| now < until)
    }

    /// It went to somebody. Sent while it was stopped, it is changed too, once that is known.
    pub(super) fn was_sent(&mut self) {
        self.refused = 0;
        if matches!(self.standing.state, State::Correcting | State::Withdrawing) {
            (self.empty, self.cursor, self.rest) = (false, START, Some(Instant::now() + AGAIN));
        }
    }

    /// Telegram refused it.
    pub(super) fn was_refused(&mut self) {
        self.refused += 1;
    }

    /// Somebody is to be tried again.
    pub(super) fn is_put_off(&mut self) {
        self.again = true;
        self.empty = false;
    }

    /// Notes how far the lap has come with those who were handed out of so many asked for.
    pub(super) fn advance(&mut self, claimed: &[Claimed], limit: usize) {
        match claimed.last() {
            Some(last) if claimed.len() == limit => self.cursor = last.chat,
            Some(_) => self.begin_lap(AGAIN),
            None if self.cursor == START => self.empty = true,
            None => self.begin_lap(AGAIN),
        }
    }

    fn begin_lap(&mut self, pause: Duration) {
        self.cursor = START;
        if std::mem::take(&mut self.again) {
            self.rest = Some(Instant::now() + pause);
        }
    }

    /// Reads the next messages to be changed into the empty queue.
    pub(super) async fn fill(&mut self, parts: &Deliveries) -> Result<(), StoreError> {
        let (c, id) = (&mut parts.store.read().await?, self.standing.id);
        let page = match self.standing.state {
            State::Correcting => delivery::to_correct(c, id, self.standing.version, self.cursor, PAGE).await?,
            _ => delivery::to_withdraw(c, id, self.cursor, PAGE).await?,
        };
        match page.last() {
            Some(last) => self.cursor = last.chat,
            None if self.again => self.begin_lap(LATER),
            None => self.empty = true,
        }
        let with_parts = self.album && self.standing.state == State::Withdrawing;
        for had in page {
            let parts = if with_parts { delivery::parts(c, id, had.chat).await? } else { Vec::new() };
            self.queue.push_back((had, parts));
        }
        Ok(())
    }
}
