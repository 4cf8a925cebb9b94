//! The list of announcements: drafts, what is scheduled, what goes out, what went out.

use jiff::tz::TimeZone;
use search::Lang;

use crate::announce::plan::Plan;
use crate::store::announcement::{Announcement, State};
use crate::view::View;
use crate::view::card::{AnnounceAct, Button, Card, Press};
use crate::view::rich::{Rich, clip};

/// The most UTF-16 units of an announcement's first words.
const WORDS: usize = 40;

impl View {
    /// `/announcements`: a line and a button each.
    pub fn announcements(&self, lang: Lang, all: &[Announcement], zone: &TimeZone) -> Card {
        if all.is_empty() {
            return Card::text(self.say(lang, "ann-list-empty", &[]));
        }
        let groups = [
            ("ann-list-drafts", &[State::Draft][..]),
            ("ann-list-scheduled", &[State::Scheduled, State::Late]),
            (
                "ann-list-running",
                &[State::Freezing, State::Sending, State::Paused, State::Correcting, State::Withdrawing],
            ),
            ("ann-list-sent", &[State::Sent, State::Stopped, State::Withdrawn]),
        ];
        let text = groups.into_iter().fold(self.heading(lang, "ann-list-title"), |text, (title, states)| {
            let those = all.iter().filter(|one| states.contains(&one.state));
            let lines = those.fold(Rich::default(), |lines, one| lines.line(self.listed(lang, one, zone)));
            match lines.text().is_empty() {
                true => text,
                false => text.paragraph(self.say(lang, title, &[]).line(lines)),
            }
        });
        let button = |one: &Announcement| {
            let label = self.fill(lang, "btn-ann-open", &[("name", &name(one))]);
            vec![Button::press(&label, Press::Announce(AnnounceAct::Open, one.id))]
        };
        Card::text(text).with(all.iter().map(button).collect())
    }

    fn listed(&self, lang: Lang, one: &Announcement, zone: &TimeZone) -> Rich {
        let at = one.ended.or(one.started).or(one.due);
        let at = at.map(|at| format!(" · {}", self.moment_in(lang, at, zone))).unwrap_or_default();
        Rich::new(&format!("{}{at}", name(one)))
    }
}

/// Its number and its first words.
fn name(one: &Announcement) -> String {
    let plan = Plan::parse(&one.body);
    let words = plan.texts.values().find(|text| !text.text.trim().is_empty());
    let words = words.map(|text| text.text.split_whitespace().collect::<Vec<_>>().join(" ")).unwrap_or_default();
    format!("{}: {}", one.id.0, clip(&words, WORDS)).trim_end().to_owned()
}
