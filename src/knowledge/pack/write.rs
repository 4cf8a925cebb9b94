//! Knowledge → a pack's files, in one canonical form: the same knowledge always gives the same bytes, and reading
//! them gives the same knowledge. Comments are not kept.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use search::Lang;

use super::format::FORMAT;
use super::policies;
use super::words::LANGS;
use crate::ids::{EntryId, Kind};
use crate::knowledge::entry::{Entry, EntryText, Knowledge, PerLang, Reading, Source};

/// How long a line of a list may get, in characters.
const WIDTH: usize = 103;

/// The path of an entry's file within its pack.
pub fn path(entry: &Entry) -> String {
    path_of(&entry.id)
}

/// The path of the file of the entry with this id.
pub fn path_of(id: &EntryId) -> String {
    format!("{}/{}.toml", id.kind().folder(), id.bare())
}

/// All files of a pack, by path.
pub fn files(knowledge: &Knowledge) -> BTreeMap<String, String> {
    let entries = knowledge.entries.values().map(|found| (path(found), entry(found)));
    entries.chain([("pack.toml".to_owned(), manifest(knowledge))]).collect()
}

/// `pack.toml`.
pub fn manifest(knowledge: &Knowledge) -> String {
    let info = &knowledge.info;
    let mut out = Toml::default();
    out.line("format", &FORMAT.to_string());
    out.text("id", &info.id);
    out.text("default_lang", info.default_lang.map_or("", Lang::code));
    out.text("timezone", &info.timezone);
    out.words("city", &info.city);
    out.words("welcome", &info.welcome);
    out.lists("starters", |lang| info.starters.get(lang));
    for (id, source) in &knowledge.sources {
        out.source(id, source);
    }
    out.table("policies");
    for (key, value) in policies::lines(&info.policies) {
        out.line(key, &value);
    }
    if let Some(human) = &info.human {
        out.line("human", &format!("{:?}", human.bare()));
    }
    out.0
}

/// One entry's file.
pub fn entry(entry: &Entry) -> String {
    let mut out = Toml::default();
    if !entry.source.is_empty() {
        out.text("source", &entry.source);
    }
    out.text("review_by", &entry.review_by);
    out.text("owner", &entry.owner);
    out.keys_of_kind(entry);
    out.texts(&entry.texts);
    for contact in &entry.contacts {
        out.table("[contacts]");
        out.text("kind", &contact.kind);
        out.text("value", &contact.value);
        out.text("source", &contact.source);
    }
    out.0
}

#[derive(Default)]
struct Toml(String);

impl Toml {
    fn line(&mut self, key: &str, value: &str) {
        let _ = writeln!(self.0, "{key} = {value}");
    }

    fn text(&mut self, key: &str, value: &str) {
        let lines = value.contains('\n').then(|| format!("\"\"\"\n{}\"\"\"", in_block(value)));
        self.line(key, &lines.unwrap_or_else(|| quoted(value)));
    }

    /// The keys that only some kinds have.
    fn keys_of_kind(&mut self, entry: &Entry) {
        let kind = entry.kind();
        let department = entry.department.as_ref().map_or("", |id| id.bare());
        if matches!(kind, Kind::Department | Kind::Former) {
            self.text("announced", &entry.announced);
            self.text("since", &entry.since);
            self.text("until", &entry.until);
        }
        match kind {
            Kind::Topic => {
                let former: Vec<&str> = entry.former.iter().map(|id| id.bare()).collect();
                self.text("department", department);
                self.line("former", &list(&former));
                self.text("reading", if entry.reading == Some(Reading::Ours) { "ours" } else { "source" });
            }
            Kind::Former => self.text("successor", department),
            Kind::Decoy => {
                for (key, there, value) in
                    [("emergency", entry.emergency, "true"), ("show_name", !entry.show_name, "false")]
                {
                    if there {
                        self.line(key, value);
                    }
                }
            }
            Kind::Department | Kind::Fact | Kind::Smalltalk => {}
        }
    }

    fn table(&mut self, name: &str) {
        let _ = writeln!(self.0, "\n[{name}]");
    }

