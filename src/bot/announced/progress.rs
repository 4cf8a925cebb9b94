//! The card of an announcement while it goes out: it is changed every few seconds, and at once when it comes to rest.

use std::collections::{HashMap, VecDeque};
use std::sync::{Mutex, PoisonError};

use search::Lang;

use crate::announce::plan::Plan;
use crate::bot::failure::Failure;
use crate::bot::services::Services;
use crate::bot::visit::default_lang;
use crate::clock::Timestamp;
use crate::ids::{AnnouncementId, ChatId};
use crate::store::announcement::{self, Announcement, State};
use crate::store::delivery::{self, Fate};
use crate::store::{StoreError, resident};
use crate::transport::SendError;
use crate::view::{Card, Standing};

/// The pause between two changes of one card, in milliseconds: Telegram allows about one message a second in a chat.
const PAUSE: i64 = 3_000;
/// How far back the pace is looked at, in milliseconds.
const WINDOW: i64 = 15_000;

/// What is remembered of the cards that change.
#[derive(Default)]
pub struct Progress(Mutex<HashMap<AnnouncementId, Seen>>);

#[derive(Default)]
struct Seen {
    /// How many had been dealt with at these moments.
    counts: VecDeque<(Timestamp, i64)>,
    shown: Option<(Timestamp, State)>,
}

impl Seen {
    /// Notes how far it is; how many a second are dealt with.
    fn note(&mut self, now: Timestamp, count: i64) -> f64 {
        while self.counts.front().is_some_and(|(at, _)| now.0 - at.0 > WINDOW) {
            self.counts.pop_front();
        }
        self.counts.push_back((now, count));
        let Some((from, before)) = self.counts.front() else { return 0.0 };
        let seconds = (now.0 - from.0) as f64 / 1000.0;
        if seconds <= 0.0 { 0.0 } else { (count - before) as f64 / seconds }
    }

    /// Whether the card is to be changed now.
    fn is_due(&self, now: Timestamp, state: State) -> bool {
        self.shown.is_none_or(|(at, before)| before != state || now.0 - at.0 >= PAUSE)
    }
}

impl Services {
    /// Changes the cards of all announcements that move, or have come to rest.
    ///
    /// # Errors
    /// When the database fails. That a card could not be changed is none: the next round tries again.
    pub async fn show_progress(&self, progress: &Progress) -> Result<(), StoreError> {
        let live = announcement::live(&mut self.store.read().await?).await?;
        progress.keep(&live);
        for one in live.iter().filter(|one| one.card != 0) {
            let now = self.clock.now();
            let Some(rate) = progress.due(one, now) else { continue };
            match self.show_one(one, rate).await {
                Ok(()) => progress.showed(one, now),
                Err(Failure::Store(error)) => return Err(error),
                Err(failure) => log::warn!("the card of an announcement could not be changed: {failure}"),
            }
        }
        Ok(())
    }

    async fn show_one(&self, one: &Announcement, rate: f64) -> Result<(), Failure> {
        let lang = self.lang_of_chat(one.chat).await?;
        let card = self.standing((one.chat, lang), one, rate).await?;
        match self.swap(one.chat, one.card, &card).await {
            // Who does not want to hear from the bot sees no card either.
            Ok(()) | Err(Failure::Desk(SendError::Blocked)) => {}
            Err(failure) => return Err(failure),
        }
        let (id, state, done) = (one.id, one.state, one.done);
        self.store.write(move |c| Box::pin(announcement::set_shown(c, id, state, done))).await?;
        Ok(())
    }

    /// How an announcement stands.
    pub(in crate::bot) async fn standing(
        &self,
        (reader, lang): (ChatId, Lang),
        one: &Announcement,
        rate: f64,
    ) -> Result<Card, Failure> {
        let plan = Plan::parse(&one.body);
        // Both counts go over all deliveries: only when there can be such, and never while it moves.
        let (kept, old) = match one.state {
            State::Withdrawn => (delivery::count_in(&mut self.store.read().await?, one.id, Fate::TooOld).await?, 0),
            state if state.is_at_rest() && one.version > 0 => {
                (0, delivery::count_older(&mut self.store.read().await?, one.id, one.version).await?)
            }
            _ => (0, 0),
        };
        let text = plan.version(lang).map_or("", |(_, content)| &content.text);
        let span = (one.started.map(|at| self.city_time(at)), one.ended.map(|at| self.city_time(at)));
        let in_channel = plan.audience.channel || plan.post.is_some();
        let waits = plan.correction.is_some() && one.approved_by.is_some();
        let own = one.chat == reader;
        Ok(self.view.announced(lang, &Standing { one, text, rate, span, kept, old, in_channel, own, waits }))
    }

    /// The language of menus of a chat from which nothing came just now.
    pub(in crate::bot) async fn lang_of_chat(&self, chat: ChatId) -> Result<Lang, StoreError> {
        let known = resident::get(&mut self.store.read().await?, chat).await?;
        Ok(known.and_then(|known| known.lang).unwrap_or_else(|| default_lang(self)))
    }
}

impl Progress {
    /// Forgets what does not move any more.
    fn keep(&self, live: &[Announcement]) {
        self.with(|seen| seen.retain(|id, _| live.iter().any(|one| one.id == *id)));
    }

    /// How many a second are dealt with, when the card is to be changed now.
    fn due(&self, one: &Announcement, now: Timestamp) -> Option<f64> {
        self.with(|seen| {
            let seen = seen.entry(one.id).or_default();
            let rate = seen.note(now, one.tally.dealt_with());
            seen.is_due(now, one.state).then_some(rate)
        })
    }

    fn showed(&self, one: &Announcement, now: Timestamp) {
        self.with(|seen| seen.entry(one.id).or_default().shown = Some((now, one.state)));
    }

    fn with<T>(&self, look: impl FnOnce(&mut HashMap<AnnouncementId, Seen>) -> T) -> T {
        look(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pace_is_that_of_the_last_seconds_and_a_change_of_state_shows_at_once() {
        let mut seen = Seen::default();
        assert_eq!(seen.note(Timestamp(0), 0), 0.0);
        assert_eq!(seen.note(Timestamp(2_000), 50), 25.0);
        assert_eq!(seen.note(Timestamp(60_000), 50), 0.0);
        assert!(seen.is_due(Timestamp(0), State::Sending));
        seen.shown = Some((Timestamp(60_000), State::Sending));
        assert!(!seen.is_due(Timestamp(62_999), State::Sending) && seen.is_due(Timestamp(63_000), State::Sending));
        assert!(seen.is_due(Timestamp(60_001), State::Paused));
    }
}
