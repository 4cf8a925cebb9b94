//! The last step before an announcement goes out: to how many, where, in which languages and when, and what quiet hours
//! mean for it.

use search::Lang;

use super::card::channel_title;
use super::{AnnounceCard, Hush};
use crate::view::View;
use crate::view::rich::Rich;

impl View {
    pub(super) fn last_step(&self, lang: Lang, card: &AnnounceCard<'_>) -> Rich {
        let langs: Vec<String> = card.plan.texts.keys().map(|spoken| self.lang_name(lang, *spoken)).collect();
        let posted = card.plan.audience.channel && card.plan.post.is_none();
        let channel = match posted {
            true => self.say(lang, "ann-last-channel", &[("channel", &channel_title(card.channel))]),
            false => self.say(lang, "ann-last-no-channel", &[]),
        };
        let begins = match card.row.due {
            Some(due) => self.say(lang, "ann-last-at", &[("time", &self.moment_in(lang, due, card.zone))]),
            None => self.say(lang, "ann-last-now", &[]),
        };
        Rich::default()
            .bold(&self.get(lang, "ann-last"))
            .line(self.whom(lang, card))
            .line(channel)
            .line(self.say(lang, "ann-last-langs", &[("list", &langs.join(", "))]))
            .line(begins)
            .line(self.hush(lang, card))
    }

    fn hush(&self, lang: Lang, card: &AnnounceCard<'_>) -> Rich {
        let Some(hush) = card.quiet else { return Rich::default() };
        match hush {
            Hush::Held(span, until) => {
                let (hours, time) = (View::quiet_span(span), self.moment_in(lang, until, card.zone));
                self.say(lang, "ann-hush-held", &[("hours", &hours), ("time", &time)])
            }
            Hush::Short(span) => self.say(lang, "ann-hush-short", &[("hours", &View::quiet_span(span))]),
            Hush::Loud(span) => self.say(lang, "ann-hush-loud", &[("hours", &View::quiet_span(span))]),
        }
    }
}
