//! `pack.toml`: the city, the sources, the policies an owner starts with.

use std::collections::BTreeMap;

use search::Lang;
use toml::Spanned;

use super::dates;
use super::finding::Desk;
use super::format::{FORMAT, PackFile, SourceFile};
use super::words::{LANGS, one_line, per_lang};
use crate::ids::{EntryId, Kind};
use crate::knowledge::entry::{PackInfo, PerLang, Source};

/// What `pack.toml` says; none, with findings, when it is no TOML of the format.
pub(super) fn read(desk: &mut Desk<'_>) -> Option<(PackInfo, BTreeMap<String, Source>)> {
    let file: PackFile = match toml::from_str(desk.text()) {
        Ok(file) => file,
        Err(error) => {
            let message = error.message().lines().collect::<Vec<_>>().join(", ");
            desk.error(
                error.span().unwrap_or_default().start,
                message,
                "see docs/knowledge.md for the keys of pack.toml",
            );
            return None;
        }
    };
    if *file.format.get_ref() != FORMAT {
        let message = format!("format {} is not known to this program", file.format.get_ref());
        desk.error(file.format.span().start, message, format!("write the pack in format {FORMAT}"));
    }
    let default_lang = Lang::ALL.into_iter().find(|lang| lang.code() == file.default_lang.get_ref());
    if default_lang.is_none() {
        let message = format!("{:?} is no language of the pack", file.default_lang.get_ref());
        desk.error(file.default_lang.span().start, message, "write \"kk\", \"ru\" or \"en\"");
    }
    if jiff::tz::TimeZone::get(file.timezone.get_ref()).is_err() {
        let message = format!("{:?} is no time zone", file.timezone.get_ref());
        desk.error(file.timezone.span().start, message, "write an IANA name like \"Asia/Almaty\"");
    }
    let starters: PerLang<Vec<String>> = file.starters.map(Spanned::into_inner).unwrap_or_default().into();
    let mut info = PackInfo {
        id: file.id.into_inner(),
        default_lang,
        timezone: file.timezone.into_inner(),
        city: per_lang(file.city, "city", true, desk),
        welcome: per_lang(file.welcome, "welcome", true, desk),
        starters: PerLang::default(),
        policies: file.policies.read(desk),
        human: file.policies.human.and_then(|id| small_talk(&id, desk)),
    };
    for lang in LANGS {
        *info.starters.get_mut(lang) = starters.get(lang).iter().map(|line| one_line(line)).collect();
        if info.starters.get(lang).is_empty() {
            desk.warning(0, format!("[starters] has no {} questions", lang.code()), "add three example questions");
        }
    }
    let sources = file.source.into_iter().map(|(id, file)| (id.get_ref().clone(), source(&id, file, desk))).collect();
    Some((info, sources))
}

/// The id of a small talk, without its kind as the files are named.
fn small_talk(id: &Spanned<String>, desk: &mut Desk<'_>) -> Option<EntryId> {
    let found = EntryId::new(Kind::Smalltalk, id.get_ref());
    if found.is_err() {
        let message = format!("{:?} is no name of a small talk", id.get_ref());
        desk.error(id.span().start, message, "write the name of a file in smalltalk/, without .toml");
    }
    found.ok()
}

fn source(id: &Spanned<String>, file: SourceFile, desk: &mut Desk<'_>) -> Source {
    let table = |name: &str| format!("source.{}.{name}", id.get_ref());
    let title = one_line(&file.title);
    if title.is_empty() {
        desk.error(id.span().start, "the source has no title", "add `title = \"…\"`");
    }
    // A source that announces a reform needs the words for it; one that states a number does not.
    let announces = file.announced.is_some();
    let announced_words = per_lang(file.announced_words, &table("announced_words"), announces, desk);
    let in_words = per_lang(file.in_words, &table("in_words"), announces, desk);
    let mut date = |value: Option<Spanned<String>>, key: &str, fits: fn(&str) -> bool| {
        let Some(value) = value else { return String::new() };
        if !value.get_ref().is_empty() && !fits(value.get_ref()) {
            let message = format!("{:?} is no date for `{key}`", value.get_ref());
            desk.error(value.span().start, message, dates::advice(key));
        }
        value.into_inner()
    };
    Source {
        published: date(file.published, "published", dates::is_year_or_date),
        announced: date(file.announced, "announced", dates::is_year_or_date),
        since: date(file.since, "since", dates::is_date_or_unknown),
        review_by: date(file.review_by, "review_by", dates::is_date_or_unknown),
        id: id.get_ref().clone(),
        language: file.language,
        title,
        outlet: file.outlet,
        url: file.url,
        announced_words,
        in_words,
    }
}