    fn words(&mut self, table: &str, words: &PerLang<String>) {
        self.table(table);
        for lang in LANGS {
            self.text(lang.code(), words.get(lang));
        }
    }

    fn lists<'a>(&mut self, table: &str, of: impl Fn(Lang) -> &'a Vec<String>) {
        if LANGS.into_iter().any(|lang| !of(lang).is_empty()) {
            self.table(table);
            for lang in LANGS {
                self.line(lang.code(), &list(of(lang)));
            }
        }
    }

    fn texts(&mut self, texts: &PerLang<EntryText>) {
        type Table = (&'static str, fn(&EntryText) -> &String);
        let tables: [Table; 4] = [
            ("name", |text| &text.name),
            ("text", |text| &text.body),
            ("reading_note", |text| &text.reading_note),
            ("elsewhere", |text| &text.elsewhere),
        ];
        for (table, of) in tables {
            if LANGS.into_iter().any(|lang| !of(texts.get(lang)).is_empty()) {
                self.table(table);
                for lang in LANGS {
                    self.text(lang.code(), of(texts.get(lang)));
                }
            }
        }
        self.lists("keywords", |lang| &texts.get(lang).keywords);
        if LANGS.into_iter().any(|lang| !texts.get(lang).examples.is_empty()) {
            self.table("examples");
            for lang in LANGS {
                self.line(lang.code(), &block(&texts.get(lang).examples));
            }
        }
    }

    fn source(&mut self, id: &str, source: &Source) {
        let table = format!("source.{}", key(id));
        self.table(&table);
        let fields = [
            ("language", &source.language),
            ("title", &source.title),
            ("outlet", &source.outlet),
            ("url", &source.url),
            ("published", &source.published),
        ];
        let dates = [("announced", &source.announced), ("since", &source.since), ("review_by", &source.review_by)];
        for (name, value) in fields.into_iter().chain(dates.into_iter().filter(|(_, value)| !value.is_empty())) {
            self.text(name, value);
        }
        let tables = [("announced_words", &source.announced_words), ("in_words", &source.in_words)];
        for (name, words) in tables {
            if LANGS.into_iter().any(|lang| !words.get(lang).is_empty()) {
                self.words(&format!("{table}.{name}"), words);
            }
        }
    }
}

/// A key as TOML wants it.
fn key(id: &str) -> String {
    let bare = !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte));
    if bare { id.to_owned() } else { quoted(id) }
}

/// A TOML basic string.
fn quoted(text: &str) -> String {
    format!("\"{}\"", escaped(text).replace('"', "\\\""))
}

/// A TOML multi-line string, one text a line.
fn block(lines: &[String]) -> String {
    let lines: String = lines.iter().map(|line| in_block(line) + "\n").collect();
    format!("\"\"\"\n{lines}\"\"\"")
}

/// A text within a multi-line string: two quotation marks in a row would, with a third, end it.
fn in_block(text: &str) -> String {
    escaped(text).replace("\"\"", "\"\\\"")
}

/// A TOML list: on one line, or filled up to the width of the files.
fn list<S: AsRef<str>>(items: &[S]) -> String {
    let items: Vec<String> = items.iter().map(|item| quoted(item.as_ref())).collect();
    let short = format!("[{}]", items.join(", "));
    if short.chars().count() <= WIDTH {
        return short;
    }
    let mut lines = vec![String::new()];
    for item in items {
        let room = WIDTH.saturating_sub(item.chars().count() + 2);
        match lines.last_mut() {
            Some(line) if line.is_empty() => *line = format!("    {item},"),
            Some(line) if line.chars().count() <= room => line.push_str(&format!(" {item},")),
            _ => lines.push(format!("    {item},")),
        }
    }
    format!("[\n{}\n]", lines.join("\n"))
}

/// Backslashes and control characters escaped; line ends and quotation marks left.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\\' => out.push_str("\\\\"),
            '\n' => out.push(letter),
            letter if letter.is_control() => {
                let _ = write!(out, "\\u{:04X}", u32::from(letter));
            }
            letter => out.push(letter),
        }
    }
    out
}
