//! Following: the button under an answer, and the card of what somebody follows, with all that can be changed about it.

use std::sync::Arc;

use search::Lang;

use super::View;
use super::card::{Button, Card, Press};
use super::keyboard::tick;
use super::rich::Rich;
use crate::ids::{EntryId, Kind};
use crate::knowledge::entry::{Entry, Knowledge};

/// So many of what is followed get a button: Telegram takes a hundred.
const BUTTONS: usize = 60;
/// Stands after what a button takes away; so no label is part of another.
const AWAY: &str = " ✕";

/// What a resident does about announcements by a button.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FollowAct {
    /// Follow it; the button stands under an answer.
    Add(EntryId),
    /// Follow it no more; the button stands under an answer.
    Drop(EntryId),
    /// See what they follow.
    List,
    /// Choose among the departments.
    Departments,
    /// Choose among a department and its topics.
    Department(EntryId),
    /// Follow what was chosen.
    Pick(EntryId),
    /// Follow what was chosen no more.
    Unpick(EntryId),
    /// Follow it no more; the button stands below what they follow.
    Leave(EntryId),
    /// Get every notice of the city, or not.
    City(bool),
    /// Get announcements again, or none at all.
    Notices(bool),
}

/// What somebody follows.
#[derive(Clone, Copy, Debug)]
pub struct Followed<'a> {
    /// Topics and departments, in the order in which they were chosen.
    pub entries: &'a [EntryId],
    /// Whether they get every notice of the city.
    pub city: bool,
    /// Whether they want no announcements at all.
    pub off: bool,
    /// The language they get announcements in.
    pub lang: Lang,
    /// The knowledge in force.
    pub knowledge: &'a Knowledge,
}

impl View {
    /// The button that follows an entry, or takes that back; none: it cannot be followed.
    pub fn follow_button(&self, lang: Lang, entry: &EntryId, followed: bool) -> Option<Button> {
        let act = if followed { FollowAct::Drop } else { FollowAct::Add };
        let id = if followed { "btn-unfollow" } else { "btn-follow" };
        let can = matches!(entry.kind(), Kind::Topic | Kind::Department);
        can.then(|| self.button(lang, id, Press::Follow(lang, act(entry.clone()))))
    }

    /// What is followed, what will come of it, how often and in which language.
    pub fn subscriptions(&self, lang: Lang, followed: Followed<'_>) -> Card {
        let what = match followed {
            Followed { off: true, .. } => self.say(lang, "follow-off", &[]),
            Followed { city: true, .. } => self.say(lang, "follow-city", &[]),
            Followed { entries: [], .. } => self.say(lang, "follow-nothing", &[]),
            _ => self.say(lang, "follow-some", &[]),
        };
        let names = followed.entries.iter().fold(Rich::default(), |text, id| {
            text.line(Rich::new(&format!("• {}", name(lang, id, followed.knowledge))))
        });
        let spoken = self.get(lang, &format!("btn-lang-{}", followed.lang.code()));
        let text = self
            .heading(lang, "follow-title")
            .line(what)
            .line(names)
            .paragraph(self.say(lang, "follow-how", &[]))
            .paragraph(self.say(lang, "follow-lang", &[("language", &spoken)]));
        Card::text(text).with(self.subscription_rows(lang, followed))
    }

    fn subscription_rows(&self, lang: Lang, followed: Followed<'_>) -> Vec<Vec<Button>> {
        let button = |id, act| vec![self.button(lang, id, Press::Follow(lang, act))];
        let leave = |id: &EntryId| {
            let label = self.fill(lang, "btn-follow-leave", &[("name", &name(lang, id, followed.knowledge))]);
            let mut button = Button::press(&label, Press::Follow(lang, FollowAct::Leave(id.clone())));
            button.label.push_str(AWAY);
            vec![button]
        };
        let mut rows: Vec<_> = followed.entries.iter().take(BUTTONS).map(leave).collect();
        rows.push(button("btn-follow-choose", FollowAct::Departments));
        rows.push(match followed.city {
            true => button("btn-follow-city-off", FollowAct::City(false)),
            false => button("btn-follow-city", FollowAct::City(true)),
        });
        rows.push(match followed.off {
            true => button("btn-notices-on", FollowAct::Notices(true)),
            false => button("btn-notices-off", FollowAct::Notices(false)),
        });
        rows
    }

    /// The departments to choose from; those that are followed are ticked.
    pub fn follow_departments(&self, lang: Lang, departments: &[Arc<Entry>], followed: &[EntryId]) -> Card {
        let text = self.heading(lang, "follow-choose").line(self.say(lang, "follow-choose-hint", &[]));
        let open = |entry: &Arc<Entry>| {
            let act = FollowAct::Department(entry.id.clone());
            vec![chosen(entry.name(lang), followed.contains(&entry.id), Press::Follow(lang, act))]
        };
        let back = self.button(lang, "btn-follow-list", Press::Follow(lang, FollowAct::List));
        Card::text(text).with(departments.iter().map(open).collect()).with(vec![vec![back]])
    }

    /// A department and its topics to choose from; what is followed is ticked, and a press takes it back.
    pub fn follow_topics(&self, lang: Lang, department: &Entry, topics: &[Arc<Entry>], followed: &[EntryId]) -> Card {
        let text = Rich::default().bold(department.name(lang)).line(self.say(lang, "follow-topics-hint", &[]));
        let pick = |label: &str, id: &EntryId| {
            let there = followed.contains(id);
            let act = if there { FollowAct::Unpick } else { FollowAct::Pick };
            vec![chosen(label, there, Press::Follow(lang, act(id.clone())))]
        };
        let whole = pick(&self.get(lang, "btn-follow-whole"), &department.id);
        let topics = topics.iter().map(|topic| pick(topic.name(lang), &topic.id)).collect();
        let back = [("btn-follow-more", FollowAct::Departments), ("btn-follow-list", FollowAct::List)];
        let back = back.map(|(id, act)| vec![self.button(lang, id, Press::Follow(lang, act))]);
        Card::text(text).with(vec![whole]).with(topics).with(back.to_vec())
    }
}

fn chosen(label: &str, ticked: bool, press: Press) -> Button {
    let mut button = Button::press(label, press);
    if ticked {
        button.label = tick(&button.label);
    }
    button
}

/// What an entry is called; one that is gone, by its id.
fn name(lang: Lang, id: &EntryId, knowledge: &Knowledge) -> String {
    knowledge.entry(id).map_or_else(|| id.to_string(), |entry| entry.name(lang).to_owned())
}
