//! One entry's file → one entry. What is missing or out of place becomes a finding with its line; whether the ids it
//! refers to exist is for `check`.

use std::ops::Range;

use toml::Spanned;

use super::dates;
use super::finding::Desk;
use super::format::{ContactFile, EntryFile, Words};
use super::words::{LANGS, one_line, per_lang};
use crate::ids::{EntryId, Kind};
use crate::knowledge::entry::{Contact, Entry, PerLang, Reading};

/// An entry and where in its file it refers to others.
pub(super) struct Read {
    /// The entry.
    pub entry: Entry,
    /// Ids it refers to, as they stand in the file, with their place.
    pub places: Vec<(Reference, usize)>,
}

/// What an entry refers to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Reference {
    /// A source of `pack.toml`.
    Source(String),
    /// Another entry.
    Entry(EntryId),
    /// Whoever took over: a department, or one that a later reform abolished too.
    Successor(String),
}

/// Reads an entry's file. None, with findings, when it is no TOML of the format.
pub(super) fn entry(id: EntryId, desk: &mut Desk<'_>) -> Option<Read> {
    let file: EntryFile = match toml::from_str(desk.text()) {
        Ok(file) => file,
        Err(error) => {
            let message = error.message().lines().collect::<Vec<_>>().join(", ");
            desk.error(error.span().unwrap_or_default().start, message, "see docs/knowledge.md for the keys of a file");
            return None;
        }
    };
    misplaced(&file, id.kind(), desk);
    let mut reader = Reader { kind: id.kind(), desk, places: Vec::new() };
    let entry = reader.read(id, file);
    Some(Read { entry, places: reader.places })
}

/// Keys that only some kinds have.
fn misplaced(file: &EntryFile, kind: Kind, desk: &mut Desk<'_>) {
    use Kind::{Decoy, Department, Former, Topic};
    type Key = (&'static str, Option<Range<usize>>, &'static [Kind]);
    let keys: [Key; 12] = [
        ("announced", span(&file.announced), &[Department, Former]),
        ("since", span(&file.since), &[Department, Former]),
        ("until", span(&file.until), &[Department, Former]),
        ("department", span(&file.department), &[Topic]),
        ("successor", span(&file.successor), &[Former]),
        ("former", span(&file.former), &[Topic]),
        ("reading", span(&file.reading), &[Topic]),
        ("reading_note", span(&file.reading_note), &[Topic]),
        ("emergency", span(&file.emergency), &[Decoy]),
        ("show_name", span(&file.show_name), &[Decoy]),
        ("elsewhere", span(&file.elsewhere), &[Decoy]),
        ("contacts", span(&file.contacts), &[Department]),
    ];
    for (key, place, kinds) in keys {
        if let Some(place) = place.filter(|_| !kinds.contains(&kind)) {
            let folders: Vec<_> = kinds.iter().map(|kind| format!("{}/", kind.folder())).collect();
            let message = format!("`{key}` has no meaning in {}/", kind.folder());
            desk.error(place.start, message, format!("remove it; it belongs in {}", folders.join(" and ")));
        }
    }
}

fn span<T>(value: &Option<Spanned<T>>) -> Option<Range<usize>> {
    value.as_ref().map(Spanned::span)
}

struct Reader<'a, 'b> {
    kind: Kind,
    desk: &'a mut Desk<'b>,
    places: Vec<(Reference, usize)>,
}

impl Reader<'_, '_> {
    fn read(&mut self, id: EntryId, mut file: EntryFile) -> Entry {
        let states_fact = !matches!(self.kind, Kind::Decoy | Kind::Smalltalk);
        let dated = matches!(self.kind, Kind::Department | Kind::Former);
        let emergency = file.emergency.is_some_and(Spanned::into_inner);
        let sourced = states_fact || emergency || file.elsewhere.is_some();
        let source = file.source.take().or(file.elsewhere_source.take());
        let mut entry = Entry {
            department: None,
            former: self.former(file.former),
            reading: self.reading(file.reading),
            source: self.source(source, sourced),
            announced: self.date(file.announced, "announced", dated, dates::is_year_or_date),
            since: self.date(file.since, "since", dated, dates::is_date_or_unknown),
            until: self.date(file.until, "until", dated, dates::is_date_or_unknown),
            review_by: self.date(file.review_by, "review_by", true, dates::is_date_or_unknown),
            owner: file.owner,
            emergency,
            show_name: file.show_name.is_none_or(Spanned::into_inner),
            contacts: self.contacts(file.contacts),
            texts: PerLang::default(),
            id,
        };
        entry.department = match self.kind {
            Kind::Topic => self.department(file.department),
            Kind::Former => self.successor(file.successor),
            _ => None,
        };
        let answers = states_fact || emergency || self.kind == Kind::Smalltalk;
        let ours = entry.reading == Some(Reading::Ours);
        let name = per_lang(file.name, "name", true, self.desk);
        let body = per_lang(file.text, "text", answers, self.desk);
        let reading_note = per_lang(file.reading_note, "reading_note", ours, self.desk);
        let elsewhere = per_lang(file.elsewhere, "elsewhere", false, self.desk);
        let keywords: PerLang<Vec<String>> = file.keywords.map(Spanned::into_inner).unwrap_or_default().into();
        for lang in LANGS {
            let text = entry.texts.get_mut(lang);
            text.name.clone_from(name.get(lang));
            text.body.clone_from(body.get(lang));
            text.reading_note.clone_from(reading_note.get(lang));
            text.elsewhere.clone_from(elsewhere.get(lang));
            text.keywords = keywords.get(lang).iter().map(|word| one_line(word)).collect();
        }
        self.examples(file.examples, &mut entry);
        entry
    }

