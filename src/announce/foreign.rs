//! Buttons below what somebody passes on: those of the announcement, and those that somebody else put there.

use super::compare::{Candidate, Verdict, compare};
use super::judge::Finding;
use super::plan::{Link, Plan};
use crate::ids::AnnouncementId;
use crate::knowledge::compare::Piece;

/// The buttons that are none of this announcement's, a line each: neither its links nor the one that asks this bot, whose
/// public name is given, about it.
pub fn foreign(buttons: &[Link], plan: &Plan, id: AnnouncementId, bot: &str) -> Vec<String> {
    let ask = plan.ask_url(id, bot);
    let own: Vec<String> = plan.links.iter().map(|link| &link.url).chain(&ask).map(|url| address(url)).collect();
    let others = buttons.iter().filter(|button| !own.contains(&address(&button.url)));
    others.map(|button| format!("{}: {}", button.label, button.url)).collect()
}

/// An address as it is told apart: hosts have no capitals, and Telegram adds the slash behind them.
fn address(url: &str) -> String {
    let begins = url.find("://").map_or(0, |at| at + "://".len());
    let ends = url[begins..].find(['/', '?', '#']).map_or(url.len(), |at| begins + at);
    let (host, path) = url.split_at(ends);
    let rest = path.strip_prefix('/').filter(|rest| rest.is_empty() || rest.starts_with(['?', '#']));
    host.to_lowercase() + rest.unwrap_or(path)
}

impl Finding {
    /// What a text is that has these lines of foreign buttons below it: never the announcement word for word. `present`
    /// is what the announcement says.
    pub fn with_foreign(self, text: &str, present: &str, lines: &[String]) -> Finding {
        if lines.is_empty() || self == Finding::Other {
            return self;
        }
        let added = format!("{}{}", if text.trim().is_empty() { "" } else { "\n" }, lines.join("\n"));
        if let Verdict::Changed { pieces, .. } =
            compare(&format!("{text}{added}"), &[Candidate { id: (), text: present }])
        {
            return Finding::Changed(pieces);
        }
        let mut pieces = match self {
            Finding::Changed(pieces) => pieces,
            Finding::Same | Finding::Part => vec![Piece::Same(text.to_owned())],
            Finding::Outdated(_) | Finding::Other => return self,
        };
        pieces.push(Piece::New(added));
        Finding::Changed(pieces)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use super::*;

    fn link(url: &str) -> Link {
        Link { label: "A".to_owned(), url: url.to_owned() }
    }

    #[test]
    fn the_announcements_own_buttons_are_not_foreign() {
        let entry = Some("greening".parse().unwrap());
        let plan = Plan { links: vec![link("https://a.kz"), link("https://b.kz/Way?x=1")], entry, ..Plan::default() };
        let foreign = |url: &str| !foreign(&[link(url)], &plan, AnnouncementId(7), "city_bot").is_empty();
        for own in ["https://A.kz/", "https://b.kz/Way?x=1", "https://T.me/city_bot?start=ann_7"] {
            assert!(!foreign(own), "{own}");
        }
        let others = [
            "https://a.kz/x",
            "http://a.kz",
            "https://a.kz.example",
            "https://b.kz/way?x=1",
            "https://t.me/city_bot?start=ann_8",
            "https://t.me/other_bot?start=ann_7",
        ];
        for other in others {
            assert!(foreign(other), "{other}");
        }
    }

    #[test]
    fn with_a_foreign_button_nothing_is_word_for_word() {
        let lines = ["Pay: https://evil.example".to_owned()];
        let new = |text: &str| Piece::New(text.to_owned());
        let long = "One two three four five six seven eight nine ten.";
        let table = [
            (Finding::Same, long, long, vec![Piece::Same(long.to_owned()), new("\nPay: https://evil.example")]),
            (Finding::Same, "One", "One", vec![Piece::Same("One".to_owned()), new("\nPay: https://evil.example")]),
            (Finding::Same, "", "", vec![Piece::Same(String::new()), new("Pay: https://evil.example")]),
            (
                Finding::Part,
                "two three four",
                long,
                vec![Piece::Same("two three four".to_owned()), new("\nPay: https://evil.example")],
            ),
        ];
        for (finding, text, present, pieces) in table {
            assert_eq!(finding.clone().with_foreign(text, present, &lines), Finding::Changed(pieces), "{text}");
            assert_eq!(finding.clone().with_foreign(text, present, &[]), finding);
        }
        let old = Finding::Outdated(None);
        assert_eq!(old.clone().with_foreign("One", long, &lines), old);
        let changed = Finding::Outdated(None).with_foreign(&long.replace("ten", "six"), long, &lines);
        assert!(matches!(changed, Finding::Changed(_)));
    }
}
