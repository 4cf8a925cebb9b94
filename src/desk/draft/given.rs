//! What staff give by replying to a draft's card: one text, or several parts, each behind its name (`kk: …`,
//! `source: …`). What is not named is taken for what was asked for, else for the language it is in.

use search::Lang;

use super::make::TITLE;
use super::{Aim, Draft, Field, From, LONGEST, LONGEST_LINE};
use crate::knowledge::live::Snapshot;

/// The names of the parts, as people write them.
const NAMES: &str = include_str!("names.txt");

/// The part that people call so.
fn part_named(name: &str) -> Option<&'static str> {
    let lines = NAMES.lines().filter_map(|line| line.split_once('='));
    let mut parts = lines.map(|(part, names)| (part.trim(), names.split(',').map(str::trim)));
    parts.find_map(|(part, mut names)| names.any(|known| known == name).then_some(part))
}

fn field_named(part: &str) -> Option<Field> {
    Some(match part {
        "kk" => Field::Kk,
        "ru" => Field::Ru,
        "en" => Field::En,
        "title-kk" => Field::TitleKk,
        "title-ru" => Field::TitleRu,
        "title-en" => Field::TitleEn,
        "source" => Field::Source,
        "examples" => Field::Examples,
        "review" => Field::Review,
        "phone" | "address" | "site" | "hours" => Field::Contact,
        _ => return None,
    })
}

/// What became of a reply.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Given {
    /// It was taken.
    Taken,
    /// It is empty: a picture, say.
    Empty,
    /// All is there, and it does not say what it is to change.
    Unclear,
    /// It is longer than so many characters.
    TooLong(usize),
    /// It is no way to reach anybody that is known.
    NoContact,
    /// It is no date to come.
    NoDate,
}

/// Takes a reply into the draft. `today` is the date in the city, `2026-11-28`.
pub fn given(draft: &mut Draft, text: &str, at: &Snapshot, today: &str) -> Given {
    let text = text.trim();
    if text.is_empty() {
        return Given::Empty;
    }
    let mut after = draft.clone();
    let Some(parts) = parts(text, draft, at) else { return Given::Unclear };
    for (field, name, part) in parts {
        match take(&mut after, (field, name), part.trim(), (at, today)) {
            Given::Taken => {}
            refused => return refused,
        }
    }
    after.awaits = Draft::new(after.aim.clone()).awaits;
    after.weighed = false;
    *draft = after;
    Given::Taken
}