    fn source(&mut self, source: Option<Spanned<String>>, needed: bool) -> String {
        match source {
            Some(source) => {
                self.places.push((Reference::Source(source.get_ref().clone()), source.span().start));
                source.into_inner()
            }
            None => {
                if needed {
                    self.desk.error(
                        0,
                        "no source is named",
                        "add `source = \"…\"` with the id of a source in pack.toml",
                    );
                }
                String::new()
            }
        }
    }

    fn date(&mut self, value: Option<Spanned<String>>, key: &str, needed: bool, fits: fn(&str) -> bool) -> String {
        match value {
            Some(value) => {
                if !fits(value.get_ref()) {
                    let message = format!("{:?} is no date for `{key}`", value.get_ref());
                    self.desk.error(value.span().start, message, dates::advice(key));
                }
                value.into_inner()
            }
            None => {
                if needed {
                    self.desk.error(0, format!("`{key}` is missing"), dates::advice(key));
                }
                String::new()
            }
        }
    }

    fn department(&mut self, name: Option<Spanned<String>>) -> Option<EntryId> {
        let Some(name) = name else {
            self.desk.error(0, "no department handles this", "add `department = \"…\"`, a file's name in departments/");
            return None;
        };
        self.refer(Kind::Department, &name)
    }

    /// Which kind of entry the successor is, only the whole pack tells: `check` replaces this first guess.
    fn successor(&mut self, name: Option<Spanned<String>>) -> Option<EntryId> {
        let Some(name) = name else {
            self.desk.error(0, "nobody took over", "add `successor = \"…\"`, a file's name in departments/");
            return None;
        };
        self.places.push((Reference::Successor(name.get_ref().clone()), name.span().start));
        EntryId::new(Kind::Department, name.get_ref()).ok()
    }

    fn former(&mut self, names: Option<Spanned<Vec<Spanned<String>>>>) -> Vec<EntryId> {
        let names = names.map(Spanned::into_inner).unwrap_or_default();
        names.iter().filter_map(|name| self.refer(Kind::Former, name)).collect()
    }

    fn refer(&mut self, kind: Kind, name: &Spanned<String>) -> Option<EntryId> {
        match EntryId::new(kind, name.get_ref()) {
            Ok(id) => {
                self.places.push((Reference::Entry(id.clone()), name.span().start));
                Some(id)
            }
            Err(error) => {
                self.desk.error(name.span().start, error.to_string(), format!("name a file of {}/", kind.folder()));
                None
            }
        }
    }

    fn reading(&mut self, value: Option<Spanned<String>>) -> Option<Reading> {
        let advice = "write \"source\" when the source itself says so, \"ours\" when it is our reading";
        match value.as_ref().map(|value| (value.get_ref().as_str(), value.span().start)) {
            Some(("source", _)) => Some(Reading::Source),
            Some(("ours", _)) => Some(Reading::Ours),
            Some((other, at)) => {
                self.desk.error(at, format!("{other:?} is no `reading`"), advice);
                None
            }
            None => {
                if self.kind == Kind::Topic {
                    self.desk.error(0, "`reading` is missing", advice);
                }
                None
            }
        }
    }

    fn contacts(&mut self, contacts: Option<Spanned<Vec<ContactFile>>>) -> Vec<Contact> {
        let mut list = Vec::new();
        for contact in contacts.map(Spanned::into_inner).unwrap_or_default() {
            let at = contact.kind.span().start;
            if !["phone", "address", "site", "hours"].contains(&contact.kind.get_ref().as_str()) {
                let message = format!("{:?} is no kind of contact", contact.kind.get_ref());
                self.desk.error(at, message, "write \"phone\", \"address\", \"site\" or \"hours\"");
            }
            self.places.push((Reference::Source(contact.source.get_ref().clone()), contact.source.span().start));
            let (kind, value, source) = (contact.kind, contact.value, contact.source);
            let contact =
                Contact { kind: kind.into_inner(), value: one_line(value.get_ref()), source: source.into_inner() };
            list.push(contact);
        }
        list
    }

    fn examples(&mut self, examples: Option<Spanned<Words>>, entry: &mut Entry) {
        let at = examples.as_ref().map_or(0, |table| table.span().start);
        let mut blocks = examples.map(Spanned::into_inner).unwrap_or_default().into_langs();
        for lang in LANGS {
            let block = blocks.get_mut(lang).take().map(Spanned::into_inner).unwrap_or_default();
            let list = &mut entry.texts.get_mut(lang).examples;
            for line in block.lines().map(one_line).filter(|line| !line.is_empty()) {
                if !list.contains(&line) {
                    list.push(line);
                }
            }
            if list.is_empty() {
                let message = format!("no example questions in {}", lang.code());
                self.desk.warning(at, message, "add some, one question a line");
            }
        }
    }
}
