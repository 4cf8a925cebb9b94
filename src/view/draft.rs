//! What staff read of a draft: what is given, what is still needed, what would change, and its buttons.

use search::Lang;

use super::View;
use super::card::{Aim as To, Button, Card, DraftAct, Press};
use super::rich::{Rich, Style, clip};
use crate::desk::draft::{Aim, Choosing, Draft, Field, From, Need, says_elsewhere};
use crate::ids::{DraftId, EntryId};
use crate::knowledge::entry::Knowledge;
use crate::store::draft::DraftRow;

/// The most UTF-16 units of a text on the card: three of them, and all else, must fit.
const SHOWN: usize = 700;
/// The most UTF-16 units of an example on the card, and how many are shown.
const LINE: usize = 120;
const EXAMPLES: usize = 8;

/// What a draft's card shows.
#[derive(Clone, Copy, Debug)]
pub struct DraftCard<'a> {
    /// The draft as it is kept.
    pub row: &'a DraftRow,
    /// What it says.
    pub draft: &'a Draft,
    /// What is still needed.
    pub needs: &'a [Need],
    /// What may be chosen now: entries to change, or departments.
    pub options: &'a [EntryId],
    /// The knowledge in force.
    pub knowledge: &'a Knowledge,
}

/// What is said of a reply to a draft's card that was not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DraftNote {
    /// It has no text.
    Empty,
    /// It does not say which part it is.
    Unclear,
    /// It repeats the resident's words, or names them.
    Quotes,
    /// It waits in the staff group now.
    Moved,
    /// It is longer than so many characters.
    TooLong(usize),
    /// It is no way to reach anybody.
    NoContact,
    /// It is no date to come.
    NoDate,
    /// The draft is done with.
    Over,
}

impl View {
    /// The card of a draft.
    pub fn draft(&self, lang: Lang, card: DraftCard<'_>) -> Card {
        let title = self.draft_title(lang, card);
        let text = Rich::default()
            .bold(&title)
            .line(self.draft_origin(lang, card.row))
            .paragraph(self.draft_texts(lang, card))
            .paragraph(self.draft_rest(lang, card))
            .paragraph(self.draft_state(lang, card));
        let rows = if card.row.is_open() { self.draft_rows(lang, card) } else { Vec::new() };
        Card::text(text).with(rows)
    }

    fn draft_title(&self, lang: Lang, card: DraftCard<'_>) -> String {
        let number = card.row.id.0.to_string();
        let name = |id: &EntryId| card.knowledge.entry(id).map_or(id.as_str(), |entry| entry.name(lang)).to_owned();
        let target = card.draft.target().or_else(|| card.draft.department()).map(|id| name(&id)).unwrap_or_default();
        let id = match &card.draft.aim {
            Aim::Fact => "draft-title-new",
            Aim::Topic(_) => "draft-title-topic",
            Aim::Text(id) if id.parse().is_ok_and(|id| says_elsewhere(card.knowledge, &id)) => "draft-title-elsewhere",
            Aim::Text(_) => "draft-title-text",
            Aim::Examples(_) => "draft-title-examples",
            Aim::Contact(_) => "draft-title-contact",
            Aim::Review(_) => "draft-title-review",
        };
        self.fill(lang, id, &[("number", &number), ("entry", &target)])
    }

    fn draft_origin(&self, lang: Lang, row: &DraftRow) -> Rich {
        let question = row.ticket.0.to_string();
        match row.ticket.0 {
            0 => self.say(lang, "draft-by", &[("name", &row.by_name)]),
            _ => self.say(lang, "draft-from", &[("name", &row.by_name), ("number", &question)]),
        }
    }

    fn draft_texts(&self, lang: Lang, card: DraftCard<'_>) -> Rich {
        if !card.draft.writes() {
            return Rich::default();
        }
        let entry = card.draft.target().and_then(|id| card.knowledge.entry(&id).cloned());
        let now = entry.map(|entry| card.draft.slot(card.knowledge, &entry)).unwrap_or_default();
        Lang::ALL.into_iter().fold(Rich::default(), |text, spoken| {
            let name = self.get(lang, &format!("btn-lang-{}", spoken.code()));
            let (title, given) = (card.draft.titles.get(spoken), card.draft.texts.get(spoken));
            let shown = match (given.as_str(), now.get(spoken).as_str()) {
                ("", "") if title.is_empty() => return text,
                ("", "") => Rich::new(&format!("{name}:")),
                ("", now) => Rich::new(&format!("{name} ({}):", self.get(lang, "draft-unchanged")))
                    .line(Rich::default().wrapped(Style::LongQuote, Rich::new(&clip(now, SHOWN)))),
                (given, _) => Rich::new(&format!("{name}:"))
                    .line(Rich::default().wrapped(Style::Quote, Rich::new(&clip(given, SHOWN)))),
            };
            text.paragraph(shown).line(Rich::default().bold(title))
        })
    }

