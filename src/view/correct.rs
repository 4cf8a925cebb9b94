//! Correcting and withdrawing what was sent: what an admin is asked and told.

use search::Lang;

use super::View;
use super::announced::grouped;
use super::card::{AnnounceAct, Button, Card, Press};
use super::rich::Rich;
use crate::announce::plan::{Audience, Plan};
use crate::ids::AnnouncementId;
use crate::store::announcement::Announcement;

/// Why a correction cannot be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Correction {
    /// A file takes the place of a file only where both are alone.
    Media,
    /// It has so many UTF-16 units, and only so many may be.
    Long(usize, usize),
    /// It says the same.
    Same,
}

impl View {
    /// Which version is wrong?
    pub fn correct_which(&self, lang: Lang, id: AnnouncementId, langs: &[Lang]) -> Card {
        let button = |which: &Lang| {
            self.button(lang, &format!("btn-lang-{}", which.code()), Press::Announce(AnnounceAct::of(*which), id))
        };
        let row = langs.iter().map(button).collect();
        Card::text(self.say(lang, "announced-correct-which", &[])).with(vec![row, self.keep(lang, id)])
    }

    /// What to do.
    pub fn correct_how(&self, lang: Lang, id: AnnouncementId) -> Card {
        Card::text(self.say(lang, "announced-correct-how", &[])).with(vec![self.keep(lang, id)])
    }

    /// Its maker edited the message that it was made of, which changes nothing.
    pub fn edited_after(&self, lang: Lang, one: &Announcement) -> Card {
        let text = self.say(lang, "announced-edited", &[("number", &one.id.0.to_string())]);
        let correct = self.button(lang, "btn-ann-correct", Press::Announce(AnnounceAct::Correct, one.id));
        let can = one.state.is_at_rest() && one.tally.sent > 0;
        Card::text(text).with(can.then(|| vec![correct]).into_iter().collect())
    }

    /// Why it cannot be taken; another one is waited for.
    pub fn correct_wrong(&self, lang: Lang, id: AnnouncementId, wrong: Correction) -> Card {
        let text = match wrong {
            Correction::Media => self.say(lang, "announced-correct-media", &[]),
            Correction::Same => self.say(lang, "announced-correct-same", &[]),
            Correction::Long(units, limit) => {
                let number = |count: usize| grouped(lang, i64::try_from(count).unwrap_or(i64::MAX));
                let (units, limit) = (number(units), number(limit));
                self.say(lang, "announced-correct-long", &[("units", &units), ("limit", &limit)])
            }
        };
        Card::text(text).with(vec![self.keep(lang, id)])
    }

    /// Below the correction as it will look.
    pub fn correct_check(&self, lang: Lang, one: &Announcement) -> Card {
        let now = self.button(lang, "btn-ann-correct-now", Press::Announce(AnnounceAct::CorrectNow, one.id));
        let count = grouped(lang, one.tally.sent);
        let text = self.say(lang, "announced-correct-check", &[("count", &count)]);
        Card::text(text.line(self.post_stays(lang, one))).with(vec![vec![now], self.keep(lang, one.id)])
    }

    /// Below a correction that somebody else wants, as it will look.
    pub fn correct_propose(&self, lang: Lang, one: &Announcement) -> Card {
        let (number, count) = (one.id.0.to_string(), grouped(lang, one.tally.sent));
        let args = [("number", &*number), ("name", &*one.by_name), ("count", &*count)];
        let now = self.button(lang, "btn-ann-correct-now", Press::Announce(AnnounceAct::CorrectNow, one.id));
        let text = self.say(lang, "announced-correct-propose", &args).line(self.post_stays(lang, one));
        Card::text(text).with(vec![vec![now], self.keep(lang, one.id)])
    }

    /// What was made of a post of the channel changes that post by nothing.
    fn post_stays(&self, lang: Lang, one: &Announcement) -> Rich {
        match Plan::parse(&one.body).post {
            Some(_) => self.say(lang, "announced-post-stays", &[]),
            None => Rich::default(),
        }
    }

    /// So many others were asked to confirm a correction.
    pub fn correct_asked(&self, lang: Lang, id: AnnouncementId, asked: usize) -> Card {
        let text = self.say(lang, "announced-correct-asked", &[("count", &asked.to_string())]);
        Card::text(text).with(vec![self.keep(lang, id)])
    }

    /// Somebody else left the announcement as it is.
    pub fn correct_left(&self, lang: Lang, id: AnnouncementId, name: &str) -> Card {
        let number = id.0.to_string();
        Card::text(self.say(lang, "announced-correct-left", &[("number", &number), ("name", name)]))
    }

    /// Is it to be deleted everywhere?
    pub fn withdraw_ask(&self, lang: Lang, one: &Announcement) -> Card {
        let now = self.button(lang, "btn-ann-withdraw-now", Press::Announce(AnnounceAct::WithdrawNow, one.id));
        let count = grouped(lang, one.tally.sent);
        let channel = match Plan::parse(&one.body) {
            Plan { post: None, audience: Audience { channel: true, .. }, .. } => {
                self.say(lang, "announced-withdraw-channel", &[])
            }
            _ => self.post_stays(lang, one),
        };
        let text = self.say(lang, "announced-withdraw-ask", &[("count", &count)]).line(channel);
        Card::text(text).with(vec![vec![now], self.keep(lang, one.id)])
    }

    /// Below the file of deliveries.
    pub fn csv_caption(&self, lang: Lang, whole: bool) -> String {
        let told = self.get(lang, "announced-csv");
        if whole { told } else { format!("{told}\n{}", self.get(lang, "announced-csv-short")) }
    }

    fn keep(&self, lang: Lang, id: AnnouncementId) -> Vec<Button> {
        vec![self.button(lang, "btn-ann-keep", Press::Announce(AnnounceAct::Back, id))]
    }
}
