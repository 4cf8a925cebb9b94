//! What a text is, seen beside everything that was sent: an announcement as it stands, one that was corrected since, a
//! changed one, a part of one.

use super::compare::{Candidate, Verdict, compare};
use crate::ids::AnnouncementId;
use crate::knowledge::compare::Piece;
use crate::store::announcement_text::SentText;

/// What a text is of an announcement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Finding {
    /// All of it, word for word.
    Same,
    /// All of it, but changed: the announcement in pieces.
    Changed(Vec<Piece>),
    /// A part of it, word for word.
    Part,
    /// An earlier version of it, which was corrected: the text in pieces, as it was changed to what holds now; none: too
    /// much of it.
    Outdated(Option<Vec<Piece>>),
    /// Something else, although it stands where the announcement stood.
    Other,
}

/// One text that was sent, among others.
#[derive(Clone, Debug)]
pub(super) struct Sent {
    /// Of which announcement.
    pub(super) announcement: AnnouncementId,
    /// The text.
    pub(super) text: SentText,
}

impl Sent {
    /// Whether no correction of it was sent in its language.
    fn is_current(&self, all: &[Sent]) -> bool {
        let same = |other: &&Sent| other.announcement == self.announcement && other.text.lang == self.text.lang;
        all.iter().filter(same).all(|other| other.text.version <= self.text.version)
    }
}

/// What the text is, and of which of these; nothing: of none. Of several alike it is the first one, so the newest come
/// first.
pub(super) fn judge<'a>(text: &str, all: &'a [Sent]) -> Option<(&'a Sent, Finding)> {
    let (current, old): (Vec<&Sent>, Vec<&Sent>) = all.iter().partition(|sent| sent.is_current(all));
    let (now, before) = (verdict(text, &current), verdict(text, &old));
    let outdated = |at: usize| {
        let old = old.get(at)?;
        let present = all.iter().find(|other| {
            other.announcement == old.announcement && other.text.lang == old.text.lang && other.is_current(all)
        })?;
        Some((present, Finding::Outdated(since(text, &present.text.text))))
    };
    match (now, before) {
        (Verdict::Same(at), _) => Some((current.get(at)?, Finding::Same)),
        (_, Verdict::Same(at)) => outdated(at),
        (Verdict::Changed { id: at, pieces }, _) => Some((current.get(at)?, Finding::Changed(pieces))),
        (Verdict::Part(at), _) => Some((current.get(at)?, Finding::Part)),
        (Verdict::Unknown, Verdict::Changed { id: at, .. } | Verdict::Part(at)) => outdated(at),
        (Verdict::Unknown, Verdict::Unknown) => None,
    }
}

fn verdict(text: &str, sent: &[&Sent]) -> Verdict<usize> {
    let candidates: Vec<_> =
        sent.iter().enumerate().map(|(id, sent)| Candidate { id, text: sent.text.text.as_str() }).collect();
    compare(text, &candidates)
}

/// What was changed in a text to make it what holds now.
fn since(text: &str, present: &str) -> Option<Vec<Piece>> {
    match compare(present, &[Candidate { id: (), text }]) {
        Verdict::Changed { pieces, .. } => Some(pieces),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use super::*;
    use crate::clock::Timestamp;

    const FIRST: &str =
        "Завтра с девяти до шести на улице Абая не будет холодной воды из-за ремонта сетей, запаситесь водой.";
    const SECOND: &str =
        "Завтра с девяти до трёх на улице Абая не будет холодной воды из-за ремонта сетей, запаситесь водой.";
    const OTHER: &str =
        "В субботу на площади пройдёт большая ярмарка, приходите всей семьёй и приносите сумки для овощей.";

    fn sent(announcement: i64, version: i64, text: &str) -> Sent {
        let text = SentText { version, lang: "ru".to_owned(), at: Timestamp(version), text: text.to_owned() };
        Sent { announcement: AnnouncementId(announcement), text }
    }

    fn judged(text: &str, all: &[Sent]) -> Option<(i64, i64, Finding)> {
        judge(text, all).map(|(sent, finding)| (sent.announcement.0, sent.text.version, finding))
    }

    #[test]
    fn what_was_corrected_is_told_apart() {
        let all = [sent(2, 0, OTHER), sent(1, 1, SECOND), sent(1, 0, FIRST)];
        assert_eq!(judged(SECOND, &all), Some((1, 1, Finding::Same)));
        assert_eq!(judged(OTHER, &all), Some((2, 0, Finding::Same)));
        let Some((1, 1, Finding::Outdated(Some(pieces)))) = judged(FIRST, &all) else { panic!("outdated") };
        let (gone, new) = (Piece::Gone(" шести".to_owned()), Piece::New(" трёх".to_owned()));
        assert!(pieces.contains(&gone) && pieces.contains(&new), "{pieces:?}");
        let Some((1, 1, Finding::Changed(pieces))) = judged(&SECOND.replace("Абая", "Сейфуллина"), &all)
        else {
            panic!("changed")
        };
        assert!(pieces.contains(&Piece::New(" Сейфуллина".to_owned())), "{pieces:?}");
        assert_eq!(judged("не будет холодной воды", &all), Some((1, 1, Finding::Part)));
        assert_eq!(judged("сколько стоит проезд в автобусе сегодня", &all), None);
    }

    #[test]
    fn what_was_corrected_beyond_recognition_is_outdated_all_the_same() {
        let all = [sent(1, 1, OTHER), sent(1, 0, FIRST)];
        assert_eq!(judged(FIRST, &all), Some((1, 1, Finding::Outdated(None))));
        let changed = FIRST.replace("Абая", "Сейфуллина");
        assert_eq!(judged(&changed, &all), Some((1, 1, Finding::Outdated(None))));
    }

    #[test]
    fn of_two_alike_it_is_the_newer_one_and_one_that_holds() {
        let again = [sent(3, 0, FIRST), sent(1, 1, SECOND), sent(1, 0, FIRST)];
        assert_eq!(judged(FIRST, &again), Some((3, 0, Finding::Same)));
        let corrected = [sent(3, 1, SECOND), sent(3, 0, FIRST), sent(1, 0, FIRST)];
        assert_eq!(judged(FIRST, &corrected), Some((1, 0, Finding::Same)));
    }
}
