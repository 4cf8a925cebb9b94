//! An announcement that goes out or is out, as its card shows it: how far it is, what came of it, and what can still be
//! done.

use std::time::Duration;

use jiff::civil::DateTime;
use search::Lang;

use super::View;
use super::card::{AnnounceAct, Button, Card, Press};
use super::rich::{Rich, clip};
use crate::store::announcement::{Announcement, State};

/// The most UTF-16 units of a title.
const TITLE_UNITS: usize = 60;
/// Blocks of a bar.
const BLOCKS: i64 = 12;

/// How an announcement stands.
#[derive(Clone, Debug)]
pub struct Standing<'a> {
    /// The announcement.
    pub one: &'a Announcement,
    /// What it says, in any language.
    pub text: &'a str,
    /// How many a second are dealt with.
    pub rate: f64,
    /// When it began and ended, by the city's clock.
    pub span: (Option<DateTime>, Option<DateTime>),
    /// How many were too old to be deleted.
    pub kept: i64,
    /// How many still have a text from before the newest correction.
    pub old: i64,
    /// Whether it was posted in the channel.
    pub in_channel: bool,
    /// Whether its maker reads it.
    pub own: bool,
    /// Whether a correction of it waits for a second admin.
    pub waits: bool,
}

impl View {
    /// The card.
    pub fn announced(&self, lang: Lang, standing: &Standing<'_>) -> Card {
        let one = standing.one;
        let title = clip(standing.text.trim().lines().next().unwrap_or_default(), TITLE_UNITS);
        let args = [("number", one.id.0.to_string()), ("title", title)];
        let text = self.heading_of(lang, "announced-title", &args).paragraph(self.state(lang, standing));
        Card::text(text).with(self.announced_rows(lang, standing))
    }

    fn heading_of(&self, lang: Lang, id: &str, args: &[(&str, String)]) -> Rich {
        let args: Vec<_> = args.iter().map(|(name, text)| (*name, text.as_str())).collect();
        Rich::default().bold(&self.fill(lang, id, &args))
    }

    fn state(&self, lang: Lang, standing: &Standing<'_>) -> Rich {
        let one = standing.one;
        let say = |id| self.say(lang, id, &[]);
        match one.state {
            State::Freezing => say("announced-freezing"),
            State::Sending => self
                .bar(lang, "announced-sending", one.tally.dealt_with(), one.tally.total)
                .line(self.pace(lang, standing))
                .line(self.problem(lang, one))
                .paragraph(self.tally(lang, standing)),
            State::Paused => self
                .bar(lang, "announced-paused", one.tally.dealt_with(), one.tally.total)
                .line(self.problem(lang, one))
                .paragraph(self.tally(lang, standing)),
            State::Correcting => say_count(self, lang, "announced-correcting", one.done, one.tally.sent)
                .line(bar(one.done, one.tally.sent)),
            State::Withdrawing => say_count(self, lang, "announced-withdrawing", one.done, one.tally.sent)
                .line(bar(one.done, one.tally.sent)),
            State::Withdrawn => say("announced-withdrawn").line(self.span(lang, standing)).paragraph(
                self.counted(lang, "announced-deleted", one.done - standing.kept).line(self.counted(
                    lang,
                    "announced-kept",
                    standing.kept,
                )),
            ),
            State::Stopped => {
                say("announced-stopped").line(self.span(lang, standing)).paragraph(self.report(lang, standing))
            }
            _ => say("announced-done").line(self.span(lang, standing)).paragraph(self.report(lang, standing)),
        }
    }

    fn bar(&self, lang: Lang, id: &str, done: i64, all: i64) -> Rich {
        let count = say_count(self, lang, "announced-count", done, all);
        self.say(lang, id, &[]).line(bar(done, all)).line(count)
    }

    fn pace(&self, lang: Lang, standing: &Standing<'_>) -> Rich {
        let tally = &standing.one.tally;
        let left = tally.total - tally.dealt_with();
        if left <= 0 || standing.rate <= 0.0 {
            return Rich::default();
        }
        let rate = grouped(lang, (standing.rate.round() as i64).max(1));
        let time = self.time_left(lang, Duration::from_secs_f64(left as f64 / standing.rate));
        self.say(lang, "announced-rate", &[("rate", &rate), ("time", &time)])
    }

    fn problem(&self, lang: Lang, one: &Announcement) -> Rich {
        match one.problem.as_str() {
            "refused" => self.say(lang, "announced-refused", &[]),
            _ => Rich::default(),
        }
    }

    /// What became of those dealt with: only what there is.
    fn tally(&self, lang: Lang, standing: &Standing<'_>) -> Rich {
        let tally = &standing.one.tally;
        self.say(lang, "announced-delivered", &[("count", &grouped(lang, tally.sent))])
            .line(self.counted(lang, "announced-blocked", tally.blocked))
            .line(self.counted(lang, "announced-failed", tally.refused))
            .line(self.counted(lang, "announced-unknown", tally.unknown))
    }

    fn report(&self, lang: Lang, standing: &Standing<'_>) -> Rich {
        let one = standing.one;
        let rest = one.tally.total - one.tally.dealt_with();
        let rest_id = if one.state == State::Stopped { "announced-rest" } else { "announced-erased" };
        let told = self
            .tally(lang, standing)
            .line(self.counted(lang, rest_id, rest))
            .line(self.counted(lang, "announced-corrected", one.version))
            .line(self.counted(lang, "announced-old", standing.old));
        let told = if standing.waits { told.paragraph(self.say(lang, "announced-waits", &[])) } else { told };
        match is_unclear(one) && may_retry(one) {
            true => told.paragraph(self.say(lang, "announced-unclear", &[])),
            false => told,
        }
    }