    /// Examples, contact, date, source.
    fn draft_rest(&self, lang: Lang, card: DraftCard<'_>) -> Rich {
        let draft = card.draft;
        let examples =
            draft.examples.iter().take(EXAMPLES).fold(Rich::default(), |text, (_, example)| {
                text.line(Rich::new(&format!("• {}", clip(example, LINE))))
            });
        let examples = match draft.examples.len() {
            0 => Rich::default(),
            _ => self.say(lang, "draft-examples", &[]).line(examples),
        };
        let contact = draft.contact.as_ref().map(|(kind, value)| self.contact(lang, kind, value));
        let review = match draft.review_by.as_str() {
            "" => Rich::default(),
            date => self.say(lang, "draft-review", &[("date", date)]),
        };
        let source = match &draft.source {
            From::New { title, .. } => title.clone(),
            From::Known(id) => card.knowledge.sources.get(id).map_or_else(|| id.clone(), |known| known.title.clone()),
            From::Unknown => self.source_now(card).unwrap_or_default(),
        };
        let source = match source.as_str() {
            "" => Rich::default(),
            title => self.say(lang, "source-title", &[("title", title)]),
        };
        Rich::default().paragraph(examples).paragraph(contact.unwrap_or_default()).paragraph(review).paragraph(source)
    }

    /// The title of the source that the entry has.
    fn source_now(&self, card: DraftCard<'_>) -> Option<String> {
        let entry = card.draft.target().filter(|_| card.draft.writes()).and_then(|id| card.knowledge.entry(&id))?;
        card.knowledge.sources.get(&entry.source).map(|source| source.title.clone())
    }

    fn draft_state(&self, lang: Lang, card: DraftCard<'_>) -> Rich {
        match card.row.state.as_str() {
            "published" => return self.say(lang, "draft-published", &[]),
            "dropped" => return self.say(lang, "draft-dropped", &[]),
            _ => {}
        }
        let needs = card.needs.iter().fold(Rich::default(), |text, need| text.line(self.need(lang, need)));
        let needs = match card.needs {
            [] => self.say(lang, "draft-complete", &[]),
            _ => self.say(lang, "draft-needs", &[]).line(needs),
        };
        let unfindable = card.draft.is_new() && card.draft.examples.is_empty();
        let advice = if unfindable { self.say(lang, "draft-no-examples", &[]) } else { Rich::default() };
        let waiting = match card.row.approved_by.0 {
            0 => Rich::default(),
            _ => self.say(lang, "draft-second", &[]),
        };
        let how = match (card.draft.choosing, card.draft.awaits) {
            (Choosing::Target, _) => self.say(lang, "draft-choose-target", &[]),
            (Choosing::Department, _) => self.say(lang, "draft-choose-department", &[]),
            (_, Some(field)) => self.say(lang, prompt(field), &[]),
            _ => self.say(lang, "draft-how", &[]),
        };
        needs.line(advice).paragraph(waiting).paragraph(Rich::default().wrapped(Style::Italic, how))
    }

    fn need(&self, lang: Lang, need: &Need) -> Rich {
        let say = |id| self.say(lang, id, &[]);
        match need {
            Need::Field(Field::Kk) => say("need-kk"),
            Need::Field(Field::Ru) => say("need-ru"),
            Need::Field(Field::En) => say("need-en"),
            Need::Field(Field::Source) => say("need-source"),
            Need::Field(Field::Examples) => say("need-examples"),
            Need::Field(Field::Contact) => say("need-contact"),
            Need::Field(Field::TitleKk | Field::TitleRu | Field::TitleEn) => say("kb-field-name"),
            Need::Field(Field::Review) => say("need-review"),
            Need::Parity(Lang::Kk) => say("need-parity-kk"),
            Need::Parity(_) => say("need-parity-ru"),
            Need::Nothing => say("need-change"),
            Need::Gone => say("need-gone"),
            Need::Check(why) => self.say(lang, "need-check", &[("why", why)]),
        }
    }

