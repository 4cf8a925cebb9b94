//! What staff read once a day. Every line that something can be done about has a number, and a button with the same one.

use jiff::civil::{Date, DateTime};
use search::Lang;

use super::View;
use super::card::{Button, Card, EntryAct, Press, Tap};
use super::rich::{Rich, clip};
use crate::desk::digest::{Digest, Waiting, Worst};
use crate::desk::gaps::Gap;
use crate::ids::ChatId;
use crate::knowledge::entry::Entry;

/// The most UTF-16 units of a resident's words or of an entry's name: with all lines at their longest, the digest still
/// fits one message.
const LINE_UNITS: usize = 140;
/// Buttons side by side.
const IN_A_ROW: usize = 2;
/// What the ids of supergroups begin with; their addresses leave it out.
const SUPERGROUP: &str = "-100";

/// A line to be numbered: its message, what is inserted there, and what its button does.
struct Line {
    id: &'static str,
    args: Vec<(&'static str, String)>,
    tap: Option<Tap>,
}

/// Lines of one kind.
struct Section {
    heading: &'static str,
    label: &'static str,
    lines: Vec<Line>,
    /// How many more there are.
    more: usize,
}

impl View {
    /// The digest.
    pub fn digest(&self, lang: Lang, digest: &Digest) -> Card {
        let sections = [
            Section {
                heading: "digest-worst",
                label: "btn-digest-worst",
                lines: digest.worst.iter().map(|worst| worst_line(lang, worst)).collect(),
                more: 0,
            },
            Section {
                heading: "digest-gaps",
                label: "btn-digest-gap",
                lines: digest.gaps.iter().map(|gap| self.gap_line(lang, gap)).collect(),
                more: 0,
            },
            Section {
                heading: "digest-waiting",
                label: "btn-digest-waiting",
                lines: digest.waiting.first.iter().map(|waits| self.waiting_line(lang, digest.group, waits)).collect(),
                more: digest.waiting.more,
            },
            Section {
                heading: "digest-overdue",
                label: "btn-digest-overdue",
                lines: digest.overdue.first.iter().map(|entry| overdue_line(lang, entry)).collect(),
                more: digest.overdue.more,
            },
        ];
        let (mut text, mut rows, mut number) = (self.figures(lang, digest), Vec::new(), 0);
        for section in sections.into_iter().filter(|section| !section.lines.is_empty()) {
            let (told, buttons) = self.section(lang, &section, number);
            number += section.lines.len();
            text = text.paragraph(told);
            rows.extend(buttons.chunks(IN_A_ROW).map(<[Button]>::to_vec));
        }
        Card::text(text).with(rows)
    }

    fn figures(&self, lang: Lang, digest: &Digest) -> Rich {
        let count = |id, count: i64| self.say(lang, id, &[("count", &count.to_string())]);
        let (since, until) = (moment(digest.span.0), moment(digest.span.1));
        let asked = digest.asked;
        let of = [asked.answered, asked.asked_back, asked.declined].map(|count| count.to_string());
        let outcomes = [("answered", of[0].as_str()), ("asked", &of[1]), ("declined", &of[2])];
        let (useful, not_useful) = (digest.votes.0.to_string(), digest.votes.1.to_string());
        let none = Rich::default;
        Rich::default()
            .bold(&self.get(lang, "digest-title"))
            .line(self.say(lang, "digest-time", &[("since", &since), ("until", &until)]))
            .paragraph(count("digest-asked", asked.all()))
            .line(if asked.all() > 0 { self.say(lang, "digest-outcomes", &outcomes) } else { none() })
            .line(if asked.smalltalk > 0 { count("digest-smalltalk", asked.smalltalk) } else { none() })
            .line(match digest.votes {
                (0, 0) => none(),
                _ => self.say(lang, "digest-votes", &[("useful", &useful), ("not-useful", &not_useful)]),
            })
    }

    /// A section's text and its buttons; so many lines come before it.
    fn section(&self, lang: Lang, section: &Section, before: usize) -> (Rich, Vec<Button>) {
        let mut text = Rich::default().bold(&self.get(lang, section.heading));
        let mut buttons = Vec::new();
        for (number, line) in (before + 1..).zip(&section.lines) {
            let number = ("number", number.to_string());
            let args: Vec<_> = line.args.iter().chain([&number]).map(|(name, value)| (*name, value.as_str())).collect();
            text = text.line(self.say(lang, line.id, &args));
            let label = self.fill(lang, section.label, &[(number.0, &number.1)]);
            buttons.extend(line.tap.clone().map(|tap| Button { label, tap }));
        }
        let more = i64::try_from(section.more).unwrap_or(i64::MAX);
        let more = (more > 0).then(|| Rich::new(&self.texts.count(lang, "digest-more", ("count", more))));
        (text.line(more.unwrap_or_default()), buttons)
    }

    fn gap_line(&self, lang: Lang, gap: &Gap) -> Line {
        let count = i64::try_from(gap.count).unwrap_or(i64::MAX);
        let times = self.texts.count(lang, "digest-times", ("count", count));
        let args = vec![("text", short(&gap.text)), ("times", times)];
        Line { id: "digest-gap-line", args, tap: Some(Tap::Press(Press::Gap(gap.question))) }
    }

    fn waiting_line(&self, lang: Lang, group: ChatId, waits: &Waiting) -> Line {
        let question = format!("{} · {}", waits.ticket.0, short(&waits.text));
        let args =
            vec![("question", question.trim_end_matches(" · ").to_owned()), ("time", self.duration(lang, waits.time))];
        Line { id: "digest-waiting-line", args, tap: topic_url(group, waits.topic).map(Tap::Url) }
    }
}

fn worst_line(lang: Lang, worst: &Worst) -> Line {
    let args = vec![
        ("entry", short(worst.entry.name(lang))),
        ("count", worst.not_useful.to_string()),
        ("all", worst.said.to_string()),
    ];
    Line { id: "digest-worst-line", args, tap: Some(open(&worst.entry)) }
}

fn overdue_line(lang: Lang, entry: &Entry) -> Line {
    let date = entry.review_by.parse::<Date>().map(|date| date.strftime("%d.%m.%Y").to_string());
    let args = vec![("entry", short(entry.name(lang))), ("date", date.unwrap_or_default())];
    Line { id: "digest-overdue-line", args, tap: Some(open(entry)) }
}

fn open(entry: &Entry) -> Tap {
    Tap::Press(Press::Entry(EntryAct::Open, entry.id.clone()))
}

/// On one line, and not too long.
fn short(text: &str) -> String {
    clip(&text.split_whitespace().collect::<Vec<_>>().join(" "), LINE_UNITS)
}

fn moment(moment: DateTime) -> String {
    moment.strftime("%d.%m, %H:%M").to_string()
}

/// The address of a topic, which only members of the group can open. Only supergroups have such addresses.
fn topic_url(group: ChatId, topic: i64) -> Option<String> {
    let group = group.0.to_string();
    group.strip_prefix(SUPERGROUP).map(|bare| format!("https://t.me/c/{bare}/{topic}"))
}