    fn span(&self, lang: Lang, standing: &Standing<'_>) -> Rich {
        let moment = |moment: DateTime| moment.strftime("%d.%m.%Y %H:%M").to_string();
        match standing.span {
            (Some(from), Some(until)) if moment(from) != moment(until) => {
                self.say(lang, "announced-span", &[("from", &moment(from)), ("until", &moment(until))])
            }
            (Some(from), _) => Rich::new(&moment(from)),
            _ => Rich::default(),
        }
    }

    /// A line that counts something, unless there is none of it.
    fn counted(&self, lang: Lang, id: &str, count: i64) -> Rich {
        if count <= 0 { Rich::default() } else { self.say(lang, id, &[("count", &grouped(lang, count))]) }
    }

    /// A time in words, roughly: seconds while they are few.
    pub(super) fn time_left(&self, lang: Lang, time: Duration) -> String {
        match time.as_secs() {
            seconds @ 0..=90 => self.texts.count(lang, "announced-seconds", ("count", seconds.max(1) as i64)),
            _ => self.duration(lang, time),
        }
    }

    fn announced_rows(&self, lang: Lang, standing: &Standing<'_>) -> Vec<Vec<Button>> {
        let one = standing.one;
        let act = |id, act| self.button(lang, id, Press::Announce(act, one.id));
        let (pause, resume) = (act("btn-ann-pause", AnnounceAct::Pause), act("btn-ann-resume", AnnounceAct::Resume));
        let stop = act("btn-ann-stop", AnnounceAct::Stop);
        match one.state {
            State::Freezing | State::Correcting => vec![vec![stop]],
            State::Sending => vec![vec![pause, stop]],
            State::Paused => vec![vec![resume, stop]],
            State::Sent | State::Stopped => {
                let pin = standing.in_channel.then(|| act("btn-ann-pin", AnnounceAct::Pin));
                let mut rows = Vec::new();
                if is_unclear(one) {
                    rows.extend(may_retry(one).then(|| vec![act("btn-ann-retry", AnnounceAct::Retry)]));
                    rows.push(vec![act("btn-ann-leave", AnnounceAct::Leave)]);
                }
                if one.tally.sent > 0 {
                    let correct = standing.own.then(|| act("btn-ann-correct", AnnounceAct::Correct));
                    let withdraw = act("btn-ann-withdraw", AnnounceAct::Withdraw);
                    rows.push(correct.into_iter().chain([withdraw]).collect());
                }
                rows.push(pin.into_iter().collect());
                rows.push(vec![act("btn-ann-csv", AnnounceAct::Csv)]);
                rows
            }
            State::Withdrawn => vec![vec![act("btn-ann-csv", AnnounceAct::Csv)]],
            _ => Vec::new(),
        }
    }
}

/// Whether nobody knows of some whether they have it, and nobody has decided yet to leave it at that.
fn is_unclear(one: &Announcement) -> bool {
    one.tally.unknown > 0 && one.problem != "left"
}

/// Whether those can be tried again. Not where it was stopped half-way: it would go out to all the others, too.
fn may_retry(one: &Announcement) -> bool {
    one.state != State::Stopped || one.tally.total <= one.tally.dealt_with()
}

fn say_count(view: &View, lang: Lang, id: &str, done: i64, all: i64) -> Rich {
    view.say(lang, id, &[("done", &grouped(lang, done)), ("total", &grouped(lang, all))])
}

/// A bar that is full when all are done, with the share in percent.
fn bar(done: i64, all: i64) -> Rich {
    let share = |of: i64| if all <= 0 { of } else { (done.clamp(0, all) * of) / all };
    let full = usize::try_from(share(BLOCKS)).unwrap_or_default();
    let empty = usize::try_from(BLOCKS).unwrap_or_default().saturating_sub(full);
    Rich::new(&format!("{}{} {} %", "▓".repeat(full), "░".repeat(empty), share(100)))
}

/// A number in groups of three, as the language writes it.
pub(super) fn grouped(lang: Lang, number: i64) -> String {
    let gap = if lang == Lang::En { ',' } else { '\u{a0}' };
    let digits = number.unsigned_abs().to_string();
    let mut told = String::from(if number < 0 { "-" } else { "" });
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            told.push(gap);
        }
        told.push(digit);
    }
    told
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_bars() {
        let told = |number| (grouped(Lang::En, number), grouped(Lang::Ru, number));
        assert_eq!(told(1_500_000), ("1,500,000".to_owned(), "1\u{a0}500\u{a0}000".to_owned()));
        assert_eq!(told(-999), ("-999".to_owned(), "-999".to_owned()));
        assert_eq!(bar(0, 0).text(), "▓▓▓▓▓▓▓▓▓▓▓▓ 100 %");
        assert_eq!(bar(1, 3).text(), "▓▓▓▓░░░░░░░░ 33 %");
        assert_eq!(bar(9, 3).text(), "▓▓▓▓▓▓▓▓▓▓▓▓ 100 %");
    }
}