    fn draft_rows(&self, lang: Lang, card: DraftCard<'_>) -> Vec<Vec<Button>> {
        let (id, draft) = (card.row.id, card.draft);
        let act = |label, act| self.button(lang, label, Press::Draft(act, id));
        if draft.choosing != Choosing::Nothing {
            let mut rows: Vec<Vec<Button>> = self.choices(lang, card);
            if draft.choosing == Choosing::Target {
                rows.push(vec![act("btn-draft-new", DraftAct::New), act("btn-draft-under", DraftAct::Under)]);
            }
            rows.push(vec![act("btn-draft-back", DraftAct::Back)]);
            return rows;
        }
        let mut rows = Vec::new();
        if draft.writes() {
            rows.push(vec![
                act("btn-draft-kk", DraftAct::Kk),
                act("btn-draft-ru", DraftAct::Ru),
                act("btn-draft-en", DraftAct::En),
            ]);
        }
        if card.needs.iter().any(|need| matches!(need, Need::Parity(_))) {
            rows.push(vec![act("btn-draft-same", DraftAct::Same)]);
        }
        let mut parts = Vec::new();
        if draft.writes() || matches!(draft.aim, Aim::Contact(_)) {
            parts.push(act("btn-draft-source", DraftAct::Source));
        }
        if draft.is_new() || matches!(draft.aim, Aim::Examples(_)) {
            parts.push(act("btn-draft-examples", DraftAct::Examples));
        }
        rows.push(parts);
        if draft.writes() || matches!(draft.aim, Aim::Examples(_)) {
            rows.push(vec![act("btn-draft-target", DraftAct::Target)]);
        }
        rows.push(vec![act("btn-impact", DraftAct::Impact), act("btn-publish", DraftAct::Publish)]);
        rows.push(vec![act("btn-drop", DraftAct::Drop)]);
        rows
    }

    /// The entries that may be chosen: their text to be changed, or examples added; or departments of a new topic.
    fn choices(&self, lang: Lang, card: DraftCard<'_>) -> Vec<Vec<Button>> {
        let under = card.draft.choosing == Choosing::Department;
        let examples = matches!(card.draft.aim, Aim::Examples(_));
        let aim = match (under, examples) {
            (true, _) => To::Under,
            (false, true) => To::Examples,
            (false, false) => To::Text,
        };
        let named = card.options.iter().filter_map(|id| card.knowledge.entry(id).map(|entry| (id, entry)));
        named
            .map(|(id, entry)| vec![Button::press(entry.name(lang), Press::DraftTo(card.row.id, aim, id.clone()))])
            .collect()
    }

    /// What is said of a reply that was not taken.
    pub fn draft_note(&self, lang: Lang, id: DraftId, note: DraftNote) -> Card {
        let text = match note {
            DraftNote::Empty => self.say(lang, "draft-empty", &[]),
            DraftNote::Unclear => self.say(lang, "draft-unclear", &[]),
            DraftNote::Quotes => self.say(lang, "draft-quotes", &[]),
            DraftNote::Moved => self.say(lang, "draft-moved", &[]),
            DraftNote::TooLong(most) => self.say(lang, "draft-too-long", &[("count", &most.to_string())]),
            DraftNote::NoContact => self.say(lang, "draft-no-contact", &[]),
            DraftNote::NoDate => self.say(lang, "draft-no-date", &[]),
            DraftNote::Over => self.say(lang, "draft-over", &[]),
        };
        // By its button it is known which draft a reply to this is for.
        let back = self.button(lang, "btn-draft-back", Press::Draft(DraftAct::Back, id));
        let goes_on = !matches!(note, DraftNote::Over | DraftNote::Moved);
        Card::text(text).with(goes_on.then(|| vec![back]).into_iter().collect())
    }

    /// What is still needed, when that was found out only by trying.
    pub fn draft_needs(&self, lang: Lang, needs: &[Need]) -> Card {
        let list = needs.iter().fold(Rich::default(), |text, need| text.line(self.need(lang, need)));
        Card::text(self.say(lang, "draft-needs", &[]).line(list))
    }

    /// That a draft is in force.
    pub fn published(&self, lang: Lang, id: DraftId, is_new: bool) -> Card {
        let text = if is_new { "draft-in-force-new" } else { "draft-in-force" };
        Card::text(self.say(lang, text, &[("number", &id.0.to_string())]))
    }

    /// The row that makes knowledge of what staff wrote.
    pub fn publish_button(&self, lang: Lang, id: DraftId) -> Vec<Button> {
        vec![self.button(lang, "btn-publish", Press::Draft(DraftAct::Publish, id))]
    }
}

/// What the card asks for.
fn prompt(field: Field) -> &'static str {
    match field {
        Field::Kk => "draft-give-kk",
        Field::Ru => "draft-give-ru",
        Field::En => "draft-give-en",
        Field::TitleKk | Field::TitleRu | Field::TitleEn => "draft-how",
        Field::Source => "draft-give-source",
        Field::Examples => "draft-give-examples",
        Field::Contact => "draft-give-contact",
        Field::Review => "draft-give-review",
    }
}
