//! What staff read of the knowledge: what is found, an entry with all that they can do about it, its history.

use search::Lang;

use super::View;
use super::card::{Button, Card, EntryAct, Press};
use super::rich::{Rich, Style, clip};
use crate::ids::{EntryId, Kind};
use crate::knowledge::compare::{Change, Piece};
use crate::knowledge::entry::{Entry, Knowledge};
use crate::store::on_hold::Held;

/// The most UTF-16 units of a text on a card.
const SHOWN: usize = 800;
/// The most UTF-16 units of one change in a history, and of what stays the same between two changes.
const CHANGE: usize = 500;
const AROUND: usize = 40;

/// An entry as staff see it.
#[derive(Clone, Copy, Debug)]
pub struct StaffEntry<'a> {
    /// The entry, as the knowledge in force has it.
    pub entry: &'a Entry,
    /// The knowledge in force.
    pub knowledge: &'a Knowledge,
    /// Whether it was put aside.
    pub on_hold: bool,
    /// Whether somebody has to look at it again by now.
    pub overdue: bool,
}

/// A revision as the history shows it.
#[derive(Clone, Debug)]
pub struct Version {
    /// Its number.
    pub id: i64,
    /// When, in the city: `2026-11-28 18:30`.
    pub at: String,
    /// Who; empty: the pack.
    pub author: String,
    /// What it changed; nothing for the first one.
    pub changes: Vec<Change>,
}

/// What staff look for, and what of it needs them.
#[derive(Clone, Debug, Default)]
pub struct Found {
    /// What they wrote; empty: nothing.
    pub query: String,
    /// What fits, best first.
    pub entries: Vec<EntryId>,
    /// What should have been looked at again by now.
    pub overdue: Vec<EntryId>,
    /// What is put aside.
    pub on_hold: Vec<Held>,
}

impl View {
    /// What was found, or what needs somebody.
    pub fn found(&self, lang: Lang, found: &Found, knowledge: &Knowledge) -> Card {
        let known = |id: &EntryId| knowledge.entry(id).cloned();
        let button = |id: EntryId| {
            known(&id).map(|entry| vec![Button::press(entry.name(lang), Press::Entry(EntryAct::Open, id))])
        };
        if !found.query.is_empty() {
            let id = if found.entries.is_empty() { "kb-nothing" } else { "kb-found" };
            let rows = found.entries.iter().cloned().filter_map(button).collect();
            return Card::text(self.say(lang, id, &[("query", &clip(&found.query, 100))])).with(rows);
        }
        let mut text = self.say(lang, "kb-how", &[]);
        let mut rows = Vec::new();
        if !found.on_hold.is_empty() {
            text = text.paragraph(self.say(lang, "kb-on-hold", &[]));
            for held in &found.on_hold {
                let name = known(&held.entry).map_or_else(|| held.entry.to_string(), |e| e.name(lang).to_owned());
                text = text.line(Rich::new(&format!("• {name} ({})", held.by_name)));
                rows.extend(button(held.entry.clone()));
            }
        }
        if !found.overdue.is_empty() {
            text = text.paragraph(self.say(lang, "kb-overdue", &[]));
            for entry in found.overdue.iter().filter_map(known) {
                text = text.line(Rich::new(&format!("• {} ({})", entry.name(lang), entry.review_by)));
                rows.extend(button(entry.id.clone()));
            }
        }
        rows.dedup();
        Card::text(text).with(rows)
    }

    /// An entry with all that staff can do about it.
    pub fn staff_entry(&self, lang: Lang, shown: StaffEntry<'_>) -> Card {
        let entry = shown.entry;
        let text = Rich::default()
            .bold(entry.name(lang))
            .line(self.say(lang, &format!("kb-kind-{}", entry.kind().folder()), &[("id", entry.id.as_str())]))
            .line(self.belongs(lang, shown))
            .paragraph(self.flags(lang, shown))
            .paragraph(self.all_texts(entry))
            .paragraph(self.kept_true(lang, shown));
        Card::text(text).with(self.entry_rows(lang, shown))
    }

    fn belongs(&self, lang: Lang, shown: StaffEntry<'_>) -> Rich {
        let department = shown.entry.department.as_ref().and_then(|id| shown.knowledge.entry(id));
        department.map(|department| Rich::new(department.name(lang))).unwrap_or_default()
    }

    fn flags(&self, lang: Lang, shown: StaffEntry<'_>) -> Rich {
        let flag = |is: bool, id| if is { self.say(lang, id, &[]) } else { Rich::default() };
        flag(shown.on_hold, "kb-is-on-hold").line(flag(shown.overdue, "kb-is-overdue"))
    }

    fn all_texts(&self, entry: &Entry) -> Rich {
        Lang::ALL.into_iter().fold(Rich::default(), |text, spoken| {
            let said = entry.texts.get(spoken);
            let said = if said.body.is_empty() { &said.elsewhere } else { &said.body };
            let name = self.get(spoken, &format!("btn-lang-{}", spoken.code()));
            match said.as_str() {
                "" => text,
                said => text.paragraph(
                    Rich::new(&format!("{name}:"))
                        .line(Rich::default().wrapped(Style::LongQuote, Rich::new(&clip(said, SHOWN)))),
                ),
            }
        })
    }

