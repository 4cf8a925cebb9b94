//! Entries and sources ↔ the store's rows.

use crate::ids::{EntryId, Kind};
use crate::knowledge::entry::{Contact, Entry, EntryText, PerLang, Reading, Source};
use crate::knowledge::pack::write;
use crate::store::StoreError;
use crate::store::entry::{ContactRow, EntryRow, EntryRows, ExampleRow, SuccessionRow, TextRow};
use crate::store::source::{SourceRow, SourceText};
use search::Lang;
use sha2::{Digest, Sha256};

/// What an entry says, as a short text: equal entries have equal hashes.
pub(super) fn hash(entry: &Entry) -> String {
    digest([write::entry(entry).as_str()])
}

/// A short text that stands for these texts.
pub(super) fn digest<'a>(texts: impl IntoIterator<Item = &'a str>) -> String {
    let mut digest = Sha256::new();
    for text in texts {
        digest.update(u64::try_from(text.len()).unwrap_or(u64::MAX).to_le_bytes());
        digest.update(text);
    }
    digest.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

/// An entry as rows. `pack_hash` is of what the pack shipped, empty when it is not from a pack.
pub fn of_entry(entry: &Entry, pack_hash: &str, edited: bool) -> EntryRows {
    let id = |id: &Option<EntryId>| id.as_ref().map_or_else(String::new, ToString::to_string);
    let texts = || Lang::ALL.into_iter().map(|lang| (lang, entry.texts.get(lang)));
    EntryRows {
        entry: EntryRow {
            id: entry.id.to_string(),
            kind: entry.kind().folder().to_owned(),
            department: id(&entry.department),
            reading: entry.reading.map_or("", reading_word).to_owned(),
            source: entry.source.clone(),
            announced: entry.announced.clone(),
            since: entry.since.clone(),
            until: entry.until.clone(),
            review_by: entry.review_by.clone(),
            owner: entry.owner.clone(),
            emergency: entry.emergency,
            show_name: entry.show_name,
            pack_hash: pack_hash.to_owned(),
            edited,
        },
        texts: texts().map(|(lang, text)| text_row(lang, text)).collect(),
        former: entry.former.iter().map(ToString::to_string).collect(),
        contacts: entry.contacts.iter().map(contact_row).collect(),
        successions: succession(entry).into_iter().collect(),
        examples: texts()
            .flat_map(|(lang, text)| text.examples.iter().map(move |text| example_row(lang, text)))
            .collect(),
    }
}

/// An entry from its rows.
///
/// # Errors
/// When an id in them is none: somebody else wrote them.
pub(super) fn to_entry(rows: EntryRows) -> Result<Entry, StoreError> {
    let row = rows.entry;
    let id = id_of(&row.id)?;
    let mut texts: PerLang<EntryText> = PerLang::default();
    for text in rows.texts {
        let Some(lang) = Lang::parse(&text.lang) else { continue };
        let kept = texts.get_mut(lang);
        kept.keywords = text.keywords.lines().map(str::to_owned).collect();
        kept.name = text.name;
        kept.body = text.body;
        kept.reading_note = text.reading_note;
        kept.elsewhere = text.elsewhere;
    }
    for example in rows.examples {
        if let Some(lang) = Lang::parse(&example.lang) {
            texts.get_mut(lang).examples.push(example.text);
        }
    }
    Ok(Entry {
        department: Some(row.department.as_str()).filter(|id| !id.is_empty()).map(id_of).transpose()?,
        former: rows.former.iter().map(|id| id_of(id)).collect::<Result<_, _>>()?,
        reading: [Reading::Source, Reading::Ours].into_iter().find(|reading| reading_word(*reading) == row.reading),
        source: row.source,
        announced: row.announced,
        since: row.since,
        until: row.until,
        review_by: row.review_by,
        owner: row.owner,
        emergency: row.emergency,
        show_name: row.show_name,
        contacts: rows.contacts.into_iter().map(contact).collect(),
        texts,
        id,
    })
}

fn id_of(text: &str) -> Result<EntryId, StoreError> {
    text.parse().map_err(|error: crate::ids::BadEntryId| StoreError::Broken(error.to_string()))
}

fn reading_word(reading: Reading) -> &'static str {
    match reading {
        Reading::Source => "source",
        Reading::Ours => "ours",
    }
}

fn text_row(lang: Lang, text: &EntryText) -> TextRow {
    TextRow {
        lang: lang.code().to_owned(),
        name: text.name.clone(),
        body: text.body.clone(),
        reading_note: text.reading_note.clone(),
        elsewhere: text.elsewhere.clone(),
        keywords: text.keywords.join("\n"),
    }
}

fn example_row(lang: Lang, text: &str) -> ExampleRow {
    ExampleRow { lang: lang.code().to_owned(), text: text.to_owned(), folded: search::fold(text) }
}

fn contact_row(contact: &Contact) -> ContactRow {
    ContactRow { kind: contact.kind.clone(), value: contact.value.clone(), source: contact.source.clone() }
}

fn contact(row: ContactRow) -> Contact {
    Contact { kind: row.kind, value: row.value, source: row.source }
}

/// A former department's line of the ledger.
fn succession(entry: &Entry) -> Option<SuccessionRow> {
    let successor = entry.department.as_ref().filter(|_| entry.kind() == Kind::Former)?;
    Some(SuccessionRow {
        successor: successor.to_string(),
        announced: entry.announced.clone(),
        since: entry.since.clone(),
        source: entry.source.clone(),
    })
}

/// A source as rows.
pub(super) fn of_source(source: &Source) -> SourceRow {
    let text = |lang: Lang| SourceText {
        lang: lang.code().to_owned(),
        announced_words: source.announced_words.get(lang).clone(),
        in_words: source.in_words.get(lang).clone(),
    };
    SourceRow {
        id: source.id.clone(),
        language: source.language.clone(),
        title: source.title.clone(),
        outlet: source.outlet.clone(),
        url: source.url.clone(),
        published: source.published.clone(),
        announced: source.announced.clone(),
        since: source.since.clone(),
        review_by: source.review_by.clone(),
        texts: Lang::ALL.into_iter().map(text).collect(),
    }
}

/// A source from its rows.
pub(super) fn to_source(row: SourceRow) -> Source {
    let mut source = Source {
        id: row.id,
        language: row.language,
        title: row.title,
        outlet: row.outlet,
        url: row.url,
        published: row.published,
        announced: row.announced,
        since: row.since,
        review_by: row.review_by,
        ..Source::default()
    };
    for text in row.texts {
        if let Some(lang) = Lang::parse(&text.lang) {
            *source.announced_words.get_mut(lang) = text.announced_words;
            *source.in_words.get_mut(lang) = text.in_words;
        }
    }
    source
}
