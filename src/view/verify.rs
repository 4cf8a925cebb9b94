//! "Is this from the akimat?" What a text, a forwarded message or a link turned out to be; and which announcement
//! somebody came from.

use jiff::civil::Date;
use search::Lang;

use super::View;
use super::card::Card;
use super::rich::{MAX_UNITS, Rich, Style, clip};
use crate::announce::judge::Finding;
use crate::knowledge::compare::Piece;
use crate::store::channel::Channel;

/// The most UTF-16 units that are shown of an announcement, of one that is asked about, and of what stays the same
/// between two changes.
const SHOWN: usize = 1500;
const ASKED: usize = 800;
const AROUND: usize = 60;

/// An announcement as residents are told of it.
#[derive(Clone, Copy, Debug)]
pub struct Announced<'a> {
    /// When it was sent, in the city.
    pub date: Date,
    /// What it says now.
    pub text: &'a str,
    /// The channel in whose name it was made, as far as that is known.
    pub channel: Option<&'a Channel>,
    /// Whether it was withdrawn.
    pub withdrawn: bool,
    /// Whether it can be asked about.
    pub asked: bool,
}

/// Who passed a text on that was an announcement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PassedBy<'a> {
    /// Whoever sent it, or nobody: it was pasted.
    Ourselves,
    /// Another channel with this title.
    Channel(&'a str),
    /// Somebody, or they hide who.
    Somebody,
}

impl View {
    /// What a text is of an announcement.
    pub fn verified(&self, lang: Lang, finding: &Finding, one: Announced<'_>, by: PassedBy<'_>) -> Card {
        let (id, shown) = match finding {
            Finding::Same => ("verify-same", Rich::default()),
            Finding::Part => ("verify-part", self.present(lang, one.text)),
            Finding::Changed(pieces) => ("verify-changed", self.changes(lang, "verify-marks", pieces)),
            Finding::Outdated(Some(pieces)) => ("verify-outdated", self.changes(lang, "verify-marks-since", pieces)),
            Finding::Outdated(None) => ("verify-outdated", self.present(lang, one.text)),
            Finding::Other => ("verify-other", self.present(lang, one.text)),
        };
        let by = match by {
            PassedBy::Ourselves => Rich::default(),
            PassedBy::Channel(title) => self.say(lang, "verify-by-channel", &[("title", title)]),
            PassedBy::Somebody => self.say(lang, "verify-by-somebody", &[]),
        };
        let text = self.heading(lang, id).line(self.sent(lang, one)).paragraph(by).paragraph(shown);
        self.with_question(lang, one, text)
    }

    /// The announcement that a link leads to. What stands there now cannot be read, so it is shown what was sent.
    pub fn linked_post(&self, lang: Lang, one: Announced<'_>) -> Card {
        let text = self.heading(lang, "verify-link").line(self.sent(lang, one));
        self.with_question(lang, one, text.paragraph(self.present(lang, one.text)))
    }

    /// A post of a linked channel that is no announcement of ours.
    pub fn posted_otherwise(&self, lang: Lang, channel: &Channel) -> Card {
        let text = self.say(lang, "verify-channel", &[]).line(self.channel(lang, channel));
        Card::text(text.paragraph(self.say(lang, "verify-channel-not-bot", &[])))
    }

    /// It is none of the announcements. These are the linked channels; with `human` a person can be asked.
    pub fn unverified(&self, lang: Lang, channels: &[Channel], human: bool) -> Card {
        let list = match channels {
            [] => Rich::default(),
            _ => channels
                .iter()
                .fold(self.say(lang, "verify-check", &[]), |text, channel| text.line(self.channel(lang, channel))),
        };
        let text =
            self.heading(lang, "verify-unknown").line(self.say(lang, "verify-unknown-not-false", &[])).paragraph(list);
        Card::text(text).with(human.then(|| vec![self.human(lang, None)]).into_iter().collect())
    }