/// The reply in parts, each with what it is and what it was called. None: it does not say what it is.
fn parts(text: &str, draft: &Draft, at: &Snapshot) -> Option<Vec<(Field, &'static str, String)>> {
    let mut parts: Vec<(Field, &'static str, String)> = Vec::new();
    let mut first = String::new();
    for line in text.lines() {
        let named = named(line).filter(|(field, ..)| is_for(*field, &draft.aim));
        match (named, parts.last_mut()) {
            (Some((field, name, rest)), _) => parts.push((field, name, rest.to_owned())),
            (None, Some((_, _, part))) => *part = format!("{part}\n{line}"),
            (None, None) => first = format!("{first}\n{line}"),
        }
    }
    if !first.trim().is_empty() {
        parts.insert(0, (unnamed(first.trim(), draft, at)?, "", first.trim().to_owned()));
    }
    Some(parts)
}

/// Whether a draft with this aim has such a part. A line of a text may begin like one.
fn is_for(field: Field, aim: &Aim) -> bool {
    match field {
        Field::Kk | Field::Ru | Field::En | Field::TitleKk | Field::TitleRu | Field::TitleEn => {
            matches!(aim, Aim::Fact | Aim::Topic(_) | Aim::Text(_))
        }
        Field::Source => !matches!(aim, Aim::Examples(_) | Aim::Review(_)),
        Field::Examples => matches!(aim, Aim::Fact | Aim::Topic(_) | Aim::Text(_) | Aim::Examples(_)),
        Field::Contact => matches!(aim, Aim::Contact(_)),
        Field::Review => matches!(aim, Aim::Review(_)),
    }
}

/// A line that begins with the name of a part and a colon.
fn named(line: &str) -> Option<(Field, &'static str, &str)> {
    let (name, rest) = line.trim_start().split_once(':')?;
    let part = part_named(&name.trim().to_lowercase())?;
    Some((field_named(part)?, part, rest.trim()))
}

/// What a reply without names is; nothing when all is there, for then it would overwrite something.
fn unnamed(text: &str, draft: &Draft, at: &Snapshot) -> Option<Field> {
    if draft.awaits.is_some() {
        return draft.awaits;
    }
    let is_link = !text.contains(char::is_whitespace) && text.contains("://");
    let missing = Lang::ALL.into_iter().find(|lang| draft.texts.get(*lang).is_empty());
    if is_link || missing.is_none() && draft.source == From::Unknown {
        return Some(Field::Source);
    }
    let guess = at.index.language(text);
    match missing {
        Some(missing) if !guess.sure => Some(Field::text(missing)),
        _ if draft.texts.get(guess.lang).is_empty() => Some(Field::text(guess.lang)),
        _ => None,
    }
}

fn take(draft: &mut Draft, (field, name): (Field, &str), part: &str, around: (&Snapshot, &str)) -> Given {
    let (at, today) = around;
    let longest = if matches!(field, Field::Kk | Field::Ru | Field::En) { LONGEST } else { LONGEST_LINE };
    let lines = || part.lines().map(str::trim).filter(|line| !line.is_empty());
    if part.is_empty() {
        return Given::Empty;
    }
    let too_long = match field {
        Field::Examples => lines().any(|line| line.chars().count() > longest),
        _ => part.chars().count() > longest,
    };
    if too_long {
        return Given::TooLong(longest);
    }
    match field {
        Field::Kk | Field::Ru | Field::En => {
            let lang = field.lang().unwrap_or(Lang::Ru);
            part.clone_into(draft.texts.get_mut(lang));
            draft.same = false;
        }
        Field::TitleKk | Field::TitleRu | Field::TitleEn if part.chars().count() > TITLE => {
            return Given::TooLong(TITLE);
        }
        Field::TitleKk | Field::TitleRu | Field::TitleEn => {
            let title = part.split_whitespace().collect::<Vec<_>>().join(" ");
            *draft.titles.get_mut(field.title().unwrap_or(Lang::Ru)) = title;
        }
        Field::Source => draft.source = source(part, at),
        Field::Examples => {
            for line in lines() {
                let example = (at.index.language(line).lang.code().to_owned(), line.to_owned());
                if !draft.examples.contains(&example) {
                    draft.examples.push(example);
                }
            }
        }
        Field::Contact => match contact(name, part) {
            Some(contact) => draft.contact = Some(contact),
            None => return Given::NoContact,
        },
        Field::Review => match date(part).filter(|date| date.as_str() > today) {
            Some(date) => draft.review_by = date,
            None => return Given::NoDate,
        },
    }
    Given::Taken
}

/// A source that is known by its id or title, or a new one.
fn source(text: &str, at: &Snapshot) -> From {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let is_it = |known: &&crate::knowledge::entry::Source| known.id == text || known.title == text;
    if let Some(known) = at.knowledge.sources.values().find(is_it) {
        return From::Known(known.id.clone());
    }
    let is_url = |word: &&str| word.starts_with("https://") || word.starts_with("http://");
    let url = text.split(' ').find(is_url).unwrap_or_default().to_owned();
    let words = text.split(' ').filter(|word| *word != url).collect::<Vec<_>>().join(" ");
    let known = at.knowledge.sources.values().find(|known| !url.is_empty() && known.url == url && known.title == words);
    if let Some(known) = known {
        return From::Known(known.id.clone());
    }
    let title = if words.is_empty() { url.clone() } else { words };
    From::New { language: at.index.language(&title).lang.code().to_owned(), title, url }
}

/// `phone: …`, or what looks like a number or an address on the web.
fn contact(name: &str, text: &str) -> Option<(String, String)> {
    let kind = ["phone", "address", "site", "hours"].into_iter().find(|kind| *kind == name);
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let guessed = match text {
        _ if text.contains("://") || text.starts_with("www.") => Some("site"),
        _ if digits >= 3 && letters == 0 => Some("phone"),
        _ => None,
    };
    let value = text.split_whitespace().collect::<Vec<_>>().join(" ");
    kind.or(guessed).map(|kind| (kind.to_owned(), value))
}

/// A date as `2027-06-01` or `1.6.2027`; in the one form that is kept.
fn date(text: &str) -> Option<String> {
    let numbers: Vec<i16> = text.split(['.', '-', '/']).map(|part| part.trim().parse().ok()).collect::<Option<_>>()?;
    let (year, month, day) = match numbers[..] {
        [year, month, day] if year > 999 => (year, month, day),
        [day, month, year] if year > 999 => (year, month, day),
        _ => return None,
    };
    let date = jiff::civil::Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?;
    Some(date.to_string())
}
