//! Correcting and withdrawing what was sent: what an admin is asked and told.

use search::Lang;

use super::View;
use super::announced::grouped;
use super::card::{AnnounceAct, Button, Card, Press};
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
        Card::text(text).with(vec![vec![now], self.keep(lang, one.id)])
    }

    /// Is it to be deleted everywhere?
    pub fn withdraw_ask(&self, lang: Lang, one: &Announcement) -> Card {
        let now = self.button(lang, "btn-ann-withdraw-now", Press::Announce(AnnounceAct::WithdrawNow, one.id));
        let count = grouped(lang, one.tally.sent);
        let text = self.say(lang, "announced-withdraw-ask", &[("count", &count)]);
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