    /// Which announcement somebody asks about: what it says, and below it what is known about that.
    pub fn about_announcement(&self, lang: Lang, one: Announced<'_>, answer: Option<Card>) -> Card {
        let date = one.date.strftime("%d.%m.%Y").to_string();
        let says = Rich::default().wrapped(Style::LongQuote, Rich::new(&clip(one.text.trim(), ASKED)));
        let head = self.say(lang, "verify-about", &[("date", &date)]).line(says).line(self.withdrawn(lang, one));
        match answer {
            Some(card) => Card { text: head.paragraph(card.text).clipped(MAX_UNITS), ..card },
            None => Card::text(head.paragraph(self.say(lang, "verify-about-nothing", &[]))),
        }
    }

    /// When and where it was sent, and that it was withdrawn.
    fn sent(&self, lang: Lang, one: Announced<'_>) -> Rich {
        let date = one.date.strftime("%d.%m.%Y").to_string();
        let channel = one.channel.map(|channel| self.channel(lang, channel)).unwrap_or_default();
        self.withdrawn(lang, one).line(self.say(lang, "verify-sent", &[("date", &date)])).line(channel)
    }

    fn withdrawn(&self, lang: Lang, one: Announced<'_>) -> Rich {
        let told = |text: Rich| Rich::default().wrapped(Style::Bold, text);
        if one.withdrawn { told(self.say(lang, "verify-withdrawn", &[])) } else { Rich::default() }
    }

    /// A channel's title, linked where it has a public name.
    fn channel(&self, lang: Lang, channel: &Channel) -> Rich {
        let label = self.fill(lang, "verify-in-channel", &[("title", &channel.title)]);
        match channel.username.as_str() {
            "" => Rich::new(&label),
            name => Rich::default().styled(Style::Link(format!("https://t.me/{name}")), &label),
        }
    }

    fn with_question(&self, lang: Lang, one: Announced<'_>, text: Rich) -> Card {
        let asked = if one.asked { self.say(lang, "verify-ask", &[]) } else { Rich::default() };
        let rest = asked.units() + 2;
        let whole = if asked.is_empty() { text } else { text.clipped(MAX_UNITS - rest).paragraph(asked) };
        Card::text(whole)
    }

    fn present(&self, lang: Lang, text: &str) -> Rich {
        let quote = Rich::default().wrapped(Style::LongQuote, Rich::new(&clip(text, SHOWN)));
        self.say(lang, "verify-present", &[]).line(quote)
    }

    /// What is gone struck through, what is new in bold.
    fn changes(&self, lang: Lang, marks: &str, pieces: &[Piece]) -> Rich {
        let last = pieces.len().saturating_sub(1);
        let text = pieces.iter().enumerate().fold(Rich::default(), |text, (at, piece)| match piece {
            Piece::Same(same) => text.plain(&around(same, at == 0, at == last)),
            Piece::Gone(gone) => text.styled(Style::Strike, gone),
            Piece::New(new) => text.styled(Style::Bold, new),
        });
        self.say(lang, marks, &[]).line(Rich::default().wrapped(Style::Quote, text.clipped(SHOWN)))
    }
}

/// What stays the same, shortened where no change stands beside it.
fn around(text: &str, first: bool, last: bool) -> String {
    let letters: Vec<char> = text.chars().collect();
    let (before, after) = (if first { 0 } else { AROUND }, if last { 0 } else { AROUND });
    if letters.len() <= before + after + 3 {
        return text.to_owned();
    }
    let part = |letters: &[char]| letters.iter().collect::<String>();
    let (head, tail) = (part(&letters[..before]), part(&letters[letters.len() - after..]));
    format!("{}…{}", head.trim_end(), tail.trim_start())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stays_the_same_is_shortened_around_changes() {
        let long = "слово ".repeat(100);
        assert!(around(&long, true, false).starts_with('…') && around(&long, false, true).ends_with('…'));
        assert_eq!(around(&long, false, false).chars().count(), 2 * AROUND);
        assert_eq!(around("мало слов", false, false), "мало слов");
    }
}