    /// Contacts, source, review date, owner.
    fn kept_true(&self, lang: Lang, shown: StaffEntry<'_>) -> Rich {
        let entry = shown.entry;
        let contacts = entry
            .contacts
            .iter()
            .fold(Rich::default(), |text, contact| text.line(self.contact(lang, &contact.kind, &contact.value)));
        let source = shown.knowledge.sources.get(&entry.source);
        let source = source.map(|source| self.source_line(lang, source)).unwrap_or_default();
        let review = match entry.review_by.as_str() {
            "" | "unknown" => Rich::default(),
            date => self.say(lang, "kb-review-by", &[("date", date)]),
        };
        contacts.line(source).line(review)
    }

    fn entry_rows(&self, lang: Lang, shown: StaffEntry<'_>) -> Vec<Vec<Button>> {
        let entry = shown.entry;
        let act = |label, act| self.button(lang, label, Press::Entry(act, entry.id.clone()));
        let mut parts = vec![act("btn-kb-examples", EntryAct::Examples)];
        if entry.kind() == Kind::Department {
            parts.push(act("btn-kb-contact", EntryAct::Contact));
        }
        let hold = match shown.on_hold {
            true => act("btn-kb-release", EntryAct::Release),
            false => act("btn-kb-hold", EntryAct::Hold),
        };
        let mut rows = vec![vec![act("btn-kb-text", EntryAct::Text)], parts];
        rows.push(vec![act("btn-kb-review", EntryAct::Review), act("btn-kb-history", EntryAct::History)]);
        if !entry.emergency {
            rows.push(vec![hold]);
        }
        if let Some(department) = &entry.department {
            let open = Press::Entry(EntryAct::Open, department.clone());
            rows.push(vec![self.button(lang, "btn-kb-department", open)]);
        }
        rows
    }

    /// The history of an entry, newest first; each version that is not the present one can be gone back to.
    pub fn history(&self, lang: Lang, entry: &Entry, versions: &[Version]) -> Card {
        let title = self.fill(lang, "kb-history", &[("entry", entry.name(lang))]);
        let mut text = Rich::default().bold(&title);
        if versions.is_empty() {
            text = text.paragraph(self.say(lang, "kb-no-history", &[]));
        }
        let mut rows = Vec::new();
        for (place, version) in versions.iter().enumerate() {
            let number = version.id.to_string();
            let author = match version.author.as_str() {
                "" => self.get(lang, "kb-by-pack"),
                name => name.to_owned(),
            };
            let head = self.say(lang, "kb-version", &[("number", &number), ("at", &version.at), ("name", &author)]);
            text = text.paragraph(head);
            for change in &version.changes {
                text = text.line(self.change(lang, change));
            }
            if place > 0 {
                // With its time, so that no label is part of another.
                let which = format!("{number} · {}", version.at);
                let label = self.fill(lang, "btn-kb-revert", &[("version", &which)]);
                rows.push(vec![Button::press(&label, Press::Revert(version.id))]);
            }
        }
        rows.push(vec![self.button(lang, "btn-kb-open", Press::Entry(EntryAct::Open, entry.id.clone()))]);
        Card::text(text).with(rows)
    }

    /// That an entry cannot be as it was, and why.
    pub fn not_reverted(&self, lang: Lang, errors: &[String]) -> Card {
        let why = errors.iter().fold(Rich::default(), |text, error| text.line(Rich::new(error)));
        Card::text(self.say(lang, "kb-not-reverted", &[]).line(why))
    }

    fn change(&self, lang: Lang, change: &Change) -> Rich {
        let field = self.get(lang, &format!("kb-field-{}", change.field.replace('_', "-")));
        let spoken = change.lang.map(|spoken| self.get(lang, &format!("btn-lang-{}", spoken.code())));
        let name = spoken.map_or_else(|| field.clone(), |spoken| format!("{field}, {spoken}"));
        let pieces = change.pieces.iter().fold(Rich::default(), |text, piece| match piece {
            Piece::Same(same) => text.plain(&middle(same)),
            Piece::Gone(gone) => text.styled(Style::Strike, gone),
            Piece::New(new) => text.styled(Style::Bold, new),
        });
        Rich::new(&format!("{name}: ")).then(pieces.clipped(CHANGE))
    }
}

/// What stays the same between two changes, shortened.
fn middle(text: &str) -> String {
    let letters: Vec<char> = text.chars().collect();
    if letters.len() <= 2 * AROUND + 3 {
        return text.to_owned();
    }
    let (start, end) = (&letters[..AROUND], &letters[letters.len() - AROUND..]);
    format!("{} … {}", start.iter().collect::<String>(), end.iter().collect::<String>())
}
