//! What a draft would change, shown before it is published.

use search::Lang;

use super::View;
use super::card::Card;
use super::rich::{Rich, clip};
use crate::desk::impact::{Impact, Said, Shift};
use crate::ids::{DraftId, EntryId};
use crate::knowledge::entry::Knowledge;

/// The most UTF-16 units of a question, and how many of each kind are named.
const QUESTION: usize = 90;
const NAMED: usize = 6;

impl View {
    /// That the draft is being tried out.
    pub fn weighing(&self, lang: Lang) -> Card {
        Card::text(self.say(lang, "impact-working", &[]))
    }

    /// That it could not be tried out.
    pub fn not_weighed(&self, lang: Lang) -> Card {
        Card::text(self.say(lang, "impact-failed", &[]))
    }

    /// What would change.
    pub fn impact(&self, lang: Lang, id: DraftId, impact: &Impact, knowledge: &Knowledge) -> Card {
        let number = id.0.to_string();
        let figures = [
            ("count", impact.labelled.to_string()),
            ("before", impact.right_before.to_string()),
            ("after", impact.right_after.to_string()),
        ];
        let figures: Vec<(&str, &str)> = figures.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let shifts = |id, shifts: &[Shift]| self.shifts(lang, id, shifts, knowledge);
        let own = match impact.own {
            None => Rich::default(),
            Some(true) => self.say(lang, "impact-own-found", &[]),
            Some(false) => self.say(lang, "impact-own-missed", &[]),
        };
        let recent = match (impact.recent, impact.shifted.len()) {
            (0, _) => self.say(lang, "impact-no-recent", &[]),
            (_, 0) => self.count_of(lang, "impact-recent-same", impact.recent),
            (all, changed) => {
                let (all, changed) = (all.to_string(), changed.to_string());
                self.say(lang, "impact-recent", &[("count", &all), ("changed", &changed)]).line(self.list(
                    lang,
                    &impact.shifted,
                    knowledge,
                ))
            }
        };
        let reworded = match impact.reworded {
            0 => Rich::default(),
            count => self.count_of(lang, "impact-reworded", count),
        };
        let labelled = match impact.labelled {
            0 => Rich::default(),
            _ => self.say(lang, "impact-labelled", &figures),
        };
        let text = Rich::default()
            .bold(&self.fill(lang, "impact-title", &[("number", &number)]))
            .paragraph(own)
            .paragraph(labelled)
            .line(shifts("impact-broken", &impact.broken))
            .line(shifts("impact-mended", &impact.mended))
            .paragraph(recent)
            .paragraph(reworded);
        Card::text(text).with(vec![self.publish_button(lang, id)])
    }

    fn count_of(&self, lang: Lang, id: &str, count: usize) -> Rich {
        Rich::new(&self.texts.count(lang, id, ("count", i64::try_from(count).unwrap_or(i64::MAX))))
    }

    fn shifts(&self, lang: Lang, id: &str, shifts: &[Shift], knowledge: &Knowledge) -> Rich {
        match shifts.len() {
            0 => Rich::default(),
            count => self.count_of(lang, id, count).line(self.list(lang, shifts, knowledge)),
        }
    }

    fn list(&self, lang: Lang, shifts: &[Shift], knowledge: &Knowledge) -> Rich {
        shifts.iter().take(NAMED).fold(Rich::default(), |text, shift| {
            let (before, after) =
                (self.short(lang, &shift.before, knowledge), self.short(lang, &shift.after, knowledge));
            text.line(Rich::new(&format!("• {}: {before} → {after}", clip(&shift.question, QUESTION))))
        })
    }

    /// An outcome in a word or two.
    fn short(&self, lang: Lang, said: &Said, knowledge: &Knowledge) -> String {
        let name = |id: &EntryId| knowledge.entry(id).map(|entry| entry.name(lang).to_owned());
        match said {
            Said::Answer(id) => name(id).unwrap_or_else(|| self.get(lang, "impact-new")),
            Said::Ask => self.get(lang, "impact-ask"),
            Said::Decline => self.get(lang, "impact-decline"),
            Said::Smalltalk => self.get(lang, "impact-smalltalk"),
        }
    }
}
